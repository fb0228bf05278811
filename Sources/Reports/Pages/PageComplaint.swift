/// What poppler says of a page while it draws it, and goes on: without a look at it, a damaged page is a white one.
enum PageComplaint {
    /// Errors after which the page looks as it should, or nearly: text that cannot be copied out, a substituted font,
    /// a colour, a length that was stated wrong and found out.
    private static let harmless = [
        "Illegal entry in bf", "Mismatch between font type", "Unknown blend mode", "Bad 'Length' attribute",
        "Missing 'endstream'", "Could not parse ligature component",
    ]

    /// The error lines without their places in the file (`Syntax Error (1652): …`).
    static func lines(of text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            guard let kind = ["Syntax Error", "Internal Error"].first(where: { line.hasPrefix($0) }),
                let colon = line.firstIndex(of: ":")
            else { return nil }
            let words = line[colon...].dropFirst().drop { $0 == " " }
            return "\(kind): \(words)"
        }
    }

    /// The first error by which something of the page is lost, at most 120 characters; `nil` when there is none.
    /// - Parameter known: what was said of the document before a page was looked at.
    static func grave(in text: String, besides known: Set<String>) -> String? {
        let found = lines(of: text).first { line in
            !known.contains(line) && !harmless.contains { line.contains($0) }
        }
        return found.map { String(Drawn.text($0).prefix(120)) }
    }
}
