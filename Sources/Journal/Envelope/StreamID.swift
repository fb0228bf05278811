package import Offices

/// The name of a stream: the events of one meeting, one room, one register, in their own order.
///
/// Written `meeting/019a…` or `people`: `a-z`, `0-9`, `-`, `.` and `/` between non-empty parts, 1 to 120 bytes.
package struct StreamID: Hashable, Sendable, Comparable, LosslessStringConvertible, ExpressibleByStringLiteral {
    package let text: String

    /// Parses hostile text; `nil` when it names no stream.
    package init?(_ text: String) {
        guard Self.accepts(text) else { return nil }
        self.text = text
    }

    /// The stream of one meeting, person or other thing with a UUID.
    ///
    /// `kind` is the program's own text; one that makes no stream stops the program.
    package init(kind: StaticString, _ id: some Identifier) { self.init(trusted: "\(kind)/\(id)") }

    /// The stream of one room or office.
    ///
    /// `kind` is the program's own text; one that makes no stream stops the program.
    package init(kind: StaticString, _ id: some SlugIdentifier) { self.init(trusted: "\(kind)/\(id)") }

    /// A stream named in the program itself; a literal that names no stream stops the program.
    package init(stringLiteral text: StaticString) { self.init(trusted: "\(text)") }

    private init(trusted text: String) {
        precondition(Self.accepts(text), "\"\(text)\" names no stream")
        self.text = text
    }

    /// What the stream is about: the part before the first `/`.
    package var kind: String { String(text.prefix { $0 != "/" }) }

    package var description: String { text }

    package static func < (left: StreamID, right: StreamID) -> Bool { left.text < right.text }

    private static func accepts(_ text: String) -> Bool {
        guard (1...120).contains(text.utf8.count) else { return false }
        guard text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty }) else {
            return false
        }
        return text.utf8.allSatisfy { (97...122).contains($0) || (45...57).contains($0) }
    }
}

extension StreamID: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let stream = StreamID(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "found \"\(text.prefix(60))\"; allowed: a stream such as people")
        }
        self = stream
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
