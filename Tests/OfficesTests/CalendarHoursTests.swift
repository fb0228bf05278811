import Offices
import Testing

struct WorkingHoursTests {
    @Test(arguments: WorkingHours.Preset.allCases)
    func thePresetsKeepTheRules(preset: WorkingHours.Preset) throws {
        for weekday in Weekday.allCases {
            guard let day = preset.hours.week[weekday] else { continue }
            #expect(try day == WorkingHours.Day(opens: day.opens, closes: day.closes, pause: day.pause))
            #expect(ClockTime(day.opens.description) == day.opens)
            #expect(ClockTime(day.closes.description) == day.closes)
        }
        #expect(preset.hours.week[.sunday] == nil)
        #expect(preset.hours.week[.saturday] == nil)
    }

    /// 42 h 45 min at the ministry, 40 h at the telephone, 32 h 30 min in Ramadan.
    @Test(arguments: [
        (WorkingHours.Preset.ministry, "2026-11-16", 42.75), (.klip, "2026-11-16", 40), (.ministry, "2026-02-23", 32.5),
        (.klip, "2026-02-23", 35),
    ])
    func aWeekHasItsHours(preset: WorkingHours.Preset, monday: String, hours: Double) throws {
        let book = try CalendarFixture.book()
        let calendar = WorkingCalendar(hours: book.hours(preset), holidays: book.holidays)
        let start = try CalendarFixture.moment("\(monday) 00:00")
        let end = start.advanced(bySeconds: 7 * 86_400)
        #expect(calendar.workingSeconds(from: start, to: end, in: .wib) == hours * 3600)
        #expect(calendar.workingSeconds(from: end, to: start, in: .wib) == 0)
        #expect(calendar.workingSeconds(from: start, to: start, in: .wib) == 0)
    }

    @Test(arguments: [
        ("2026-11-19 07:29:59", false), ("2026-11-19 07:30", true), ("2026-11-19 12:14:59", true),
        ("2026-11-19 12:15", false), ("2026-11-19 13:00", true), ("2026-11-19 16:59:59", true),
        ("2026-11-19 17:00", false), ("2026-11-20 11:30", false), ("2026-11-20 13:14", false),
        ("2026-11-20 13:15", true), ("2026-11-21 10:00", false), ("2026-12-24 10:00", false),
        ("2026-12-25 10:00", false), ("2026-02-26 07:45", false), ("2026-02-26 15:00", false),
        ("2026-02-27 15:29", true),
    ])
    func isOpenWhileWorkingTimeRuns(text: String, open: Bool) throws {
        let calendar = try CalendarFixture.ministry()
        for zone in Zone.allCases {
            #expect(try calendar.isOpen(at: CalendarFixture.moment(text, zone), in: zone) == open)
        }
    }

    @Test(arguments: [
        ("2026-11-19 10:00", "2026-11-19 10:00"), ("2026-11-19 12:30", "2026-11-19 13:00"),
        ("2026-11-19 17:00", "2026-11-20 07:30"), ("2026-11-20 17:00", "2026-11-23 07:30"),
        ("2026-12-23 17:00", "2026-12-28 07:30"), ("2026-11-19 00:00", "2026-11-19 07:30"),
    ])
    func findsTheNextOpening(from: String, opening: String) throws {
        let next = try CalendarFixture.ministry().nextOpening(from: CalendarFixture.moment(from), in: .wib)
        #expect(CalendarFixture.wall(next) == opening)
    }

    @Test func knowsWorkingDays() throws {
        let calendar = try CalendarFixture.ministry()
        for (text, works) in [("2026-11-20", true), ("2026-11-21", false), ("2026-12-24", false), ("2028-01-03", true)]
        {
            #expect(try calendar.isWorkingDay(CalendarFixture.day(text)) == works)
        }
    }

    /// A period decides alone on its days; hours confirmed by a circular make the deadline certain.
    @Test func aConfirmedPeriodIsCertain() throws {
        let book = try CalendarFixture.book()
        let opens = try #require(ClockTime("09:00"))
        let closes = try #require(ClockTime("12:00"))
        let day = try WorkingHours.Day(opens: opens, closes: closes)
        let days = try CalendarFixture.day("2026-11-23")...CalendarFixture.day("2026-11-24")
        let period = HoursPeriod(
            name: "Uji", days: days, week: try WorkingWeek([.tuesday: day]), source: "SE-1", isEstimated: false)
        let calendar = WorkingCalendar(hours: .ministry.with([period]), holidays: book.holidays)
        let start = try CalendarFixture.moment("2026-11-20 16:30")
        let deadline = calendar.due(.workingHours(4), after: start, in: .wib)
        #expect(CalendarFixture.wall(deadline.at) == "2026-11-25 08:00")
        #expect(deadline.isCertain)
        #expect(try !calendar.isWorkingDay(CalendarFixture.day("2026-11-23")))
        let guess = HoursPeriod(name: "Uji", days: days, week: period.week, source: "?", isEstimated: true)
        let doubtful = WorkingCalendar(hours: .ministry.with([guess]), holidays: book.holidays)
        #expect(doubtful.due(.workingHours(4), after: start, in: .wib).at == deadline.at)
        #expect(!doubtful.due(.workingHours(4), after: start, in: .wib).isCertain)
        // That the Monday is free rests on the guess too.
        #expect(!doubtful.due(.workingDays(2), after: start, in: .wib).isCertain)
    }

    @Test(arguments: ["", "7:30", "24:00", "07:60", "07.30", "07:30:00", "0７:30", " 07:30"])
    func refusesWhatNoClockShows(text: String) { #expect(ClockTime(text) == nil) }

    @Test func refusesHoursThatCannotBeKept() throws {
        let (seven, noon) = (try #require(ClockTime("07:00")), try #require(ClockTime("12:00")))
        #expect(throws: WorkingHours.Refusal.closesBeforeOpening(noon, seven)) {
            try WorkingHours.Day(opens: noon, closes: seven)
        }
        #expect(throws: WorkingHours.Refusal.breakOutsideDay(seven..<noon, seven, noon)) {
            try WorkingHours.Day(opens: seven, closes: noon, pause: seven..<noon)
        }
        #expect(throws: WorkingHours.Refusal.neverOpen) { try WorkingWeek([:]) }
    }
}

struct OfficeCalendarTests {
    @Test(arguments: OfficeKind.allCases)
    func everyKindHasItsHours(kind: OfficeKind) throws {
        let book = try CalendarFixture.book()
        let expected = kind == .klip ? "Layanan telepon Kring Pajak 1500200" : "PMK 221/PMK.01/2021"
        #expect(WorkingCalendar.of(kind, in: book).hours.source == expected)
        #expect(WorkingCalendar.of(kind, in: book).hours.periods.count == 2)
    }

    @Test("AC-109: the hours that P13 means are set per office")
    func anOfficeMayKeepItsOwnHours() throws {
        let book = try CalendarFixture.book()
        let klip = try #require(OfficeID("klip-jakarta"))
        let start = try CalendarFixture.moment("2026-11-20 16:30")
        let calendars = [
            WorkingCalendar.of(.klip, id: klip, in: book),
            WorkingCalendar.of(.klip, id: klip, overrides: [klip: book.hours(.ministry)], in: book),
            WorkingCalendar.of(.klip, id: OfficeID("klip-lain"), overrides: [klip: book.hours(.ministry)], in: book),
        ]
        #expect(
            calendars.map { CalendarFixture.wall($0.due(.workingHours(1), after: start, in: .wib).at) }
                == ["2026-11-23 09:00", "2026-11-23 08:00", "2026-11-23 09:00"])
    }
}
