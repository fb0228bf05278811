import Foundation
import Offices
import Procedures
import SampleFilings
import Testing

@testable import Cases

/// What was put into a form is hostile until it was held against the form.
struct FieldCheckTests {
    private static let fields = [
        Field("line", .line, id: "a", en: "a", required: false),
        Field("passage", .passage, id: "a", en: "a", required: false),
        Field("choice", .choice([Field.Choice("satu", id: "a", en: "a")]), id: "a", en: "a", required: false),
        Field("number", .number(0...10), id: "a", en: "a", required: false),
        Field("flag", .flag, id: "a", en: "a", required: false),
        Field("day", .day, id: "a", en: "a", required: false),
        Field("moment", .moment, id: "a", en: "a", required: false),
        Field("slug", .slug, id: "a", en: "a", required: false),
        Field("file", .file, id: "a", en: "a", required: false),
        Field("list", .list(.line, 1...2), id: "a", en: "a", required: false),
        Field("rows", .rows([Field("name", .line, id: "a", en: "a")], 0...2), id: "a", en: "a", required: false),
    ]

    private static let now = Moment(microseconds: 1_795_000_000_000_000)
    private static let deep = (0..<500).reduce(FieldValue.list([])) { inner, _ in .list([inner]) }
    private static let hash = String(repeating: "a", count: 64)

    static let hostile: [(String, FieldValue)] = [
        ("line", ""), ("line", "  "), ("line", 1), ("line", true), ("line", []), ("line", ["a": "b"]),
        ("line", .text(String(repeating: "a", count: 201))), ("line", "dua\nbaris"), ("line", "a\u{0}b"),
        ("line", "Dirjen\u{202E}kajaP"), ("line", "\u{2066}a\u{2069}"), ("line", "a\u{2028}b"), ("line", "a\u{1B}[2J"),
        ("line", .text("a" + String(repeating: "\u{301}", count: 4000))), ("line", deep),
        ("passage", .text(String(repeating: "a", count: 2001))), ("passage", "a\u{202E}b"), ("passage", "a\u{7}b"),
        ("choice", "dua"), ("choice", "SATU"), ("choice", "satu "), ("choice", 0), ("choice", ["satu"]),
        ("number", -1), ("number", 11), ("number", "5"), ("number", true), ("number", .number(.min)),
        ("number", .number(.max)), ("flag", "true"), ("flag", 1), ("flag", 0), ("day", "2026-02-30"),
        ("day", "20 November 2026"), ("day", "2026-11-20T00:00:00Z"), ("day", 20_261_120), ("moment", "2026-11-20"),
        ("day", "9999-12-31"), ("day", "0000-01-01"),
        ("day", "2037-02-01"), ("moment", "9999-12-31T00:00:00Z"), ("moment", "0000-01-01T00:00:00Z"),
        ("moment", "2026-11-20T25:00:00Z"), ("moment", "2026-11-20T08:00:00+07:00"), ("moment", "kemarin"),
        ("slug", "Bank Satu"), ("slug", "../bank"), ("slug", "bank--satu"), ("slug", ""), ("file", "document:"),
        ("file", "document:data-perpajakan"), ("file", "document:../etc/passwd"), ("file", .text(hash.uppercased())),
        ("file", .text(hash + "a")), ("file", .text(String(hash.dropLast()))), ("list", "a"), ("list", []),
        ("list", ["a", "b", "c"]), ("list", [1]), ("list", [["a"]]), ("list", deep), ("list", ["a": "b"]),
        ("rows", "a"), ("rows", ["a"]), ("rows", [[]]), ("rows", [["name": 1]]), ("rows", [["nama": "a"]]),
        ("rows", [["name": "a", "more": "b"]]), ("rows", [["name": "a"], ["name": "b"], ["name": "c"]]),
        ("rows", deep), ("stranger", "a"), ("", "a"), ("LINE", "a"),
    ]

    @Test(
        "Whatever does not fit is refused, with its place, what was found and what is allowed, on one short line",
        arguments: hostile)
    func refused(name: String, value: FieldValue) {
        do {
            let kept = try FieldCheck.check([name: value], against: Self.fields, at: Self.now)
            Issue.record("kept \(kept)")
        } catch {
            #expect(error.path.hasPrefix(name))
            #expect(!error.found.isEmpty && !error.allowed.isEmpty)
            #expect(error.line.count < 400)
        }
    }

    @Test("What fits is kept in its canonical form")
    func kept() throws {
        let given: [String: FieldValue] = [
            "line": "  Hal  ", "passage": "satu\r\ndua", "choice": "satu", "number": 10, "flag": false,
            "day": "2026-11-20", "moment": "2026-11-20T08:00:00.5Z", "slug": "bank-satu",
            "file": "document:laporan-monitoring", "list": [" a "], "rows": [["name": " b "]],
        ]
        let kept = try FieldCheck.check(given, against: Self.fields, at: Self.now)
        #expect(kept["line"] == "Hal" && kept["passage"] == "satu\ndua" && kept["list"] == ["a"])
        #expect(kept["moment"] == "2026-11-20T08:00:00.500000Z" && kept["rows"] == [["name": "b"]])
        #expect(
            try FieldCheck.check(kept, against: Self.fields, at: Self.now) == kept, "checked again it stays as it is")
    }

    @Test("A form without fields takes none, and a field that is asked for must be there")
    func presence() throws {
        #expect(try FieldCheck.check([:], against: [], at: Self.now) == [:])
        #expect(throws: FieldCheck.Fault.self) { try FieldCheck.check(["note": "a"], against: [], at: Self.now) }
        let needed = [Field("account", .passage, id: "Uraian", en: "Account")]
        #expect(throws: FieldCheck.Fault.self) { try FieldCheck.check([:], against: needed, at: Self.now) }
    }

    @Test("A value of a form is read from JSON and written to JSON without a change")
    func json() throws {
        let text = #"{"a":"1","b":[1,true,"x",{"c":[]}],"d":9000000000000000,"e":false}"#
        let value = try JSONDecoder().decode(FieldValue.self, from: Data(text.utf8))
        #expect(value.row?["b"]?.list == [1, true, "x", ["c": []]])
        #expect(value.row?["d"] == 9_000_000_000_000_000)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        #expect(String(decoding: try encoder.encode(value), as: UTF8.self) == text)
    }

    @Test(
        "Numbers that are no whole numbers, and null, are no values",
        arguments: ["1.5", "null", "1e400", "{\"a\":null}"])
    func noValue(text: String) {
        #expect(throws: (any Error).self) { try JSONDecoder().decode(FieldValue.self, from: Data(text.utf8)) }
    }
}
