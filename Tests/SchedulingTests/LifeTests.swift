import Documents
import Foundation
import Offices
import Testing

@testable import Scheduling

/// A long random life, in which nothing is ever bound twice and nothing is half done.
struct LifeTests {
    @Test("10,000 random acts: no room, person or capacity is ever bound twice", arguments: [1, 2])
    func randomLife(seed: Int) throws {
        var dice = Dice(UInt64(seed))
        var town = try Town(offices: 8, people: 6)
        town.limits = MachineLimits(recordings: 9, receivers: 12, bytes: 1 << 50)
        var (schedule, kept) = (Schedule(), [ScheduleEvent]())
        var (accepted, refused) = (Set<String>(), 0)
        for step in 0..<10_000 {
            let means = town.means(Town.now.advanced(bySeconds: Double(step) * 60))
            let events: [ScheduleEvent]
            if step % 20 == 0 {
                events = schedule.tend(hours: town.hours, with: means)
            } else {
                let before = schedule
                let command = try Self.command(schedule, town, means.now, &dice)
                do {
                    events = try schedule.decide(command, with: means)
                } catch {
                    refused += 1
                    #expect(schedule == before)
                    #expect(!schedule.words(error, ScheduleNames(zone: .wit)).indonesian.isEmpty)
                    continue
                }
            }
            for event in events {
                schedule.evolve(event)
                accepted.insert(event.form)
            }
            kept += events
            if step % 200 == 0 { try Self.expectNothingTwice(schedule, town.limits) }
        }
        // A hold lapses only after three moves, which DayTests plays; not every random life waits so long.
        #expect(accepted.union(["booking.lapsed@1"]) == ScheduleEvent.forms)
        #expect(refused > 500)
        var again = Schedule()
        for event in try JSONDecoder().decode([ScheduleEvent].self, from: JSONEncoder().encode(kept)) {
            again.evolve(event)
        }
        #expect(again.bookings == schedule.bookings)
    }

    /// Minute by minute of what is open, without the schedule's own bits.
    private static func expectNothingTwice(_ schedule: Schedule, _ limits: MachineLimits) throws {
        let bound = schedule.bookings.values.filter { $0.cells != nil && $0.state.isOpen }
        for (index, booking) in bound.enumerated() {
            for other in bound.dropFirst(index + 1) {
                for resource in booking.resources where other.resources.contains(resource) {
                    let (mine, theirs) = (booking.cells(of: resource), other.cells(of: resource))
                    #expect(!(try #require(mine)).overlaps(try #require(theirs)), "\(booking.label) \(other.label)")
                }
            }
        }
        for cell in Set(bound.flatMap { Array($0.cells ?? $0.slot.cells) }) {
            let here = bound.filter { $0.cells?.contains(cell) ?? false }
            #expect(here.map(\.load.recordings).reduce(0, +) <= limits.recordings)
            #expect(here.map(\.load.receivers).reduce(0, +) <= limits.receivers)
        }
    }

    private static func command(
        _ schedule: Schedule, _ town: Town, _ now: Moment, _ dice: inout Dice
    ) throws -> ScheduleCommand {
        let slot = try slot(now, &dice)
        let open = schedule.open
        guard let booking = open.randomElement(using: &dice), Int.random(in: 0..<4, using: &dice) > 0 else {
            return try making(town, now, slot, open, &dice)
        }
        let (id, seen) = (booking.id, booking.changes - (Int.random(in: 0..<20, using: &dice) == 0 ? 1 : 0))
        switch Int.random(in: 0..<12, using: &dice) {
        case 0: return .confirm(id, seen: seen)
        case 1: return .extend(id, until: now.advanced(bySeconds: 3600), seen: seen)
        case 2: return .move(id, to: slot, reason: reason, seen: seen)
        case 3: return .cancel(id, reason: reason, seen: seen)
        case 4: return .release(id, reason: reason)
        case 5: return .begin(open.first { $0.state == .booked }?.id ?? id)
        case 6: return .end(open.first { if case .running = $0.state { true } else { false } }?.id ?? id)
        case 7:
            let running = open.first { if case .running = $0.state { true } else { false } } ?? booking
            let longer = Slot(cells: running.slot.cells.lowerBound..<running.slot.cells.upperBound.advanced(by: 3))
            return .prolong(running.id, to: longer ?? slot, seen: running.changes)
        case 8:
            let running = open.first { if case .running = $0.state { true } else { false } } ?? booking
            return .adjourn(running.id, seen: running.changes)
        case 9:
            let adjourned = open.first { if case .adjourned = $0.state { true } else { false } } ?? booking
            return .resume(adjourned.id, in: slot, seen: adjourned.changes)
        case 10: return .join(id, try town.site(Int.random(in: 0..<8, using: &dice)), reason: reason, seen: seen)
        default:
            return .leave(
                id, booking.sites.randomElement(using: &dice)?.office ?? town.offices[0], reason: reason, seen: seen)
        }
    }

    private static func making(
        _ town: Town, _ now: Moment, _ slot: Slot, _ open: [Booking], _ dice: inout Dice
    ) throws -> ScheduleCommand {
        let sites = (0..<8).shuffled(using: &dice).prefix(Int.random(in: 1...4, using: &dice))
        let people = (0..<6).shuffled(using: &dice).prefix(Int.random(in: 0...2, using: &dice))
        let urgency = Urgency.allCases.randomElement(using: &dice) ?? .biasa
        let request = try town.request(Array(sites), Array(people), urgency: urgency)
        let id = BookingID(at: now)
        switch Int.random(in: 0..<6, using: &dice) {
        case 0:
            let week = try (0..<3).map {
                ScheduleCommand.Occurrence(
                    booking: BookingID(at: now),
                    slot: try Slot(start: slot.start.advanced(bySeconds: Double($0) * 86_400), minutes: slot.minutes))
            }
            return .bookSeries(SeriesID(at: now), request, week)
        case 1:
            let moves = try open.shuffled(using: &dice).prefix(2).map {
                ScheduleCommand.Move(
                    booking: $0.id, slot: try Self.slot(now, &dice), seen: $0.changes)
            }
            return .preempt(id, request, in: slot, moving: moves)
        case 2, 3: return .book(id, request, in: slot, holdUntil: now.advanced(bySeconds: 1800))
        default: return .book(id, request, in: slot, holdUntil: nil)
        }
    }

    private static func slot(_ now: Moment, _ dice: inout Dice) throws -> Slot {
        let first = Cell(notBefore: now).advanced(by: Int.random(in: -2...400, using: &dice))
        return try Slot(start: first.start, minutes: 5 * Int.random(in: 1...24, using: &dice))
    }
}
