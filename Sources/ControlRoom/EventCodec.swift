import Cases
import Foundation
import Journal
import Meetings
import Offices
import RoomLink

/// How the domain's events are written in the journal, and read again.
enum EventCodec {
    /// Rewrites of payloads of earlier versions; none yet, every type is at version 1.
    static let upcasters = Upcasters()

    static func stream(of meeting: MeetingID) -> StreamID { StreamID(kind: "meeting", meeting) }

    static func stream(of room: RoomID) -> StreamID { StreamID(kind: "room", room) }

    static func stream(of id: CaseID) -> StreamID { StreamID(kind: "case", id) }

    /// Where refusals are kept.
    static let refusals: StreamID = "audit/refusals"

    /// Where the holiday tables are kept that were taken in.
    static let calendar: StreamID = "audit/calendar"

    /// Where sign-ins and denied reading are kept.
    static let access: StreamID = "audit/access"

    /// Where changes of what persons may do are kept.
    static let rights: StreamID = "audit/rights"

    /// Where it is kept that a person had work tried again.
    static let work: StreamID = "audit/work"

    /// Where it is kept which machine speaks for a room.
    static let machines: StreamID = "audit/machines"

    /// Where it is kept that the state was set back.
    static let lives: StreamID = "audit/state"

    static func caseID(of stream: StreamID) -> CaseID? { CaseID(String(stream.text.dropFirst("case/".count))) }

    static func draft(_ event: CaseEvent, at moment: Moment) throws -> EventDraft {
        switch event {
        case .opened(let opening):
            try draft(event.name, event, actor: encode(["service": "rljj"]), office: opening.host.id, at: moment)
        case .acted(let act):
            try draft(event.name, event, actor: encode(act.by), office: act.by.office, at: moment)
        }
    }

    static func draft(_ refused: RefusedAct) throws -> EventDraft {
        try draft("act.refused", refused, actor: encode(["person": refused.person]), at: refused.at)
    }

    static func draft(_ renewal: CalendarRenewal) throws -> EventDraft {
        try draft("calendar.renewed", renewal, actor: encode(["person": renewal.person]), at: renewal.at)
    }

    static func draft(_ entry: AccessEntry) throws -> EventDraft {
        let actor = try entry.person.map { try encode(["person": $0]) } ?? encode(["service": "rljj"])
        return try draft("access.noted", entry, actor: actor, at: entry.last)
    }

    static func draft(_ change: RightsChange) throws -> EventDraft {
        let actor =
            switch change.by {
            case .person(let id): try encode(["person": id])
            case .administrator(let name): try encode(["administrator": name])
            case .service: try encode(["service": "rljj"])
            }
        return try draft("rights.changed", change, actor: actor, at: change.at)
    }

    static func draft(_ retry: WorkRetry) throws -> EventDraft {
        try draft("work.retried", retry, actor: encode(["person": retry.person]), at: retry.at)
    }

    static func draft(_ entry: MachineEntry) throws -> EventDraft {
        let actor =
            switch entry.by {
            case .person(let id): try encode(["person": id])
            case .administrator(let name): try encode(["administrator": name])
            case .service, nil: try encode(["service": "rljj"])
            }
        return try draft("machine.noted", entry, actor: actor, at: entry.at)
    }

    static func draft(_ setBack: SetBack) throws -> EventDraft {
        try draft("state.set-back", setBack, actor: encode(["room": setBack.room]), at: setBack.at)
    }

    static func caseEvent(_ event: StoredEvent) throws -> CaseEvent {
        guard CaseEvent.names.contains(event.type.name), event.type.version == 1 else {
            throw ControlRoomFailure.journal(
                "journal position \(event.position) holds \(event.type), which this version cannot read; run a newer one"
            )
        }
        return try JSONDecoder().decode(CaseEvent.self, from: Data(event.payload))
    }

    static func meeting(of stream: StreamID) -> MeetingID? {
        MeetingID(String(stream.text.dropFirst("meeting/".count)))
    }

    /// A fact about a room itself, with the room that told it.
    struct RoomEntry: Codable {
        let room: RoomID
        let fact: FactEnvelope
    }

    static func draft(_ event: MeetingEvent, at moment: Moment, outbox: [OutboxMessage] = []) throws -> EventDraft {
        switch event {
        case .act(_, let actor, _):
            try draft(event.name, event, actor: encode(actor), office: actor.office, at: moment, outbox: outbox)
        case .fact(let room, let fact):
            try draft(
                event.name, event, actor: encode(["room": room]), at: fact.occurredAt, offset: fact.clockOffset,
                outbox: outbox)
        case .probeOrdered(let office, _):
            try draft(event.name, event, actor: encode(["service": "rljj"]), office: office, at: moment, outbox: outbox)
        case .live(let at), .closed(let at):
            try draft(event.name, event, actor: encode(["service": "rljj"]), at: at, outbox: outbox)
        case .paper(let issue):
            try draft(event.name, event, actor: encode(issue.by), office: issue.by.office, at: moment, outbox: outbox)
        case .givenUp(let recording):
            try draft(
                event.name, event, actor: encode(recording.by), office: recording.by.office, at: moment, outbox: outbox)
        case .stored, .screenChecked, .opened, .assigned, .replaced:
            try draft(event.name, event, actor: encode(["service": "rljj"]), at: moment, outbox: outbox)
        }
    }

    static func draft(_ fact: FactEnvelope, of room: RoomID) throws -> EventDraft {
        try draft(
            "room.fact", RoomEntry(room: room, fact: fact), actor: encode(["room": room]), at: fact.occurredAt,
            offset: fact.clockOffset)
    }

    static func meetingEvent(_ event: StoredEvent) throws -> MeetingEvent {
        guard MeetingEvent.names.contains(event.type.name), event.type.version == 1 else {
            throw ControlRoomFailure.journal(
                "journal position \(event.position) holds \(event.type), which this version cannot read; run a newer one"
            )
        }
        return try JSONDecoder().decode(MeetingEvent.self, from: Data(event.payload))
    }

    static func roomFact(_ event: StoredEvent) throws -> RoomEntry {
        try JSONDecoder().decode(RoomEntry.self, from: Data(event.payload))
    }

    /// A fact as it was told, by which it is known again.
    static func bytes(of fact: FactEnvelope) throws -> [UInt8] { try encode(fact) }

    private static func draft(
        _ name: String, _ value: some Encodable, actor: [UInt8], office: OfficeID? = nil, at moment: Moment,
        offset: Double = 0, outbox: [OutboxMessage] = []
    ) throws -> EventDraft {
        guard let type = EventType("\(name)@1") else { throw ControlRoomFailure.journal("\(name) is no event name") }
        return EventDraft(
            type: type, payload: try encode(value), actor: actor, office: office, occurredAt: moment,
            clockOffset: offset,
            outbox: outbox)
    }

    private static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }
}
