import Engine
import Journal
import Meetings
import Offices
import RoomLink

/// Which rooms have to hear of an event: those whose plan it can change, and no other.
///
/// A meeting of hundreds of offices costs each of them one plan when an act of its people changes what all do, and two
/// plans when one room tells of itself: its own, and that of the host, who calls it.
struct RoomsConcerned {
    private(set) var rooms: Set<RoomID> = []
    private let docket: Docket

    /// - Parameter docket: the state after the events.
    init(by events: [Docket.Entry], in docket: Docket) {
        self.docket = docket
        for event in events {
            switch (event.content, CaseReference(stream: event.event.stream)) {
            case (.meeting(let content), .meeting(let id)): add(content, of: id)
            case (.room(let entry), _): add(listening: entry.room)
            default: break
            }
        }
    }

    private mutating func add(_ event: MeetingEvent, of id: MeetingID) {
        guard let meeting = docket.meeting(id) else { return }
        // One that has come to rest lets all its rooms go.
        if docket.meetings[id] == nil { rooms.formUnion(meeting.sites.map(\.room)) }
        switch event {
        case .fact(let room, let fact): add(fact.fact, from: room, in: meeting)
        case .screenChecked(let room, _), .replaced(let room, _): add(room, in: meeting)
        case .stored(let recording): add(recording.room, in: meeting)
        case .givenUp(let recording): add(recording.room, in: meeting)
        case .probeOrdered(let office, _): if let site = meeting.site(of: office) { rooms.insert(site.room) }
        case .act(_, let actor, let content): add(content, by: actor.office, in: meeting)
        case .live, .closed, .opened, .paper, .assigned: rooms.formUnion(meeting.sites.map(\.room))
        }
    }

    /// What an office does in its own room changes the plan of that room and of the host; of every room when its page is on
    /// air, or when the host or somebody without a room does it.
    private mutating func add(_ content: ActContent, by office: OfficeID, in meeting: Meeting) {
        let isOfItsRoom =
            switch content {
            case .plain, .contacted, .submitted, .displayed, .turned, .attended, .followed: true
            default: false
            }
        if isOfItsRoom, meeting.onAir != .materials(office), office != meeting.host?.office.id,
            let site = meeting.site(of: office)
        {
            add(site.room, in: meeting)
        } else {
            rooms.formUnion(meeting.sites.map(\.room))
        }
    }

    /// What the host shows and records is the meeting's own: every room follows it.
    private mutating func add(_ fact: RoomFact, from room: RoomID, in meeting: Meeting) {
        switch fact {
        case .shown, .recordingStarted, .recordingEnded:
            if room == meeting.host?.room { rooms.formUnion(meeting.sites.map(\.room)) } else { add(room, in: meeting) }
        case .opened, .probed, .childLost, .screenTaken, .disturbed: add(room, in: meeting)
        }
    }

    private mutating func add(_ room: RoomID, in meeting: Meeting) {
        rooms.insert(room)
        if let host = meeting.host?.room { rooms.insert(host) }
    }

    /// Where a room listens, those know who send to it: of each of its meetings the host, or all when it is the host.
    private mutating func add(listening room: RoomID) {
        rooms.insert(room)
        for meeting in docket.meetings.values where meeting.site(in: room) != nil {
            if room == meeting.host?.room { rooms.formUnion(meeting.sites.map(\.room)) } else { add(room, in: meeting) }
        }
    }
}
