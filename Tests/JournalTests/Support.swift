import Foundation
import GRDB
import Offices
import Synchronization

@testable import Journal

/// A folder of its own for one test, gone with it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("journal-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var journal: String { path + "/journal.sqlite" }

    /// Changes a file behind the journal's back, without the triggers that forbid it.
    func tamper(_ name: String = "journal.sqlite", _ sql: String) throws {
        let queue = try DatabaseQueue(path: path + "/" + name)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "DROP TRIGGER IF EXISTS events_are_never_changed")
            try db.execute(sql: "DROP TRIGGER IF EXISTS events_are_never_removed")
            try db.execute(sql: sql)
        }
        try queue.close()
    }
}

/// A clock that stands still until it is moved.
final class TestClock: Sendable {
    private let microseconds = Mutex<Int64>(1_795_000_000_000_000)

    var now: Moment { Moment(microseconds: microseconds.withLock { $0 }) }

    func advance(bySeconds seconds: Int64) { microseconds.withLock { $0 += seconds * 1_000_000 } }
}

func draft(
    _ type: EventType = "noted@1", _ payload: String = "{\"text\":\"Rapat dibuka\"}", office: OfficeID? = nil,
    outbox: [OutboxMessage] = []
) -> EventDraft {
    EventDraft(
        type: type, payload: Array(payload.utf8), actor: Array("{\"person\":\"sari\"}".utf8), onBehalfOf: "Kepala KPP",
        office: office, occurredAt: Moment(microseconds: 1_795_000_000_250_000), clockOffset: 0.25, outbox: outbox)
}

func key(_ text: some CustomStringConvertible) -> IdempotencyKey { IdempotencyKey("key-\(text)") ?? "unusable" }

/// Opens a journal in the folder with a standing clock.
func open(
    _ folder: TemporaryFolder, _ projections: [any Projection] = [], _ upcasters: Upcasters = Upcasters(),
    clock: TestClock = TestClock()
) async throws -> Journal {
    try await Journal.open(at: folder.journal, projections: projections, upcasters: upcasters) { clock.now }
}

/// Counts events by stream, and refuses the payload `refuse`.
struct Counting: Projection {
    var name = "counting"
    var version = 1
    var step: Int64 = 1

    struct Refused: Error {}

    func createTables(in tables: Tables) throws {
        let db = tables.db
        try db.execute(sql: "CREATE TABLE counts (stream TEXT PRIMARY KEY, events INTEGER NOT NULL)")
        try db.execute(sql: "CREATE VIEW busiest AS SELECT stream FROM counts ORDER BY events DESC LIMIT 1")
    }

    func apply(_ event: StoredEvent, in tables: Tables) throws {
        let db = tables.db
        if event.payload == Array("refuse".utf8) { throw Refused() }
        try db.execute(
            sql: "INSERT INTO counts VALUES (?, ?) ON CONFLICT DO UPDATE SET events = events + excluded.events",
            arguments: [event.stream.text, step])
    }

    static func count(_ stream: StreamID, in journal: Journal) async throws -> Int64? {
        try await journal.read { db in
            try Int64.fetchOne(db, sql: "SELECT events FROM counts WHERE stream = ?", arguments: [stream.text])
        }
    }
}

/// Keeps every payload as text.
struct Texts: Projection {
    let name = "texts"
    let version = 1

    func createTables(in tables: Tables) throws {
        let db = tables.db
        try db.execute(sql: "CREATE TABLE texts (position INTEGER PRIMARY KEY, type TEXT, text TEXT)")
        try db.execute(sql: "CREATE INDEX texts_by_type ON texts (type)")
    }

    func apply(_ event: StoredEvent, in tables: Tables) throws {
        let db = tables.db
        try db.execute(
            sql: "INSERT INTO texts VALUES (?, ?, ?)",
            arguments: [event.position, event.type.description, String(decoding: event.payload, as: UTF8.self)])
    }
}
