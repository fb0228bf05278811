/// The number of a paper: type, running number, office code and year, `S-214/PJ.08/2026`.
package struct LetterNumber: Hashable, Sendable, Codable, LosslessStringConvertible {
    package let kind: DocumentKind
    /// From 1, in its office, type and year.
    package let running: Int
    package let code: OfficeCode
    package let year: Int

    package init(kind: DocumentKind, running: Int, code: OfficeCode, year: Int) {
        (self.kind, self.running, self.code, self.year) = (kind, running, code, year)
    }

    /// Parses exactly the form that `description` writes; `nil` for anything else.
    package init?(_ text: String) {
        guard text.utf8.count <= 80, let dash = text.firstIndex(of: "-"), let first = text.firstIndex(of: "/"),
            let last = text.lastIndex(of: "/"), dash < first, first < last,
            let kind = DocumentKind(prefix: text[..<dash]),
            let running = Self.number(text[text.index(after: dash)..<first]),
            let code = OfficeCode(String(text[text.index(after: first)..<last])),
            let year = Self.number(text[text.index(after: last)...]), (1900...2999).contains(year)
        else { return nil }
        self.init(kind: kind, running: running, code: code, year: year)
    }

    package var description: String { "\(kind.prefix)-\(running)/\(code)/\(year)" }

    /// What a draft shows where its number will stand: `S-          /PJ.08/2026`.
    package static func gap(_ kind: DocumentKind, code: OfficeCode, year: Int) -> String {
        "\(kind.prefix)-\(String(repeating: " ", count: 10))/\(code)/\(year)"
    }

    private static func number(_ text: Substring) -> Int? {
        guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }), text.first != "0"
        else { return nil }
        return Int(text)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let number = LetterNumber(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "found \"\(text.prefix(60))\"; allowed: a number such as S-214/PJ.08/2026")
        }
        self = number
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
