/// The name of one wish to append: told twice, it is carried out once.
///
/// 1 to 200 printable ASCII characters without spaces. Keys are global to the journal: whoever takes them from clients
/// puts the client's own id in front, so that nobody can meet another's key.
package struct IdempotencyKey: Hashable, Sendable, LosslessStringConvertible, ExpressibleByStringLiteral {
    package let text: String

    /// Parses hostile text; `nil` when it is no key.
    package init?(_ text: String) {
        guard (1...200).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            return nil
        }
        self.text = text
    }

    /// A key written in the program itself; a literal that is none stops the program.
    package init(stringLiteral text: StaticString) {
        guard let key = IdempotencyKey("\(text)") else { preconditionFailure("\"\(text)\" is no idempotency key") }
        self = key
    }

    package var description: String { text }
}

extension IdempotencyKey: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let key = IdempotencyKey(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "allowed: 1 to 200 printable ASCII characters without spaces")
        }
        self = key
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
