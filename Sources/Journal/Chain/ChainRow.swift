import Foundation
import GRDB
import Offices

/// One stored event, byte by byte, as a verifier reads it from a file that anybody may have made.
struct ChainRow {
    let header: EventHeader
    let salt: [UInt8]?
    let payload: [UInt8]?
    let payloadDigest: [UInt8]
    let previous: [UInt8]
    let hash: [UInt8]

    /// Texts as their bytes: reading them as texts would mend what is broken in them before it was hashed.
    static let query = """
        SELECT position, CAST(stream AS BLOB), version, CAST(type AS BLOB), actor, CAST(on_behalf_of AS BLOB),
            CAST(on_order_of AS BLOB), CAST(office AS BLOB), occurred_at, clock_offset, recorded_at,
            CAST(key AS BLOB), request, salt, payload, payload_digest, previous, hash
        FROM events NOT INDEXED ORDER BY position
        """

    /// Reads a row of `query`; `last` is the position of the row before.
    init(_ row: Row, after last: Int64) throws(ChainFault) {
        guard let position = Self.number(row, 0), position == last + 1 else {
            let found = Self.number(row, 0).map { "found \($0)" } ?? "found no number"
            throw ChainFault(position: last + 1, what: "is missing (\(found) in its place)")
        }
        guard let stream = Self.bytes(row, 1), let version = Self.number(row, 2), let type = Self.bytes(row, 3),
            let actor = Self.bytes(row, 4), let occurredAt = Self.number(row, 8),
            let clockOffset = Self.number(row, 9), let recordedAt = Self.number(row, 10),
            let key = Self.bytes(row, 11), let request = Self.bytes(row, 12),
            let payloadDigest = Self.bytes(row, 15), let previous = Self.bytes(row, 16), let hash = Self.bytes(row, 17)
        else {
            throw ChainFault(position: position, what: "a column has another kind of value than the journal writes")
        }
        header = EventHeader(
            position: position, stream: stream, version: version, type: type, actor: actor,
            onBehalfOf: Self.bytes(row, 5), onOrderOf: Self.bytes(row, 6), office: Self.bytes(row, 7),
            occurredAt: occurredAt, clockOffset: clockOffset, recordedAt: recordedAt, key: key, request: request)
        (salt, payload) = (Self.bytes(row, 13), Self.bytes(row, 14))
        (self.payloadDigest, self.previous, self.hash) = (payloadDigest, previous, hash)
    }

    /// The event for whoever reads it; `nil` when a field has a form that no journal writes.
    func stored(_ payload: [UInt8]) -> StoredEvent? {
        guard let stream = Self.text(header.stream).flatMap({ StreamID($0) }),
            let type = Self.text(header.type).flatMap({ EventType($0) }),
            let key = Self.text(header.key).flatMap({ IdempotencyKey($0) }), let hash = ChainHash(bytes: hash)
        else { return nil }
        let office = header.office.flatMap(Self.text).flatMap { OfficeID($0) }
        guard (office == nil) == (header.office == nil) else { return nil }
        return StoredEvent(
            position: header.position, stream: stream, version: header.version, type: type, payload: payload,
            storedType: type, actor: header.actor, onBehalfOf: header.onBehalfOf.flatMap(Self.text),
            onOrderOf: header.onOrderOf.flatMap(Self.text), office: office,
            occurredAt: Moment(microseconds: header.occurredAt), clockOffset: Double(header.clockOffset) / 1_000_000,
            recordedAt: Moment(microseconds: header.recordedAt), key: key, hash: hash)
    }

    private static func text(_ bytes: [UInt8]) -> String? { String(validating: bytes, as: UTF8.self) }

    private static func number(_ row: Row, _ index: Int) -> Int64? {
        let value: DatabaseValue = row[index]
        guard case .int64(let number) = value.storage else { return nil }
        return number
    }

    private static func bytes(_ row: Row, _ index: Int) -> [UInt8]? {
        let value: DatabaseValue = row[index]
        guard case .blob(let data) = value.storage else { return nil }
        return Array(data)
    }
}
