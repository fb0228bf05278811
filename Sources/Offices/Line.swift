/// Text from a form on one line: 1 to 200 characters, no control characters, none that turns the order of letters
/// around or is not seen, no blanks at its ends.
package struct Line: Hashable, Sendable, Codable, CustomStringConvertible {
    package let text: String

    /// Parses hostile text; `nil` when it is empty, too long or not on one line.
    package init?(_ text: String) {
        guard Self.unseen(in: text.trimmingBlanks()) == nil else { return nil }
        self.init(kept: text, atMost: 200, allowingBreaks: false)
    }

    /// The first character of a text that nobody sees, or that turns the order of letters around; `nil` when there is
    /// none.
    ///
    /// Two names that look alike could be two persons. The joiners and variation selectors that scripts and pictographs
    /// need are left, unless nothing else is there.
    package static func unseen(in text: String) -> Unicode.Scalar? {
        let scalars = text.unicodeScalars
        if let odd = scalars.first(where: { !$0.isSeen && !$0.shapesLetters && $0 != "\n" && $0 != "\t" }) {
            return odd
        }
        return scalars.contains(where: \.isSeen) ? nil : scalars.first { $0.shapesLetters }
    }

    /// Text that was taken in before, when unseen characters were still let through.
    fileprivate init?(kept text: String, atMost limit: Int, allowingBreaks: Bool) {
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
        let text = try container.decode(String.self)
        try decoder.refuseUnseen(in: text)
        guard let line = Line(kept: text, atMost: 200, allowingBreaks: false) else {
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
        guard Line.unseen(in: text.trimmingBlanks().replacing("\r\n", with: "\n")) == nil else { return nil }
        self.init(kept: text)
    }

    private init?(kept text: String) {
        let plain = text.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
        guard let line = Line(kept: plain, atMost: 2000, allowingBreaks: true) else { return nil }
        self.text = line.text
    }

    package var description: String { text }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        try decoder.refuseUnseen(in: text.replacing("\r\n", with: "\n"))
        guard let passage = Passage(kept: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "allowed: 1 to 2000 characters")
        }
        self = passage
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension CodingUserInfoKey {
    /// Set by who reads what people and programs send now: such text holds nothing unseen. What was taken in before, when
    /// that was still let through, is read without it.
    package static let isNewText = CodingUserInfoKey(rawValue: "rljj.isNewText")
}

extension Decoder {
    /// Refuses unseen characters in text that comes in now.
    fileprivate func refuseUnseen(in text: String) throws {
        guard let key = CodingUserInfoKey.isNewText, userInfo[key] as? Bool == true,
            let odd = Line.unseen(in: text.trimmingBlanks())
        else { return }
        throw DecodingError.dataCorrupted(
            DecodingError.Context(
                codingPath: codingPath, debugDescription: "holds the unseen character \(odd.code); remove it"))
    }
}

extension Unicode.Scalar {
    /// Something that a reader sees, or a blank.
    fileprivate var isSeen: Bool {
        switch properties.generalCategory {
        case .control, .surrogate, .lineSeparator, .paragraphSeparator: false
        default: !properties.isBidiControl && !properties.isDefaultIgnorableCodePoint
        }
    }

    /// Joiners and variation selectors: unseen, and yet they make letters and pictographs what they are.
    fileprivate var shapesLetters: Bool {
        switch value {
        case 0x200C, 0x200D, 0xFE00...0xFE0F: true
        default: false
        }
    }
}

extension String {
    func trimmingBlanks() -> String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
