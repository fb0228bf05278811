import Crypto
import Foundation

/// A secret that proves who calls: 32 random bytes as 64 hexadecimal digits, shown once when it is made.
package enum BearerToken {
    package static func make() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { hexadecimal($0) }
    }

    fileprivate static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

/// The SHA-256 of a token, all that is kept of it: a token has 256 bits of chance, so a slow hash would protect nothing
/// more, and looking a hash up tells nothing of the token by the time it takes.
struct TokenHash: Hashable, Sendable, Codable {
    let text: String

    /// The hash of what somebody sent; `nil` when it is too long or too short for a token.
    init?(of token: String) {
        guard token.utf8.count == 64 else { return nil }
        text = BearerToken.hexadecimal(SHA256.hash(data: Data(token.utf8)))
    }

    /// Takes the 64 hexadecimal digits of a hash as they were kept.
    init?(kept text: String) {
        guard text.utf8.count == 64, text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
            return nil
        }
        self.text = text
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let hash = TokenHash(kept: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "allowed: 64 hexadecimal digits")
        }
        self = hash
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
