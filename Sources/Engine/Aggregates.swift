package import Cases
package import Documents
package import Journal
package import Meetings
package import Offices

extension Meeting: Aggregate {
    package typealias ID = MeetingID
    package typealias Event = MeetingEvent

    package static func reference(_ id: MeetingID) -> CaseReference { .meeting(id) }
    package static func find(_ id: MeetingID, in docket: Docket) -> Meeting? { docket.meeting(id) }
    package static func unknown(_ id: MeetingID) -> any Error { UnknownMeeting(id: id) }
    package static func content(_ event: MeetingEvent) -> Docket.Entry.Content { .meeting(event) }

    package static func draft(_ event: MeetingEvent, at moment: Moment) throws -> EventDraft {
        try EventCodec.draft(event, at: moment)
    }

    package mutating func evolve(_ event: MeetingEvent, by _: Correspondence, at moment: Moment) {
        evolve(event, at: moment)
    }
}

extension Case: Aggregate {
    package typealias ID = CaseID
    package typealias Event = CaseEvent

    package static func reference(_ id: CaseID) -> CaseReference { .other(id) }
    package static func find(_ id: CaseID, in docket: Docket) -> Case? { docket.caseOf(id) }
    package static func unknown(_ id: CaseID) -> any Error { UnknownCase(id: id) }
    package static func content(_ event: CaseEvent) -> Docket.Entry.Content { .other(event) }

    package static func draft(_ event: CaseEvent, at moment: Moment) throws -> EventDraft {
        try EventCodec.draft(event, at: moment)
    }

    /// The opening makes the case, so it changes nothing of it.
    package mutating func evolve(_ event: CaseEvent, by correspondence: Correspondence, at moment: Moment) {
        if case .acted(let act) = event { evolve(act, correspondence: correspondence, at: moment) }
    }
}

/// There is no meeting of that id.
package struct UnknownMeeting: Error, Hashable, Sendable {
    package let id: MeetingID

    package init(id: MeetingID) { self.id = id }
}

/// There is no case of that id.
package struct UnknownCase: Error, Hashable, Sendable {
    package let id: CaseID

    package init(id: CaseID) { self.id = id }
}
