import Offices
import Testing

@testable import Scheduling

/// The search against its definition, and what it says of the starts that do not fit.
struct SearchTests {
    @Test("random schedules: the same offers, in the same order, as trying every start", arguments: 0..<60)
    func bruteForce(seed: Int) throws {
        var dice = Dice(UInt64(seed))
        let (town, schedule) = try Self.random(&dice)
        let query = try Self.query(town, &dice)
        let answer = schedule.search(query, hours: town.hours, limits: town.limits, now: Town.now)
        let brute = BruteForce(
            schedule: schedule, query: query, calendars: try town.calendars, limits: town.limits, now: Town.now)
        #expect(answer.offers == brute.offers)
        #expect(answer.fitting == brute.fitting.count)
        #expect(
            schedule.firstSlot(query, hours: town.hours, limits: town.limits, now: Town.now)
                == brute.fitting.map(\.slot).min())
        #expect(answer == schedule.search(query, hours: town.hours, limits: town.limits, now: Town.now))
        for rejection in answer.rejected { #expect(!rejection.obstacles.isEmpty) }
    }

    @Test("what would fit without somebody fits when they are not required", arguments: 0..<40)
    func omissions(seed: Int) throws {
        var dice = Dice(UInt64(seed + 1000))
        let (town, schedule) = try Self.random(&dice)
        var query = try Self.query(town, &dice)
        query.count = 50
        let answer = schedule.search(query, hours: town.hours, limits: town.limits, now: Town.now)
        for omission in answer.without {
            var rest = query.request
            for obstacle in omission.without {
                switch obstacle {
                case .room(let site, _, _): rest.sites.removeAll { $0 == site }
                case .person(let person, _, _): rest.people.removeAll { $0.person == person }
                default: Issue.record("only rooms and people can be left out, found \(obstacle)")
                }
            }
            #expect(!omission.without.isEmpty)
            #expect(rest.sites.first == query.request.sites.first)
            let load = Load.of(sites: rest.sites.count, minutes: query.minutes, within: town.limits)
            #expect(
                schedule.obstacles(rest, omission.slot.cells, load: load, limits: town.limits, needs: [.required]) == []
            )
        }
    }

    @Test func aTakenRoomIsNamedWithItsMeetingAndTheTimeOnTheReadersWall() throws {
        let town = try Town()
        var schedule = Schedule()
        let first = try schedule.book(try town.request([0, 1]), try Town.slot(0, 60), town.means())
        let query = try SlotQuery(
            try town.request([0, 1]), minutes: 60, window: Town.slot(0).start..<Town.slot(60 * 8).start, count: 1)
        let answer = schedule.search(query, hours: town.hours, limits: town.limits, now: Town.now)
        let rejected = try #require(answer.rejected.first)
        let names = ScheduleNames(
            zone: .wita, offices: [town.offices[1]: "KPP Makassar"], meetings: [first: "RLJJ-12"])
        let obstacle = try #require(rejected.obstacles.last { if case .room = $0 { true } else { false } })
        let words = schedule.words(obstacle, for: rejected.slot, names)
        #expect(words.indonesian == "Ruang KPP Makassar terpakai RLJJ-12 sampai 10.10 WITA")
        #expect(words.english == "The room of KPP Makassar is taken by RLJJ-12 until 10.10 WITA")
        // Cleared at 10 past, set up in a quarter of an hour: the next start on a quarter hour is half past.
        let next = try Town.slot(90).start
        #expect(answer.offers.first?.slot.start == next)
    }

    @Test func theCommonWindowOfAllThreeZonesIsTheOneThatTheBreaksLeave() throws {
        let town = try Town()
        let day = try Town.slot(-60).start..<Town.slot(60 * 12).start
        let query = try SlotQuery(try town.request([0, 1, 2]), minutes: 60, window: day, count: 50, step: 15)
        let answer = Schedule().search(query, hours: town.hours, limits: town.limits, now: Town.now)
        // 07.30 to 15.00 WIB is inside everybody's hours (findings C2): 26 starts on a quarter hour hold an hour.
        #expect(answer.fitting == 27)
        let free = answer.offers.filter(\.pausing.isEmpty).map { Zone.wib.time($0.slot.start) }
        #expect(free == ["07.30 WIB", "08.30 WIB", "13.00 WIB", "14.00 WIB"])
        #expect(answer.offers.flatMap(\.closed) == [])
    }

    @Test func aHolidayAndAWeekendAreClosedAndUrgencyMayGoThere() throws {
        let town = try Town()
        // Christmas 2026 is a Friday, the day before is cuti bersama; Monday the 28th is the next working day.
        let window = try #require(Moment("2026-12-23T17:00:00Z"))..<(try #require(Moment("2026-12-28T10:00:00Z")))
        var query = try SlotQuery(try town.request([0, 1, 2]), minutes: 60, window: window, count: 1)
        let inside = Schedule().search(query, hours: town.hours, limits: town.limits, now: Town.now)
        #expect(inside.offers.first.map { Zone.wib.day($0.slot.start) } == "Senin, 28 Desember 2026")
        for rejection in inside.rejected {
            #expect(rejection.obstacles.contains { if case .closed = $0 { true } else { false } })
        }
        (query.hours, query.aim) = (.anywhere, .earliest)
        let anywhere = Schedule().search(query, hours: town.hours, limits: town.limits, now: Town.now)
        #expect(anywhere.offers.first?.slot.start == window.lowerBound)
        #expect(anywhere.offers.first?.closed.count == 3)
    }

    @Test func aPreferredOfficeCostsButDoesNotStandInTheWay() throws {
        let town = try Town()
        var schedule = Schedule()
        _ = try schedule.book(try town.request([1]), try Town.slot(0, 60), town.means())
        var request = try town.request([0])
        request.sites.append(try town.site(1, .preferred))
        let query = try SlotQuery(
            request, minutes: 60, window: Town.slot(0).start..<Town.slot(60).start, count: 1)
        let offer = try #require(
            schedule.search(query, hours: town.hours, limits: town.limits, now: Town.now).offers.first)
        #expect(offer.missing.count == 1)
    }

    @Test(arguments: [(0, 5), (480, 51), (60, 0), (62, 5), (485, 5)])
    func whatCannotBeSearchedForIsRefused(minutes: Int, count: Int) throws {
        let town = try Town()
        let request = try town.request([0])
        #expect(throws: SlotQuery.Refusal.self) {
            try SlotQuery(request, minutes: minutes, window: Town.horizon, count: count)
        }
    }

    private static func random(_ dice: inout Dice) throws -> (Town, Schedule) {
        var town = try Town()
        town.limits = MachineLimits(recordings: 4, receivers: 7, bytes: 1 << 50)
        var schedule = Schedule()
        for _ in 0..<Int.random(in: 0...40, using: &dice) {
            let sites = (0..<6).shuffled(using: &dice).prefix(Int.random(in: 1...4, using: &dice))
            let people = (0..<4).shuffled(using: &dice).prefix(Int.random(in: 0...2, using: &dice))
            let margins = try #require(Margins(setup: 5 * Int.random(in: 0...3, using: &dice), teardown: 10))
            let slot = try Town.slot(
                5 * Int.random(in: 0...500, using: &dice), 5 * Int.random(in: 1...30, using: &dice))
            _ = try? schedule.book(
                try town.request(Array(sites), Array(people), margins: margins), slot, town.means())
        }
        return (town, schedule)
    }

    private static func query(_ town: Town, _ dice: inout Dice) throws -> SlotQuery {
        let sites = (0..<6).shuffled(using: &dice).prefix(Int.random(in: 1...4, using: &dice))
        var request = try town.request(Array(sites), Array((0..<4).shuffled(using: &dice).prefix(2)))
        request.sites = try sites.enumerated().map { try town.site($1, $0 < 2 ? .required : .preferred) }
        let start = try Town.slot(5 * Int.random(in: -30...100, using: &dice)).start
        return try SlotQuery(
            request, minutes: 5 * Int.random(in: 1...24, using: &dice),
            window: start..<start.advanced(bySeconds: Double(Int.random(in: 8...40, using: &dice) * 3600)),
            aim: Bool.random(using: &dice) ? .best : .earliest,
            hours: Bool.random(using: &dice) ? .inside : .anywhere, count: Int.random(in: 1...6, using: &dice),
            step: SlotQuery.stepsAllowed.randomElement(using: &dice) ?? 15)
    }
}

extension Town {
    var calendars: [OfficeHours.Calendar] {
        get throws {
            let calendar = try CalendarBook.load().calendar(of: .kpp)
            return Zone.allCases.map { zone in
                OfficeHours.Calendar(offices: offices.filter { zones[$0] == zone }, zone: zone, calendar: calendar)
            }
        }
    }
}
