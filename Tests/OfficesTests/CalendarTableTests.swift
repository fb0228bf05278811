import Offices
import Testing

struct HolidayTableTests {
    /// An independent list of the same days: version 0.108 of the Python package `holidays`.
    @Test(arguments: [
        (
            2025, HolidayTable.Kind.nationalHoliday,
            "01-01 01-27 01-29 03-29 03-31 04-01 04-18 04-20 05-01 05-12 05-29 06-01 06-06 06-27"
                + " 08-17 09-05 12-25"
        ),
        (
            2025, HolidayTable.Kind.jointLeave,
            "01-28 03-28 04-02 04-03 04-04 04-07 05-13 05-30 06-09 08-18 12-26"
        ),
        (
            2026, HolidayTable.Kind.nationalHoliday,
            "01-01 01-16 02-17 03-19 03-21 03-22 04-03 04-05 05-01 05-14 05-27 05-31 06-01 06-16"
                + " 08-17 08-25 12-25"
        ),
        (
            2026, HolidayTable.Kind.jointLeave,
            "02-16 03-18 03-20 03-23 03-24 05-15 05-28 12-24"
        ),
        (
            2027, HolidayTable.Kind.nationalHoliday,
            "01-01 01-05 02-06 03-08 03-10 03-11 03-26 03-28 05-01 05-06 05-17 05-20 06-01 06-06"
                + " 08-15 08-17 12-25 12-26"
        ),
        (
            2027, HolidayTable.Kind.jointLeave,
            "02-05 03-09 03-12 03-15 03-25 05-18 05-19 12-24"
        ),
    ])
    func theProgramsTablesAgreeWithAnIndependentList(year: Int, kind: HolidayTable.Kind, days: String) throws {
        let table = try #require(try CalendarBook.load().holidays.table(of: year))
        let listed = table.days.filter { $0.kind == kind }.map { String($0.day.isoDate.dropFirst(5)) }
        #expect(listed == days.split(separator: " ").map(String.init))
    }

    @Test func everyDayKnowsItsDecree() throws {
        let table = try #require(try CalendarFixture.book().holidays.table(of: 2026))
        let numbers = ["1497 Tahun 2025", "2 Tahun 2025", "5 Tahun 2025"]
        #expect(table.days.allSatisfy { $0.decree?.numbers == numbers && !$0.isEstimated && !$0.name.isEmpty })
        #expect(table.days.count == 25)
        #expect(
            table.decree?.description
                == "Nomor 1497 Tahun 2025, Nomor 2 Tahun 2025, Nomor 5 Tahun 2025 tanggal 19 September 2025")
    }

    @Test func aYearWithoutADecreeIsAnEstimate() throws {
        let table = try #require(try CalendarFixture.book().holidays.table(of: 2027))
        #expect(table.isEstimated)
        #expect(table.days.allSatisfy { $0.isEstimated })
    }

    @Test func tellsWhatItKnowsOfADay() throws {
        let tables = try CalendarFixture.book().holidays
        #expect(try tables.lookup(CalendarFixture.day("2028-01-01")) == .noTable(year: 2028))
        #expect(
            try tables.lookup(CalendarFixture.day("2026-01-02")) == .ordinary(HolidayTable.ID(year: 2026, version: 1)))
        guard case .listed(let day, let table) = tables.lookup(try CalendarFixture.day("2026-12-24")) else {
            Issue.record("Christmas Eve 2026 is joint leave")
            return
        }
        #expect(day.kind == .jointLeave)
        #expect(table == HolidayTable.ID(year: 2026, version: 1))
    }

    @Test func anAmendmentAddsADay() throws {
        let tables = try CalendarFixture.book().holidays
        let versions = tables.versions.filter { $0.id.year == 2025 }
        try #require(versions.map(\.id.version) == [1, 2])
        let changes = versions[0].changes(to: versions[1])
        #expect(
            changes.map(\.description) == [
                "18 Agustus 2025: tidak tercantum → cuti bersama (Proklamasi Kemerdekaan)"
            ])
        #expect(
            versions[1].changes(to: versions[0]).map(\.description) == [
                "18 Agustus 2025: cuti bersama (Proklamasi Kemerdekaan) → tidak tercantum"
            ])
        #expect(versions[1].changes(to: versions[1]).isEmpty)
    }

    @Test func aDecreeMakesAnEstimateCertain() throws {
        let estimate = try #require(try CalendarFixture.book().holidays.table(of: 2027))
        let decree = HolidayTable.Decree(numbers: ["1"], signed: try CalendarFixture.day("2026-11-30"))
        let days = estimate.days.dropFirst().map {
            HolidayTable.Day(day: $0.day, kind: $0.kind, name: $0.name, decree: decree)
        }
        let decided = try HolidayTable(id: .init(year: 2027, version: 2), decree: decree, days: days)
        let changes = estimate.changes(to: decided)
        #expect(changes.count == estimate.days.count)
        #expect(changes.first?.after == nil)
        #expect(
            changes.first { $0.day.isoDate == "2027-12-25" }?.description
                == "25 Desember 2027: libur nasional (Kelahiran Yesus Kristus, perkiraan) → "
                + "libur nasional (Kelahiran Yesus Kristus)")
        #expect(changes.map(\.day) == changes.map(\.day).sorted())
    }

    /// What a due date rested on can be told again later.
    @Test func knowsOnADayOnlyWhatWasSigned() throws {
        let tables = try CalendarFixture.book().holidays
        let version = { (day: String) in
            try tables.known(on: CalendarFixture.day(day)).table(of: 2025)?.id.version
        }
        #expect(try version("2024-10-13") == nil)
        #expect(try version("2024-10-14") == 1)
        #expect(try version("2025-08-06") == 1)
        #expect(try version("2025-08-07") == 2)
        #expect(try tables.known(on: CalendarFixture.day("2024-01-01")).table(of: 2027)?.isEstimated == true)
    }

    @Test func refusesDaysThatMakeNoTable() throws {
        let id = HolidayTable.ID(year: 2026, version: 2)
        let day = HolidayTable.Day(
            day: try CalendarFixture.day("2026-02-01"), kind: .nationalHoliday, name: "Pilkada", decree: nil)
        let other = HolidayTable.Day(
            day: try CalendarFixture.day("2025-12-31"), kind: .nationalHoliday, name: "Pilkada", decree: nil)
        #expect(throws: HolidayTable.Refusal.dayTwice(day.day, id)) {
            try HolidayTable(id: id, decree: nil, days: [day, day])
        }
        #expect(throws: HolidayTable.Refusal.outsideYear(other.day, id)) {
            try HolidayTable(id: id, decree: nil, days: [day, other])
        }
        let table = try HolidayTable(id: id, decree: nil, days: [day])
        #expect(throws: HolidayTable.Refusal.versionTwice(id)) { try HolidayTables([table, table]) }
        #expect(throws: HolidayTable.Refusal.versionTwice(id)) { try HolidayTables([table]).adding(table) }
    }
}

struct CivilDayNumberTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-11-20", 20_777), ("0000-01-01", -719_528),
        ("9999-12-31", 2_932_896),
    ])
    func countsDays(text: String, number: Int) throws {
        let day = try CalendarFixture.day(text)
        #expect(day.daysSinceEpoch == number)
        #expect(CivilDay(daysSinceEpoch: number) == day)
        #expect(day.year == Int(text.prefix(4)))
    }

    @Test(arguments: [2_932_897, -719_529, .max, .min])
    func noDayLiesOutsideTheYearsThatCanBeWritten(number: Int) { #expect(CivilDay(daysSinceEpoch: number) == nil) }
}
