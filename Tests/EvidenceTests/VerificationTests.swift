import Digests
import Foundation
import Testing

@testable import Evidence

struct VerificationTests {
    let sealed: SealedFolder

    init() async throws { sealed = try await SealedFolder.make() }

    private func difference() -> String {
        let report = sealed.verify()
        return report.difference.map { "\($0.item): \($0.finding)" } ?? "none"
    }

    @Test func anUntouchedFolderPassesEveryCheckInOrder() throws {
        let report = sealed.verify()
        #expect(report.passed, "\(report.text)")
        #expect(
            report.steps.map(\.item) == [
                "manifest.json", "manifest.sig", "journal.sqlite", "laporan.pdf", "materials/kpp-makassar.pdf",
                "programme.mkv", "rooms/rko.mkv", "screens/rko.png", "summary.json", "journal chain", "agreements",
                "report",
            ])
        let line = report.text.split(separator: "\n").first { $0.contains("rooms/rko.mkv") }
        let hash = try #require(sealed.manifest.files.first { $0.role == .room }).sha256.hex.prefix(12)
        #expect(line == "ok  rooms/rko.mkv               2.3 MB  sha256 \(hash)…")
        #expect(report.text.hasSuffix("12 checks, no difference\n"))
        #expect(sealed.verify().text == report.text)
    }

    @Test(arguments: [
        "programme.mkv", "rooms/rko.mkv", "laporan.pdf", "materials/kpp-makassar.pdf", "screens/rko.png",
        "summary.json", "journal.sqlite", "manifest.json", "manifest.sig",
    ])
    func oneFlippedByteIsFoundInItsFile(name: String) throws {
        let whole = try Data(contentsOf: sealed.url(name))
        for offset in [0, whole.count / 2, whole.count - 1] {
            var bytes = whole
            bytes[offset] ^= 1
            try bytes.write(to: sealed.url(name))
            let report = sealed.verify()
            #expect(!report.passed)
            // A manifest that is still one is given away by its signature.
            let blamed = name == "manifest.json" ? ["manifest.json", "manifest.sig"] : [name]
            #expect(blamed.contains(report.difference?.item ?? ""), "byte \(offset): \(report.text)")
        }
    }

    @Test(arguments: [
        "programme.mkv", "rooms/rko.mkv", "laporan.pdf", "journal.sqlite", "summary.json", "manifest.json",
        "manifest.sig",
    ])
    func aMissingFileIsNamed(name: String) throws {
        try FileManager.default.removeItem(at: sealed.url(name))
        #expect(difference() == "\(name): is missing")
    }

    @Test(arguments: [
        "extra.txt", "rooms/kpp.mkv", ".hidden", "journal.sqlite-wal", "new/file", "rooms/nama\u{1b}[2J\u{202e}.mkv",
    ])
    func anExtraFileIsNamed(name: String) throws {
        let url = sealed.url(name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("x".utf8).write(to: url)
        let found = difference()
        #expect(found.contains("is extra: the manifest does not list it"))
        #expect(!found.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202e })
    }

    @Test func aRenamedFileIsNamed() throws {
        try FileManager.default.moveItem(at: sealed.url("rooms/rko.mkv"), to: sealed.url("rooms/other.mkv"))
        #expect(difference() == "rooms/other.mkv: is extra: the manifest does not list it")
    }

    @Test func linksAndPipesAreRefused() throws {
        try FileManager.default.moveItem(atPath: sealed.path + "/rooms/rko.mkv", toPath: sealed.folder.path + "/away")
        try FileManager.default.createSymbolicLink(
            atPath: sealed.path + "/rooms/rko.mkv", withDestinationPath: sealed.folder.path + "/away")
        #expect(difference() == "rooms/rko.mkv: is a link; evidence holds regular files only")
        try FileManager.default.removeItem(at: sealed.url("rooms/rko.mkv"))
        #expect(mkfifo(sealed.path + "/rooms/rko.mkv", 0o600) == 0)
        #expect(difference() == "rooms/rko.mkv: is no regular file")
    }

    @Test func aLinkedFolderIsRefused() throws {
        try FileManager.default.moveItem(atPath: sealed.path + "/rooms", toPath: sealed.folder.path + "/rooms")
        try FileManager.default.createSymbolicLink(
            atPath: sealed.path + "/rooms", withDestinationPath: sealed.folder.path + "/rooms")
        #expect(difference() == "rooms: is a link; evidence holds regular files only")
    }

    @Test(arguments: ["manifest.json", "manifest.sig"])
    func aManifestThatIsALinkIsRefused(name: String) throws {
        try FileManager.default.moveItem(atPath: sealed.path + "/" + name, toPath: sealed.folder.path + "/away")
        try FileManager.default.createSymbolicLink(
            atPath: sealed.path + "/" + name, withDestinationPath: sealed.folder.path + "/away")
        #expect(difference() == "\(name): is a link; evidence holds regular files only")
    }

    @Test(arguments: [0, 1, 40, 500])
    func aTruncatedManifestIsRefused(length: Int) throws {
        let whole = try Data(contentsOf: sealed.url("manifest.json"))
        try whole.prefix(length).write(to: sealed.url("manifest.json"))
        #expect(difference().hasPrefix("manifest.json: it is no manifest"))
    }

    @Test func aLargeSignatureAndALargeManifestAreNotReadWhole() throws {
        try Data(count: 20_000_000).write(to: sealed.url("manifest.sig"))
        #expect(difference() == "manifest.sig: is no Ed25519 signature of 64 bytes")
        try Data(count: 20_000_000).write(to: sealed.url("manifest.json"))
        #expect(difference().hasPrefix("manifest.json: is larger than"))
    }

    @Test func anotherKeyIsRefused() throws {
        let other = try EvidenceKey.open(inFolder: sealed.folder.path + "/other-keys")
        let report = sealed.verify(pinned: other.publicKey)
        #expect(report.difference?.item == "manifest.sig")
        #expect(report.difference?.finding.contains("expected \(other.publicKey.fingerprint)") == true)
        let text = try Data(contentsOf: sealed.url("manifest.json"))
        try Data(try other.signature(of: Array(text))).write(to: sealed.url("manifest.sig"))
        #expect(difference().hasPrefix("manifest.sig: is not the signature of this manifest"))
    }

    @Test func withoutAKnownKeyTheReportSaysSo() throws {
        let report = Verification.run(sealed.path, pinnedKey: nil)
        #expect(report.passed && report.text.contains("not compared with a known key"))
    }

    @Test func aFolderThatIsNotThereDiffers() {
        #expect(!Verification.run(sealed.path + "/nowhere", pinnedKey: nil).passed)
        #expect(!Verification.run(sealed.path + "/laporan.pdf", pinnedKey: nil).passed)
    }
}
