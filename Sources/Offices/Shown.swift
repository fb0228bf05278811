/// Text from outside as a log, the audit or an answer may carry it: on one line, short, and with nothing in it hidden.
package enum Shown {
    /// The most that the audit keeps of a text, in Unicode scalars.
    package static let audited = 300

    /// The text with what cannot be seen, or turns the order of letters around, written out (`\u{202E}`); what is
    /// longer than the limit ends in `…`.
    package static func line(_ text: String, atMost limit: Int = audited) -> String {
        // One scalar more than fits tells that the text goes on; a hostile text is not read to its end.
        var (line, rest) = (String.UnicodeScalarView(), limit)
        for scalar in text.unicodeScalars {
            let shown = written(scalar)
            guard shown.count <= rest else {
                while line.count >= limit { line.removeLast() }
                return String(line) + "…"
            }
            line.append(contentsOf: shown)
            rest -= shown.count
        }
        return String(line)
    }

    private static func written(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        switch scalar {
        case "\n": ["\\", "n"]
        case "\r": ["\\", "r"]
        case "\t": ["\\", "t"]
        case _ where isHidden(scalar):
            Array("\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
        default: [scalar]
        }
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: false
        }
    }
}
