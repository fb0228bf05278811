import Foundation
import Offices
import Testing

/// The file by which one year's decree is taken in, and what may be taken in.
struct HolidayFileTests {
    static let good = """
        years:
          - year: 2031
            version: 1
            decree: {numbers: [1 Tahun 2030], signed: 2030-09-19}
            days:
              - {day: 2031-01-01, kind: libur-nasional, name: Tahun Baru 2031 Masehi}
        """

    private func parse(_ text: String) throws -> HolidayTable {
        try HolidayFile.parse(text: text, file: "skb.yaml")
    }

    @Test func readsOneYear() throws {
        let table = try parse(Self.good)
        #expect("\(table.id)" == "2031/1" && table.days.count == 1)
        #expect(try JSONDecoder().decode(HolidayTable.self, from: JSONEncoder().encode(table)) == table)
    }

    @Test(arguments: [
        (good.replacing("2031-01-01", with: "2032-01-01"), "skb.yaml:2:"),
        (good.replacing("libur-nasional", with: "libur"), "skb.yaml:6:33: years[1].days[1].kind is \"libur\""),
        (good + "\n  - {year: 2032, version: 1, days: []}", "skb.yaml: holds 2 tables; allowed: one, of one year"),
        ("years: []", "skb.yaml: holds 0 tables"), ("year: 2031", "years is missing"), ("", "skb.yaml"),
    ])
    func refusesWhatIsNoYear(text: String, said: String) {
        #expect {
            try parse(text)
        } throws: {
            "\($0)".contains(said)
        }
    }

    @Test("A stored table is checked like any other")
    func checksStored() throws {
        let stored = String(decoding: try JSONEncoder().encode(parse(Self.good)), as: UTF8.self)
        let other = stored.replacing("2031-01-01", with: "2032-01-01")
        #expect(throws: HolidayTable.Refusal.self) {
            try JSONDecoder().decode(HolidayTable.self, from: Data(other.utf8))
        }
    }

    /// 1 December 2030, after the decree's day.
    private static let now = Moment(microseconds: 1_922_313_600_000_000)

    @Test("A decree whose day of signing is yet to come is refused, a day's own decree too")
    func refusesADecreeToCome() throws {
        let known = try CalendarFixture.book().holidays
        let before = Moment(microseconds: 1_732_924_800_000_000)
        let later = try #require(CivilDay("2030-09-19"))
        let refusal = HolidayTable.Refusal.signedLater(later, today: try #require(CivilDay("2024-11-30")))
        #expect(throws: refusal) { try known.renewed(with: parse(Self.good), at: before) }
        #expect(refusal.description.contains("a day that is yet to come"))
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Inputs/k13-masa-depan.yaml")
        #expect(
            throws: HolidayTable.Refusal.signedLater(
                try #require(CivilDay("2030-09-20")), today: try #require(CivilDay("2026-11-18")))
        ) {
            try known.renewed(with: HolidayFile.read(file.path), at: Bureau.now)
        }
    }

    @Test(
        "A name that holds a colon and a blank without quotation marks is told what to do",
        arguments: ["Hari: Raya", "Hari: Raya: Besar"])
    func toldToQuote(name: String) throws {
        let text = Self.good.replacing("Tahun Baru 2031 Masehi", with: name)
        #expect(text != Self.good)
        let refusal = #expect(throws: FileRefusal.self) { try HolidayFile.parse(text: text, file: "a.yaml") }
        #expect(
            refusal?.description.contains("must stand in quotation marks") == true, "\(String(describing: refusal))")
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Inputs/k16-titikdua.yaml")
        let odd = #expect(throws: FileRefusal.self) { try HolidayFile.read(file.path) }
        #expect(odd?.description.contains("must stand in quotation marks") == true, "\(String(describing: odd))")
    }

    @Test("Only a newer version with a decree renews a year; the tables of other years stay")
    func renews() throws {
        let known = try CalendarFixture.book().holidays
        let table = try parse(Self.good)
        let renewed = try known.renewed(with: table, at: Self.now)
        #expect(renewed.table(of: 2031) == table && renewed.table(of: 2026) == known.table(of: 2026))
        #expect(throws: HolidayTable.Refusal.notNewer(table.id, newest: table.id)) {
            try renewed.renewed(with: table, at: Self.now)
        }
        let estimate = try HolidayTable(id: .init(year: 2031, version: 2), decree: nil, days: [])
        #expect(throws: HolidayTable.Refusal.noDecree(estimate.id)) {
            try renewed.renewed(with: estimate, at: Self.now)
        }
        let early = try HolidayTable(id: .init(year: 2025, version: 1), decree: table.decree, days: [])
        #expect(throws: HolidayTable.Refusal.notNewer(early.id, newest: .init(year: 2025, version: 2))) {
            try known.renewed(with: early, at: Self.now)
        }
    }

    @Test("Of a version that the program has and an office took in, the office's counts")
    func joins() throws {
        let known = try CalendarFixture.book().holidays
        let own = try HolidayTable(id: .init(year: 2025, version: 2), decree: parse(Self.good).decree, days: [])
        let joined = try known.joined(with: [own])
        #expect(joined.table(of: 2025) == own && joined.versions.count == known.versions.count)
    }
}
