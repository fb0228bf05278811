package import Cases
package import Documents
package import Journal
package import Meetings
package import Offices
package import Procedures
package import RoomLink
package import Scheduling

/// What the service keeps in memory: the cases and meetings that are not at rest, what can be done in them, and counts.
///
/// A value built from the journal's events and nothing else. A case is at rest when it has ended and nobody has anything
/// left to do in it; it then leaves the memory and is read from the journal when somebody asks for it. So a start costs
/// what is open, not what ever was.
package struct Docket: Sendable {
    package private(set) var meetings: [MeetingID: Meeting] = [:]
    package private(set) var cases: [CaseID: Case] = [:]
    package private(set) var board = TaskBoard()
    /// Every booking that binds something.
    package private(set) var schedule = Schedule()
    /// How many events each stream in memory has.
    package private(set) var versions: [StreamID: Int64] = [:]
    package private(set) var counts = Counts()
    /// The last event that was taken.
    package private(set) var head = Head.empty
    /// The last cases that came to rest or were read at rest.
    private var shelf = Shelf()
    private let correspondence: Correspondence
    /// The procedures of the cases that are known, made once, so that thousands of cases share them.
    private var editions: [Edition: Procedures] = [:]

    package init(correspondence: Correspondence) { self.correspondence = correspondence }

    /// What is counted over all cases, those at rest included.
    package struct Counts: Hashable, Sendable, Codable {
        /// The display number of the newest meeting.
        package var meetings = 0
        /// The last number that each course gave to a case.
        package var cases: [Course: Int] = [:]
        /// The numbers that letters and reports have got.
        package var numbers = NumberRegister()
        /// The meeting that a case has opened.
        package var origins: [CaseID: MeetingID] = [:]
        /// What each room said when it last came in.
        package var openings: [RoomID: Opening] = [:]
    }

    /// Begins with the counts of a snapshot instead of the first event.
    package mutating func begin(with snapshot: DocketSnapshot) {
        counts = snapshot.counts
        schedule = Schedule(snapshot.bookings ?? [])
        head = snapshot.head
    }

    /// Whether everything up to this event of its stream is in memory.
    package func holds(_ event: StoredEvent) -> Bool { event.version <= versions[event.stream] ?? 0 }

    /// Whether the events before this one have to be read first: its case is at rest.
    package func lacksPast(of event: StoredEvent) -> Bool {
        event.version > 1 && versions[event.stream] == nil && CaseReference(stream: event.stream) != nil
    }

    /// Takes the next event of the journal; a case that it brings to rest leaves the memory.
    package mutating func take(_ entry: Entry) throws {
        let event = entry.event
        pass(Head(position: event.position, hash: event.hash))
        try take(entry.content, of: event.stream, version: event.version, at: event.occurredAt)
    }

    /// Takes what an event says, whether the journal has it yet or not.
    mutating func take(
        _ content: Entry.Content, of stream: StreamID, version: Int64, at moment: Moment
    ) throws {
        let subject = try absorb(content, of: stream, version: version, at: moment)
        if let subject { settle(subject) }
        if case .meeting(.opened(let opening)) = content, let origin = opening.ground?.origin { settle(.other(origin)) }
    }

    /// Takes the whole past of one case, which stays in memory whether it is at rest or not.
    package mutating func wake(_ past: [Entry]) throws {
        for entry in past {
            let event = entry.event
            pass(Head(position: event.position, hash: event.hash))
            try absorb(entry.content, of: event.stream, version: event.version, at: event.occurredAt)
        }
    }

    /// What a decision gets of the service besides what the person asks for.
    package func means(_ people: PeopleRegister, at now: Moment) -> Means {
        Means(correspondence: correspondence, numbers: counts.numbers, people: people, now: now)
    }

    /// Takes note of an event that changes nothing here.
    package mutating func pass(_ head: Head) { if head.position > self.head.position { self.head = head } }

    /// A docket that knows nothing.
    package var empty: Docket {
        var empty = Docket(correspondence: correspondence)
        empty.editions = editions
        return empty
    }

    /// A meeting in memory; `nil` when it is at rest, or there is none.
    package func meeting(_ id: MeetingID) -> Meeting? { meetings[id] ?? shelf.meeting(id) }

    /// A case in memory; `nil` when it is at rest, or there is none.
    package func caseOf(_ id: CaseID) -> Case? { cases[id] ?? shelf.caseOf(id) }

    /// Keeps what was read of a case at rest at hand for a while.
    package mutating func shelve(_ subject: CaseReference, from reading: Docket) {
        switch subject {
        case .meeting(let id): if let meeting = reading.meetings[id] { shelf.put(subject, .meeting(meeting)) }
        case .other(let id): if let known = reading.cases[id] { shelf.put(subject, .other(known)) }
        }
    }

    /// Takes a case out of the memory, with its tasks.
    mutating func forget(_ subject: CaseReference) {
        board.forget(subject)
        versions[subject.stream] = nil
        switch subject {
        case .meeting(let id): if let known = meetings.removeValue(forKey: id) { shelf.put(subject, .meeting(known)) }
        case .other(let id): if let known = cases.removeValue(forKey: id) { shelf.put(subject, .other(known)) }
        }
    }

    @discardableResult
    private mutating func absorb(
        _ content: Entry.Content, of stream: StreamID, version: Int64, at moment: Moment
    ) throws -> CaseReference? {
        switch (content, CaseReference(stream: stream)) {
        case (.meeting(let event), .meeting(let id)):
            versions[stream] = version
            shelf.remove(.meeting(id))
            try absorb(event, of: id, at: moment)
            return .meeting(id)
        case (.other(let event), .other(let id)):
            versions[stream] = version
            shelf.remove(.other(id))
            try absorb(event, of: id, at: moment)
            return .other(id)
        case (.schedule(let event), _):
            schedule.evolve(event)
            return nil
        case (.room(let room), _):
            if case .opened(let opening) = room.fact.fact { counts.openings[room.room] = opening }
            return nil
        default: return nil
        }
    }

    private mutating func absorb(_ event: MeetingEvent, of id: MeetingID, at moment: Moment) throws {
        if meetings[id] == nil { meetings[id] = try Self.meeting(id, beginningWith: event) { try edition($0) } }
        meetings[id]?.evolve(event, at: moment)
        takeNumber(of: event, of: id, at: moment)
        guard let state = meetings[id]?.proceedings else { return }
        switch event {
        case .act(let key, _, _): board.update(.meeting(id), after: key, in: state, at: moment)
        case .opened(let opening):
            if let origin = opening.ground?.origin { counts.origins[origin] = id }
            board.replace(.meeting(id), with: state, at: moment)
        default: break
        }
        counts.meetings = max(counts.meetings, meetings[id]?.number ?? 0)
    }

    private mutating func absorb(_ event: CaseEvent, of id: CaseID, at moment: Moment) throws {
        switch event {
        case .opened(let opening):
            let begun = Case(id: id, opening: opening, procedures: try edition(Edition(opening)))
            cases[id] = begun
            counts.cases[opening.course] = max(counts.cases[opening.course] ?? 0, opening.number)
            board.replace(.other(id), with: begun.proceedings, at: moment)
        case .acted(let act):
            cases[id]?.evolve(act, correspondence: correspondence, at: moment)
            guard let known = cases[id] else { return }
            // A number of a case that is read again was recorded before; the register keeps the first.
            if let number = act.number { try? counts.numbers.record(number, of: known.opening.host, at: moment) }
            board.update(.other(id), after: act.key, in: known.proceedings, at: moment)
        }
    }

    /// Takes into the register what a kept event has numbered.
    ///
    /// Reports were numbered by their meeting before the register counted them; it goes on above those. A report of today
    /// is counted with its act, so its paper finds its number taken.
    private mutating func takeNumber(of event: MeetingEvent, of id: MeetingID, at moment: Moment) {
        guard let host = meetings[id]?.host?.office else { return }
        switch event {
        case .paper(let issue):
            if let number = issue.number { try? counts.numbers.record(number, of: host, at: moment) }
        case .act(_, _, .reported(let report)):
            guard let number = LetterNumber(report.number.text), number.code == correspondence.code(of: host.id) else {
                return
            }
            counts.numbers.goOn(above: number, of: host)
        default: break
        }
    }

    /// The procedures of an edition.
    private mutating func edition(_ edition: Edition) throws -> Procedures {
        if let known = editions[edition] { return known }
        let made = try edition.load()
        editions[edition] = made
        return made
    }

    /// A case follows the versions and the policy it began with (AC-120); before openings were kept there was one
    /// version of each, and the program's policy.
    package static func meeting(
        _ id: MeetingID, beginningWith event: MeetingEvent,
        following edition: (Edition) throws -> Procedures = { try $0.load() }
    ) throws -> Meeting? {
        switch event {
        case .opened(let opening):
            return Meeting(id: id, procedures: try edition(Edition(opening)), host: opening.host.office)
        case .act(_, _, .decided(_, _, let host)):
            return Meeting(id: id, procedures: try Procedures.first(), host: host.office)
        default: return nil
        }
    }
}
