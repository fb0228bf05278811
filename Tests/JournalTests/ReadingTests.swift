import Foundation
import Journal
import Testing

struct ReadingTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A way in which a row can be changed behind the journal's back, and what is said of it.
    struct Change: Sendable, CustomTestStringConvertible {
        let sql: String
        let words: String
        var testDescription: String { sql }
    }

    private static let changes = [
        Change(
            sql: "UPDATE events SET payload = CAST(replace(CAST(payload AS TEXT), 'dibuka', 'ditutup') AS BLOB)",
            words: "its payload is not the one"),
        Change(sql: "UPDATE events SET actor = CAST('{\"person\":\"budi\"}' AS BLOB)", words: "its hash differs"),
        Change(sql: "UPDATE events SET occurred_at = occurred_at + 1", words: "its hash differs"),
        Change(sql: "UPDATE events SET office = 'kpp-lain'", words: "its hash differs"),
        Change(sql: "UPDATE events SET payload_digest = zeroblob(32)", words: "its payload is not the one"),
        Change(sql: "UPDATE events SET salt = NULL", words: "of its payload and salt only one is there"),
        Change(sql: "UPDATE events SET salt = NULL, payload = NULL", words: "its payload is missing"),
    ]

    private func appendTwo() async throws {
        let journal = try await open(folder)
        for number in 1...2 { _ = try await journal.append([draft()], to: "a", expecting: .any, key: key(number)) }
        try await journal.close()
    }

    /// What is said by each of the two ways to read.
    private func failures(of journal: Journal) async -> [String] {
        let byPosition = await #expect(throws: Journal.Failure.self) { try await journal.events() }
        let byStream = await #expect(throws: Journal.Failure.self) { try await journal.events(of: "a") }
        return [byPosition, byStream].map { $0?.description ?? "" }
    }

    @Test(arguments: changes)
    func aRowThatWasChangedOnDiskIsNeverServedAsTrue(change: Change) async throws {
        try await appendTwo()
        try folder.tamper("journal.sqlite", change.sql)
        for words in await failures(of: try await open(folder)) {
            #expect(words.contains("event 1: \(change.words)") && words.contains("restore it from a copy"), "\(words)")
        }
    }

    @Test func aRowThatWasRemovedIsNamedByItsPlace() async throws {
        try await appendTwo()
        try folder.tamper("journal.sqlite", "DELETE FROM events WHERE position = 1")
        let said = await failures(of: try await open(folder))
        #expect(said[0].contains("event 1: is missing (found 2 in its place)"), "\(said)")
        #expect(said[1].contains("event 2: has version 2 of stream a, expected 1"), "\(said)")
    }

    @Test func aRowThatFollowsFromAnotherOneIsNamed() async throws {
        let other = try TemporaryFolder()
        let journal = try await open(other)
        for text in ["x", "y"] {
            _ = try await journal.append([draft("noted@1", text)], to: "a", expecting: .any, key: key(text))
        }
        try await journal.close()
        try await appendTwo()
        // The second event of another journal is right in itself.
        try folder.tamper(
            "journal.sqlite",
            """
            ATTACH '\(other.journal)' AS other; DELETE FROM main.events WHERE position = 2;
            INSERT INTO main.events SELECT * FROM other.events WHERE position = 2; DETACH other
            """)
        let changed = try await open(folder)
        let failure = await #expect(throws: Journal.Failure.self) { try await changed.events() }
        #expect(failure?.description.contains("event 2: does not follow from the event before it") == true)
    }
}
