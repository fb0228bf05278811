/// The widths of the sans-serif letters in which charts are written, and how text is broken into lines.
///
/// Liberation Sans, Arial and Helvetica have the same widths, so that one table serves all three.
enum Typeface {
    static let family = "Liberation Sans, Arimo, Arial, Helvetica, sans-serif"
    /// From one line to the next, in multiples of the size.
    static let leading = 1.17

    /// From space to tilde, in thousandths of the size.
    private static let regular: [Int] = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
        556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
        556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556,
        556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722,
        500, 500, 500, 334, 260, 334, 584,
    ]

    private static let bold: [Int] = [
        278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
        556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722,
        611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556,
        611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778,
        556, 556, 500, 389, 280, 389, 584,
    ]

    private static let others: [Unicode.Scalar: Int] = ["·": 278, "–": 556, "\u{A0}": 278]

    /// The width of a text on one line; letters that are not in the table count as the widest there are.
    static func width(of text: String, size: Double, isBold: Bool = false) -> Double {
        let table = isBold ? bold : regular
        var sum = 0
        for scalar in text.unicodeScalars {
            let place = Int(scalar.value) - 32
            sum += table.indices.contains(place) ? table[place] : others[scalar] ?? 1000
        }
        return Double(sum) * size / 1000
    }

    /// Breaks a text into lines no wider than given; a word that is wider alone is broken too.
    static func wrap(_ text: String, width: Double, size: Double, isBold: Bool = false) -> [String] {
        func measure(_ part: String) -> Double { Self.width(of: part, size: size, isBold: isBold) }
        let space = measure(" ")
        var lines: [String] = []
        var taken = width + 1
        for word in text.split(separator: " ") {
            for (part, isGlued) in pieces(of: String(word), { measure($0) <= width }) {
                let (gap, own) = (isGlued ? 0 : space, measure(part))
                if taken + gap + own <= width, let last = lines.last {
                    lines[lines.count - 1] = last + (isGlued ? "" : " ") + part
                    taken += gap + own
                } else {
                    lines.append(part)
                    taken = own
                }
            }
        }
        return lines
    }

    /// A word, or the parts of one that is wider than a line: broken after a stroke, between syllables, else anywhere.
    private static func pieces(of word: String, _ fits: (String) -> Bool) -> [(text: String, isGlued: Bool)] {
        guard !fits(word) else { return [(word, false)] }
        var parts: [String] = []
        var rest = Array(word)
        while !rest.isEmpty, !fits(String(rest)) {
            let ends = (1..<rest.count).filter { fits(String(rest[..<$0]) + (isOpen(rest, $0) ? "" : "-")) }
            let end = ends.last { isOpen(rest, $0) } ?? ends.last { isSyllable(rest, $0) } ?? ends.last ?? 1
            parts.append(String(rest[..<end]) + (isSyllable(rest, end) && !isOpen(rest, end) ? "-" : ""))
            rest.removeFirst(end)
        }
        return (parts + [String(rest)]).enumerated().map { ($1, $0 > 0) }
    }

    /// Whether a word may end a line here without a hyphen.
    private static func isOpen(_ word: [Character], _ place: Int) -> Bool { "/-".contains(word[place - 1]) }

    /// Whether a syllable of an Indonesian word begins here: at a consonant, or ng, ny, sy, kh, before a vowel.
    private static func isSyllable(_ word: [Character], _ place: Int) -> Bool {
        func isVowel(_ letter: Int) -> Bool { word.indices.contains(letter) && "aeiou".contains(word[letter]) }
        func isPair(_ letter: Int) -> Bool {
            word.indices.contains(letter + 1) && ["ng", "ny", "sy", "kh"].contains(String(word[letter...letter + 1]))
        }
        guard place >= 2, word.count - place >= 2, word[place].isLetter, word[place - 1].isLetter, !isVowel(place)
        else { return false }
        return isPair(place) ? isVowel(place + 2) : isVowel(place + 1) && !isPair(place - 1)
    }

    /// A text in at most so many lines; what does not fit is left out at a clause, else at a word, and "…" says so.
    static func fit(_ text: String, width: Double, size: Double, lines limit: Int, isBold: Bool = false) -> Fitted {
        let whole = wrap(text, width: width, size: size, isBold: isBold)
        guard whole.count > limit else { return Fitted(lines: whole, dropped: 0) }
        let words = text.split(separator: " ").map(String.init)
        let most = whole.prefix(limit).reduce(0) { $0 + $1.split(separator: " ").count }
        var longest: Fitted?
        for count in stride(from: min(most, words.count - 1), to: 0, by: -1) {
            let kept = words[..<count].joined(separator: " ")
            let end = kept.last.map { ",;:(".contains($0) } ?? false ? String(kept.dropLast()) : kept
            let lines = wrap(end + "\u{A0}…", width: width, size: size, isBold: isBold)
            guard lines.count <= limit else { continue }
            let found = Fitted(lines: lines, dropped: text.count - kept.count)
            guard let best = longest else {
                longest = found
                if isClause(before: words[count], after: kept) { return found }
                continue
            }
            if kept.count * 3 < (text.count - best.dropped) * 2 { break }
            if isClause(before: words[count], after: kept) { return found }
        }
        return longest ?? Fitted(lines: Array(whole.prefix(limit)), dropped: text.count)
    }

    /// Whether a text can stop here without losing its sense.
    private static func isClause(before next: String, after kept: String) -> Bool {
        let words = [
            "dan", "untuk", "yang", "sesuai", "kepada", "dari", "serta", "berdasarkan", "and", "to", "that", "of",
        ]
        return words.contains(next) || kept.hasSuffix(";") || kept.hasSuffix(",")
    }

    /// The lines of a text, and how many letters were left out.
    struct Fitted: Hashable {
        let lines: [String]
        let dropped: Int
    }
}
