/// Days as whole numbers, so that a calendar counts without taking dates apart.
extension CivilDay {
    /// The day so many days after 1970-01-01; `nil` outside the years 0 to 9999.
    package init?(daysSinceEpoch days: Int) {
        guard (Self.firstNumber...Self.lastNumber).contains(days) else { return nil }
        self.init(CivilTime(epochSeconds: Int64(days) * 86_400).isoDate)
    }

    /// Days since 1970-01-01.
    package var daysSinceEpoch: Int {
        let (year, month, day) = parts
        return CivilTime.daysSinceEpoch(year: year, month: month, day: day)
    }

    /// The year, 0 to 9999.
    package var year: Int { parts.year }

    /// 1 January of the year 0 and 31 December of the year 9999.
    private static let firstNumber = CivilTime.daysSinceEpoch(year: 0, month: 1, day: 1)
    private static let lastNumber = CivilTime.daysSinceEpoch(year: 9999, month: 12, day: 31)

    /// The text is known to be `yyyy-mm-dd`.
    private var parts: (year: Int, month: Int, day: Int) {
        var numbers = [0, 0, 0]
        var part = 0
        for byte in isoDate.utf8 {
            if byte == UInt8(ascii: "-") { part += 1 } else { numbers[part] = numbers[part] * 10 + Int(byte) - 48 }
        }
        return (numbers[0], numbers[1], numbers[2])
    }
}
