import BoundedProcess
import Foundation
import Testing

extension EndToEnd {
    /// What the demo says to input that it cannot take: one line that names the thing and the remedy, before anything is
    /// started, and no output folder.
    @Suite(.serialized)
    struct BadInputTests {
        private static func expectRefusal(
            _ arguments: [String], naming words: [String], status: Int32 = 2,
            _ prepare: (URL) async throws -> Void = { _ in }
        ) async throws {
            let scratch = TestFolder.make()
            try await prepare(scratch)
            let output = scratch.appending(path: "bukti")
            let placed = arguments.map { $0.replacing("SCRATCH", with: scratch.path) }
            let ran = try await Ran.built("rljj", ["demo", "--output", output.path] + placed, in: scratch)
            #expect(ran.status == status, "\(ran.output) \(ran.error)")
            #expect(ran.complaints.count == 1, "\(ran.error)")
            for word in words { #expect(ran.error.contains(word), "“\(word)” is not in: \(ran.error)") }
            #expect(!FileManager.default.fileExists(atPath: output.path), "there is an output folder")
            let partial = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
            #expect(!partial.contains { $0.hasPrefix("bukti") }, "\(partial)")
        }

        private static func deck(_ file: URL) async throws {
            let html = file.deletingPathExtension().appendingPathExtension("html")
            try Data("<p>Bahan</p>".utf8).write(to: html)
            _ = try await Program.weasyprint.run([html.path, file.path], within: .document)
            try FileManager.default.removeItem(at: html)
        }

        @Test func refusesMissingMaterials() async throws {
            try await Self.expectRefusal(
                ["--materials", "SCRATCH/tidak-ada.pdf"], naming: ["--materials", "tidak-ada.pdf", "name a PDF file"])
        }

        @Test func refusesMaterialsThatAreNoPDF() async throws {
            try await Self.expectRefusal(
                ["--materials", "SCRATCH/surat.pdf"],
                naming: ["--materials", "surat.pdf", "no PDF", "export it as PDF"]
            ) { try Data("PK\u{3}\u{4} dokumen".utf8).write(to: $0.appending(path: "surat.pdf")) }
        }

        @Test func refusesTruncatedMaterials() async throws {
            try await Self.expectRefusal(
                ["--materials", "SCRATCH/rusak.pdf"],
                naming: ["--materials", "rusak.pdf", "damaged", "export it again"]
            ) { scratch in
                let whole = scratch.appending(path: "utuh.pdf")
                try await Self.deck(whole)
                try Data(contentsOf: whole).prefix(900).write(to: scratch.appending(path: "rusak.pdf"))
            }
        }

        @Test func refusesEncryptedMaterials() async throws {
            try await Self.expectRefusal(
                ["--materials", "SCRATCH/rahasia.pdf"],
                naming: ["--materials", "rahasia.pdf", "password", "save it without one"]
            ) { try EncryptedPDF.bytes.write(to: $0.appending(path: "rahasia.pdf")) }
        }

        @Test func refusesAClipThatDoesNotDecode() async throws {
            try await Self.expectRefusal(
                ["--media", "SCRATCH/klip"],
                naming: ["--media", "kpp-jayapura.mp4", "moov atom not found", "give a file"]
            ) { scratch in
                let folder = scratch.appending(path: "klip")
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                let noise = (0..<60_000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }
                try Data(noise).write(to: folder.appending(path: "kpp-jayapura.mp4"))
            }
        }

        @Test(arguments: [
            ("m24-gambar.png", "a still picture (png), which is no clip"), ("m31-kosong.mp4", "the file is empty"),
        ])
        func refusesWhatIsNoClipBeforeTheMeetingBegins(_ name: String, _ reason: String) async throws {
            let inputs = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: "RoomMediaTests/Inputs")
            try await Self.expectRefusal(["--media", "SCRATCH/klip"], naming: ["--media", "rko.mp4", reason]) {
                scratch in
                let folder = scratch.appending(path: "klip")
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try FileManager.default.copyItem(
                    at: inputs.appending(path: name), to: folder.appending(path: "rko.mp4"))
            }
        }

        @Test func refusesClipsThatAreNamedAfterNoRoom() async throws {
            try await Self.expectRefusal(
                ["--media", "SCRATCH/klip"], naming: ["--media", "named after a room", "kpp-jayapura"]
            ) { scratch in
                let folder = scratch.appending(path: "klip")
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try Data("x".utf8).write(to: folder.appending(path: "lain.mp4"))
            }
        }

