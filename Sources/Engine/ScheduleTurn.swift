package import Journal
package import Offices
package import Scheduling

/// The schedule as one of the things that are decided in a turn: one stream, one state, one decider.
extension EventCodec {
    /// Where every booking is kept.
    package static let schedule: StreamID = "schedule/directorate"

    private static let scheduleForms = EventForms(ScheduleEvent.forms)

    package static func scheduleEvent(_ event: StoredEvent) throws -> ScheduleEvent {
        try scheduleForms.read(event, as: ScheduleEvent.self)
    }

    /// How the journal keeps what happened to the schedule; without a person it was the service itself.
    package static func draft(_ event: ScheduleEvent, by person: Person?, at moment: Moment) throws -> EventDraft {
        let actor = try person.map { try encode(["person": $0.id.description, "name": $0.name]) }
        return try draft(as: event.form, event, actor: actor ?? encode(["service": "rljj"]), at: moment)
    }
}

extension Command {
    /// A command to the schedule.
    ///
    /// - Parameter means: what the schedule needs of the world, at the moment of deciding.
    package init(
        _ command: ScheduleCommand, by person: Person, key: IdempotencyKey, request: [UInt8],
        means: @escaping @Sendable (Moment) -> Schedule.Means
    ) {
        self.init(key: key, request: request) { docket, now in
            try Proposal(docket.schedule.decide(command, with: means(now)), by: person, at: now)
        }
    }

    /// What the holds do by themselves, when there is anything for them to do.
    package init(
        tendingTheScheduleWith hours: OfficeHours, key: IdempotencyKey,
        means: @escaping @Sendable (Moment) -> Schedule.Means
    ) {
        self.init(key: key, request: nil) { docket, now in
            try Proposal(docket.schedule.tend(hours: hours, with: means(now)), by: nil, at: now)
        }
    }
}
