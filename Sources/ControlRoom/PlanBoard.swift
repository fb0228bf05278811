import Foundation
import Offices
import RoomLink

/// The newest plan of every room, and who waits for the next.
struct PlanBoard {
    private var plans: [RoomID: RoomPlan] = [:]
    private var readers: [RoomID: [UUID: AsyncStream<RoomPlan>.Continuation]] = [:]

    func plan(for room: RoomID) -> RoomPlan? { plans[room] }

    /// Takes a plan; readers hear of it only when it says something else than the plan before.
    mutating func post(_ plan: RoomPlan, for room: RoomID) {
        var asBefore = plan
        asBefore.revision = plans[room]?.revision ?? -1
        if asBefore == plans[room] { return }
        plans[room] = plan
        for reader in readers[room, default: [:]].values { reader.yield(plan) }
    }

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
