/// When an office works in an ordinary week, and the periods in which it works otherwise.
package struct WorkingHours: Hashable, Sendable {
    /// The rule behind the hours.
    package let source: String
    package let week: WorkingWeek
    /// Ramadan and the like; where two overlap the first counts.
    package let periods: [HoursPeriod]

    package init(source: String, week: WorkingWeek, periods: [HoursPeriod] = []) {
        (self.source, self.week, self.periods) = (source, week, periods)
    }

    /// The same hours with dated exceptions.
    package func with(_ periods: [HoursPeriod]) -> WorkingHours {
        WorkingHours(source: source, week: week, periods: periods)
    }

    /// The offices of the Ministry of Finance: 42 h 45 min a week (PMK 221/PMK.01/2021).
    package static let ministry = WorkingHours(
        source: "PMK 221/PMK.01/2021",
        week: WorkingWeek(
            mondayToThursday: Day(ClockTime(7, 30), ClockTime(17, 0), pause: ClockTime(12, 15)..<ClockTime(13, 0)),
            friday: Day(ClockTime(7, 30), ClockTime(17, 0), pause: ClockTime(11, 30)..<ClockTime(13, 15))))

    /// The telephone service of KLIP (Kring Pajak 1500200), which takes no break.
    package static let klip = WorkingHours(
        source: "Layanan telepon Kring Pajak 1500200",
        week: WorkingWeek(
            mondayToThursday: Day(ClockTime(8, 0), ClockTime(16, 0)), friday: Day(ClockTime(8, 0), ClockTime(16, 0))))

    /// The hours that come with the program.
    package enum Preset: String, Hashable, Sendable, Codable, CaseIterable {
        case ministry
        case klip

        /// The ordinary week, without dated exceptions.
        package var hours: WorkingHours {
            switch self {
            case .ministry: .ministry
            case .klip: .klip
            }
        }
    }

    /// The hours of one weekday.
    package struct Day: Hashable, Sendable {
        package let opens: ClockTime
        package let closes: ClockTime
        /// The midday break; `nil` for none.
        package let pause: Range<ClockTime>?

        /// Refuses a day that closes before it opens and a break outside the day.
        package init(opens: ClockTime, closes: ClockTime, pause: Range<ClockTime>? = nil) throws(Refusal) {
            guard opens < closes else { throw .closesBeforeOpening(opens, closes) }
            if let pause {
                guard pause.lowerBound > opens, pause.upperBound < closes, !pause.isEmpty else {
                    throw .breakOutsideDay(pause, opens, closes)
                }
            }
            self.init(opens, closes, pause: pause)
        }

        /// For hours of this module; a test holds each of them against the rules above.
        fileprivate init(_ opens: ClockTime, _ closes: ClockTime, pause: Range<ClockTime>? = nil) {
            (self.opens, self.closes, self.pause) = (opens, closes, pause)
        }
    }

    /// Why times are no working hours.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case closesBeforeOpening(ClockTime, ClockTime)
        case breakOutsideDay(Range<ClockTime>, ClockTime, ClockTime)
        case neverOpen

        package var description: String {
            switch self {
            case .closesBeforeOpening(let opens, let closes):
                "found an opening at \(opens) and a close at \(closes); allowed: a close after the opening"
            case .breakOutsideDay(let pause, let opens, let closes):
                "found a break from \(pause.lowerBound) to \(pause.upperBound); "
                    + "allowed: a break between \(opens) and \(closes)"
            case .neverOpen: "found a week without working hours; allowed: at least one day with hours"
            }
        }
    }
}

/// The hours of the seven weekdays; at least one of them has hours.
package struct WorkingWeek: Hashable, Sendable {
    /// From Sunday to Saturday; `nil` for a free day.
    let days: [WorkingHours.Day?]

    /// Refuses a week in which nobody ever works.
    package init(_ hours: [Weekday: WorkingHours.Day]) throws(WorkingHours.Refusal) {
        guard !hours.isEmpty else { throw .neverOpen }
        days = Weekday.allCases.map { hours[$0] }
    }

    fileprivate init(mondayToThursday day: WorkingHours.Day, friday: WorkingHours.Day) {
        days = [nil, day, day, day, day, friday, nil]
    }

    /// The hours of a weekday; `nil` for a free day.
    package subscript(_ weekday: Weekday) -> WorkingHours.Day? { days[weekday.number] }
}

/// A period in which an office works other hours than in an ordinary week: Ramadan.
package struct HoursPeriod: Hashable, Sendable {
    package let name: String
    /// First and last day, both included.
    package let days: ClosedRange<CivilDay>
    package let week: WorkingWeek
    /// The rule behind the hours.
    package let source: String
    /// The hours or the dates are not confirmed, so nothing that rests on them is certain.
    package let isEstimated: Bool

    package init(
        name: String, days: ClosedRange<CivilDay>, week: WorkingWeek, source: String, isEstimated: Bool
    ) {
        (self.name, self.days, self.week, self.source) = (name, days, week, source)
        self.isEstimated = isEstimated
    }
}
