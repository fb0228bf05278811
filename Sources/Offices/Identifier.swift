package import Foundation

/// A typed wrapper around a UUIDv7: ids of one kind never pass for another's, and sort by the time they were made.
package protocol Identifier: Hashable, Sendable, Codable, Comparable, CustomStringConvertible,
    LosslessStringConvertible,
    CodingKeyRepresentable
{
    var uuid: UUID { get }
    init(uuid: UUID)
}

extension Identifier {
    /// A new id stamped with the moment given, so that tests decide its order.
    package init(at moment: Moment) { self.init(uuid: .version7(at: moment)) }

    /// Parses the canonical text form; `nil` for anything else.
    package init?(_ text: String) {
        guard text.utf8.count == 36, let uuid = UUID(uuidString: text) else { return nil }
        self.init(uuid: uuid)
    }

    package var description: String { uuid.uuidString.lowercased() }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Self(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "found \"\(text.prefix(60))\"; allowed: a UUID such as 019a…-7…"
            )
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package var codingKey: any CodingKey { TextKey(description) }

    package init?<Key: CodingKey>(codingKey: Key) { self.init(codingKey.stringValue) }
}

extension UUID {
    /// A UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits.
    package static func version7(at moment: Moment) -> UUID {
        var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        let milliseconds = UInt64(max(0, moment.microseconds / 1000))
        for index in 0..<6 { bytes[index] = UInt8(truncatingIfNeeded: milliseconds >> UInt64(40 - 8 * index)) }
        bytes[6] = bytes[6] & 0x0f | 0x70
        bytes[8] = bytes[8] & 0x3f | 0x80
        return bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}

/// A Rapat Langsung Jarak Jauh, from the Dirjen's decision to the end of its follow-up.
package struct MeetingID: Identifier {
    package let uuid: UUID
    package init(uuid: UUID) { self.uuid = uuid }
}

/// A person who acts.
package struct PersonID: Identifier {
    package let uuid: UUID
    package init(uuid: UUID) { self.uuid = uuid }
}

/// A run of a procedure that is no meeting: a monitoring case (P01), an outreach (P11), a question (P12), an escalation
/// (P13) or a day's distribution (P14).
package struct CaseID: Identifier {
    package let uuid: UUID
    package init(uuid: UUID) { self.uuid = uuid }
}
