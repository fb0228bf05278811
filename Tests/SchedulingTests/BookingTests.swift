import Documents
import Offices
import Testing

@testable import Scheduling

/// What may be booked, what may not, and why.
struct BookingTests {
    let town: Town
    var schedule = Schedule()

    init() throws { town = try Town() }

    private var means: Schedule.Means { town.means() }

    /// The refusal of a command; fails when there is none.
    private func refusal(_ command: ScheduleCommand, _ means: Schedule.Means? = nil) throws -> Schedule.Refusal {
        try #require(throws: Schedule.Refusal.self) { try schedule.decide(command, with: means ?? self.means) }
    }

    private func book(_ request: BookingRequest, _ slot: Slot, hold: Moment? = nil) -> ScheduleCommand {
        .book(BookingID(at: Town.now), request, in: slot, holdUntil: hold)
    }

    @Test mutating func allOrNothing() throws {
        _ = try schedule.book(try town.request([1]), try Town.slot(0), means)
        let before = schedule
        guard case .taken(_, let obstacles) = try refusal(book(try town.request([0, 2, 1, 3]), try Town.slot(30)))
        else { return #expect(Bool(false)) }
        #expect(obstacles.count == 1)
        #expect(schedule == before)
        _ = try schedule.book(try town.request([0, 2, 3]), try Town.slot(30), means)
    }

    @Test("the margins of two neighbours must both fit between them", arguments: [(80, false), (85, true), (90, true)])
    mutating func neighbours(start: Int, fits: Bool) throws {
        _ = try schedule.book(try town.request([0]), try Town.slot(0, 60), means)
        let next = book(try town.request([0]), try Town.slot(start))
        #expect(((try? schedule.decide(next, with: means)) != nil) == fits)
    }

    @Test mutating func aPersonIsInOneMeetingAtATimeButNeedsNoMargin() throws {
        _ = try schedule.book(try town.request([0], [0]), try Town.slot(0, 60), means)
        guard case .taken(_, let found) = try refusal(book(try town.request([1], [0]), try Town.slot(55))) else {
            return #expect(Bool(false))
        }
        #expect(found == [.person(town.people[0], by: schedule.open[0].id, until: try Town.slot(60).start)])
        _ = try schedule.book(try town.request([1], [0]), try Town.slot(60), means)
    }

    @Test mutating func beyondWhatTheMachineCarriesItIsRefusedWithTheFigure() throws {
        var small = town
        small.limits = MachineLimits(recordings: 3, receivers: 4, bytes: 1 << 50)
        _ = try schedule.book(try town.request([0, 1]), try Town.slot(0, 60), small.means())
        guard
            case .taken(_, let found) = try refusal(
                book(try town.request([2, 3, 4]), try Town.slot(30)), small.means())
        else { return #expect(Bool(false)) }
        #expect(
            found == [
                .load(.recordings, needed: 3, free: 1, at: try Town.slot(30).start),
                .load(.receivers, needed: 3, free: 2, at: try Town.slot(30).start),
            ])
        small.limits = MachineLimits(recordings: 40, receivers: 420, bytes: 6_000_000_000)
        guard case .taken(_, let disk) = try refusal(book(try town.request([2, 3]), try Town.slot(90)), small.means())
        else { return #expect(Bool(false)) }
        #expect(disk == [.disk(needed: 5_400_000_000, free: 600_000_000)])
    }

    @Test mutating func whatNamesSomebodyTwiceOrNobodyIsRefused() throws {
        let slot = try Town.slot(0)
        var twice = try town.request([0, 1])
        twice.sites.append(try town.site(1))
        #expect(try refusal(book(twice, slot)) == .officeTwice(town.offices[1]))
        var guest = try town.request([0, 1])
        guest.guests = [town.offices[1]]
        #expect(try refusal(book(guest, slot)) == .officeTwice(town.offices[1]))
        var person = try town.request([0], [1, 1])
        #expect(try refusal(book(person, slot)) == .personTwice(town.people[1]))
        person.sites = []
        #expect(try refusal(book(person, slot)) == .noSite)
        var wrong = try town.request([0])
        wrong.sites = [Booking.Site(office: town.offices[2], room: try #require(RoomID("ruang-kpp-1")))]
        #expect(
            try refusal(book(wrong, slot))
                == .roomOfAnother(wrong.sites[0].room, owner: town.offices[1], named: town.offices[2]))
        wrong.sites = [Booking.Site(office: town.offices[2], room: try #require(RoomID("gudang")))]
        #expect(try refusal(book(wrong, slot)) == .unknownRoom(wrong.sites[0].room))
    }

    @Test func timesAreOnTheGridAndOfAMeetingsLength() throws {
        let start = try Town.slot(0).start
        #expect(throws: Slot.Refusal.offGrid(start.advanced(bySeconds: 60))) {
            try Slot(start: start.advanced(bySeconds: 60), minutes: 60)
        }
        for minutes in [0, -5, 62, 485, .max, .min] {
            #expect(throws: Slot.Refusal.length(minutes)) { try Slot(start: start, minutes: minutes) }
        }
        #expect(throws: Slot.Refusal.endsBeforeStart(start, start)) { try Slot(from: start, to: start) }
        #expect(throws: Slot.Refusal.length(nil)) {
            try Slot(from: start, to: start.advanced(bySeconds: 86_400 * 365 * 8000))
        }
        #expect(try Slot(from: start, to: start.advanced(bySeconds: 3600)) == Slot(start: start, minutes: 60))
    }

    @Test mutating func thePastAndNextYearsYearAreRefused() throws {
        let request = try town.request([0])
        let past = try Slot(start: Town.now.advanced(bySeconds: -300), minutes: 60)
        #expect(try refusal(book(request, past)) == .past(past, now: Town.now))
        let far = try Slot(start: Town.now.advanced(bySeconds: 367 * 86_400), minutes: 60)
        #expect(try refusal(book(request, far)) == .tooFar(far, now: Town.now))
        let last = try Slot(start: try #require(Moment("9999-12-31T23:00:00Z")), minutes: 60)
        #expect(try refusal(book(request, last)) == .tooFar(last, now: Town.now))
    }

    @Test mutating func anOrderGivenOnAnOlderStateChangesNothing() throws {
        let id = try schedule.book(try town.request([0]), try Town.slot(0), means)
        try schedule.run(.move(id, to: try Town.slot(120), reason: reason, seen: 0), means)
        #expect(try refusal(.cancel(id, reason: reason, seen: 0)) == .stale(id, seen: 0, now: 1))
        try schedule.run(.cancel(id, reason: reason, seen: 1), means)
        _ = try schedule.book(try town.request([0]), try Town.slot(120), means)
    }

    @Test mutating func ofASeriesOneMeetingIsMovedOrCancelledAlone() throws {
        let week = 7 * 24 * 60
        let occurrences = try (0..<4).map {
            ScheduleCommand.Occurrence(booking: BookingID(at: Town.now), slot: try Town.slot($0 * week))
        }
        let series = SeriesID(at: Town.now)
        _ = try schedule.book(try town.request([0]), try Town.slot(2 * week), means)
        #expect(throws: Schedule.Refusal.self) {
            try schedule.decide(.bookSeries(series, try town.request([0]), occurrences), with: means)
        }
        try schedule.run(.bookSeries(series, try town.request([1]), occurrences), means)
        try schedule.run(.cancel(occurrences[1].booking, reason: reason, seen: 0), means)
        #expect(schedule.open.filter { $0.series == series }.map(\.slot) == [0, 2, 3].map { occurrences[$0].slot })
        #expect(try refusal(.bookSeries(series, try town.request([1]), [])) == .occurrences(0))
    }

    @Test mutating func whatIsSangatSegeraMovesWhatIsLessUrgentAndNothingElse() throws {
        let low = try schedule.book(try town.request([0, 1]), try Town.slot(0), means)
        let urgent = try town.request([0, 2], urgency: .sangatSegera)
        let id = BookingID(at: Town.now)
        let moves = [ScheduleCommand.Move(booking: low, slot: try Town.slot(90), seen: 0)]
        var same = urgent
        same.urgency = .segera
        #expect(try refusal(.preempt(id, same, in: try Town.slot(0), moving: moves)) == .notMoreUrgent(low))
        #expect(throws: Schedule.Refusal.self) {
            // The moved meeting must not come to lie on the urgent one.
            try schedule.decide(
                .preempt(
                    id, urgent, in: try Town.slot(0), moving: [.init(booking: low, slot: try Town.slot(30), seen: 0)]),
                with: means)
        }
        try schedule.run(.preempt(id, urgent, in: try Town.slot(0), moving: moves), means)
        #expect(schedule[low]?.slot == (try Town.slot(90)))
        #expect(schedule[id]?.slot == (try Town.slot(0)))
        let more = try town.request([0], urgency: .sangatSegera)
        let other = ScheduleCommand.Move(booking: id, slot: try Town.slot(300), seen: 0)
        #expect(
            try refusal(.preempt(BookingID(at: Town.now), more, in: try Town.slot(0), moving: [other]))
                == .notMoreUrgent(id))
    }

    @Test mutating func twoThatChangePlacesAreBothBoundAfterwards() throws {
        let first = try schedule.book(try town.request([0]), try Town.slot(0), means)
        let second = try schedule.book(try town.request([0]), try Town.slot(90), means)
        let load = try #require(schedule[first]).load
        schedule.evolve(.moved(first, to: try Town.slot(90), load: load, reason: .asked(reason)))
        schedule.evolve(.moved(second, to: try Town.slot(0), load: load, reason: .asked(reason)))
        for minute in [0, 90] {
            #expect(throws: Schedule.Refusal.self) {
                try schedule.decide(
                    .book(BookingID(at: Town.now), try town.request([0]), in: try Town.slot(minute), holdUntil: nil),
                    with: means)
            }
        }
    }

