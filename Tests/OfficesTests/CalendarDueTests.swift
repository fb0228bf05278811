import Offices
import Testing

struct CalendarDueTests {
    @Test(
        "AC-109: one working hour runs only inside working hours",
        arguments: [
            ("2026-11-20 16:30", "2026-11-23 08:00"), ("2026-11-20 16:00", "2026-11-20 17:00"),
            ("2026-11-20 17:00", "2026-11-23 08:30"), ("2026-11-21 09:00", "2026-11-23 08:30"),
            ("2026-11-19 06:00", "2026-11-19 08:30"), ("2026-11-19 11:15", "2026-11-19 12:15"),
            ("2026-11-19 11:45", "2026-11-19 13:30"), ("2026-11-19 12:30", "2026-11-19 14:00"),
            ("2026-11-20 11:00", "2026-11-20 13:45"), ("2026-12-23 16:30", "2026-12-28 08:00"),
            ("2026-11-19 16:59:30", "2026-11-20 08:29:30"),
        ])
    func oneWorkingHour(start: String, due: String) throws {
        let deadline = try CalendarFixture.ministry()
            .due(.workingHours(1), after: CalendarFixture.moment(start), in: .wib)
        #expect(CalendarFixture.wall(deadline.at) == due)
        #expect(deadline.isCertain)
        #expect(deadline.tables == [HolidayTable.ID(year: 2026, version: 1)])
    }

    @Test(
        "AC-101: five working days end at the close, without weekends, holidays and joint leave",
        arguments: [
            ("2026-11-16 10:00", "2026-11-23 17:00"), ("2026-11-15 10:00", "2026-11-20 17:00"),
            ("2026-11-20 23:59", "2026-11-27 17:00"), ("2026-05-11 07:00", "2026-05-20 17:00"),
            ("2026-03-13 10:00", "2026-03-27 17:00"),
        ])
    func fiveWorkingDays(start: String, due: String) throws {
        let deadline = try CalendarFixture.ministry()
            .due(.workingDays(5), after: CalendarFixture.moment(start), in: .wib)
        #expect(CalendarFixture.wall(deadline.at) == due)
        #expect(deadline.isCertain)
    }

    @Test(
        "AC-105: a question of Friday is due at the end of Monday, holidays skipped",
        arguments: [
            ("2026-11-20 09:00", "2026-11-23 16:00"), ("2026-11-20 15:59", "2026-11-23 16:00"),
            ("2026-11-21 09:00", "2026-11-23 16:00"), ("2026-11-23 09:00", "2026-11-24 16:00"),
            ("2026-05-29 09:00", "2026-06-02 16:00"), ("2026-08-14 09:00", "2026-08-18 16:00"),
        ])
    func theNextWorkingDay(start: String, due: String) throws {
        let deadline = try CalendarFixture.klip().due(.workingDays(1), after: CalendarFixture.moment(start), in: .wib)
        #expect(CalendarFixture.wall(deadline.at) == due)
        #expect(deadline.isCertain)
    }

    @Test(
        "AC-105: what is answered in the same contact is due at once",
        arguments: ["2026-11-21 23:00", "2030-01-01 00:00"])
    func atOnce(start: String) throws {
        let start = try CalendarFixture.moment(start)
        for span in [WorkingSpan.moments, .workingHours(0), .workingDays(0), .workingDays(-3), .workingHours(.min)] {
            let deadline = try CalendarFixture.klip().due(span, after: start, in: .wib)
            #expect(deadline == .init(at: start, isCertain: true, tables: []))
        }
    }

    /// 23:30 WIB on Thursday is already Friday in the east.
    @Test(arguments: [(Zone.wib, "2026-11-20 17:00"), (.wita, "2026-11-23 17:00"), (.wit, "2026-11-23 17:00")])
    func theDayIsThatOfTheOfficesWall(zone: Zone, wall: String) throws {
        let start = try CalendarFixture.moment("2026-11-19 23:30", .wib)
        let due = try CalendarFixture.ministry().due(.workingDays(1), after: start, in: zone)
        #expect(CalendarFixture.wall(due.at, zone) == wall)
    }

