import Foundation
import Offices
import Testing

/// Text from forms, whoever wrote it.
struct LineTests {
    @Test(
        "A line is taken as it is, without the blanks at its ends",
        arguments: [
            ("a", "a"), ("  Restitusi \u{a0}", "Restitusi"),
            ("KPP Pratama Jayapura · WIT", "KPP Pratama Jayapura · WIT"),
            ("Selesai ✅ 👩🏽‍⚖️", "Selesai ✅ 👩🏽‍⚖️"), ("é", "é"), ("<script>", "<script>"), ("\n baris \n", "baris"),
            (String(repeating: "a", count: 200), String(repeating: "a", count: 200)),
        ])
    func taken(text: String, line: String) { #expect(Line(text)?.text == line) }

    @Test(
        "A line that is empty, too long, or not plain is refused",
        arguments: [
            "", "   ", "\n", "\t \u{3000}", String(repeating: "a", count: 201), "dua\nbaris", "dua\r\nbaris",
            "kolom\tdua",
            "nol\u{0}", "esc\u{1b}[31m", "hapus\u{7f}", "c1\u{85}x", "baris\u{2028}x", "alinea\u{2029}x",
        ])
    func refused(text: String) { #expect(Line(text) == nil) }

    @Test(
        "Marks that turn the order of letters around are refused: a reader would see another text",
        arguments: ["\u{202e}", "\u{202a}", "\u{2066}", "\u{2069}", "\u{200f}", "\u{061c}"])
    func bidirectional(mark: String) {
        #expect(Line("Rp 100\(mark)001") == nil)
        #expect(Passage("Rp 100\(mark)001") == nil)
    }

    @Test(
        "Characters that nobody sees are refused: two names that look alike would be two persons",
        arguments: ["\u{200b}", "\u{2060}", "\u{feff}", "\u{ad}", "\u{3164}", "\u{180e}", "\u{e0041}"])
    func unseen(mark: String) throws {
        #expect(Line("Sari\(mark)Puspita") == nil && Passage("Sari\(mark)Puspita") == nil)
        #expect(Line.unseen(in: "Sari\(mark)") == mark.unicodeScalars.first)
        let fresh = JSONDecoder()
        fresh.userInfo[try #require(CodingUserInfoKey.isNewText)] = true
        let sent = Data("\"Sari\(mark)Puspita\"".utf8)
        #expect(throws: DecodingError.self) { try fresh.decode(Line.self, from: sent) }
        #expect(throws: DecodingError.self) { try fresh.decode(Passage.self, from: sent) }
        // What was taken in before comes back.
        let kept = Data("\"Sari\(mark)Puspita\"".utf8)
        #expect(try JSONDecoder().decode(Line.self, from: kept).text == "Sari\(mark)Puspita")
        #expect(try JSONDecoder().decode(Passage.self, from: kept).text == "Sari\(mark)Puspita")
    }

    @Test("Joiners alone are no name; within letters and pictographs they stay")
    func joiners() {
        #expect(Line("\u{200d}\u{200c}") == nil && Line("\u{fe0f}") == nil)
        #expect(Line("نامه\u{200c}ها") != nil && Line("❤\u{fe0f}") != nil && Passage("❤\u{fe0f}\n\tdua") != nil)
    }

    @Test("Accents heaped on one letter do not make a line of any size")
    func heapedAccents() {
        #expect(Line("a" + String(repeating: "\u{301}", count: 5000)) == nil)
        #expect(Passage("a" + String(repeating: "\u{301}", count: 50_000)) == nil)
    }

    @Test("A passage keeps its line breaks, Windows' ones as plain ones")
    func breaks() {
        #expect(Passage("satu\r\ndua\n\ttiga")?.text == "satu\ndua\n\ttiga")
        #expect(Passage(String(repeating: "a", count: 2000)) != nil)
        #expect(Passage(String(repeating: "a", count: 2001)) == nil)
        #expect(Passage("\r\n ") == nil)
        #expect(Passage("a\rb") == nil, "a lone carriage return writes over what stands before")
        #expect(Passage("a\u{0}b") == nil)
    }

    @Test(
        "What JSON brings is parsed by the same rule",
        arguments: [#""a\u0000b""#, #""""#, "17", "null", #""\u202eabc""#])
    func json(text: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Line.self, from: Data(text.utf8)) }
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Passage.self, from: Data(text.utf8)) }
    }

    @Test("A line and a passage come back from JSON as they were")
    func roundTrip() throws {
        let line = try #require(Line("Tindak lanjut “restitusi” / 40 berkas"))
        #expect(try JSONDecoder().decode(Line.self, from: JSONEncoder().encode(line)) == line)
        let passage = try #require(Passage("satu\ndua"))
        #expect(try JSONDecoder().decode(Passage.self, from: JSONEncoder().encode(passage)) == passage)
    }
}

struct CivilDayTests {
    @Test("A day that exists is taken", arguments: ["2026-12-01", "2028-02-29", "0999-01-01", "9999-12-31"])
    func taken(text: String) throws {
        let day = try #require(CivilDay(text))
        #expect(day.description == text)
        #expect(try JSONDecoder().decode(CivilDay.self, from: JSONEncoder().encode(day)) == day)
    }

    @Test(
        "A day that does not exist, or is written otherwise, is refused",
        arguments: [
            "", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-1", "01-12-2026", "2026-12-01 ",
            "２０２６-12-01", "+026-12-01", "2026-12-01T00:00:00Z", "20261201", "12026-01-01", "-026-12-01",
            "2026-12-0\u{661}",
        ])
    func refused(text: String) { #expect(CivilDay(text) == nil) }

    @Test("Days are ordered and said in words")
    func words() throws {
        let (first, second) = (try #require(CivilDay("2026-12-01")), try #require(CivilDay("2027-01-15")))
        #expect(first < second)
        #expect((first.inWords, second.inWords) == ("1 Desember 2026", "15 Januari 2027"))
    }
}
