import GRDB
package import Offices

/// The way of an entry: each step is on disk when it returns.
extension Outbox {
    /// Counts an attempt before it is made, so that one which stops the service counts too.
    package func begin(_ id: Int64) async throws {
        try await write(
            "UPDATE outbox SET attempts = attempts + 1, last_error = ? WHERE id = ? AND done_at IS NULL",
            [Self.interrupted, id])
    }

    /// Takes an attempt back that was broken off in order, when the service ends.
    package func giveBack(_ id: Int64) async throws {
        try await write(
            "UPDATE outbox SET attempts = max(0, attempts - 1), last_error = NULL WHERE id = ? AND done_at IS NULL",
            [id])
    }

    /// Marks an entry as done; the next of its lane becomes due.
    package func finish(_ id: Int64, at now: Moment) async throws {
        try await write(
            """
            UPDATE outbox SET done_at = ?, last_error = NULL, set_aside_at = NULL
            WHERE id = ? AND done_at IS NULL
            """, [now.microseconds, id])
    }

    /// Lets an entry wait until `notBefore` after a vain attempt; the others of its lane pass it.
    package func retry(_ id: Int64, notBefore: Moment, because error: String) async throws {
        try await write(
            "UPDATE outbox SET not_before = ?, last_error = ? WHERE id = ? AND done_at IS NULL",
            [notBefore.microseconds, String(error.prefix(500)), id])
    }

    /// Takes an entry out of its lane until a person asks for it again.
    package func setAside(_ id: Int64, because error: String, at now: Moment) async throws {
        try await write(
            "UPDATE outbox SET set_aside_at = ?, last_error = ? WHERE id = ? AND done_at IS NULL",
            [now.microseconds, String(error.prefix(500)), id])
    }

    /// Puts an entry that was set aside back into its lane, its attempts counted from 0; `false` when there is none.
    package func resume(_ id: Int64, at now: Moment) async throws -> Bool {
        try await write(
            """
            UPDATE outbox SET set_aside_at = NULL, attempts = 0, not_before = ?
            WHERE id = ? AND done_at IS NULL AND set_aside_at IS NOT NULL
            """, [now.microseconds, id]) > 0
    }

    /// The number of entries changed.
    @discardableResult
    private func write(_ sql: String, _ arguments: StatementArguments) async throws -> Int {
        let (changed, ever) = try await writing.write(in: pool) { db in
            try db.execute(sql: sql, arguments: arguments)
            return (db.changesCount, db.totalChangesCount)
        }
        // Told when everybody can see it.
        if changed > 0 { writing.work.announce(ever) }
        return changed
    }
}
