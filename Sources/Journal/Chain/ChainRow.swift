import Foundation
import GRDB
import Offices

/// One stored event, byte by byte, as it is read from a file that anybody may have made or changed.
struct ChainRow {
    let header: EventHeader
    let salt: [UInt8]?
    let payload: [UInt8]?
    let payloadDigest: [UInt8]
    let previous: [UInt8]
    let hash: [UInt8]

    /// Texts as their bytes: reading them as texts would mend what is broken in them before it was hashed.
    static let columns = """
        position, CAST(stream AS BLOB), version, CAST(type AS BLOB), actor, CAST(on_behalf_of AS BLOB),
            CAST(on_order_of AS BLOB), CAST(office AS BLOB), occurred_at, clock_offset, recorded_at,
            CAST(key AS BLOB), request, salt, payload, payload_digest, previous, hash
        """

    /// Every event of a file in its order.
    static let query = "SELECT \(columns) FROM events NOT INDEXED ORDER BY position"

    /// Reads a row of `query`; `last` is the position of the row before.
    init(_ row: Row, after last: Int64) throws(ChainFault) {
        guard let position = Self.number(row, 0), position == last + 1 else {
            let found = Self.number(row, 0).map { "found \($0)" } ?? "found no number"
            throw ChainFault(position: last + 1, what: "is missing (\(found) in its place)")
        }
        try self.init(row)
    }

    /// Reads a row of `columns`.
    init(_ row: Row) throws(ChainFault) {
        let position = Self.number(row, 0) ?? 0
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

    /// Holds what the event says against what was hashed when it was appended.
    ///
    /// A salt and a payload that are both missing pass: a sealed copy leaves out what belongs to other meetings.
    func check() throws(ChainFault) {
        let (position, link) = (header.position, ChainHash(bytes: previous))
        if let salt, let payload {
            guard salt.count == Salt.length else {
                throw ChainFault(position: position, what: "its salt has \(salt.count) bytes, not \(Salt.length)")
            }
            guard Salt.digest(salt, payload) == payloadDigest else {
                throw ChainFault(position: position, what: "its payload is not the one that was appended")
            }
        } else if salt != nil || payload != nil {
            throw ChainFault(position: position, what: "of its payload and salt only one is there")
        }
        guard let link, payloadDigest.count == 32, hash.count == 32 else {
            throw ChainFault(position: position, what: "a hash has not 32 bytes")
        }
        guard header.hash(after: link, payloadDigest: payloadDigest).bytes == hash else {
            throw ChainFault(position: position, what: "its hash differs from its content")
        }
    }

    /// Holds the row's place against the one that is expected; `link` is the hash of the row before, where it is known.
    func follows(_ expected: Int64, after link: [UInt8]?) throws(ChainFault) {
        guard header.position == expected else {
            throw ChainFault(position: expected, what: "is missing (found \(header.position) in its place)")
        }
        guard link == nil || link == previous else {
            throw ChainFault(position: expected, what: "does not follow from the event before it")
        }
    }

    /// Holds the row's version against the one that its stream expects.
    func follows(_ expected: Int64, in stream: StreamID) throws(ChainFault) {
        guard header.version == expected else {
            throw ChainFault(
                position: header.position,
                what: "has version \(header.version) of stream \(stream), expected \(expected)")
        }
    }

    /// The event for whoever reads it; a fault when its payload is missing or a field has a form that no journal writes.
    func event() throws(ChainFault) -> StoredEvent {
        guard let payload else { throw ChainFault(position: header.position, what: "its payload is missing") }
        guard let stored = stored(payload) else {
            throw ChainFault(position: header.position, what: "a field has a form that no journal writes")
        }
        return stored
    }

    private func stored(_ payload: [UInt8]) -> StoredEvent? {
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
