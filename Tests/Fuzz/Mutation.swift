/// Makes odd inputs out of valid ones: what a broken program, a torn file or an attacker would send.
struct Mutation {
    /// Numbers at and beyond the borders of every kind of number.
    static let numbers = [
        "0", "-0", "-1", "1", "2", "127", "255", "256", "32768", "65535", "65536", "2147483647", "2147483648",
        "-2147483649", "4294967296", "9007199254740993", "9223372036854775807", "-9223372036854775808",
        "9223372036854775808", "18446744073709551616", "1e18", "1e19", "-1e19", "9.2e12", "1e300", "1e308", "1e999",
        "-1e999", "1e-400", "0.1", "-0.5", "NaN", "inf", "-inf", "nan", "Infinity", "0x10", "007", "1_000", "1.", ".5",
        "+1", "99999999999999999999999999999999999999", "12345678901234567890.5",
    ]

    /// Words where a word is expected: moments and days at the border, empty, long, hostile.
    static let words = [
        "", " ", "\\u0000", "\u{0}", "\u{202e}", "\u{feff}", "e\u{301}", "👨‍👩‍👧‍👦", "𝟗𝟗", "٣", "\\ud800", "\n", "\r\n",
        "../../etc/passwd",
        "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "0000-01-01", "9999-12-31", "2026-02-30",
        "10000-01-01T00:00:00Z", "-001-01-01", "2026-12-31T23:59:60Z", "null", "true", "{}", "[]", "<b>", "%00",
        "S-999999999/PJ/2999", "rko", "P02.1", "P09.3/correct", "P99.99/x@y+z", String(repeating: "x", count: 5000),
        String(repeating: "9", count: 400), "019a0000-0000-7000-8000-000000000012", String(repeating: "a", count: 64),
    ]

    private var dice: Dice

    init(seed: UInt64) { dice = Dice(seed: seed) }

    /// One of the samples, changed in one to five places; now and then as it is.
    mutating func input(from samples: [[UInt8]]) -> [UInt8] {
        var bytes = dice.pick(samples)
        guard dice.below(50) > 0 else { return bytes }
        for _ in 0...dice.below(5) { change(&bytes, dice.pick(samples)) }
        return bytes.count > 1 << 20 ? Array(bytes.prefix(1 << 20)) : bytes
    }

    private mutating func change(_ bytes: inout [UInt8], _ other: [UInt8]) {
        switch dice.below(12) {
        case 0: flip(&bytes)
        case 1, 2, 3: replace(&bytes, with: Self.numbers, Self.isNumber)
        case 4, 5: replace(&bytes, with: Self.words, Self.isWord)
        case 6: bytes = Array(bytes.prefix(dice.below(bytes.count + 1)))
        case 7: repeatSlice(&bytes)
        case 8: removeSlice(&bytes)
        case 9: insert(&bytes, Array(dice.pick(Self.words + Self.numbers).utf8))
        case 10: nest(&bytes)
        default: splice(&bytes, other)
        }
    }

    private mutating func flip(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        for _ in 0...dice.below(3) { bytes[dice.below(bytes.count)] ^= 1 << UInt8(dice.below(8)) }
    }

    /// Puts one of the texts in the place of a run of such bytes.
    private mutating func replace(_ bytes: inout [UInt8], with texts: [String], _ belongs: (UInt8) -> Bool) {
        guard !bytes.isEmpty else { return }
        let start = dice.below(bytes.count)
        guard var from = bytes[start...].firstIndex(where: belongs) else { return }
        while from > 0, belongs(bytes[from - 1]) { from -= 1 }
        let end = bytes[from...].firstIndex { !belongs($0) } ?? bytes.count
        bytes.replaceSubrange(from..<end, with: Array(dice.pick(texts).utf8))
    }

    private mutating func slice(_ bytes: [UInt8]) -> Range<Int> {
        let start = dice.below(bytes.count)
        return start..<min(bytes.count, start + 1 + dice.below(dice.below(2) == 0 ? 12 : 400))
    }

    private mutating func repeatSlice(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        let range = slice(bytes)
        let piece = Array(repeating: Array(bytes[range]), count: 1 + dice.below(4)).joined()
        bytes.insert(contentsOf: piece, at: range.upperBound)
    }

    private mutating func removeSlice(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        bytes.removeSubrange(slice(bytes))
    }

    private mutating func insert(_ bytes: inout [UInt8], _ piece: [UInt8]) {
        bytes.insert(contentsOf: piece, at: dice.below(bytes.count + 1))
    }

    /// A value many levels deep, in the place of a number or word.
    private mutating func nest(_ bytes: inout [UInt8]) {
        let depth = dice.pick([1, 8, 100, 511, 513, 5000])
        let (open, close) = dice.pick([("[", "]"), ("{\"a\":", "}"), ("[", ""), ("- ", ""), ("(", ")")])
        let text = String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
        replace(&bytes, with: [text], dice.below(2) == 0 ? Self.isNumber : Self.isWord)
    }

    private mutating func splice(_ bytes: inout [UInt8], _ other: [UInt8]) {
        guard !bytes.isEmpty, !other.isEmpty else { return }
        bytes.replaceSubrange(slice(bytes), with: other[slice(other)])
    }

    private static func isNumber(_ byte: UInt8) -> Bool { (48...57).contains(byte) || byte == 45 || byte == 46 }

    private static func isWord(_ byte: UInt8) -> Bool {
        isNumber(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 58 || byte == 95
    }
}