    @Test func theBreakCountsOnlyIfItIsSaid() throws {
        let calendar = try CalendarFixture.ministry(.init(breaksCount: true))
        let due = try calendar.due(.workingHours(1), after: CalendarFixture.moment("2026-11-19 11:45"), in: .wib)
        #expect(CalendarFixture.wall(due.at) == "2026-11-19 12:45")
        #expect(try calendar.isOpen(at: CalendarFixture.moment("2026-11-19 12:30"), in: .wib))
    }

    @Test func jointLeaveIsWorkedOnOnlyIfItIsSaid() throws {
        let start = try CalendarFixture.moment("2026-05-11 07:00")
        let calendar = try CalendarFixture.ministry(.init(jointLeaveIsWorking: true))
        #expect(CalendarFixture.wall(calendar.due(.workingDays(5), after: start, in: .wib).at) == "2026-05-19 17:00")
        #expect(try calendar.isWorkingDay(CalendarFixture.day("2026-05-15")))
        #expect(try !calendar.isWorkingDay(CalendarFixture.day("2026-05-14")))
    }

    // MARK: - What is not certain

    @Test(arguments: [
        (WorkingSpan.workingDays(5), "2026-12-23 10:00", "2027-01-04 17:00", ["2026/1", "2027/1"]),
        (.workingDays(1), "2027-06-03 10:00", "2027-06-04 17:00", ["2027/1"]),
        (.workingHours(1), "2027-12-31 16:30", "2028-01-03 08:00", ["2027/1"]),
        (.workingDays(1), "2028-01-03 10:00", "2028-01-04 17:00", []),
        (.workingDays(1), "2026-02-25 10:00", "2026-02-26 15:00", ["2026/1"]),
        (.workingHours(1), "2026-02-26 14:30", "2026-02-27 08:30", ["2026/1"]),
    ])
    func isMarkedWhereATableOrTheHoursAreNotKnown(
        span: WorkingSpan, start: String, due: String, tables: [String]
    ) throws {
        let deadline = try CalendarFixture.ministry().due(span, after: CalendarFixture.moment(start), in: .wib)
        #expect(CalendarFixture.wall(deadline.at) == due)
        #expect(!deadline.isCertain)
        #expect(deadline.tables.map(\.description) == tables)
    }

    @Test func anEndlessSpanIsCutAndMarked() throws {
        let calendar = try CalendarFixture.ministry()
        let start = try CalendarFixture.moment("2026-11-20 10:00")
        for amount in [10_001, Int.max] {
            for (span, cut) in [
                (WorkingSpan.workingDays(amount), WorkingSpan.workingDays(10_000)),
                (.workingHours(amount), .workingHours(10_000)),
            ] {
                let deadline = calendar.due(span, after: start, in: .wib)
                #expect(!deadline.isCertain)
                #expect(deadline.at == calendar.due(cut, after: start, in: .wib).at)
            }
        }
    }

    /// The amendment of August 2025 moved what was due on Monday, 18 August.
    @Test func aNewVersionMovesTheDueDateAndSaysSo() throws {
        let book = try CalendarFixture.book()
        let start = try CalendarFixture.moment("2025-08-01 10:00")
        let before = WorkingCalendar(
            hours: .ministry, holidays: try book.holidays.known(on: CalendarFixture.day("2025-08-01"))
        )
        .due(.workingDays(11), after: start, in: .wib)
        let after = WorkingCalendar(hours: .ministry, holidays: book.holidays)
            .due(.workingDays(11), after: start, in: .wib)
        #expect(CalendarFixture.wall(before.at) == "2025-08-18 17:00")
        #expect(CalendarFixture.wall(after.at) == "2025-08-19 17:00")
        #expect(before.tables == [HolidayTable.ID(year: 2025, version: 1)])
        #expect(after.tables == [HolidayTable.ID(year: 2025, version: 2)])
        #expect(before.isCertain && after.isCertain)
    }
}