        @Test func refusesAMediaFolderThatIsNotThere() async throws {
            try await Self.expectRefusal(["--media", "SCRATCH/tidak-ada"], naming: ["--media", "tidak-ada"])
        }

        @Test(arguments: [
            ("camera: {kind: test}", "camera: {kind: teleskop}", ["rko.yaml", "teleskop", "v4l2"]),
            ("zone: WIB", "zone: WIX", ["rko.yaml", "WIX", "WITA"]),
            ("name: Ruang Kendali Operasi", #"name: "Ruang\nKendali""#, ["rko.yaml", "name"]),
            ("screen: {kind: window}", "screen: [", ["rko.yaml"]),
        ])
        func refusesAWrongRoomFile(_ right: String, _ wrong: String, _ words: [String]) async throws {
            try await Self.expectRefusal(["--rooms", "SCRATCH/ruang"], naming: words) { scratch in
                try Products.writeRooms(into: scratch.appending(path: "ruang")) { name, text in
                    guard name == "rko.yaml" else { return text }
                    try #require(text.contains(right))
                    return text.replacing(right, with: wrong, maxReplacements: 1)
                }
            }
        }

        @Test func refusesARoomsFolderWithoutAHost() async throws {
            try await Self.expectRefusal(["--rooms", "SCRATCH/ruang"], naming: ["rko"]) { scratch in
                try Products.writeRooms(into: scratch.appending(path: "ruang")) { $0 == "rko.yaml" ? nil : $1 }
            }
        }

        @Test func refusesAHostThatHasNoWayToAMeeting() async throws {
            let scratch = TestFolder.make()
            let ran = try await Ran.built(
                "rljj",
                [
                    "demo", "--output", scratch.appending(path: "bukti").path, "--host", "direktorat",
                    "--own-information",
                ], in: scratch)
            #expect(ran.status != 0)
            #expect(ran.error.contains("--own-information"), "\(ran.error)")
            #expect(!FileManager.default.fileExists(atPath: scratch.appending(path: "bukti").path))
        }

        /// A device that is not there is no fault of the file: the demo starts and its device test fails.
        @Test func namesADeviceThatIsNotThere() async throws {
            let scratch = TestFolder.make()
            try Products.writeRooms(into: scratch) { name, text in
                guard name == "rko.yaml" else { return nil }
                return text.replacing("camera: {kind: test}", with: "camera: {kind: v4l2, device: /dev/video97}")
                    .replacing("{kind: window}", with: "{kind: headless}")
            }
            let file = scratch.appending(path: "rko.yaml")
            let ran = try await Ran.built("rljj-room", ["check", "--room", file.path], in: scratch)
            #expect(ran.status == 1, "\(ran.output) \(ran.error)")
            #expect((ran.output + ran.error).contains("/dev/video97"), "\(ran.output) \(ran.error)")
        }

        @Test func refusesABusyPort() async throws {
            let held = try FreePort.Held()
            try await Self.expectRefusal(
                ["--port", "\(held.port)"], naming: ["\(held.port)", "used by another program", "--port"])
            let scratch = TestFolder.make()
            let rooms = try Products.projectFolder("Rooms").path
            let serve = try await Ran.built(
                "rljj", ["serve", "--state", scratch.path + "/state", "--rooms", rooms, "--port", "\(held.port)"],
                in: scratch)
            #expect(serve.status == 2 && serve.complaints.count == 1, "\(serve.error)")
            #expect(serve.error.contains("\(held.port)") && serve.error.contains("--port"), "\(serve.error)")
            withExtendedLifetime(held) {}
        }

        @Test(arguments: [["--pace", "0"], ["--pace", "nan"], ["--port", "70000"]])
        func refusesNumbersOutOfRange(_ arguments: [String]) async throws {
            let scratch = TestFolder.make()
            let ran = try await Ran.built(
                "rljj", ["demo", "--output", scratch.appending(path: "bukti").path] + arguments, in: scratch)
            #expect(ran.status != 0)
            #expect(ran.error.contains("\(arguments[0]) "), "\(ran.error)")
            #expect(!FileManager.default.fileExists(atPath: scratch.appending(path: "bukti").path))
        }
    }
}
