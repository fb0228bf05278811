/// One line of a letter's text, and how it is set.
struct LetterLine: Hashable {
    let style: Style
    /// What stands before a list item or a heading: `1.`, `a.`, `-`.
    let marker: String
    let text: String

    /// The class of the line in the template.
    enum Style: String {
        case plain
        /// `A. Pendahuluan`.
        case heading
        /// `1. …`.
        case item
        /// `a. …` and `- …`.
        case inner
    }

    /// The lines of a paragraph; empty ones are left out.
    static func lines(of paragraph: String) -> [LetterLine] {
        paragraph.split(separator: "\n").compactMap(LetterLine.init)
    }

    private init?(_ line: Substring) {
        let words = line.drop { $0.isWhitespace }
        guard !words.isEmpty else { return nil }
        guard let cut = words.firstIndex(where: \.isWhitespace), let style = Self.style(of: words[..<cut]) else {
            (style, marker, text) = (.plain, "", String(words))
            return
        }
        (self.style, marker) = (style, String(words[..<cut]))
        text = String(words[cut...].drop { $0.isWhitespace })
    }

    private static func style(of marker: Substring) -> Style? {
        if marker == "-" || marker == "–" { return .inner }
        guard let end = marker.last, end == "." || end == ")" else { return nil }
        let body = marker.dropLast().utf8
        if (1...2).contains(body.count), body.allSatisfy({ (48...57).contains($0) }) { return .item }
        guard body.count == 1, let letter = body.first else { return nil }
        if (97...122).contains(letter) { return .inner }
        return (65...90).contains(letter) && end == "." ? .heading : nil
    }
}
