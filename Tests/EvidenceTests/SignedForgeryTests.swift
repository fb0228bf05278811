import Digests
import Foundation
import Journal
import Testing

@testable import Evidence

/// Folders whose maker holds the key: the signature is right, and what it signs is not.
struct SignedForgeryTests {
    let sealed: SealedFolder

    init() async throws { sealed = try await SealedFolder.make() }

    private func difference() -> String {
        let report = sealed.verify()
        return report.difference.map { "\($0.item): \($0.finding)" } ?? "none"
    }

    @Test(arguments: [
        "../state.sqlite", "/etc/passwd", "rooms/../laporan.pdf", "rooms//rko.mkv", ".x", "a b", "ruangé",
    ])
    func anUnsafePathInTheManifestIsRefused(path: String) throws {
        try sealed.resign { $0.replacingOccurrences(of: "\"laporan.pdf\"", with: "\"\(path)\"") }
        #expect(difference() == "manifest.json: it lists the unsafe path \(path)")
    }

    @Test(arguments: [
        ("\"format\"", "\"extra\": 1,\n  \"format\"", "canonical"), ("  \"files\"", "\"files\"", "canonical"),
        ("evidence/1", "evidence/2", "its format is"), ("\"RLJJ-12\"", "12", "meeting: number"),
        ("\"role\": \"room\"", "\"role\": \"virus\"", "files"), ("\"sha256\"", "\"sha512\"", "sha256"),
        ("\"algorithm\": \"Ed25519\"", "\"algorithm\": \"none\"", "do not belong together"),
        ("\"bytes\": 5,", "\"bytes\": -5,", "negative size"),
    ])
    func aManifestOfAnotherFormIsRefused(old: String, new: String, words: String) throws {
        try sealed.resign { $0.replacingOccurrences(of: old, with: new) }
        #expect(difference().hasPrefix("manifest.json: ") && difference().contains(words), "\(difference())")
    }

    @Test func aFileListedTwiceIsRefused() throws {
        try sealed.resign { text in
            let line = text.split(separator: "\n").first { $0.contains("laporan.pdf") } ?? ""
            return text.replacingOccurrences(of: line, with: line + "\n" + line)
        }
        #expect(difference() == "manifest.json: it lists laporan.pdf out of order or twice")
    }

    @Test func aJournalWithAnotherHeadIsFound() throws {
        let hash = sealed.manifest.journal.hash.hex
        try sealed.resign { $0.replacingOccurrences(of: hash, with: String(hash.reversed())) }
        #expect(difference().hasPrefix("journal chain: ends at event 6"))
    }

    @Test func aChangedJournalIsFoundByItsChain() throws {
        let url = sealed.url("journal.sqlite")
        var bytes = try Data(contentsOf: url)
        let old = ContentHash(of: Array(bytes)).hex
        let text = Data(SealedFolder.agreements[0].utf8)
        let place = try #require(bytes.range(of: text))
        bytes[place.lowerBound] = UInt8(ascii: "X")
        try bytes.write(to: url)
        try sealed.resign { $0.replacingOccurrences(of: old, with: ContentHash(of: Array(bytes)).hex) }
        #expect(difference() == "journal chain: event 1: its payload is not the one that was appended")
    }

    @Test(arguments: [
        ("summary.json", "agreements: summary.json lists others"), ("laporan.pdf", "report: another report"),
    ])
    func whatTheFilesSayIsComparedWithTheJournal(name: String, expected: String) throws {
        let old = try Data(contentsOf: sealed.url(name))
        var new = old
        new[0] ^= 1
        try new.write(to: sealed.url(name))
        try sealed.resign {
            $0.replacingOccurrences(of: ContentHash(of: Array(old)).hex, with: ContentHash(of: Array(new)).hex)
        }
        #expect(difference() == expected)
    }

    @Test func aCheckThatThrowsIsADifference() {
        let check = EvidenceCheck(name: "stills") { contents in
            _ = try contents.bytes(of: "programme.mkv", limit: 1000)
            return .agrees("never")
        }
        let report = Verification.run(sealed.path, pinnedKey: nil, checks: [check])
        #expect(report.difference?.finding == "programme.mkv is larger than 1000 bytes")
    }
}
