/// When one office works: its hours, the holidays, and what counts as working time.
///
/// The calendar knows no zone: every question names the zone of the office.
package struct WorkingCalendar: Sendable {
    package let hours: WorkingHours
    package let holidays: HolidayTables
    package let settings: Settings
    /// Stretches of working time by weekday, counted from Sunday.
    private let week: [[Stretch]]
    private let periods: [(days: ClosedRange<Int>, week: [[Stretch]], isEstimated: Bool)]

    /// Microseconds since the midnight of the office's day.
    typealias Stretch = Range<Int64>

    package init(hours: WorkingHours, holidays: HolidayTables, settings: Settings = Settings()) {
        (self.hours, self.holidays, self.settings) = (hours, holidays, settings)
        week = Self.stretches(hours.week, settings)
        periods = hours.periods.map { period in
            let days = period.days.lowerBound.daysSinceEpoch...period.days.upperBound.daysSinceEpoch
            return (days, Self.stretches(period.week, settings), period.isEstimated)
        }
    }

    /// What the official texts leave open.
    package struct Settings: Hashable, Sendable, Codable {
        /// The midday break counts as working time. The texts do not say; by default it does not.
        package var breaksCount: Bool
        /// Joint leave (cuti bersama) is worked on. By default it is not.
        package var jointLeaveIsWorking: Bool

        package init(breaksCount: Bool = false, jointLeaveIsWorking: Bool = false) {
            (self.breaksCount, self.jointLeaveIsWorking) = (breaksCount, jointLeaveIsWorking)
        }
    }

    /// Whether the office works on a day, as far as is known.
    package func isWorkingDay(_ day: CivilDay) -> Bool { !plan(day.daysSinceEpoch).stretches.isEmpty }

    /// Whether working time runs at a moment; it does not in a break that does not count, nor at the moment of closing.
    package func isOpen(at moment: Moment, in zone: Zone) -> Bool {
        let place = Place(moment, in: zone)
        return plan(place.day).stretches.contains { $0.contains(place.time) }
    }

    /// The first moment, this one included, at which working time runs.
    package func nextOpening(from moment: Moment, in zone: Zone) -> Moment {
        var place = Place(moment, in: zone)
        while true {
            if let stretch = plan(place.day).stretches.first(where: { $0.upperBound > place.time }) {
                return Place(day: place.day, time: max(stretch.lowerBound, place.time)).moment(in: zone)
            }
            place = Place(day: place.day + 1, time: 0)
        }
    }

    /// The working time of each day that touches a stretch of time, in pieces between which a break lies; free days are left
    /// out.
    ///
    /// A day is that of the office's wall; its pieces are not cut where the stretch begins or ends.
    package func workingDays(over stretch: Range<Moment>, in zone: Zone) -> [[Range<Moment>]] {
        let (first, last) = (Place(stretch.lowerBound, in: zone).day, Place(stretch.upperBound, in: zone).day)
        return (first...last).compactMap { day in
            let pieces = plan(day).stretches.map { piece in
                Place(day: day, time: piece.lowerBound).moment(
                    in: zone)..<Place(day: day, time: piece.upperBound)
                    .moment(in: zone)
            }
            return pieces.isEmpty ? nil : pieces
        }
    }

    /// What is known of one day.
    struct Plan {
        /// Empty for a day on which nobody works.
        var stretches: [Stretch] = []
        /// The table that was asked; a weekend needs none.
        var table: HolidayTable.ID?
        /// Whether it is certain that the day is worked on or not.
        var isDayCertain = true
        /// Whether it is certain at what hours.
        var areHoursCertain = true
    }

    func plan(_ day: Int) -> Plan {
        let weekday = ((day + 4) % 7 + 7) % 7
        let period = periods.first { $0.days.contains(day) }
        let stretches = (period?.week ?? week)[weekday]
        let isEstimated = period?.isEstimated ?? false
        // An estimated period may be wrong about whether the weekday is free at all.
        let mayMove = isEstimated && stretches.isEmpty != week[weekday].isEmpty
        var plan = Plan(stretches: stretches, isDayCertain: !mayMove, areHoursCertain: !isEstimated)
        guard !stretches.isEmpty || mayMove else { return Plan() }
        guard let table = holidays.table(at: day) else {
            plan.isDayCertain = false
            return plan
        }
        plan.table = table.id
        plan.isDayCertain = !mayMove && !table.isEstimated
        if let listed = holidays.listedDay(at: day), listed.kind != .jointLeave || !settings.jointLeaveIsWorking {
            plan.isDayCertain = !table.isEstimated && !listed.isEstimated
            plan.stretches = []
        }
        return plan
    }

    private static func stretches(_ week: WorkingWeek, _ settings: Settings) -> [[Stretch]] {
        week.days.map { day in
            guard let day else { return [] }
            let (opens, closes) = (microseconds(day.opens), microseconds(day.closes))
            guard let pause = day.pause, !settings.breaksCount else { return [opens..<closes] }
            return [opens..<microseconds(pause.lowerBound), microseconds(pause.upperBound)..<closes]
        }
    }

    private static func microseconds(_ clock: ClockTime) -> Int64 { Int64(clock.minute) * 60_000_000 }
}

/// A moment as the wall of an office shows it: a day and the time since its midnight.
struct Place {
    /// Days since 1970-01-01.
    var day: Int
    /// Microseconds since the day's midnight.
    var time: Int64

    private static let dayLength: Int64 = 86_400_000_000

    init(day: Int, time: Int64) { (self.day, self.time) = (day, time) }

    init(_ moment: Moment, in zone: Zone) {
        let (days, rest) = moment.microseconds.quotientAndRemainder(dividingBy: Self.dayLength)
        let local = rest + Int64(zone.hoursAhead) * 3_600_000_000
        let later = local >= Self.dayLength ? 1 : local < 0 ? -1 : 0
        (day, time) = (Int(days) + later, local - Int64(later) * Self.dayLength)
    }

    func moment(in zone: Zone) -> Moment {
        Moment(microseconds: Int64(day) * Self.dayLength + time - Int64(zone.hoursAhead) * 3_600_000_000)
    }
}
