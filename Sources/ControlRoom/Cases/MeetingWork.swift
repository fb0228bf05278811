import Engine
import Journal
import Meetings
import Offices
import RoomLink

/// The work that events of a meeting set going: recordings to be joined, pictures of screens to be looked at.
enum MeetingWork {
    /// What is to be done because of events of one command, with the meeting as they left it.
    @Sendable static func of(
        _ events: [Docket.Entry.Content], of subject: CaseReference?, after docket: Docket
    ) throws -> [OutboxMessage] {
        guard case .meeting(let id) = subject, let meeting = docket.meeting(id) else { return [] }
        let meant = events.compactMap { if case .meeting(let event) = $0 { event } else { nil } }
        return try remuxes(after: meant, in: meeting) + screenChecks(after: meant, in: meeting)
    }

    /// The joining of those recordings whose last part has come, or is no longer waited for.
    private static func remuxes(after events: [MeetingEvent], in meeting: Meeting) throws -> [OutboxMessage] {
        let recordings = Set(
            events.compactMap { event -> RecordingLedger.Key? in
                switch event {
                case .stored(let recording):
                    RecordingLedger.Key(room: recording.room, track: recording.part.track, number: 0)
                case .givenUp(let recording):
                    RecordingLedger.Key(room: recording.room, track: recording.part.track, number: 0)
                case .fact(let room, let fact):
                    // Nothing of it comes, so that its recording may be whole by this word alone.
                    if case .recordingEnded(let end) = fact.fact, end.isEmpty {
                        RecordingLedger.Key(room: room, track: end.part.track, number: 0)
                    } else {
                        nil
                    }
                default: nil
                }
            })
        return try recordings.sorted().filter { meeting.recordings.isWhole($0.room, $0.track) }
            .map { try RemuxJob(meeting: meeting.id, room: $0.room, track: $0.track).message }
    }

    /// A picture that answers the room's newest order is held against the page of that order.
    private static func screenChecks(after events: [MeetingEvent], in meeting: Meeting) throws -> [OutboxMessage] {
        try events.compactMap { event in
            guard case .fact(let room, let fact) = event, case .screenTaken(let picture) = fact.fact,
                let order = meeting.screenProof.orders[room], order.number == picture.number
            else { return nil }
            return try ScreenCheckJob(meeting: meeting.id, room: room, picture: picture, page: order.page).message
        }
    }
}
