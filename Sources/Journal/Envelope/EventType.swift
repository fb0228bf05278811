/// What happened, and in which form its payload is written: `meeting-decided@1`.
///
/// The name is 1 to 80 of `a-z`, `A-Z`, `0-9`, `-` and `.`; the version counts from 1 and goes up when the form of the
/// payload changes.
package struct EventType: Hashable, Sendable, LosslessStringConvertible, ExpressibleByStringLiteral {
    package let name: String
    package let version: Int

    /// Parses hostile text; `nil` for anything but `name@n`.
    package init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.accepts(parts[0]), let version = Int(parts[1]) else { return nil }
        guard (1...9999).contains(version), String(version) == parts[1] else { return nil }
        (name, self.version) = (String(parts[0]), version)
    }

    /// A type named in the program itself; a literal that is none stops the program.
    package init(stringLiteral text: StaticString) {
        guard let type = EventType("\(text)") else { preconditionFailure("\"\(text)\" is no event type") }
        self = type
    }

    private init(name: String, version: Int) { (self.name, self.version) = (name, version) }

    /// The same event in the next form of its payload.
    package var next: EventType { EventType(name: name, version: version + 1) }

    package var description: String { "\(name)@\(version)" }

    private static func accepts(_ name: Substring) -> Bool {
        (1...80).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            }
    }
}

extension EventType: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let type = EventType(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "found \"\(text.prefix(60))\"; allowed: name@n such as decided@1")
        }
        self = type
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
