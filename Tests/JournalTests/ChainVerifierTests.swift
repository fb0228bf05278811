import Foundation
import GRDB
import Journal
import Offices
import Testing

struct ChainVerifierTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Five events in two streams, the journal closed.
    private func fill() async throws {
        let journal = try await open(folder, [Counting()])
        let office = OfficeID("kpp-makassar")
        for number in 1...5 {
            var written = draft("noted@1", "{\"number\":\(number)}", office: office)
            written.onOrderOf = "Direktur Jenderal Pajak"
            _ = try await journal.append([written], to: number % 2 == 0 ? "b" : "a", expecting: .any, key: key(number))
        }
        try await journal.close()
    }

    private func fault() -> ChainFault? {
        do {
            _ = try ChainVerifier.verify(folder.journal, access: .live)
            return nil
        } catch { return error }
    }

    @Test func anUntouchedJournalIsWhole() async throws {
        try await fill()
        var seen: [Int64] = []
        let report = try ChainVerifier.verify(folder.journal, access: .live) { seen.append($0.position) }
        #expect(report.payloads == 5 && report.head.position == 5 && seen == [1, 2, 3, 4, 5])
    }

    @Test(arguments: [
        "stream", "version", "type", "actor", "on_behalf_of", "on_order_of", "office", "occurred_at", "clock_offset",
        "recorded_at", "key", "request", "salt", "payload", "payload_digest", "previous", "hash",
    ])
    func aChangedByteInAnyColumnIsFoundAtItsPosition(column: String) async throws {
        try await fill()
        let isNumber = ["version", "occurred_at", "clock_offset", "recorded_at"].contains(column)
        let isText = ["stream", "type", "on_behalf_of", "on_order_of", "office", "key"].contains(column)
        let changed =
            isNumber
            ? "\(column) + 7"
            : isText
                ? "substr(\(column), 1, length(\(column)) - 1) || 'Z'"
                // The last byte, to another value whatever it is.
                : "CAST(substr(\(column), 1, length(\(column)) - 1) || "
                    + "CASE WHEN substr(\(column), -1) = x'01' THEN x'02' ELSE x'01' END AS BLOB)"
        try folder.tamper("journal.sqlite", "UPDATE events SET \(column) = \(changed) WHERE position = 3")
        #expect(fault()?.position == 3, "\(String(describing: fault()))")
    }

    @Test(
        arguments: [
            ("DELETE FROM events WHERE position = 3", 3),
            ("DELETE FROM events WHERE position = 1", 1),
            ("UPDATE events SET position = position + 10 WHERE position >= 4", 4),
            (
                "UPDATE events SET position = -3 WHERE position = 2; UPDATE events SET position = 2 WHERE position = 3; "
                    + "UPDATE events SET position = 3 WHERE position = -3", 2
            ),
            ("UPDATE events SET payload = NULL, salt = NULL WHERE position = 4", 4),
            ("UPDATE events SET salt = NULL WHERE position = 4", 4),
            ("UPDATE events SET on_behalf_of = NULL WHERE position = 5", 5),
            (
                "UPDATE events SET salt = salt || substr(payload, 1, 1), payload = substr(payload, 2) WHERE position = 2",
                2
            ),
            (
                "UPDATE events SET salt = CAST(salt || substr(payload, 1, 1) AS BLOB), "
                    + "payload = CAST(substr(payload, 2) AS BLOB) WHERE position = 2", 2
            ),
        ] as [(String, Int64)])
    func removedMovedAndEmptiedRowsAreFound(sql: String, position: Int64) async throws {
        try await fill()
        do { try folder.tamper("journal.sqlite", "PRAGMA ignore_check_constraints = ON; " + sql) } catch {
            // Some of these a STRICT table refuses by itself.
            return
        }
        #expect(fault()?.position == position, "\(String(describing: fault()))")
    }

    @Test func aJournalCutShortHasAnotherHead() async throws {
        try await fill()
        let whole = try ChainVerifier.verify(folder.journal, access: .live).head
        try folder.tamper("journal.sqlite", "DELETE FROM events WHERE position = 5")
        #expect(try ChainVerifier.verify(folder.journal, access: .live).head != whole)
    }

    @Test(arguments: [
        ("DROP TABLE events", "the table events is missing"),
        ("ALTER TABLE events RENAME TO old; CREATE VIEW events AS SELECT * FROM old", "the table events is missing"),
        ("ALTER TABLE events ADD COLUMN more TEXT", "defined otherwise"),
        ("PRAGMA user_version = 99", "format 99"),
        ("PRAGMA application_id = 7", "no journal"),
    ])
    func aFileThatIsNoJournalIsRefused(sql: String, words: String) async throws {
        try await fill()
        try folder.tamper("journal.sqlite", sql)
        let found = try #require(fault())
        #expect(found.position == nil && found.description.contains(words), "\(found)")
    }

    @Test(arguments: ["", "SQLite format 3\0 and then nothing of the kind", "hello"])
    func otherFilesAreRefused(content: String) throws {
        try Data(content.utf8).write(to: URL(fileURLWithPath: folder.journal))
        #expect(fault() != nil)
    }

    @Test func aFlippedByteAnywhereInTheEventsPagesIsFound() async throws {
        try await fill()
        let url = URL(fileURLWithPath: folder.journal)
        let whole = try Data(contentsOf: url)
        let needle = Data("{\"number\":4}".utf8)
        let place = try #require(whole.range(of: needle))
        for offset in [place.lowerBound, place.lowerBound - 40, place.lowerBound - 200, place.upperBound + 20] {
            var bytes = whole
            bytes[offset] ^= 0x10
            try bytes.write(to: url)
            #expect(fault() != nil, "byte \(offset)")
        }
        try whole.write(to: url)
        #expect(fault() == nil)
    }

    @Test func aWalJournalIsNoSealedOne() async throws {
        try await fill()
        #expect(throws: ChainFault.self) { try ChainVerifier.verify(folder.journal, access: .sealed) }
    }

    @Test func eventsCannotBeChangedThroughSQL() async throws {
        try await fill()
        for sql in ["UPDATE events SET office = NULL WHERE position = 1", "DELETE FROM events WHERE position = 5"] {
            let queue = try DatabaseQueue(path: folder.journal)
            await #expect(throws: DatabaseError.self) { try await queue.write { db in try db.execute(sql: sql) } }
            try queue.close()
        }
        #expect(fault() == nil)
    }
}
