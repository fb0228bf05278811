package import Cases
import Foundation
package import Journal
package import Meetings
package import Offices
package import RoomLink

/// How the domain's events are written in the journal, and read again.
package enum EventCodec {
    /// Rewrites of payloads of earlier versions; none yet, every form is the first of its name.
    package static let upcasters = Upcasters()

    private static let roomFacts = "room.fact@1"
    private static let forms = (
        meetings: EventForms(MeetingEvent.forms), cases: EventForms(CaseEvent.forms), rooms: EventForms([roomFacts])
    )

    package static func stream(of meeting: MeetingID) -> StreamID { StreamID(kind: "meeting", meeting) }

    package static func stream(of room: RoomID) -> StreamID { StreamID(kind: "room", room) }

    package static func stream(of id: CaseID) -> StreamID { StreamID(kind: "case", id) }

    package static func caseID(of stream: StreamID) -> CaseID? { CaseID(String(stream.text.dropFirst("case/".count))) }

    package static func draft(_ event: CaseEvent, at moment: Moment) throws -> EventDraft {
        switch event {
        case .opened(let opening):
            try draft(as: event.form, event, actor: encode(["service": "rljj"]), office: opening.host.id, at: moment)
        case .acted(let act):
            try draft(as: event.form, event, actor: encode(act.by), office: act.by.office, at: moment)
        }
    }

    package static func caseEvent(_ event: StoredEvent) throws -> CaseEvent {
        try forms.cases.read(event, as: CaseEvent.self)
    }

    package static func meeting(of stream: StreamID) -> MeetingID? {
        MeetingID(String(stream.text.dropFirst("meeting/".count)))
    }

    /// A fact about a room itself, with the room that told it.
    package struct RoomEntry: Hashable, Sendable, Codable {
        package let room: RoomID
        package let fact: FactEnvelope

        package init(room: RoomID, fact: FactEnvelope) { (self.room, self.fact) = (room, fact) }
    }

    package static func draft(
        _ event: MeetingEvent, at moment: Moment, outbox: [OutboxMessage] = []
    ) throws -> EventDraft {
        switch event {
        case .act(_, let actor, _):
            try draft(as: event.form, event, actor: encode(actor), office: actor.office, at: moment, outbox: outbox)
        case .fact(let room, let fact):
            try draft(
                as: event.form, event, actor: encode(["room": room]), at: fact.occurredAt, offset: fact.clockOffset,
                outbox: outbox)
        case .probeOrdered(let office, _):
            try draft(
                as: event.form, event, actor: encode(["service": "rljj"]), office: office, at: moment, outbox: outbox)
        case .live(let at), .closed(let at):
            try draft(as: event.form, event, actor: encode(["service": "rljj"]), at: at, outbox: outbox)
        case .paper(let issue):
            try draft(
                as: event.form, event, actor: encode(issue.by), office: issue.by.office, at: moment, outbox: outbox)
        case .givenUp(let recording):
            try draft(
                as: event.form, event, actor: encode(recording.by), office: recording.by.office, at: moment,
                outbox: outbox)
        case .stored, .screenChecked, .opened, .assigned, .replaced:
            try draft(as: event.form, event, actor: encode(["service": "rljj"]), at: moment, outbox: outbox)
        }
    }

    package static func draft(_ fact: FactEnvelope, of room: RoomID) throws -> EventDraft {
        try draft(
            as: roomFacts, RoomEntry(room: room, fact: fact), actor: encode(["room": room]), at: fact.occurredAt,
            offset: fact.clockOffset)
    }

    package static func meetingEvent(_ event: StoredEvent) throws -> MeetingEvent {
        try forms.meetings.read(event, as: MeetingEvent.self)
    }

    package static func roomFact(_ event: StoredEvent) throws -> RoomEntry {
        try forms.rooms.read(event, as: RoomEntry.self)
    }

    /// A fact as it was told, by which it is known again.
    package static func bytes(of fact: FactEnvelope) throws -> [UInt8] { try encode(fact) }

    /// - Parameter form: the event's name with its version, such as `calendar.renewed@1`.
    package static func draft(
        as form: String, _ value: some Encodable, actor: [UInt8], office: OfficeID? = nil, at moment: Moment,
        offset: Double = 0, outbox: [OutboxMessage] = []
    ) throws -> EventDraft {
        guard let type = EventType(form) else {
            throw UnreadableEvent("\(form) is no form of an event; one is a name and a version, such as decided@1")
        }
        return EventDraft(
            type: type, payload: try encode(value), actor: actor, office: office, occurredAt: moment,
            clockOffset: offset,
            outbox: outbox)
    }

    package static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }
}

/// An event that this version of the program cannot read or write.
package struct UnreadableEvent: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
