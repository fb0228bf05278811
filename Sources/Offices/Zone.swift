/// One of Indonesia's three time zones (Keppres 41/1987); it belongs to an office, not to the Kanwil above it.
package enum Zone: String, Sendable, Codable, CaseIterable, Comparable {
    case wib = "WIB"
    case wita = "WITA"
    case wit = "WIT"

    /// Hours ahead of UTC.
    package var hoursAhead: Int {
        switch self {
        case .wib: 7
        case .wita: 8
        case .wit: 9
        }
    }

    package static func < (left: Zone, right: Zone) -> Bool { left.hoursAhead < right.hoursAhead }

    /// What the wall shows in this zone at a moment.
    package func civil(_ moment: Moment) -> CivilTime {
        CivilTime(epochSeconds: moment.microseconds.floored(by: 1_000_000).quotient + Int64(hoursAhead * 3600))
    }

    /// The moment at which this zone's wall shows `civil`.
    package func moment(_ civil: CivilTime) -> Moment {
        Moment(microseconds: (civil.epochSeconds - Int64(hoursAhead * 3600)) * 1_000_000)
    }

    /// `09.15 WIB`, the form of official letters.
    package func time(_ moment: Moment, seconds: Bool = false) -> String {
        "\(civil(moment).clock(separator: ".", seconds: seconds)) \(rawValue)"
    }

    /// `Sabtu, 21 November 2026`.
    package func day(_ moment: Moment) -> String {
        let civil = civil(moment)
        return "\(Self.weekdays[civil.weekday]), \(civil.day) \(Self.months[civil.month - 1]) \(civil.year)"
    }

    /// `21 November 2026`.
    package func date(_ moment: Moment) -> String {
        let civil = civil(moment)
        return "\(civil.day) \(Self.months[civil.month - 1]) \(civil.year)"
    }

    /// `09.15 WIB / 10.15 WITA / 11.15 WIT`, every time with its zone.
    package static func everywhere(_ moment: Moment, seconds: Bool = false) -> String {
        allCases.map { $0.time(moment, seconds: seconds) }.joined(separator: " / ")
    }

    private static let weekdays = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"]
    private static let months = [
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
        "Desember",
    ]
}