    @Test mutating func anOfficeJoinsAndIsReleasedButNeverTheHost() throws {
        let id = try schedule.book(try town.request([0, 1]), try Town.slot(0), means)
        _ = try schedule.book(try town.request([2]), try Town.slot(30), means)
        #expect(throws: Schedule.Refusal.self) {
            try schedule.decide(.join(id, try town.site(2), reason: reason, seen: 0), with: means)
        }
        try schedule.run(.join(id, try town.site(3), reason: reason, seen: 0), means)
        #expect(try refusal(.join(id, try town.site(3), reason: reason, seen: 1)) == .officeTwice(town.offices[3]))
        try schedule.run(.leave(id, town.offices[1], reason: reason, seen: 1), means)
        #expect(schedule[id]?.sites.map(\.office) == [town.offices[0], town.offices[3]])
        _ = try schedule.book(try town.request([1]), try Town.slot(0), means)
        #expect(try refusal(.leave(id, town.offices[0], reason: reason, seen: 2)) == .hostStays(town.offices[0]))
        #expect(try refusal(.leave(id, town.offices[5], reason: reason, seen: 2)) == .notSiteed(town.offices[5]))
    }

    @Test(
        "The disk is promised to the meetings of the week: beyond it nothing is refused for it, by booking and by search"
    )
    mutating func promisedDisk() throws {
        var small = town
        small.limits = .measured(freeBytes: 6_000_000_000, at: Town.now)
        _ = try schedule.book(try town.request([0, 1]), try Town.slot(0, 60), small.means())
        guard case .taken(_, let found) = try refusal(book(try town.request([2, 3]), try Town.slot(90)), small.means())
        else { return #expect(Bool(false)) }
        #expect(found == [.disk(needed: 5_400_000_000, free: 600_000_000)])
        let window = Town.now..<Town.now.advanced(bySeconds: 10 * 86_400)
        let query = try SlotQuery(try town.request([2, 3]), minutes: 60, window: window, hours: .anywhere)
        let first = try #require(
            schedule.firstSlot(query, hours: town.hours, limits: small.limits, now: Town.now))
        #expect(first.start == Town.now.advanced(bySeconds: 7 * 86_400))
        _ = try schedule.book(try town.request([2, 3]), first, small.means())
    }
}
