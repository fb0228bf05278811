import Offices
import RoomLink
import RoomMedia

/// What a meeting lacks now and was told as begun, kept so that an agent that is started anew tells the end too.
struct DisturbanceBook: Hashable, Sendable, Codable {
    /// One that goes on, with the meeting to which it was told.
    struct Open: Hashable, Sendable, Codable {
        var meeting: MeetingID
        var disturbance: Disturbance
    }

    private(set) var open: [Open] = []
    /// The end of the newest standstill that was told of each process.
    private(set) var pauses: [ChildName: SteadyMoment] = [:]

    /// Holds what lacks now against what was told; gives the words that are due, beginnings and ends.
    ///
    /// - Parameter meeting: the one that is being recorded; without one nothing can be lacking.
    mutating func see(_ lacking: [Disturbance], in meeting: MeetingID?, at now: Moment) -> [Open] {
        var due: [Open] = []
        for one in open where one.meeting != meeting || !lacking.contains(where: { $0.concerns(same: one.disturbance) })
        {
            var over = one
            over.disturbance.to = max(now, one.disturbance.from)
            due.append(over)
        }
        open.removeAll { one in due.contains { $0.meeting == one.meeting && $0.disturbance.isSame(as: one.disturbance) }
        }
        guard let meeting else { return due }
        for new in lacking where !open.contains(where: { $0.disturbance.concerns(same: new) }) {
            open.append(Open(meeting: meeting, disturbance: new))
            due.append(Open(meeting: meeting, disturbance: new))
        }
        return due
    }

    /// The standstills of a process that were not told yet; from now on they count as told.
    mutating func new(_ found: [ChildStatus.Pause], of child: ChildName) -> [ChildStatus.Pause] {
        let told = pauses[child]
        let new = found.filter { pause in
            guard let told, told.boot == pause.to.boot else { return true }
            return pause.to.microseconds > told.microseconds
        }
        if let newest = new.map(\.to).max(by: { $0.microseconds < $1.microseconds }) { pauses[child] = newest }
        return new
    }
}

extension Disturbance {
    /// The same thing of the same room lacks, since whenever.
    func concerns(same other: Disturbance) -> Bool {
        (kind, room, track) == (other.kind, other.room, other.track)
    }
}
