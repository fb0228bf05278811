import Offices
import Testing

/// Text from outside, as it may be shown.
struct ShownTests {
    @Test(
        "What cannot be seen, or turns letters around, is written out",
        arguments: [
            ("Dirjen\u{202E}kajaP", #"Dirjen\u{202E}kajaP"#), ("a\u{0}b\u{1B}[2J", #"a\u{0}b\u{1B}[2J"#),
            ("satu\ndua\r\n\tt", #"satu\ndua\r\n\tt"#), ("\u{2066}a\u{2069}", #"\u{2066}a\u{2069}"#),
            ("a\u{200B}b\u{FEFF}", #"a\u{200B}b\u{FEFF}"#), ("a\u{2028}b\u{85}", #"a\u{2028}b\u{85}"#),
            ("\u{E000}\u{E0041}", #"\u{E000}\u{E0041}"#),
            ("Kepala KPP “Jayapura” é 東 😀", "Kepala KPP “Jayapura” é 東 😀"), ("", ""),
        ])
    func hidden(text: String, shown: String) {
        #expect(Shown.line(text) == shown)
    }

    @Test("What is too long ends in an ellipsis within the limit, marks on one letter included")
    func long() {
        #expect(Shown.line("abcd", atMost: 4) == "abcd")
        #expect(Shown.line("abcde", atMost: 4) == "abc…")
        for text in [String(repeating: "a", count: 1 << 20), "a" + String(repeating: "\u{301}", count: 5000)] {
            #expect(Shown.line(text).unicodeScalars.count == Shown.audited)
        }
        #expect(Shown.line(String(repeating: "\u{202E}", count: 200)).unicodeScalars.count <= Shown.audited)
    }
}
