import Foundation
import Journal
import Meetings
package import Offices
package import RoomLink

extension ControlRoom {
    /// The room's plan now and after every change, newest only.
    package func plans(for room: RoomID) -> AsyncStream<RoomPlan> {
        let reader = UUID()
        let stream = planBoard.read(room, as: reader)
        return AsyncStream { continuation in
            let relay = Task {
                for await plan in stream { continuation.yield(plan) }
                continuation.finish()
            }
            continuation.onTermination = { [weak self] _ in
                relay.cancel()
                Task { await self?.leave(room, as: reader) }
            }
        }
    }

    private func leave(_ room: RoomID, as reader: UUID) { planBoard.leave(room, as: reader) }

    /// Makes every room's plan anew from what is known now.
    func refreshPlans() {
        for room in directory.rooms { planBoard.post(plan(for: room.id), for: room.id) }
        tellPages()
    }

    /// A room that has no meeting has nothing to do.
    private func plan(for room: RoomID) -> RoomPlan {
        let plan = currentMeeting(of: room)?.plan(
            for: room, openings: docket.counts.openings, revision: docket.head.position)
        let caption = directory.rooms.first { $0.id == room }?.office.name ?? ""
        return plan
            ?? RoomPlan(revision: docket.head.position, expires: Self.never, screen: ScreenPlan(caption: caption))
    }

    /// 9999-12-31T23:59:59Z, the last second that a moment's text can name.
    private static let never = Moment(microseconds: 253_402_300_799_000_000)

    /// The newest meeting in which the room has a part and that is not at rest.
    func currentMeeting(of room: RoomID) -> Meeting? {
        docket.meetings.values.filter { $0.stage != .declined && $0.site(in: room) != nil && $0.notice != nil }
            .max { $0.number < $1.number }
    }

    /// Whether the room may read this file: only what its own plan names, or its meeting's pages.
    package func mayRead(_ blob: BlobHash, room: RoomID) -> Bool {
        guard let plan = planBoard.plan(for: room) else { return false }
        return plan.screen.page == blob || plan.programme?.page == blob
    }
}
