import Offices
import Testing

/// What the calendar's tests share: moments of an office's wall, and the book that comes with the program.
enum CalendarFixture {
    private static let loaded = Result { try CalendarBook.load() }

    /// The book that comes with the program, read once for all tests.
    static func book() throws -> CalendarBook { try loaded.get() }

    static func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }

    /// `2026-11-20 16:30` on the wall of a zone.
    static func moment(_ text: String, _ zone: Zone = .wib) throws -> Moment {
        let parts = text.split(separator: " ")
        try #require(parts.count == 2)
        return zone.moment(try #require(CivilTime(isoDate: parts[0], clock: parts[1])))
    }

    /// `2026-11-20 16:30`.
    static func wall(_ moment: Moment, _ zone: Zone = .wib) -> String {
        let civil = zone.civil(moment)
        return "\(civil.isoDate) \(civil.clock(separator: ":", seconds: civil.second != 0))"
    }

    static func ministry(_ settings: WorkingCalendar.Settings = .init()) throws -> WorkingCalendar {
        try book().calendar(of: .kanwil, settings: settings)
    }

    static func klip() throws -> WorkingCalendar { try book().calendar(of: .klip) }

    /// SplitMix64, so that a failing run can be run again.
    struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
