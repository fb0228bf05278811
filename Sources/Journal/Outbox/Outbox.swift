import Foundation
import GRDB
package import Offices

/// What the events set going and is not yet done; it survives restarts.
///
/// One worker reads `due`, does each entry, and then calls `finish` or `retry`. A crash in between repeats the entry.
package struct Outbox: Sendable {
    let pool: DatabasePool
    let path: String

    /// The first undone entry of each lane whose time has come, oldest first.
    package func due(at now: Moment, limit: Int = 64) async throws -> [OutboxEntry] {
        try await read { db in
            let sql = """
                SELECT id, position, topic, lane, body, attempts, last_error FROM outbox
                WHERE id IN (SELECT min(id) FROM outbox WHERE done_at IS NULL GROUP BY lane)
                    AND not_before <= ? ORDER BY id LIMIT ?
                """
            return try Row.fetchAll(db, sql: sql, arguments: [now.microseconds, limit]).compactMap(OutboxEntry.init)
        }
    }

    /// When `due` next has something; `nil` when nothing waits.
    package func nextAttempt() async throws -> Moment? {
        try await read { db in
            let sql = """
                SELECT min(not_before) FROM outbox
                WHERE id IN (SELECT min(id) FROM outbox WHERE done_at IS NULL GROUP BY lane)
                """
            return try Int64.fetchOne(db, sql: sql).map { Moment(microseconds: $0) }
        }
    }

    /// Marks an entry as done; the next of its lane becomes due.
    package func finish(_ id: Int64, at now: Moment) async throws {
        try await write("UPDATE outbox SET done_at = ? WHERE id = ? AND done_at IS NULL", [now.microseconds, id])
    }

    /// Counts a vain attempt and lets the entry wait until `notBefore`; the rest of its lane waits with it.
    package func retry(_ id: Int64, notBefore: Moment, because error: String) async throws {
        try await write(
            """
            UPDATE outbox SET attempts = attempts + 1, not_before = ?, last_error = ?
            WHERE id = ? AND done_at IS NULL
            """,
            [notBefore.microseconds, String(error.prefix(500)), id])
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
            throw Journal.Failure(error, path: path)
        }
    }

    private func write(_ sql: String, _ arguments: [any (DatabaseValueConvertible & Sendable)]) async throws {
        do {
            try await pool.write { db in try db.execute(sql: sql, arguments: StatementArguments(arguments)) }
        } catch let error as DatabaseError {
            throw Journal.Failure(error, path: path)
        }
    }
}

extension OutboxEntry {
    fileprivate init?(_ row: Row) {
        guard let id = Int64.fromDatabaseValue(row[0]), let position = Int64.fromDatabaseValue(row[1]),
            let topic = String.fromDatabaseValue(row[2]), let lane = String.fromDatabaseValue(row[3]),
            let body = Data.fromDatabaseValue(row[4]), let attempts = Int.fromDatabaseValue(row[5])
        else { return nil }
        self.init(
            id: id, position: position, topic: topic, lane: lane, body: Array(body), attempts: attempts,
            lastError: String.fromDatabaseValue(row[6]))
    }
}
