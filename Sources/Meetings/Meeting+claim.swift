package import Offices
import Procedures

/// What binds a room to a meeting, the strongest first.
///
/// Two meetings may have been notified to one room. It serves one of them at a time, and which one follows from what
/// would be lost, never from which was notified later.
package enum RoomClaim: Int, Hashable, Sendable, Comparable {
    /// It is being recorded, or the order to record was given: nothing takes the room from it.
    case live
    /// It is to be held, and the room's officer has taken the room in hand for it.
    ///
    /// Stronger than recordings that have not arrived: they come up beside it, and without the room its devices could
    /// not be tested.
    case inHand
    /// It is over, and files that the room wrote are not at the service.
    case outstanding
    /// It is to be held.
    case scheduled
    /// It is over, and nothing of it is left in the room.
    case over

    package static func < (left: RoomClaim, right: RoomClaim) -> Bool { left.rawValue < right.rawValue }
}

extension Meeting {
    /// What binds a room to this meeting now; `nil` for a room that has nothing to do for it.
    package func claim(on room: RoomID, at now: Moment) -> RoomClaim? {
        guard let site = site(in: room), let lease = lease(of: room, at: now), lease > now else { return nil }
        switch stage {
        case .declined: return nil
        case .live: return .live
        case .preparing: return isRecording ? .live : isPrepared(site.office.id) ? .inHand : .scheduled
        case .closing: return isEnding(at: now) ? .live : left(in: room)
        case .closed, .issued: return left(in: room)
        }
    }

    /// The meeting that a room serves: the one with the strongest claim; of two to be held the one whose slot is nearer, of
    /// two that have begun the one that began first.
    package static func holder(of room: RoomID, among meetings: [Meeting], at now: Moment) -> Meeting? {
        let claims = Dictionary(grouping: meetings) { $0.claim(on: room, at: now) }
        guard let strongest = claims.keys.compactMap(\.self).min() else { return nil }
        let equals = claims[strongest] ?? []
        switch strongest {
        case .live, .outstanding: return equals.min(by: Meeting.beganBefore)
        case .inHand, .scheduled: return equals.min { $0.isNearer(than: $1, at: now) }
        case .over: return equals.max(by: Meeting.beganBefore)
        }
    }

    /// The meeting that is in the foreground, where only one can be: a live one, else the one whose time is nearest.
    ///
    /// Of several live ones the control room's own is first, then the one that began first.
    package static func foremost(of meetings: some Collection<Meeting>, at now: Moment) -> Meeting? {
        let live = meetings.filter { $0.isUnderWay(at: now) }
        let own = live.filter { $0.proceedings.host.kind == .rko }
        return (own.isEmpty ? live : own).min(by: Meeting.beganBefore)
            ?? meetings.filter { $0.stage != .declined }.min { $0.isNearer(than: $1, at: now) }
    }

    /// Until when a room may follow its plan for this meeting without hearing of another; `nil` before the notice.
    ///
    /// A meeting that is live, and one whose recordings the room still holds, is prolonged hour by hour, so that it always
    /// has `overrun` before it. One that is prepared or about to close lasts so long after its slot and after the last act
    /// of its people, so that cameras do not stay on for a meeting that everybody has left.
    package func lease(of room: RoomID, at now: Moment) -> Moment? {
        guard let notice else { return nil }
        let last: Moment
        switch stage {
        case .declined: return nil
        case .live: last = Self.prolonged(notice.end, at: now)
        case .preparing, .closing: last = max(notice.end, lastAct ?? notice.end)
        case .closed(_, let end), .issued(_, let end):
            last = holds(room) ? Self.prolonged(notice.end, at: now) : max(notice.end, end)
        }
        return last.advanced(bySeconds: Self.overrun)
    }

    /// How long a room goes on without hearing from the service after its meeting's time, in seconds (bukan dari SOP).
    private static let overrun = 4 * 3600.0

    /// Seconds by which leases are prolonged: seldom enough that rooms hear of it once an hour.
    private static let step = 3600.0

    /// The end, or the end of the hour since then that has begun.
    private static func prolonged(_ end: Moment, at now: Moment) -> Moment {
        let steps = max(0, now.seconds(since: end) / step).rounded(.up)
        return end.advanced(bySeconds: steps * step)
    }
}

extension Meeting {
    /// Recording runs from the operator's order (P09.3) until the chair's end (P09.2).
    var isRecording: Bool {
        switch stage {
        case .preparing, .live: isDone(.recordVideo)
        case .declined, .closing, .closed, .issued: false
        }
    }

    /// How long the rooms of a meeting that the chair has ended may take to complete their files before they are free for
    /// another, in seconds: recorders are given 25 s to end, and a room that was cut off is told when it comes back.
    private static let endingPatience = 300.0

    private func isEnding(at now: Moment) -> Bool {
        let ordered = proceedings.done(ActKey(reference(.close)))?.last.at
        return ordered.map { now.seconds(since: $0) < Self.endingPatience } ?? false
    }

    private func isUnderWay(at now: Moment) -> Bool { host.map { claim(on: $0.room, at: now) == .live } ?? false }

    private func left(in room: RoomID) -> RoomClaim { holds(room) ? .outstanding : .over }

    /// The room has files of this meeting that are not at the service.
    private func holds(_ room: RoomID) -> Bool {
        recordings.outstanding.contains { $0.room == room } || recordings.running.contains { $0.room == room }
    }

    /// What has begun comes before what has not.
    private static func beganBefore(_ left: Meeting, _ right: Meeting) -> Bool {
        switch (left.stage.began, right.stage.began) {
        case (let first?, let second?) where first != second: first < second
        case (_?, nil): true
        case (nil, _?): false
        default: left.number < right.number
        }
    }

    private func isNearer(than other: Meeting, at now: Moment) -> Bool {
        let (mine, others) = (distance(from: now), other.distance(from: now))
        if mine != others { return mine < others }
        let (start, otherStart) = (notice?.start, other.notice?.start)
        if let start, let otherStart, start != otherStart { return start < otherStart }
        return number < other.number
    }

    /// Seconds from now to the meeting's time; 0 during it. Before the notice its time is that of the last act.
    private func distance(from now: Moment) -> Double {
        let start = notice?.start ?? lastAct ?? now
        let end = stage.ended ?? notice?.end ?? start
        return max(0, start.seconds(since: now), now.seconds(since: end))
    }
}
