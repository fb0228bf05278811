/// A date and a time of day as written on a wall, without a zone: plain arithmetic on the Gregorian calendar.
///
/// The three Indonesian zones have no daylight saving (Keppres 41/1987), so a fixed offset is exact and no zone
/// database, which labels Jakarta wrongly as "WIT" in old versions, is asked.
package struct CivilTime: Hashable, Sendable {
    package var year: Int
    package var month: Int
    package var day: Int
    package var hour: Int
    package var minute: Int
    package var second: Int

    /// The civil time at so many seconds since 1970-01-01T00:00:00 of the same zone.
    package init(epochSeconds: Int64) {
        let (days, seconds) = epochSeconds.floored(by: 86_400)
        let rest = Int(seconds)
        (year, month, day) = Self.date(daysSinceEpoch: Int(days))
        (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
    }

    /// Parses `2026-11-21` and `09:15` or `09:15:30`; `nil` when it names no real time.
    package init?(isoDate: Substring, clock: Substring) {
        let date = isoDate.split(separator: "-", omittingEmptySubsequences: false)
        let time = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard date.map(\.utf8.count) == [4, 2, 2], (2...3).contains(time.count), time.allSatisfy({ $0.utf8.count == 2 })
        else { return nil }
        let numbers = (date + time).map { part in part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil }
        guard let year = numbers[0], let month = numbers[1], let day = numbers[2], let hour = numbers[3],
            let minute = numbers[4], let second = numbers.count == 6 ? numbers[5] : 0
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        (self.hour, self.minute, self.second) = (hour, minute, second)
        guard (1...12).contains(month), (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
            CivilTime(epochSeconds: epochSeconds) == self
        else { return nil }
    }

    /// Seconds since 1970-01-01T00:00:00 of the same zone.
    package var epochSeconds: Int64 {
        Int64(Self.daysSinceEpoch(year: year, month: month, day: day)) * 86_400
            + Int64(hour * 3600 + minute * 60 + second)
    }

    /// 0 is Sunday (Minggu).
    package var weekday: Int {
        let days = Self.daysSinceEpoch(year: year, month: month, day: day)
        return ((days + 4) % 7 + 7) % 7
    }

    /// `2026-11-21`.
    package var isoDate: String {
        // Four digits, as the parser asks for: a moment of the year 999 must come back as it was.
        let century = (0...9999).contains(year) ? Self.two(year / 100) + Self.two(year % 100) : String(year)
        return "\(century)-\(Self.two(month))-\(Self.two(day))"
    }

    /// `09:15`, or `09:15:30` with seconds, with the separator given.
    package func clock(separator: String, seconds: Bool = false) -> String {
        let short = Self.two(hour) + separator + Self.two(minute)
        return seconds ? short + separator + Self.two(second) : short
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// Days since 1970-01-01, counted in eras of 400 years from 1 March.
    static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(daysSinceEpoch days: Int) -> (Int, Int, Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
