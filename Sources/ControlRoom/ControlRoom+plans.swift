package import Digests
import Engine
import Foundation
import Journal
package import Meetings
package import Offices
import Procedures
package import RoomLink

extension ControlRoom {
    /// The room's plan now and after every change, newest only, with how far the journal stands when it is said.
    package func plans(for room: RoomID) -> AsyncStream<RoomPlan> {
        let reader = UUID()
        let stream = planBoard.read(room, as: reader)
        return AsyncStream { continuation in
            let relay = Task {
                for await var plan in stream {
                    plan.standing = standing()
                    continuation.yield(plan)
                }
                continuation.finish()
            }
            continuation.onTermination = { [weak self] _ in
                relay.cancel()
                Task { await self?.leave(room, as: reader) }
            }
        }
    }

    private func leave(_ room: RoomID, as reader: UUID) { planBoard.leave(room, as: reader) }

    /// Makes the plans of some rooms anew from what is known now; asked for by the reactions alone.
    func makePlans(of rooms: Set<RoomID>) {
        guard !rooms.isEmpty else { return }
        let (now, docket) = (clock(), docket)
        let meetings = docket.meetingsByRoom(of: rooms)
        for room in directory.rooms where rooms.contains(room.id) {
            planBoard.post(plan(for: room, among: meetings[room.id] ?? [], in: docket, at: now), for: room.id)
        }
    }

    /// A room that has no meeting has nothing to do but to bring up what it still holds.
    private func plan(for room: Room, among meetings: [Meeting], in docket: Docket, at now: Moment) -> RoomPlan {
        let holder = Meeting.holder(of: room.id, among: meetings, at: now)
        var plan =
            holder?.plan(for: room.id, openings: docket.counts.openings, revision: docket.head.position, at: now)
            ?? RoomPlan(
                revision: docket.head.position, expires: Self.never, screen: ScreenPlan(caption: room.office.name))
        guard !plan.records else { return plan }
        let others = meetings.filter { $0.id != holder?.id && $0.claim(on: room.id, at: now) == .outstanding }
        let oldest = others.sorted { $0.number < $1.number }.prefix(RoomPlan.mostUploads).map(\.id)
        plan.uploads = oldest.isEmpty ? nil : oldest
        return plan
    }

    /// 9999-12-31T23:59:59Z, the last second that a moment's text can name.
    private static let never = Moment(microseconds: 253_402_300_799_000_000)

    /// The label of the meeting that each room serves by its plan; rooms without one are left out.
    package func holders() -> [RoomID: String] {
        var labels: [RoomID: String] = [:]
        for room in directory.rooms {
            labels[room.id] = planBoard.plan(for: room.id)?.meeting.flatMap(docket.meeting)?.label
        }
        return labels
    }

    /// The meeting to show where there is place for one: a live one, else the one whose time is nearest.
    package func foremostMeeting() async throws -> Meeting? {
        if let open = Meeting.foremost(of: docket.meetings.values, at: clock()) { return open }
        return try await meetings(limit: 1).first
    }

    /// Whether the room may read this file: only what its own plan names, or its meeting's pages.
    package func mayRead(_ blob: ContentHash, room: RoomID) -> Bool {
        guard let plan = planBoard.plan(for: room) else { return false }
        return plan.screen.page == blob || plan.programme?.page == blob
    }
}

extension Docket {
    /// The meetings in memory in which each of the rooms has a part.
    fileprivate func meetingsByRoom(of rooms: Set<RoomID>) -> [RoomID: [Meeting]] {
        var found: [RoomID: [Meeting]] = [:]
        for meeting in meetings.values where meeting.notice != nil && meeting.stage != .declined {
            for site in meeting.sites where rooms.contains(site.room) { found[site.room, default: []].append(meeting) }
        }
        return found
    }

    /// The meeting that a room serves, of those that are not at rest.
    func holder(of room: RoomID, at now: Moment) -> Meeting? {
        Meeting.holder(of: room, among: meetings.values.filter { $0.site(in: room) != nil }, at: now)
    }

    /// Refuses an order to a room that serves another meeting, which would be carried out when that one is over.
    func checkFree(
        _ room: RoomID, for meeting: Meeting, act: ActReference, at now: Moment
    ) throws(Meeting.Refusal) {
        guard let holder = holder(of: room, at: now), holder.id != meeting.id else { return }
        throw Meeting.Refusal(
            rule: .condition, act: act,
            message:
                "ruang \(room) sedang dipakai \(holder.label), bukan \(meeting.label); ulangi setelah ruang itu bebas",
            english: "room \(room) serves \(holder.label), not \(meeting.label); try again when it is free")
    }
}
