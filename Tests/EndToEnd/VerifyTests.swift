import Crypto
import Foundation
import RoomLink
import Testing

extension EndToEnd {
    /// `rljj verify` on the demo's folder, and on copies of it in which one thing is different.
    @Suite(.serialized)
    struct VerifyTests {
        /// A copy by hard links, whose files are replaced and never written into.
        private static func altered(_ change: (URL) throws -> Void) async throws -> Ran {
            let dossier = try await DemoRun.dossier()
            let scratch = TestFolder.make()
            let copy = scratch.appending(path: "salinan")
            let made = try await Ran.program("/bin/cp", ["-al", dossier.folder.path, copy.path], in: scratch)
            try #require(made.status == 0, "\(made.error)")
            try change(copy)
            return try await Ran.built("rljj", ["verify", copy.path], in: scratch)
        }

        /// Flips one bit at a place of a file, given as a share of its length.
        private static func flip(_ file: URL, at place: Double) throws {
            var bytes = try Data(contentsOf: file)
            try #require(!bytes.isEmpty)
            let index = min(bytes.count - 1, Int(Double(bytes.count) * place))
            bytes[index] ^= 1
            try replace(file, with: bytes)
        }

        private static func replace(_ file: URL, with bytes: Data) throws {
            let fresh = file.appendingPathExtension("new")
            try bytes.write(to: fresh)
            try FileManager.default.removeItem(at: file)
            try FileManager.default.moveItem(at: fresh, to: file)
        }

        private static func expectDifference(_ ran: Ran, at item: String) {
            #expect(ran.status == 1, "\(item): \(ran.output.suffix(300)) \(ran.error)")
            #expect(ran.output.contains("differs at \(item)"), "\(ran.output.suffix(300))")
        }

        @Test func saysWhatItChecked() async throws {
            let dossier = try await DemoRun.dossier()
            let ran = try await Ran.built("rljj", ["verify", dossier.folder.path], in: TestFolder.make())
            #expect(ran.status == 0, "\(ran.output) \(ran.error)")
            for item in ["manifest.sig", "programme.mkv", "laporan.pdf", "journal chain", "summary.json", "screens/"] {
                #expect(ran.output.contains(item), "\(item)")
            }
            #expect(ran.output.contains("no difference"))
        }

        @Test(arguments: [
            ("programme.mkv", 0.5), ("rooms/rko.mkv", 0.5), ("laporan.pdf", 0.3), ("materials/rko.pdf", 0.5),
            ("screens/kanwil-sulselbartra.png", 0.5), ("journal.sqlite", 0.0), ("summary.json", 0.5),
            ("manifest.sig", 0.5),
        ])
        func findsOneFlippedByte(_ path: String, _ place: Double) async throws {
            let ran = try await Self.altered { try Self.flip($0.appending(path: path), at: place) }
            Self.expectDifference(ran, at: path)
        }

        @Test(arguments: [("rko", Track.programme, 0.5), ("kpp-jayapura", .room, 0.9999)])
        func findsOneFlippedByteOfAnOriginal(_ room: String, _ track: Track, _ place: Double) async throws {
            let path = try await DemoRun.dossier().original(room, track, 1)
            let ran = try await Self.altered { try Self.flip($0.appending(path: path), at: place) }
            Self.expectDifference(ran, at: path)
        }

        @Test func findsAFlippedByteInAPayloadOfTheJournal() async throws {
            let ran = try await Self.altered { copy in
                let file = copy.appending(path: "journal.sqlite")
                var bytes = try Data(contentsOf: file)
                let word = try #require(bytes.range(of: Data("dua loket khusus".utf8)))
                bytes[word.lowerBound] ^= 1
                try Self.replace(file, with: bytes)
            }
            Self.expectDifference(ran, at: "journal.sqlite")
        }

        @Test(arguments: [0.05, 0.5, 0.95])
        func findsAFlippedByteInTheManifest(at place: Double) async throws {
            let ran = try await Self.altered { try Self.flip($0.appending(path: "manifest.json"), at: place) }
            #expect(ran.status == 1)
            #expect(ran.output.contains("differs at manifest."), "\(ran.output.suffix(300))")
        }

        @Test(arguments: ["programme.mkv", "screens/rko-2.png", "manifest.sig", "manifest.json", "journal.sqlite"])
        func findsARemovedFile(_ path: String) async throws {
            let ran = try await Self.altered { try FileManager.default.removeItem(at: $0.appending(path: path)) }
            Self.expectDifference(ran, at: path)
        }

        @Test(arguments: ["tambahan.txt", "rooms/lain.mkv", "screens/.tersembunyi"])
        func findsAnAddedFile(_ path: String) async throws {
            let ran = try await Self.altered { try Data("x".utf8).write(to: $0.appending(path: path)) }
            Self.expectDifference(ran, at: path)
        }

        @Test func followsNoLink() async throws {
            let ran = try await Self.altered { copy in
                let (file, kept) = (copy.appending(path: "laporan.pdf"), copy.appending(path: "../laporan.pdf"))
                try FileManager.default.moveItem(at: file, to: kept)
                try FileManager.default.createSymbolicLink(at: file, withDestinationURL: kept)
            }
            Self.expectDifference(ran, at: "laporan.pdf")
        }

        @Test func comparesWithTheKeyGiven() async throws {
            let dossier = try await DemoRun.dossier()
            struct Manifest: Decodable {
                struct Key: Decodable { var publicKey: String }
                var key: Key
            }
            let manifest = try JSONDecoder().decode(
                Manifest.self, from: Data(contentsOf: dossier.file("manifest.json")))
            let other = Curve25519.Signing.PrivateKey().publicKey.rawRepresentation
                .map { String(format: "%02x", $0) }.joined()
            let verify = { (key: String) in
                try await Ran.built("rljj", ["verify", dossier.folder.path, "--key", key], in: TestFolder.make())
            }
            let right = try await verify(manifest.key.publicKey)
            #expect(right.status == 0 && right.output.contains("as expected"), "\(right.output)")
            Self.expectDifference(try await verify(other), at: "manifest.sig")
            let nonsense = try await verify("bukan-kunci")
            #expect(nonsense.status == 2 && nonsense.complaints.count == 1, "\(nonsense.error)")
        }
    }
}
