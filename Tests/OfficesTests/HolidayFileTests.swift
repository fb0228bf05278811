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

    @Test("Only a newer version with a decree renews a year; the tables of other years stay")
    func renews() throws {
        let known = try CalendarFixture.book().holidays
        let table = try parse(Self.good)
        let renewed = try known.renewed(with: table)
        #expect(renewed.table(of: 2031) == table && renewed.table(of: 2026) == known.table(of: 2026))
        #expect(throws: HolidayTable.Refusal.notNewer(table.id, newest: table.id)) { try renewed.renewed(with: table) }
        let estimate = try HolidayTable(id: .init(year: 2031, version: 2), decree: nil, days: [])
        #expect(throws: HolidayTable.Refusal.noDecree(estimate.id)) { try renewed.renewed(with: estimate) }
        let early = try HolidayTable(id: .init(year: 2025, version: 1), decree: table.decree, days: [])
        #expect(throws: HolidayTable.Refusal.notNewer(early.id, newest: .init(year: 2025, version: 2))) {
            try known.renewed(with: early)
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
