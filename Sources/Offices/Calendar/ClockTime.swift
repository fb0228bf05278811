/// A time of day on the office's wall, to the minute, written `07:30`.
package struct ClockTime: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Minutes since midnight, 0 to 1439.
    package let minute: Int

    /// Parses `07:30`; `nil` for anything that no clock shows.
    package init?(_ text: String) {
        guard text.utf8.count == 5, let civil = CivilTime(isoDate: "1970-01-01", clock: Substring(text)) else {
            return nil
        }
        minute = civil.hour * 60 + civil.minute
    }

    /// For times of this module; a test parses each of them.
    init(_ hour: Int, _ minute: Int) { self.minute = hour * 60 + minute }

    package var description: String {
        let digits = [minute / 600, minute / 60 % 10, minute % 60 / 10, minute % 10].map(String.init)
        return "\(digits[0])\(digits[1]):\(digits[2])\(digits[3])"
    }

    package static func < (left: ClockTime, right: ClockTime) -> Bool { left.minute < right.minute }
}

/// A day of the week, in the order in which ``CivilTime/weekday`` counts them.
package enum Weekday: String, Hashable, Sendable, CaseIterable {
    case sunday, monday, tuesday, wednesday, thursday, friday, saturday

    /// 0 is Sunday (Minggu).
    package var number: Int {
        switch self {
        case .sunday: 0
        case .monday: 1
        case .tuesday: 2
        case .wednesday: 3
        case .thursday: 4
        case .friday: 5
        case .saturday: 6
        }
    }
}
