import Foundation
import GRDB
package import Offices

/// What the events set going and is not yet done; it survives restarts.
///
/// One worker a topic reads `due`, calls `begin` before it does an entry, and then `finish`, `retry` or `setAside`. A
/// crash in between repeats the entry, and the attempt counts: work that stops the service every time is set aside like
/// work that fails every time.
package struct Outbox: Sendable {
    let pool: DatabasePool
    let writing: WriteGuard

    /// How often an entry is begun before it is set aside: with pauses of 5 s, twice as long each time, ten minutes.
    package static let mostAttempts = 8

    /// What `begin` leaves as the last error, for whoever finds an entry after a crash.
    static let interrupted = "begun, and neither done nor refused: the service stopped meanwhile"

    /// An element after every step of an entry; coalesced, never more than one waiting. It ends when the journal is closed.
    package func changes() -> AsyncStream<Void> {
        let steps = writing.work.stream()
        return AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let relay = Task {
                for await _ in steps { continuation.yield() }
                continuation.finish()
            }
            continuation.onTermination = { _ in relay.cancel() }
        }
    }

    /// The first entry of each lane whose time has come, oldest first; one that waits for its next attempt, or was set
    /// aside, lets the others of its lane pass.
    package func due(at now: Moment, topic: String? = nil, limit: Int = 64) async throws -> [OutboxEntry] {
        try await entries(
            """
            WHERE id IN (
                SELECT min(id) FROM outbox
                WHERE done_at IS NULL AND set_aside_at IS NULL AND not_before <= ? AND topic = coalesce(?, topic)
                GROUP BY lane)
            ORDER BY id LIMIT ?
            """, [now.microseconds, topic, limit])
    }

    /// The topics of the entries whose time has come.
    package func topics(dueAt now: Moment) async throws -> [String] {
        try await read { db in
            let sql = """
                SELECT DISTINCT topic FROM outbox
                WHERE done_at IS NULL AND set_aside_at IS NULL AND not_before <= ? ORDER BY topic
                """
            return try String.fetchAll(db, sql: sql, arguments: [now.microseconds])
        }
    }

    /// When `due` next has something; `nil` when nothing waits.
    package func nextAttempt() async throws -> Moment? {
        try await read { db in
            let sql = "SELECT min(not_before) FROM outbox WHERE done_at IS NULL AND set_aside_at IS NULL"
            return try Int64.fetchOne(db, sql: sql).map { Moment(microseconds: $0) }
        }
    }

    /// Everything that is not done, what was set aside first, then by age.
    package func undone(limit: Int = 500) async throws -> [OutboxEntry] {
        try await entries("WHERE done_at IS NULL ORDER BY set_aside_at IS NULL, id LIMIT ?", [limit])
    }

    /// How many entries were set aside and wait for a person.
    package func setAsideCount() async throws -> Int {
        try await read { db in
            let sql = "SELECT count(*) FROM outbox WHERE done_at IS NULL AND set_aside_at IS NOT NULL"
            return try Int.fetchOne(db, sql: sql) ?? 0
        }
    }

    private func entries(_ rest: String, _ arguments: StatementArguments) async throws -> [OutboxEntry] {
        let columns = "id, position, topic, lane, body, attempts, last_error, not_before, set_aside_at"
        let sql = "SELECT \(columns) FROM outbox \(rest)"
        return try await read { db in
            try Row.fetchAll(db, sql: sql, arguments: arguments).compactMap(OutboxEntry.init)
        }
    }

    static func insert(_ messages: [OutboxMessage], position: Int64, at now: Moment, _ db: Database) throws {
        for message in messages {
            let statement = try db.cachedStatement(
                sql: "INSERT INTO outbox (position, topic, lane, body, not_before) VALUES (?, ?, ?, ?, ?)")
            try statement.execute(arguments: [
                position, message.topic, message.lane, Data(message.body), now.microseconds,
            ])
        }
    }

    private func read<T: Sendable>(_ query: @escaping @Sendable (Database) throws -> T) async throws -> T {
        do {
            return try await pool.read(query)
        } catch let error as DatabaseError {
            throw Journal.Failure(error, path: writing.path)
        }
    }
}

extension OutboxEntry {
    fileprivate init?(_ row: Row) {
        guard let id = Int64.fromDatabaseValue(row[0]), let position = Int64.fromDatabaseValue(row[1]),
            let topic = String.fromDatabaseValue(row[2]), let lane = String.fromDatabaseValue(row[3]),
            let body = Data.fromDatabaseValue(row[4]), let attempts = Int.fromDatabaseValue(row[5]),
            let notBefore = Int64.fromDatabaseValue(row[7])
        else { return nil }
        self.init(
            id: id, position: position, topic: topic, lane: lane, body: Array(body), attempts: attempts,
            lastError: String.fromDatabaseValue(row[6]), notBefore: Moment(microseconds: notBefore),
            setAsideAt: Int64.fromDatabaseValue(row[8]).map { Moment(microseconds: $0) })
    }
}
