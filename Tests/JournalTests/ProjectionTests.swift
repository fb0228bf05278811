import GRDB
import Testing

@testable import Journal

struct ProjectionTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func fill(_ journal: Journal, _ keys: ClosedRange<Int> = 1...10) async throws {
        for number in keys {
            let stream: StreamID = number % 3 == 0 ? "a" : "b"
            _ = try await journal.append(
                [draft("noted@1", "{\"number\":\(number)}")], to: stream, expecting: .any, key: key(number))
        }
    }

    private func texts(_ journal: Journal) async throws -> [String] {
        try await journal.read { db in try String.fetchAll(db, sql: "SELECT text FROM texts ORDER BY position") }
    }

    @Test func aProjectionIsWrittenWithItsEvent() async throws {
        let journal = try await open(folder, [Counting(), Texts()])
        try await fill(journal)
        #expect(try await Counting.count("a", in: journal) == 3)
        #expect(try await texts(journal).count == 10)
    }

    @Test func rebuildingFromZeroGivesTheSameTables() async throws {
        let journal = try await open(folder, [Counting(), Texts()])
        try await fill(journal)
        let before = try await texts(journal)
        #expect(try await journal.auditProjections().isEmpty)
        try await journal.rebuild()
        #expect(try await journal.auditProjections().isEmpty)
        #expect(try await texts(journal) == before)
        try await fill(journal, 11...12)
        #expect(try await Counting.count("a", in: journal) == 4)
    }

    @Test(arguments: [
        ("UPDATE counts SET events = 9 WHERE stream = 'a'", "counts"),
        ("DELETE FROM texts WHERE position = 10", "texts"),
        ("INSERT INTO texts VALUES (77, 'x', 'y')", "texts"), ("DROP TABLE texts", "texts"),
    ])
    func theAuditFindsAWrongTable(sql: String, table: String) async throws {
        var journal = try await open(folder, [Counting(), Texts()])
        try await fill(journal)
        try await journal.close()
        try folder.tamper("journal.sqlite", sql)
        journal = try await open(folder, [Counting(), Texts()])
        #expect(try await journal.auditProjections().map(\.table) == [table])
        try await journal.rebuild()
        #expect(try await journal.auditProjections().isEmpty)
    }

    @Test func aNewProjectionIsBuiltFromTheFirstEvent() async throws {
        var journal = try await open(folder, [Counting()])
        try await fill(journal)
        try await journal.close()
        journal = try await open(folder, [Counting(), Texts()])
        #expect(try await texts(journal).count == 10)
        #expect(try await Counting.count("b", in: journal) == 7)
    }

    @Test func aChangedVersionIsRebuiltAtOpenAndAnUnchangedOneIsNot() async throws {
        var journal = try await open(folder, [Counting(step: 1)])
        try await fill(journal)
        try await journal.close()
        journal = try await open(folder, [Counting(step: 10)])
        #expect(try await Counting.count("a", in: journal) == 3)
        try await journal.close()
        journal = try await open(folder, [Counting(version: 2, step: 10)])
        #expect(try await Counting.count("a", in: journal) == 30)
    }

    @Test func theTablesOfAProjectionThatIsGoneGoToo() async throws {
        var journal = try await open(folder, [Counting(), Texts()])
        try await fill(journal)
        try await journal.close()
        journal = try await open(folder, [Texts()])
        let left = try await journal.read { db in (try db.tableExists("counts"), try db.viewExists("busiest")) }
        #expect(left == (false, false))
        try await fill(journal, 11...11)
        try await journal.close()
        journal = try await open(folder, [Texts(), Counting()])
        #expect(try await Counting.count("b", in: journal) == 8)
    }

    @Test func twoProjectionsOfOneNameAreRefused() async throws {
        await #expect(throws: Journal.Failure.self) { _ = try await open(folder, [Counting(), Counting(version: 2)]) }
    }

    @Test func aQueryCannotWrite() async throws {
        let journal = try await open(folder, [Counting()])
        await #expect(throws: Journal.Failure.self) {
            try await journal.read { db in try db.execute(sql: "DELETE FROM counts") }
        }
    }

    @Test func tablesThatReferToOneAnotherAreRebuilt() async throws {
        let journal = try await open(folder, [Linked()])
        try await fill(journal)
        try await journal.rebuild()
        #expect(try await journal.auditProjections().isEmpty)
        let found = try await journal.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM words WHERE words MATCH 'number'")
        }
        #expect(found == 10)
    }
}

/// Two tables, one of which refers to the other, and a full-text index with its shadow tables.
private struct Linked: Projection {
    let name = "linked"
    let version = 1

    func createTables(in tables: Tables) throws {
        let db = tables.db
        try db.execute(
            sql: """
                CREATE TABLE streams (stream TEXT PRIMARY KEY);
                CREATE TABLE entries (position INTEGER PRIMARY KEY, stream TEXT NOT NULL REFERENCES streams);
                CREATE VIRTUAL TABLE words USING fts5(text);
                """)
    }

    func apply(_ event: StoredEvent, in tables: Tables) throws {
        let db = tables.db
        try db.execute(sql: "INSERT OR IGNORE INTO streams VALUES (?)", arguments: [event.stream.text])
        try db.execute(sql: "INSERT INTO entries VALUES (?, ?)", arguments: [event.position, event.stream.text])
        let text = String(decoding: event.payload, as: UTF8.self)
        try db.execute(sql: "INSERT INTO words (rowid, text) VALUES (?, ?)", arguments: [event.position, text])
    }
}
