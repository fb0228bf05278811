import Engine
import Foundation
package import Journal
package import Offices
package import Scheduling

/// Finds slots and keeps them: looks up rooms and hours, asks the schedule, and says every no in words.
package struct SchedulingDesk: Sendable {
    let engine: Engine
    let directory: OfficeDirectory
    /// Bytes that the disk may still take.
    let free: @Sendable () -> Int64
    let clock: @Sendable () -> Moment

    /// Every booking that binds something, as the journal has it.
    package var schedule: Schedule { engine.docket.schedule }

    /// The slots that fit a query, and why others do not.
    package func search(_ query: SlotQuery, in calendars: CalendarBook) -> SlotAnswer {
        let now = clock()
        let hours = hours(over: query.window, in: calendars)
        return schedule.search(query, hours: hours, limits: means(at: now).limits, now: now)
    }

    /// Has a command decided; on disk when it returns. Throws `ScheduleRefusal`.
    ///
    /// The same key with the same request is one command, whenever it comes again.
    package func submit(
        _ command: ScheduleCommand, by person: Person, key: IdempotencyKey, request: [UInt8]
    ) async throws {
        do {
            try await engine.submit(Command(command, by: person, key: key, request: request) { means(at: $0) })
        } catch let refusal as Schedule.Refusal {
            throw ScheduleRefusal(refusal, of: schedule, self.names(for: person))
        }
    }

    /// Lets the holds extend, move and lapse by themselves; called every minute.
    func tend(in calendars: CalendarBook) async throws {
        let now = clock()
        let due = schedule.open.contains { if case .held(let until) = $0.state { until <= now } else { false } }
        guard due, let key = IdempotencyKey("schedule:\(UUID().uuidString.lowercased())") else { return }
        let reach = now..<now.advanced(bySeconds: HoldPolicy.usual.reach + 2 * 86_400)
        let hours = hours(over: reach, in: calendars)
        try await engine.submit(Command(tendingTheScheduleWith: hours, key: key) { means(at: $0) })
    }

    /// How refusals call offices and meetings to somebody, and in which zone they tell the time.
    package func names(for person: Person) -> ScheduleNames {
        let zone = person.posts.first.flatMap { directory[$0.office]?.zone } ?? .wib
        let offices = Dictionary(directory.offices.map { ($0.id, $0.shortName) }) { first, _ in first }
        return ScheduleNames(zone: zone, offices: offices)
    }

    func means(at now: Moment) -> Schedule.Means {
        let rooms = Dictionary(directory.rooms.map { ($0.id, $0.office.id) }) { first, _ in first }
        return Schedule.Means(now: now, limits: .measured(freeBytes: free(), at: now), rooms: rooms)
    }

    private func hours(over window: Range<Moment>, in calendars: CalendarBook) -> OfficeHours {
        let groups = Dictionary(grouping: directory.offices) { OfficeClock(kind: $0.kind, zone: $0.zone) }
        let day = 86_400.0
        return OfficeHours(
            groups.sorted { $0.key < $1.key }.map { clock, offices in
                OfficeHours.Calendar(
                    offices: offices.map(\.id), zone: clock.zone,
                    calendar: WorkingCalendar.of(clock.kind, in: calendars))
            }, over: window.lowerBound.advanced(bySeconds: -day)..<window.upperBound.advanced(bySeconds: day))
    }

    /// What offices have in common that work at the same times.
    private struct OfficeClock: Hashable, Comparable {
        let kind: OfficeKind
        let zone: Zone

        static func < (left: OfficeClock, right: OfficeClock) -> Bool {
            (left.zone, left.kind.rawValue) < (right.zone, right.kind.rawValue)
        }
    }
}

extension ControlRoom {
    /// The slots that fit a query, by the calendars as they are now.
    package func slots(_ query: SlotQuery) -> SlotAnswer { scheduling.search(query, in: calendars) }

    /// Lets the holds look after themselves; called every minute.
    package func tendSchedule() async throws { try await scheduling.tend(in: calendars) }
}
