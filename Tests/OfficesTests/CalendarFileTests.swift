import Offices
import Testing

struct CalendarFileTests {
    static let good = """
        years:
          - year: 2026
            version: 1
            decree: {numbers: [1497 Tahun 2025, 2 Tahun 2025], signed: 2025-09-19}
            days:
              - {day: 2026-12-25, kind: libur-nasional, name: Kelahiran Yesus Kristus}
              - {day: 2026-02-17, kind: cuti-bersama, name: Imlek, estimated: true}
              - day: 2026-11-25
                kind: libur-nasional
                name: Pemungutan suara
                decree: {numbers: [33 Tahun 2026], signed: 2026-11-01}
        periods:
          - hours: ministry
            name: Ramadan
            first: 2026-02-19
            last: 2026-03-20
            source: SE-1
            week:
              - {days: [monday], opens: "08:00", closes: "15:00", break: "12:00-12:30"}
        """

    private static func problems(_ text: String) -> [String] {
        do {
            _ = try CalendarFile.parse(text: text, file: "libur.yaml")
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test func readsTablesAndPeriods() throws {
        let book = try CalendarFile.parse(text: Self.good, file: "libur.yaml")
        let table = try #require(book.holidays.table(of: 2026))
        #expect(table.days.map(\.day.isoDate) == ["2026-02-17", "2026-11-25", "2026-12-25"])
        #expect(table.days.map(\.isEstimated) == [true, false, false])
        #expect(table.days.map { $0.decree?.numbers.count } == [2, 1, 2])
        let period = try #require(book.hours(.ministry).periods.first)
        #expect(!period.isEstimated)
        let (noon, half) = (try #require(ClockTime("12:00")), try #require(ClockTime("12:30")))
        #expect(period.week[.monday]?.pause == noon..<half)
        #expect(period.week[.tuesday] == nil)
        #expect(book.hours(.klip).periods.isEmpty)
    }

    @Test(arguments: [
        ("day: 2026-12-25", "day: 2026-02-30", "6:15: years[1].days[1].day is \"2026-02-30\"; allowed: a day such as"),
        ("day: 2026-12-25", "day: 2027-12-25", "2:5: years[1] found 2027-12-25 in the holiday table 2026/1; allowed"),
        ("day: 2026-12-25", "day: 2026-02-17", "2:5: years[1] found 2026-02-17 twice in the holiday table 2026/1"),
        ("kind: cuti-bersama", "kind: libur", "kind is \"libur\"; allowed: libur-nasional, cuti-bersama"),
        ("year: 2026", "year: 1926", "years[1].year is \"1926\"; allowed: a whole number from 2000 to 2199"),
        ("version: 1", "version: 0", "years[1].version is \"0\"; allowed: a whole number from 1 to 99"),
        ("[33 Tahun 2026]", "[]", "decree names no number; needed: the number of each minister"),
        ("signed: 2025-09-19", "signed: besok", "decree.signed is \"besok\"; allowed: a day such as"),
        ("estimated: true", "estimated: ya", "estimated is \"ya\"; allowed: true, false"),
        ("hours: ministry", "hours: bank", "periods[1].hours is \"bank\"; allowed: ministry, klip"),
        (
            "last: 2026-03-20", "last: 2026-02-18",
            "periods[1] ends on 2026-02-18, before it begins; allowed: 2026-02-19"
        ),
        ("[monday]", "[monday, monday]", "names monday a second time; allowed: each weekday once"),
        ("[monday]", "[]", "week found a week without working hours; allowed: at least one day"),
        ("[monday]", "[senin]", "is \"senin\"; allowed: sunday, monday"),
        ("\"08:00\"", "\"8\"", "opens is \"8\"; allowed: a time such as \"07:30\""),
        ("\"15:00\"", "\"07:00\"", "found an opening at 08:00 and a close at 07:00; allowed: a close after"),
        ("12:00-12:30", "12:30-12:00", "break is \"12:30-12:00\"; allowed: a break such as"),
        ("12:00-12:30", "15:00-15:30", "found a break from 15:00 to 15:30; allowed: a break between 08:00 and 15:00"),
        ("source: SE-1", "sumber: SE-1", "unknown key \"sumber\" in periods[1]"),
    ])
    func refusesWhatIsNoCalendar(found: String, replaced: String, said: String) throws {
        try #require(Self.good.contains(found))
        let problems = Self.problems(Self.good.replacing(found, with: replaced))
        #expect(problems.contains { $0.hasPrefix("libur.yaml:") && $0.contains(said) }, "\(problems)")
    }

    @Test func refusesAVersionThatStandsTwice() {
        let table = "{year: 2026, version: 1, days: []}"
        #expect(
            Self.problems("years: [\(table), \(table)]") == [
                "libur.yaml:1:8: years found the holiday table 2026/1 twice; allowed: each version once; "
                    + "give the newer one the next version"
            ])
    }

    @Test func refusesPeriodsThatOverlap() {
        let again = Self.good + "\n" + (Self.good.split(separator: "periods:\n").last.map(String.init) ?? "")
        #expect(Self.problems(again).contains { $0.contains("two periods of ministry that overlap, \"Ramadan\" and") })
    }

    @Test func refusesAFileThatIsNotThere() {
        #expect(throws: FileRefusal.self) { try CalendarFile.read("/nonexistent/libur.yaml") }
    }
}
