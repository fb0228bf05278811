import Foundation
import Offices
import Testing

@testable import Reports

struct LetterHTMLTests {
    @Test(arguments: [
        "<script>alert(1)</script>", "{{number}}", "\" onload=\"x", "</title><b>", "\u{0}\u{1B}", "<\u{301}script>",
        "</style><img src=x onerror=y>", "\u{202E}gnp",
    ])
    func `free text never becomes markup`(_ text: String) throws {
        var letter = SampleLetter.memorandum()
        letter.figures = SampleLetter.report().figures
        letter.initials = SampleLetter.initials
        let plain = try LetterHTML.page(letter)
        letter.form = .memorandum(title: text, from: text)
        letter.letterhead = .init(above: [text], unit: text, address: [text])
        (letter.number, letter.urgency, letter.marking, letter.subject, letter.place) = (text, text, text, text, text)
        (letter.addressees, letter.copies, letter.paragraphs) = ([text, text], [text], [text, "1. \(text)", text])
        letter.figures = [.init(name: text, value: text, feed: text, asOf: SampleReport.opened, heldMissing: true)]
        letter.signer = .init(name: text, post: text, onBehalfOf: text)
        letter.attachments = [.init(title: text, hash: SampleReport.hash("a"))]
        letter.initials = [.init(post: text, name: text, kind: text, at: nil)]
        letter.verification?.code = text
        let html = try LetterHTML.page(letter)
        #expect(!html.contains("<script") && !html.contains("\" onload") && !html.contains("</title><b>"))
        #expect(!html.contains("<SCRIPT") && !html.contains("<img") && !html.contains("\u{202E}"))
        #expect(!html.contains("\u{0}") && !html.contains("\u{1B}") && !html.contains("ND-214"))
        #expect(html.components(separatedBy: "</style>").count == plain.components(separatedBy: "</style>").count)
    }

    @Test func `nothing that is absent is printed as a word`() throws {
        var letter = SampleLetter.draft()
        (letter.marking, letter.addressees, letter.copies, letter.attachments) = (nil, [], [], [])
        letter.initials = []
        for form in [Letter.Form.letter, .memorandum(title: "Nota Dinas", from: "Direktur"), .titled("Laporan")] {
            letter.form = form
            let html = try LetterHTML.page(letter)
            #expect(!html.contains("false") && !html.contains("Tembusan") && !html.contains("Yth."))
            #expect(
                !html.contains("Lajur paraf") && !html.contains("class=\"mark\"") && !html.contains("string(marking)"))
        }
    }

    @Test(arguments: [
        (Letter.Capacity.holder, nil as String?, ["Direktur,"]), (.plh, nil, ["Plh. Direktur,"]),
        (.plt, nil, ["Plt. Direktur,"]),
        (.holder, "Direktur Jenderal Pajak", ["a.n. Direktur Jenderal Pajak", "Direktur,"]),
        (.plt, "Direktur Jenderal Pajak", ["a.n. Direktur Jenderal Pajak", "Plt. Direktur,"]),
    ])
    func `the office title tells how the signer comes to sign`(
        _ capacity: Letter.Capacity, _ other: String?, _ lines: [String]
    ) {
        let signer = Letter.Signer(name: "A", post: "Direktur", capacity: capacity, onBehalfOf: other)
        #expect(signer.lines.map { [$0.lead, $0.words].compactMap(\.self).joined(separator: " ") } == lines)
    }

    @Test(arguments: [
        ("A. Dasar", LetterLine.Style.heading, "A.", "Dasar"), ("1. satu", .item, "1.", "satu"),
        ("12) dua belas", .item, "12)", "dua belas"), ("a. huruf", .inner, "a.", "huruf"),
        ("  - tanda", .inner, "-", "tanda"), ("2026. tahun", .plain, "", "2026. tahun"), ("A) x", .plain, "", "A) x"),
        ("1.500 orang", .plain, "", "1.500 orang"), ("1.", .plain, "", "1."), ("é. x", .plain, "", "é. x"),
        ("Kalimat biasa.", .plain, "", "Kalimat biasa."),
    ])
    func `a line is set by what it begins with`(
        _ line: String, _ style: LetterLine.Style, _ marker: String, _ text: String
    ) {
        let lines = LetterLine.lines(of: "\n\(line)\n   \n")
        #expect(lines.map(\.style) == [style] && lines.map(\.marker) == [marker] && lines.map(\.text) == [text])
    }

    @Test func `a letter is plain data`() throws {
        for letter in [SampleLetter.report(), SampleLetter.reminder(), SampleLetter.draft(), SampleLetter.memorandum()]
        {
            #expect(try JSONDecoder().decode(Letter.self, from: JSONEncoder().encode(letter)) == letter)
        }
    }
}
