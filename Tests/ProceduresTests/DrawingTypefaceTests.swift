import Testing

@testable import Procedures

struct DrawingTypefaceTests {
    @Test(arguments: [
        ("", 0.0), ("i", 2.22), ("MW", 17.77), ("Meneliti", 34.45), ("bahan/data", 50.04), ("…", 10),
    ])
    func widthsAreThoseOfTheFont(text: String, width: Double) {
        #expect(abs(Typeface.width(of: text, size: 10) - width) < 0.02)
        #expect(Typeface.width(of: text, size: 10, isBold: true) >= width)
    }

    @Test(arguments: [20.0, 33, 47, 60, 90, 150, 400])
    func wrapsWithoutOverflowAndWithoutLoss(width: Double) {
        let text = "Menerima pemberitahuan; menugaskan LO (bahan/data) dan Kepala Seksi Subbagian/Subdirektorat"
        let lines = Typeface.wrap(text, width: width, size: 7)
        #expect(lines.allSatisfy { Typeface.width(of: $0, size: 7) <= width })
        let letters = { (text: String) in text.filter { $0 != " " && $0 != "-" } }
        #expect(letters(lines.joined()) == letters(text))
    }

    @Test(
        "Breaks a long word between syllables",
        arguments: [
            ("menyampaikannya", 51.0, ["menyampaikan-", "nya"]), ("mempersiapkan", 36, ["memper-", "siapkan"]),
            ("Subbagian/Subdirektorat", 50, ["Subbagian/", "Subdirektorat"]),
        ])
    func breaksWords(word: String, width: Double, lines: [String]) {
        #expect(Typeface.wrap(word, width: width, size: 7) == lines)
    }

    @Test(arguments: 1...6)
    func fitsIntoSoManyLines(limit: Int) {
        let text =
            "Mempersiapkan bahan/data dan menyampaikannya kepada Kepala Seksi, sesuai dengan penugasan yang diterima"
        let fitted = Typeface.fit(text, width: 60, size: 7, lines: limit)
        #expect(fitted.lines.count <= limit)
        #expect(fitted.lines.allSatisfy { Typeface.width(of: $0, size: 7) <= 60 })
        #expect((fitted.lines.last?.hasSuffix("…") ?? false) == (fitted.dropped > 0))
    }

    @Test func stopsAtAClauseWhenItCan() {
        let text = "Meneliti dan menyetujui bahan/data, menugaskan penyampaiannya"
        let fitted = Typeface.fit(text, width: 80, size: 7, lines: 2)
        #expect(fitted.lines == ["Meneliti dan menyetujui", "bahan/data\u{A0}…"])
        #expect(Typeface.fit("Satu", width: 80, size: 7, lines: 1).dropped == 0)
    }
}
