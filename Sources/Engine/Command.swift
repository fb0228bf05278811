import Documents
package import Journal
package import Offices
import Scheduling

/// What waits for its turn: who wants what decided, and on which cases.
package struct Command: Sendable {
    package let key: IdempotencyKey
    /// What was asked for: the same key with the same bytes is the same command. Without it the events say.
    package let request: [UInt8]?
    /// The cases that the decision looks at; those at rest are read before the turn begins.
    package let subjects: [CaseReference]
    /// Decides on the state of all cases as the commands before it leave it; `nil` when nothing is to happen.
    ///
    /// It throws what refuses the command. It is pure, and may be called again when a batch is decided anew.
    package let decide: @Sendable (_ docket: Docket, _ now: Moment) throws -> Proposal?

    package init(
        key: IdempotencyKey, request: [UInt8]?, on subjects: [CaseReference] = [],
        _ decide: @escaping @Sendable (Docket, Moment) throws -> Proposal?
    ) {
        (self.key, self.request, self.subjects, self.decide) = (key, request, subjects, decide)
    }

    /// A command to a meeting or a case that there is.
    ///
    /// - Parameters:
    ///   - people: who holds which post, as it was when the command was given.
    ///   - before: what else must be so of the state before it is decided.
    ///   - after: what else must be so when nothing of the aggregate's own refuses it.
    package init<A: Aggregate>(
        _ command: A.Command, to _: A.Type, _ id: A.ID, people: PeopleRegister = PeopleRegister(), key: IdempotencyKey,
        request: [UInt8]?, before: @escaping @Sendable (A, Docket, Moment) throws -> Void = { _, _, _ in },
        after: @escaping @Sendable (A, Docket) throws -> Void = { _, _ in }
    ) {
        self.init(key: key, request: request, on: [A.reference(id)]) { docket, now in
            guard let state = A.find(id, in: docket) else { throw A.unknown(id) }
            try before(state, docket, now)
            let events = try state.decide(command, with: docket.means(people, at: now))
            try after(state, docket)
            return try Proposal(events, to: A.self, id, at: now)
        }
    }
}

/// What a command wants to be kept: events that continue one stream.
package struct Proposal: Sendable {
    let stream: StreamID
    var drafts: [EventDraft]
    /// What the drafts say, one for each.
    let contents: [Docket.Entry.Content]

    /// Events of a meeting or a case, the first of which may open it; `nil` when there are none.
    package init?<A: Aggregate>(_ events: [A.Event], to _: A.Type, _ id: A.ID, at moment: Moment) throws {
        guard !events.isEmpty else { return nil }
        stream = A.reference(id).stream
        drafts = try events.map { try A.draft($0, at: moment) }
        contents = events.map(A.content)
    }

    /// An entry that belongs to no case, such as a line of the audit.
    package init(_ draft: EventDraft, in stream: StreamID) {
        (self.stream, drafts, contents) = (stream, [draft], [.nothing])
    }

    /// What happened to the schedule; `nil` when nothing did.
    init?(_ events: [ScheduleEvent], by person: Person?, at moment: Moment) throws {
        guard !events.isEmpty else { return nil }
        stream = EventCodec.schedule
        drafts = try events.map { try EventCodec.draft($0, by: person, at: moment) }
        contents = events.map { .schedule($0) }
    }

    /// A room's word on itself.
    package init(_ entry: EventCodec.RoomEntry) throws {
        stream = EventCodec.stream(of: entry.room)
        (drafts, contents) = ([try EventCodec.draft(entry.fact, of: entry.room)], [.room(entry)])
    }
}

extension Command {
    /// What became of a command.
    package enum Outcome: Sendable {
        /// It happened, and is on disk.
        case kept([Docket.Entry])
        /// It had happened before, under the same key.
        case known
        /// There was nothing to do.
        case nothing

        /// Whether something was kept by this very command.
        package var isNew: Bool { if case .kept = self { true } else { false } }
    }
}
