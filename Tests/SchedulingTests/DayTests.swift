import Offices
import Testing

@testable import Scheduling

/// The life of a booking: held, confirmed, begun early or late, prolonged, adjourned, ended.
struct DayTests {
    let town: Town
    var schedule = Schedule()

    init() throws { town = try Town() }

    private func at(_ minutes: Int) throws -> Schedule.Means {
        town.means(try Town.slot(0).start.advanced(bySeconds: Double(minutes * 60)))
    }

    @Test mutating func aMeetingThatEndsEarlyFreesTheRestAfterClearing() throws {
        let id = try schedule.book(try town.request([0]), try Town.slot(0, 120), town.means())
        try schedule.run(.begin(id), at(0))
        let next = ScheduleCommand.book(
            BookingID(at: Town.now), try town.request([0]), in: try Town.slot(60), holdUntil: nil)
        #expect(throws: Schedule.Refusal.self) { try schedule.decide(next, with: at(20)) }
        try schedule.run(.end(id), town.means(try Town.slot(30).start.advanced(bySeconds: 61)))
        // Ended at 31 past, free from the grid's next line on: 35, cleared at 45, set up at 60.
        try schedule.run(next, at(32))
    }

    @Test mutating func itMayBeginEarlyOnlyWhenNobodyElseIsThere() throws {
        let id = try schedule.book(try town.request([0]), try Town.slot(90), town.means())
        let before = try schedule.book(try town.request([0]), try Town.slot(0), town.means())
        try schedule.run(.begin(before), at(0))
        #expect(throws: Schedule.Refusal.self) { try schedule.decide(.begin(id), with: at(60)) }
        try schedule.run(.end(before), at(30))
        try schedule.run(.begin(id), at(60))
        #expect(schedule[id]?.state == .running(since: try Town.slot(60).start))
    }

    @Test mutating func itIsProlongedUntilWhatFollows() throws {
        let id = try schedule.book(try town.request([0]), try Town.slot(0), town.means())
        let after = try schedule.book(try town.request([0]), try Town.slot(120), town.means())
        try schedule.run(.begin(id), at(0))
        guard
            case .taken(_, let found) = #expect(
                throws: Schedule.Refusal.self,
                performing: { try schedule.decide(.prolong(id, to: try Town.slot(0, 100), seen: 1), with: at(50)) })
        else { return #expect(Bool(false)) }
        #expect(found.count == 1)
        try schedule.run(.prolong(id, to: try Town.slot(0, 95), seen: 1), at(50))
        #expect(schedule[id]?.slot.minutes == 95)
        #expect(throws: Schedule.Refusal.notLonger(try Town.slot(0, 95))) {
            try schedule.decide(.prolong(id, to: try Town.slot(0, 90), seen: 2), with: at(50))
        }
        #expect(schedule[after]?.state == .booked)
    }

    @Test mutating func anAdjournedMeetingLeavesItsRoomsAndGoesOnInAnotherSlot() throws {
        let id = try schedule.book(try town.request([0, 1]), try Town.slot(0), town.means())
        try schedule.run(.begin(id), at(0))
        try schedule.run(.adjourn(id, seen: 1), at(20))
        let other = try schedule.book(try town.request([0]), try Town.slot(90), at(21))
        #expect(throws: Schedule.Refusal.self) {
            try schedule.decide(.resume(id, in: try Town.slot(100), seen: 2), with: at(30))
        }
        try schedule.run(.resume(id, in: try Town.slot(240), seen: 2), at(30))
        try schedule.run(.begin(id), at(240))
        try schedule.run(.end(id), at(270))
        #expect(schedule[id]?.state == .ended(at: try Town.slot(270).start))
        #expect(schedule.open.map(\.id) == [other])
    }

    @Test mutating func aNoReleasesTheSlotAtOnceAndAYesKeepsIt() throws {
        let until = try Town.slot(60).start
        let id = try schedule.book(try town.request([0]), try Town.slot(300), hold: until, town.means())
        #expect(throws: Schedule.Refusal.self, "a second hold on one room would let both become meetings") {
            try schedule.decide(
                .book(BookingID(at: Town.now), try town.request([0]), in: try Town.slot(300), holdUntil: until),
                with: town.means())
        }
        try schedule.run(.release(id, reason: reason), at(10))
        let other = try schedule.book(try town.request([0]), try Town.slot(300), hold: until, at(11))
        try schedule.run(.confirm(other, seen: 0), at(20))
        #expect(schedule[other]?.state == .booked)
        #expect(throws: Schedule.Refusal.self) { try schedule.decide(.release(other, reason: reason), with: at(30)) }
    }

    @Test mutating func aHoldThatNobodyDecidesIsExtendedThenMovedThenLapses() throws {
        let slot = try Town.slot(26 * 60)
        let id = try schedule.book(try town.request([0]), slot, hold: try Town.slot(60).start, town.means())
        #expect(schedule.tend(hours: town.hours, with: try at(59)) == [])
        var (minute, moves) = (60, 0)
        while schedule[id]?.state.isOpen == true, minute < 60 * 24 * 60 {
            for event in schedule.tend(hours: town.hours, with: try at(minute)) {
                schedule.evolve(event)
                if case .moved(_, let slot, _, .undecided) = event {
                    moves += 1
                    #expect(slot.start.seconds(since: try Town.slot(minute).start) >= HoldPolicy.usual.lead)
                }
            }
            guard case .held(let until) = schedule[id]?.state else { break }
            #expect(until > (try Town.slot(minute).start))
            minute += 30
        }
        #expect(moves == HoldPolicy.usual.mostMoves)
        #expect(schedule[id]?.state == .lapsed)
        _ = try schedule.book(try town.request([0]), slot, town.means())
    }

    @Test(arguments: [-10, 0, 290]) func aHoldEndsAfterNowAndBeforeTheRoomIsSetUp(minute: Int) throws {
        let means = try at(0)
        #expect(throws: Schedule.Refusal.self) {
            try schedule.decide(
                .book(
                    BookingID(at: Town.now), try town.request([0]), in: try Town.slot(300),
                    holdUntil: try Town.slot(minute).start), with: means)
        }
    }
}
