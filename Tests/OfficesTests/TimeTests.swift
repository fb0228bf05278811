import Foundation
import Offices
import Testing

struct MomentTests {
    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00.000000Z"), (1, "1970-01-01T00:00:00.000001Z"),
        (-1, "1969-12-31T23:59:59.999999Z"), (1_582_934_400_250_000, "2020-02-29T00:00:00.250000Z"),
        (4_107_542_400_000_000, "2100-03-01T00:00:00.000000Z"),
    ])
    func isWrittenInUTC(microseconds: Int64, text: String) {
        let moment = Moment(microseconds: microseconds)
        #expect("\(moment)" == text)
        #expect(Moment(text) == moment)
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-11-21T02:15:04", "2026-11-21T02:15:04+07:00", "2026-02-29T00:00:00Z",
        "2026-11-21T24:00:00Z", "2026-11-21T02:60:00Z", "2026-11-21T02:15:04.Z", "2026-11-21T02:15:04.1234567Z",
        "2026-11-21T02:15:04.-1Z", "2026-1-21T02:15:04Z", "２０２６-11-21T02:15:04Z",
    ])
    func isNotReadFromAnythingElse(text: String) { #expect(Moment(text) == nil) }
}

/// Whatever a clock, a file or a room says, no arithmetic on moments stops the process.
struct MomentBoundsTests {
    private static let last = Moment("9999-12-31T23:59:59.999999Z")
    private static let first = Moment("0000-01-01T00:00:00Z")

    @Test("Microseconds beyond the years 0 to 9999 stop at the border", arguments: [Int64.max, Int64.max - 1])
    func microseconds(number: Int64) {
        #expect(Moment(microseconds: number) == Self.last)
        #expect(Moment(microseconds: -number) == Self.first)
        #expect(Moment(microseconds: .min) == Self.first)
    }

    @Test("Seconds of any size lead no further than the border", arguments: [9.2e12, 1e19, 1e300, .infinity])
    func seconds(number: Double) throws {
        let now = Moment(microseconds: 1_795_000_000_000_000)
        #expect(now.advanced(bySeconds: number) == Self.last)
        #expect(now.advanced(bySeconds: -number) == Self.first)
        #expect(now.advanced(bySeconds: .nan) == now)
        let (first, last) = (try #require(Self.first), try #require(Self.last))
        #expect(last.advanced(bySeconds: number) == last && first.advanced(bySeconds: -number) == first)
        #expect(abs(last.seconds(since: first) - 315_569_520_000) < 1)
    }

    @Test("The borders are written, read and shown in every zone")
    func borders() throws {
        for moment in [try #require(Self.first), try #require(Self.last)] {
            #expect(Moment("\(moment)") == moment)
            for zone in Zone.allCases { #expect(!zone.day(moment).isEmpty && !zone.time(moment).isEmpty) }
        }
        #expect(try Moment(.distantFuture) <= #require(Self.last))
        #expect(Moment(Date(timeIntervalSince1970: .infinity)) == Self.last)
        #expect(Moment(Date(timeIntervalSince1970: .nan)) == Moment(microseconds: 0))
    }

    @Test(
        "A number from outside becomes the nearest whole one",
        arguments: [
            (0.9, 0), (-0.9, 0), (1e300, Int.max), (-1e300, Int.min), (.nan, 0), (-.infinity, Int.min),
            (9.223372036854775807e18, Int.max),
        ])
    func saturates(number: Double, whole: Int) { #expect(Int(saturating: number) == whole) }

    @Test(
        "An act may name a day from 30 years before to 10 years after it",
        arguments: ["2026-11-18", "1997-01-01", "2036-11-01"])
    func actable(day: String) throws {
        let now = Moment(microseconds: 1_795_000_000_000_000)
        #expect(try #require(CivilDay(day)).isActable(at: now))
        for far in ["9999-12-31", "0000-01-01", "2037-02-01", "1996-01-01"] {
            #expect(try !#require(CivilDay(far)).isActable(at: now))
        }
    }
}

struct ZoneTests {
    /// 02:15:30 UTC on Saturday, 21 November 2026.
    let moment = Moment(microseconds: 1_795_227_330_000_000)

    @Test(arguments: [(Zone.wib, "09.15 WIB"), (.wita, "10.15 WITA"), (.wit, "11.15 WIT")])
    func showsItsOwnTime(zone: Zone, text: String) {
        #expect(zone.time(moment) == text)
        #expect(zone.day(moment) == "Sabtu, 21 November 2026")
        #expect(zone.moment(zone.civil(moment)) == moment)
    }

    @Test func showsAllZones() { #expect(Zone.everywhere(moment) == "09.15 WIB / 10.15 WITA / 11.15 WIT") }

    @Test func turnsTheDayEarlierInTheEast() {
        let late = Moment(microseconds: moment.microseconds + 13 * 3_600_000_000)
        #expect(Zone.wib.date(late) == "21 November 2026")
        #expect(Zone.wit.date(late) == "22 November 2026")
    }
}

struct SlugTests {
    @Test(arguments: ["a", "kpp-makassar", "b1", String(repeating: "a", count: 48)])
    func isParsed(text: String) { #expect(OfficeID(text)?.description == text) }

    @Test(arguments: [
        "", "-a", "a-", "a--b", "1a", "KPP", "kpp makassar", "kpp/makassar", "..", "kpp\n", "kpp_x", "é",
        String(repeating: "a", count: 49),
    ])
    func refusesWhatIsUnsafeInAPath(text: String) { #expect(OfficeID(text) == nil) }

    @Test func kantorPusatIsASlug() { #expect(OfficeID("kantor-pusat") == .kantorPusat) }
}
