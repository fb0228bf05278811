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

    static let columns = """
        position, stream, version, type, actor, on_behalf_of, on_order_of, office, occurred_at, clock_offset, \
        recorded_at, key, payload, hash
        """

    static func events(after position: Int64, limit: Int, _ db: Database) throws -> [StoredEvent] {
        let sql = "SELECT \(columns) FROM events WHERE position > ? ORDER BY position LIMIT ?"
        return try fetch(try db.cachedStatement(sql: sql), [position, limit])
    }

    static func events(of stream: StreamID, after version: Int64, limit: Int, _ db: Database) throws -> [StoredEvent] {
        let sql = "SELECT \(columns) FROM events WHERE stream = ? AND version > ? ORDER BY version LIMIT ?"
        return try fetch(try db.cachedStatement(sql: sql), [stream.text, version, limit])
    }

    private static func fetch(_ statement: Statement, _ arguments: StatementArguments) throws -> [StoredEvent] {
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        var events: [StoredEvent] = []
        while let row = try rows.next() {
            guard let event = StoredEvent(row) else {
                let position = Int64.fromDatabaseValue(row[0]) ?? 0
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "event \(position) is unreadable")
            }
            events.append(event)
        }
        return events
    }
}

extension StoredEvent {
    /// Reads a row of `Reading.columns`; `nil` when anything in it is not what the journal writes.
    init?(_ row: Row) {
        guard let position = Int64.fromDatabaseValue(row[0]), let stream = StreamID(text: row[1]),
            let version = Int64.fromDatabaseValue(row[2]), let type = EventType(text: row[3]),
            let actor = Data.fromDatabaseValue(row[4]), let occurredAt = Int64.fromDatabaseValue(row[8]),
            let clockOffset = Int64.fromDatabaseValue(row[9]), let recordedAt = Int64.fromDatabaseValue(row[10]),
            let key = IdempotencyKey(text: row[11]), let payload = Data.fromDatabaseValue(row[12]),
            let hash = Data.fromDatabaseValue(row[13]).flatMap({ ChainHash(bytes: Array($0)) })
        else { return nil }
        let office = String.fromDatabaseValue(row[7])
        let officeID = office.flatMap { OfficeID($0) }
        guard office == nil || officeID != nil else { return nil }
        self.init(
            position: position, stream: stream, version: version, type: type, payload: Array(payload),
            storedType: type, actor: Array(actor), onBehalfOf: String.fromDatabaseValue(row[5]),
            onOrderOf: String.fromDatabaseValue(row[6]), office: officeID,
            occurredAt: Moment(microseconds: occurredAt), clockOffset: Double(clockOffset) / 1_000_000,
            recordedAt: Moment(microseconds: recordedAt), key: key, hash: hash)
    }
}

extension LosslessStringConvertible {
    fileprivate init?(text value: DatabaseValue) {
        guard let text = String.fromDatabaseValue(value) else { return nil }
        self.init(text)
    }
}
