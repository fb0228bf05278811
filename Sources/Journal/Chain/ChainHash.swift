import Digests

/// A link of the chain: 32 bytes of SHA-256.
package struct ChainHash: Hashable, Sendable, CustomStringConvertible {
    package let bytes: [UInt8]

    /// `nil` unless there are exactly 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Parses 64 lower-case hexadecimal digits; `nil` for anything else.
    package init?(hex: String) {
        guard let bytes = Hex.bytes(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// What the first event of a journal names as its predecessor: 32 zero bytes.
    package static let genesis = ChainHash(trusted: [UInt8](repeating: 0, count: 32))

    init(trusted bytes: [UInt8]) { self.bytes = bytes }

    /// 64 lower-case hexadecimal digits.
    package var hex: String { Hex.text(bytes) }

    package var description: String { hex }
}

extension ChainHash: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let hash = ChainHash(hex: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "allowed: 64 lower-case hexadecimal digits")
        }
        self = hash
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}

/// The newest end of a journal: whoever holds it can tell later whether anything before it was changed.
package struct Head: Hashable, Sendable, Codable {
    /// 0 when nothing was appended yet.
    package let position: Int64
    package let hash: ChainHash

    package init(position: Int64, hash: ChainHash) { (self.position, self.hash) = (position, hash) }

    /// Of a journal without events.
    package static let empty = Head(position: 0, hash: .genesis)
}
