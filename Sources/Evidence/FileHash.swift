import Crypto

/// The SHA-256 of a file's bytes, as 64 lower-case hexadecimal digits.
package struct FileHash: Hashable, Sendable, CustomStringConvertible {
    package let hex: String

    /// Parses hostile text; `nil` when it is no SHA-256.
    package init?(_ text: String) {
        guard text.utf8.count == 64, text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
            return nil
        }
        hex = text
    }

    init(_ digest: SHA256.Digest) { hex = Hex.text(digest) }

    package var description: String { hex }

    /// The first twelve digits, for people.
    var short: String { hex.prefix(12) + "…" }
}

extension FileHash: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let hash = FileHash(try container.decode(String.self)) else {
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

/// Bytes as lower-case hexadecimal digits and back.
enum Hex {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    static func bytes(_ text: String) -> [UInt8]? {
        let digits = text.utf8.compactMap { digit -> UInt8? in
            switch digit {
            case 48...57: digit - 48
            case 97...102: digit - 87
            default: nil
            }
        }
        guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}

extension FileHash {
    init(of bytes: [UInt8]) { self.init(SHA256.hash(data: bytes)) }
}
