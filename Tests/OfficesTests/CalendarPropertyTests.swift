import Offices
import Testing

/// What holds for every calendar, start and span, tried with random ones.
struct CalendarPropertyTests {
    static let calendars: [@Sendable () throws -> WorkingCalendar] = [
        { try CalendarFixture.ministry() }, { try CalendarFixture.klip() },
        { try CalendarFixture.ministry(.init(breaksCount: true)) },
        { try CalendarFixture.ministry(.init(jointLeaveIsWorking: true)) },
    ]

    /// Between 1 January 2025 and 31 December 2027, to the microsecond.
    private func moment(_ random: inout CalendarFixture.Seeded) -> Moment {
        Moment(microseconds: .random(in: 1_735_664_400_000_000..<1_830_272_400_000_000, using: &random))
    }

    private func span(_ amount: Int, hours: Bool) -> WorkingSpan {
        hours ? .workingHours(amount) : .workingDays(amount)
    }

    @Test(arguments: calendars.indices)
    func aLaterStartOrALongerSpanIsNeverDueEarlier(index: Int) throws {
        let calendar = try Self.calendars[index]()
        var random = CalendarFixture.Seeded(state: 1)
        for _ in 0..<300 {
            let start = moment(&random)
            let later = start.advanced(bySeconds: .random(in: 0...400_000, using: &random))
            let amount = Int.random(in: 0...60, using: &random)
            let longer = amount + Int.random(in: 0...5, using: &random)
            for hours in [true, false] {
                let due = calendar.due(span(amount, hours: hours), after: start, in: .wita)
                #expect(due.at >= start)
                #expect(calendar.due(span(amount, hours: hours), after: later, in: .wita).at >= due.at || amount == 0)
                #expect(calendar.due(span(longer, hours: hours), after: start, in: .wita).at >= due.at)
            }
        }
    }

    @Test(arguments: calendars.indices)
    func theSameWallIsDueAtTheSameWallInEveryZone(index: Int) throws {
        let calendar = try Self.calendars[index]()
        var random = CalendarFixture.Seeded(state: 2)
        for _ in 0..<200 {
            let start = moment(&random)
            let end = start.advanced(bySeconds: .random(in: 0...1_000_000, using: &random))
            let span = span(.random(in: 1...40, using: &random), hours: .random(using: &random))
            let west = calendar.due(span, after: start, in: .wib)
            for (zone, shift) in [(Zone.wita, -3600.0), (.wit, -7200)] {
                let east = calendar.due(span, after: start.advanced(bySeconds: shift), in: zone)
                #expect(east.at == west.at.advanced(bySeconds: shift))
                #expect(east.isCertain == west.isCertain && east.tables == west.tables)
                #expect(
                    calendar.workingSeconds(from: start, to: end, in: .wib)
                        == calendar.workingSeconds(
                            from: start.advanced(bySeconds: shift), to: end.advanced(bySeconds: shift), in: zone))
            }
        }
    }

    @Test(arguments: calendars.indices)
    func nothingIsDueOnAFreeDayOrOutsideTheHours(index: Int) throws {
        let calendar = try Self.calendars[index]()
        let free = Set(
            [2025, 2026, 2027].compactMap { calendar.holidays.table(of: $0) }.flatMap(\.days)
                .filter { $0.kind == .nationalHoliday || !calendar.settings.jointLeaveIsWorking }.map(\.day.isoDate))
        var random = CalendarFixture.Seeded(state: 3)
        for _ in 0..<400 {
            let start = moment(&random)
            let span = span(.random(in: 1...40, using: &random), hours: .random(using: &random))
            let civil = Zone.wit.civil(calendar.due(span, after: start, in: .wit).at)
            #expect((1...5).contains(civil.weekday))
            #expect(!free.contains(civil.isoDate))
            let seconds = (civil.hour * 60 + civil.minute) * 60 + civil.second
            #expect((27_000...61_200).contains(seconds))
            // The break common to all days of the ministry, Ramadan's among them.
            if !calendar.settings.breaksCount, index != 1 { #expect(!(44_101..<45_000).contains(seconds)) }
        }
    }

    @Test(arguments: calendars.indices)
    func theHoursUntilTheDueDateAreTheSpan(index: Int) throws {
        let calendar = try Self.calendars[index]()
        var random = CalendarFixture.Seeded(state: 4)
        for _ in 0..<400 {
            let start = moment(&random)
            let hours = Int.random(in: 1...80, using: &random)
            let due = calendar.due(.workingHours(hours), after: start, in: .wib).at
            #expect(calendar.workingSeconds(from: start, to: due, in: .wib) == Double(hours) * 3600)
            let before = Moment(microseconds: due.microseconds - 1)
            #expect(calendar.workingSeconds(from: start, to: before, in: .wib) < Double(hours) * 3600)
        }
    }

    @Test(arguments: calendars.indices)
    func workingTimeAddsUpAndBeginsAtTheOpening(index: Int) throws {
        let calendar = try Self.calendars[index]()
        var random = CalendarFixture.Seeded(state: 5)
        for _ in 0..<300 {
            let moments = (0..<3).map { _ in moment(&random) }.sorted()
            // In whole microseconds, so that adding is exact.
            let parts = [(0, 1), (1, 2), (0, 2)].map { first, last in
                Int64(
                    (calendar.workingSeconds(from: moments[first], to: moments[last], in: .wib) * 1_000_000).rounded())
            }
            #expect(parts[0] + parts[1] == parts[2])
            let opening = calendar.nextOpening(from: moments[0], in: .wib)
            #expect(opening >= moments[0] && calendar.isOpen(at: opening, in: .wib))
            #expect(calendar.workingSeconds(from: moments[0], to: opening, in: .wib) == 0)
            #expect(calendar.isOpen(at: moments[0], in: .wib) == (opening == moments[0]))
        }
    }

    /// Counts minutes one by one, by a rule written a second time.
    @Test func agreesWithCountingMinutes() throws {
        let calendar = try CalendarFixture.ministry()
        let free = Set([2026].compactMap { calendar.holidays.table(of: $0) }.flatMap(\.days).map(\.day.isoDate))
        var random = CalendarFixture.Seeded(state: 6)
        for _ in 0..<25 {
            // April to the middle of December 2026: no Ramadan, one year.
            let start = Moment(microseconds: .random(in: 29_583_360..<29_954_000, using: &random) * 60_000_000)
            let hours = Int.random(in: 1...12, using: &random)
            var minute = start
            var left = hours * 60
            while left > 0 {
                if Self.works(Zone.wib.civil(minute), free) { left -= 1 }
                minute = minute.advanced(bySeconds: 60)
            }
            #expect(calendar.due(.workingHours(hours), after: start, in: .wib).at == minute)
        }
    }

    private static func works(_ civil: CivilTime, _ free: Set<String>) -> Bool {
        let clock = civil.hour * 100 + civil.minute
        let pause = civil.weekday == 5 ? 1130..<1315 : 1215..<1300
        guard (1...5).contains(civil.weekday), (730..<1700).contains(clock), !pause.contains(clock) else {
            return false
        }
        return !free.contains(civil.isoDate)
    }
}
