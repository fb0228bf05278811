import Foundation
import GRDB
import Offices

/// The queries on the events table.
enum Reading {
    static func head(_ db: Database) throws -> Head {
        let statement = try db.cachedStatement(sql: "SELECT position, hash FROM events ORDER BY position DESC LIMIT 1")
        guard let row = try Row.fetchOne(statement) else { return .empty }
        guard let position = Int64.fromDatabaseValue(row[0]), let bytes = Data.fromDatabaseValue(row[1]),
            let hash = ChainHash(bytes: Array(bytes))
        else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the newest event has no readable hash") }
        return Head(position: position, hash: hash)
    }

    /// The version of the stream's last event; 0 when it has none.
    static func version(of stream: StreamID, _ db: Database) throws -> Int64 {
        let statement = try db.cachedStatement(sql: "SELECT max(version) FROM events WHERE stream = ?")
        return try Int64.fetchOne(statement, arguments: [stream.text]) ?? 0
    }

    /// The receipt of the append that used the key; throws `keyReused` when it was for another content.
    static func receipt(_ key: IdempotencyKey, _ content: [UInt8], _ db: Database) throws -> AppendReceipt? {
        let sql =
            "SELECT position, version, recorded_at, salt, request, hash FROM events WHERE key = ? ORDER BY position"
        let statement = try db.cachedStatement(sql: sql)
        var first: (position: Int64, version: Int64, recordedAt: Int64)?
        var last: AppendReceipt?
        let rows = try Row.fetchCursor(statement, arguments: [key.text])
        while let row = try rows.next() {
            guard let position = Int64.fromDatabaseValue(row[0]), let version = Int64.fromDatabaseValue(row[1]),
                let recordedAt = Int64.fromDatabaseValue(row[2]), let salt = Data.fromDatabaseValue(row[3]),
                let request = Data.fromDatabaseValue(row[4]),
                let hash = Data.fromDatabaseValue(row[5]).flatMap({ ChainHash(bytes: Array($0)) })
            else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an event of key \(key) is unreadable") }
            let begin = first ?? (position, version, recordedAt)
            first = begin
            guard Salt.digest(Array(salt), content) == Array(request) else {
                throw Journal.Refusal.keyReused(key, firstPosition: begin.position)
            }
            last = AppendReceipt(
                positions: begin.position...max(begin.position, position),
                versions: begin.version...max(begin.version, version),
                recordedAt: Moment(microseconds: begin.recordedAt), hash: hash, isRepeat: true)
        }
        return last
    }

    /// The stream whose first event has the key.
    static func begun(by key: IdempotencyKey, _ db: Database) throws -> StreamID? {
        let statement = try db.cachedStatement(sql: "SELECT stream FROM events WHERE key = ? AND version = 1 LIMIT 1")
        return try String.fetchOne(statement, arguments: [key.text]).flatMap { StreamID($0) }
    }

    static func events(after position: Int64, limit: Int, _ db: Database) throws -> [StoredEvent] {
        let sql = "SELECT \(ChainRow.columns) FROM events WHERE position > ? ORDER BY position LIMIT ?"
        var (next, link) = (position + 1, [UInt8]?.none)
        return try fetch(try db.cachedStatement(sql: sql), [position, limit]) { row throws(ChainFault) in
            try row.follows(next, after: link)
            (next, link) = (row.header.position + 1, row.hash)
        }
    }

    static func events(of stream: StreamID, after version: Int64, limit: Int, _ db: Database) throws -> [StoredEvent] {
        let sql = "SELECT \(ChainRow.columns) FROM events WHERE stream = ? AND version > ? ORDER BY version LIMIT ?"
        var next = version + 1
        return try fetch(try db.cachedStatement(sql: sql), [stream.text, version, limit]) { row throws(ChainFault) in
            try row.follows(next, in: stream)
            next += 1
        }
    }

    /// The rows as events, each held against its own hash and its place among the others, so that what was changed on disk
    /// is never served as true.
    private static func fetch(
        _ statement: Statement, _ arguments: StatementArguments, _ place: (ChainRow) throws(ChainFault) -> Void
    ) throws -> [StoredEvent] {
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        var events: [StoredEvent] = []
        while let row = try rows.next() {
            do {
                let event = try ChainRow(row)
                try place(event)
                try event.check()
                events.append(try event.event())
            } catch {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "\(error)")
            }
        }
        return events
    }
}
