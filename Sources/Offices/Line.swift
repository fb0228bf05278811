/// Text from a form on one line: 1 to 200 characters, no control characters, none that turns the order of letters
/// around, no blanks at its ends.
package struct Line: Hashable, Sendable, Codable, CustomStringConvertible {
    package let text: String

    /// Parses hostile text; `nil` when it is empty, too long or not on one line.
    package init?(_ text: String) { self.init(text, atMost: 200, allowingBreaks: false) }

    fileprivate init?(_ text: String, atMost limit: Int, allowingBreaks: Bool) {
        let trimmed = text.trimmingBlanks()
        guard (1...limit).contains(trimmed.count), trimmed.utf8.count <= limit * 4 else { return nil }
        let clean = trimmed.unicodeScalars.allSatisfy { scalar in
            if scalar == "\n" || scalar == "\t" { return allowingBreaks }
            // They show letters in another order than they are written in.
            if scalar.properties.isBidiControl { return false }
            switch scalar.properties.generalCategory {
            case .control, .surrogate, .lineSeparator, .paragraphSeparator: return false
            default: return true
            }
        }
        guard clean else { return nil }
        self.text = trimmed
    }

    package var description: String { text }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let line = Line(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "allowed: 1 to 200 characters on one line")
        }
        self = line
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// Text from a form that may have several lines: 1 to 2000 characters, no control characters but line breaks.
package struct Passage: Hashable, Sendable, Codable, CustomStringConvertible {
    package let text: String

    /// Parses hostile text; `nil` when it is empty or too long.
    package init?(_ text: String) {
        let plain = text.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
        guard let line = Line(plain, atMost: 2000, allowingBreaks: true) else { return nil }
        self.text = line.text
    }

    package var description: String { text }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let passage = Passage(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "allowed: 1 to 2000 characters")
        }
        self = passage
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension String {
    fileprivate func trimmingBlanks() -> String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
