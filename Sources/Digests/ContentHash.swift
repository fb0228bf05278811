import Crypto
package import Foundation

/// The SHA-256 of bytes, of a file's or of a paper's canonical form: by it they are stored, asked for and proven.
///
/// It is 64 lower-case hexadecimal digits, in text and in JSON.
package struct ContentHash: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    package let hex: String

    /// Parses hostile text; `nil` when it is no SHA-256.
    package init?(_ text: String) {
        guard Hex.isSHA256(text) else { return nil }
        hex = text
    }

    /// The hash of these bytes.
    package init(of bytes: some DataProtocol) { self.init(digest: SHA256.hash(data: bytes)) }

    /// A hash from its 32 bytes, as another kind of hash or a `ContentHasher` has them.
    package init(digest: some Sequence<UInt8>) { hex = Hex.text(digest) }

    package var description: String { hex }

    /// The first twelve digits, for people.
    package var short: String { hex.prefix(12) + "…" }

    package static func < (left: ContentHash, right: ContentHash) -> Bool { left.hex < right.hex }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let hash = ContentHash(try container.decode(String.self)) else {
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

/// The hash and the number of bytes that come in pieces.
package struct ContentHasher {
    private var hasher = SHA256()
    /// How many bytes were taken in so far.
    package private(set) var bytes: Int64 = 0

    package init() {}

    /// Takes in the next piece.
    package mutating func update(_ piece: UnsafeRawBufferPointer) {
        hasher.update(bufferPointer: piece)
        bytes += Int64(piece.count)
    }

    /// The hash of all that was taken in.
    package var hash: ContentHash { ContentHash(digest: hasher.finalize()) }
}
