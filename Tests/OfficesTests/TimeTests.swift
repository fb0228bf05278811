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
