import Foundation
import Offices
import RoomLink

/// The newest plan of every room, and who waits for the next.
struct PlanBoard {
    private var plans: [RoomID: RoomPlan] = [:]
    /// When each room's plan was last said, on the steady clock.
    private var said: [RoomID: Moment] = [:]
    private var readers: [RoomID: [UUID: AsyncStream<RoomPlan>.Continuation]] = [:]

    func plan(for room: RoomID) -> RoomPlan? { plans[room] }

    /// The rooms whose newest plan is for one of these meetings, or has its recordings brought up.
    func rooms(servingAnyOf meetings: Set<MeetingID>) -> Set<RoomID> {
        guard !meetings.isEmpty else { return [] }
        return Set(
            plans.filter { _, plan in
                plan.meeting.map(meetings.contains) ?? false || !meetings.isDisjoint(with: plan.uploads ?? [])
            }.keys)
    }

    /// Takes a plan; readers hear of it only when it says something else than the plan before.
    mutating func post(_ plan: RoomPlan, for room: RoomID) {
        var asBefore = plan
        asBefore.revision = plans[room]?.revision ?? -1
        if asBefore == plans[room] { return }
        plans[room] = plan
        for reader in readers[room, default: [:]].values { reader.yield(plan) }
    }

    /// Says a room's plan again when the room holds another, every few seconds until it holds this one.
    ///
    /// A plan may be lost on its way, or the room may not have been able to take it.
    mutating func remind(_ room: RoomID, holding revision: Int64, at now: Moment) {
        guard let plan = plans[room], plan.revision != revision else { return said[room] = nil }
        // What was only just said may still be on its way.
        guard let last = said[room] else { return said[room] = now }
        guard now.seconds(since: last) >= Self.patience else { return }
        said[room] = now
        for reader in readers[room, default: [:]].values { reader.yield(plan) }
    }

    /// Seconds that a room has to take a plan before it is said again.
    static let patience = 5.0

    /// A stream of the newest plans; a slow reader skips the ones in between.
    mutating func read(_ room: RoomID, as reader: UUID) -> AsyncStream<RoomPlan> {
        let (stream, continuation) = AsyncStream<RoomPlan>.makeStream(bufferingPolicy: .bufferingNewest(1))
        readers[room, default: [:]][reader] = continuation
        if let plan = plans[room] { continuation.yield(plan) }
        return stream
    }

    /// Tells every reader its plan once more.
    func sayAgain() {
        for (room, plan) in plans { for reader in readers[room, default: [:]].values { reader.yield(plan) } }
    }

    mutating func leave(_ room: RoomID, as reader: UUID) { readers[room]?[reader] = nil }

    func finish() { for reader in readers.values.flatMap(\.values) { reader.finish() } }
}
