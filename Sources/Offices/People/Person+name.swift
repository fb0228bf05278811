extension Person {
    /// Why a text from outside can be no person's name, to stand behind the text in a message; `nil` when it can.
    ///
    /// A spreadsheet works out what begins like a formula, so such a name would run wherever a list of people is
    /// opened. A replacement character is what is left of a letter that an export has destroyed.
    package static func objection(to name: String) -> String? {
        if let unseen = Line.unseen(in: name) { return "with the unseen character \(unseen.code); remove it" }
        if let first = name.first(where: { !$0.isWhitespace }), "=+-@".contains(first) {
            return "which begins like a spreadsheet's formula; write the name itself"
        }
        if name.unicodeScalars.contains("\u{FFFD}") {
            return "with U+FFFD, a letter that an export has destroyed; write the name anew"
        }
        return nil
    }
}

extension Unicode.Scalar {
    /// `U+202E`.
    var code: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
