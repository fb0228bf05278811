import Cases
import Documents
import Evidence
import Foundation
import Journal
package import Meetings
package import Offices
package import Procedures
import RoomLink

/// The control service without its pages: takes commands and facts, decides, writes them to the journal, and lets rooms
/// and pages know.
///
/// Every command travels one way: `ActRequest` → `Meeting.decide` → `Journal.append` → `Meeting.evolve` → plans for
/// rooms, news for pages. What it holds in memory is rebuilt from the journal at each start.
package actor ControlRoom {
    package nonisolated let folder: StateFolder
    package nonisolated let blobs: BlobStore
    package nonisolated let directory: OfficeDirectory
    package nonisolated let procedures: Procedures
    package nonisolated let clock: @Sendable () -> Moment
    let journal: Journal
    let desk: ActDesk
    let secrets: RoomSecrets
    let correspondence: Correspondence
    let calendars: CalendarBook
    var people: People
    /// The last request of each session.
    var seen: [SessionID: Moment] = [:]
    /// When the last requests were last written down.
    var seenWritten: Moment
    /// The writing down that is under way, or was last.
    var keeping: Task<Void, Never>?
    var throttle = SignInThrottle()
    /// Sign-ins under way.
    var signingIn = 0
    let hashing = Turnstile()

    var meetings: [MeetingID: Meeting] = [:]
    var cases: [CaseID: Case] = [:]
    /// The last number that each course gave to a case.
    var caseNumbers: [Course: Int] = [:]
    /// Which case a beginning's key opened.
    var begunCases: [IdempotencyKey: CaseID] = [:]
    /// The numbers that letters and reports have got.
    var numbers = NumberRegister()
    var board = TaskBoard()
    var versions: [StreamID: Int64] = [:]
    var openings: [RoomID: Opening] = [:]
    var head: Int64 = 0
    /// Which case a decision's key opened.
    var begun: [IdempotencyKey: MeetingID] = [:]
    var pulses: [RoomID: Pulse] = [:]
    var previews: [RoomID: Preview] = [:]
    var planBoard = PlanBoard()
    var listeners: [UUID: AsyncStream<Void>.Continuation] = [:]
    var isWorkingOff = false
    var hasNewWork = false
    let turnstile = Turnstile()

    /// Opens the state folder, replays the journal, and is ready for commands.
    package static func open(
        folder: StateFolder, rooms: [Room], clock: @escaping @Sendable () -> Moment
    ) async throws -> ControlRoom {
        let journal = try await Journal.open(
            at: folder.journal, projections: [MeetingRegister()], upcasters: EventCodec.upcasters, clock: clock)
        let directory = try OfficeDirectory(rooms: rooms, headOffice: HeadOffice.load())
        let room = ControlRoom(
            folder: folder, directory: directory, procedures: try Procedures.load(), journal: journal,
            people: try People(path: folder.people), secrets: try RoomSecrets(rooms: rooms, folder: folder),
            correspondence: try Correspondence.load(), calendars: try CalendarBook.load(), clock: clock)
        _ = try EvidenceKey.open(inFolder: folder.keys)
        try await room.replay()
        return room
    }

    private init(
        folder: StateFolder, directory: OfficeDirectory, procedures: Procedures, journal: Journal, people: People,
        secrets: RoomSecrets, correspondence: Correspondence, calendars: CalendarBook,
        clock: @escaping @Sendable () -> Moment
    ) {
        (self.folder, self.directory, self.procedures, self.journal) = (folder, directory, procedures, journal)
        (self.people, self.secrets, self.clock) = (people, secrets, clock)
        (self.correspondence, self.calendars) = (correspondence, calendars)
        seenWritten = clock()
        blobs = BlobStore(folder)
        desk = ActDesk(folder: folder, directory: directory, procedures: procedures)
    }

    /// Ends in order: the journal is closed and its lock given back.
    package func close() async throws {
        for listener in listeners.values { listener.finish() }
        planBoard.finish()
        await keeping?.value
        try await journal.close()
    }

    private func replay() async throws {
        for try await batch in journal.batches() {
            for event in batch { try apply(event) }
        }
        for id in cases.keys { try await handOver(id) }
        refreshPlans()
    }

    /// Takes one stored event into memory.
    func apply(_ event: StoredEvent) throws {
        versions[event.stream] = event.version
        head = event.position
        switch event.stream.kind {
        case "meeting":
            if event.version == 1 { begun[event.key] = EventCodec.meeting(of: event.stream) }
            try apply(EventCodec.meetingEvent(event), of: event.stream, at: event.occurredAt)
        case "case":
            guard let id = EventCodec.caseID(of: event.stream) else { return }
            if event.version == 1 { begunCases[event.key] = id }
            try apply(EventCodec.caseEvent(event), of: id, at: event.occurredAt)
        case "room":
            let entry = try EventCodec.roomFact(event)
            if case .opened(let opening) = entry.fact.fact { openings[entry.room] = opening }
        default: break
        }
    }

    private func apply(_ event: MeetingEvent, of stream: StreamID, at moment: Moment) throws {
        guard let id = EventCodec.meeting(of: stream) else { return }
        if meetings[id] == nil { meetings[id] = try Self.meeting(id, beginningWith: event, procedures) }
        meetings[id]?.evolve(event, at: moment)
        guard let state = meetings[id]?.proceedings else { return }
        switch event {
        case .act(let key, _, _): board.update(.meeting(id), after: key, in: state, at: moment)
        case .opened: board.replace(.meeting(id), with: state, at: moment)
        default: break
        }
    }

    /// A case follows the versions it began with (AC-120); before openings were kept there was one version of each.
    static func meeting(
        _ id: MeetingID, beginningWith event: MeetingEvent, _ procedures: Procedures
    ) throws -> Meeting? {
        switch event {
        case .opened(let opening):
            let edition = try Procedures.load(versions: opening.versions)
            return Meeting(id: id, procedures: edition, host: opening.host.office)
        case .act(_, _, .decided(_, _, let host)):
            return Meeting(id: id, procedures: procedures, host: host.office)
        default: return nil
        }
    }

    // MARK: - What others may look at

    package func meeting(_ id: MeetingID) -> Meeting? { meetings[id] }

    /// The meetings, newest first.
    package func allMeetings() -> [Meeting] { meetings.values.sorted { $0.number > $1.number } }

    package func admits(_ secret: String, to room: RoomID) -> Bool { secrets.admits(secret, to: room) }

    /// An element after every change that a page may want to show; coalesced, never more than one waiting.
    package func changes() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let id = UUID()
        listeners[id] = continuation
        continuation.onTermination = { [weak self] _ in Task { await self?.forget(id) } }
        continuation.yield()
        return stream
    }

    private func forget(_ id: UUID) { listeners[id] = nil }

    func tellPages() { for listener in listeners.values { listener.yield() } }
}
