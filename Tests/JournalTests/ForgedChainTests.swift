import Foundation
import GRDB
import Testing

@testable import Journal

/// Rows changed by somebody who computes the chain anew.
struct ForgedChainTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Changes the header of the newest event and gives it the hash that fits.
    private func forge(_ column: String, _ change: (inout EventHeader) -> any DatabaseValueConvertible) throws {
        try folder.tamper("journal.sqlite", "SELECT 1")
        let queue = try DatabaseQueue(path: folder.journal)
        try queue.inDatabase { db in
            let rows = try Row.fetchAll(db, sql: ChainRow.query)
            let row = try ChainRow(try #require(rows.last), after: Int64(rows.count - 1))
            var header = row.header
            let value = change(&header)
            let hash = header.hash(after: ChainHash(trusted: row.previous), payloadDigest: row.payloadDigest)
            try db.execute(
                sql: "UPDATE events SET \(column) = ?, hash = ? WHERE position = ?",
                arguments: StatementArguments([value, Data(hash.bytes), rows.count]) ?? [])
        }
        try queue.close()
    }

    private func fill() async throws -> Head {
        let journal = try await open(folder)
        for number in 1...3 { _ = try await journal.append([draft()], to: "a", expecting: .any, key: key(number)) }
        let head = try await journal.head()
        try await journal.close()
        return head
    }

    @Test func aStreamWithAGapInItsVersionsIsFound() async throws {
        _ = try await fill()
        try forge("version") { header in
            header.version = 9
            return 9
        }
        let fault = #expect(throws: ChainFault.self) { try ChainVerifier.verify(folder.journal, access: .live) }
        #expect(fault?.description == "event 3: has version 9 of stream a, expected 3")
    }

    @Test func aStreamNameThatNoJournalWritesIsFound() async throws {
        _ = try await fill()
        try forge("type") { header in
            header.type = Array("no type".utf8)
            return "no type"
        }
        let fault = #expect(throws: ChainFault.self) { try ChainVerifier.verify(folder.journal, access: .live) }
        #expect(fault?.description == "event 3: a field has a form that no journal writes")
    }

    @Test func aChainComputedAnewIsGivenAwayByItsHead() async throws {
        let head = try await fill()
        try forge("recorded_at") { header in
            header.recordedAt += 1
            return header.recordedAt
        }
        let found = try ChainVerifier.verify(folder.journal, access: .live).head
        #expect(found.position == head.position && found.hash != head.hash)
    }

    @Test func noDamageToTheFileStopsTheVerifierOrChangesWhatItSays() async throws {
        let head = try await fill()
        try folder.tamper("journal.sqlite", "PRAGMA journal_mode = DELETE")
        let url = URL(fileURLWithPath: folder.journal)
        let whole = try Data(contentsOf: url)
        var random = Sequence(state: 20_261_121)
        var faults = 0
        for _ in 0..<600 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            try bytes.write(to: url)
            do {
                let report = try ChainVerifier.verify(folder.journal, access: .live)
                // Unused space may hold anything; a shorter chain has another head.
                #expect(report.head == head || report.head.position < head.position)
            } catch { faults += 1 }
        }
        #expect(faults > 50)
    }
}

/// The same numbers in every run (SplitMix64).
private struct Sequence: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
