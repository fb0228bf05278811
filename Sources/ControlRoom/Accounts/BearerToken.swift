import Crypto
import Digests
import Foundation

/// A secret that proves who calls: 32 random bytes as 64 hexadecimal digits, shown once when it is made.
package enum BearerToken {
    package static func make() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { Hex.text($0) }
    }
}

/// The SHA-256 of a token, all that is kept of it: a token has 256 bits of chance, so a slow hash would protect nothing
/// more, and looking a hash up tells nothing of the token by the time it takes.
struct TokenHash: Hashable, Sendable, Codable {
    let text: String

    /// The hash of what somebody sent; `nil` when it is too long or too short for a token.
    init?(of token: String) {
        guard token.utf8.count == 64 else { return nil }
        text = ContentHash(of: Data(token.utf8)).hex
    }

    /// Takes the 64 hexadecimal digits of a hash as they were kept.
    init?(kept text: String) {
        guard Hex.isSHA256(text) else { return nil }
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
