import Cases
import Disk
import Documents
import Engine
import Evidence
import Foundation
import Journal
import Meetings
package import Offices
package import Procedures
import RoomLink

/// The control service without its pages: takes commands and facts, decides, writes them to the journal, and lets rooms
/// and pages know.
///
/// Every command travels one way: `ActRequest` → `Engine.submit` → `Meeting.decide` → `Journal.append` → reactions: plans
/// for rooms, news for pages. What the engine holds in memory is rebuilt from the journal at each start (`Docket`).
package actor ControlRoom {
    package nonisolated let folder: StateFolder
    package nonisolated let blobs: BlobStore
    package nonisolated let directory: OfficeDirectory
    /// The derived rules by which new cases begin; running ones keep their own.
    package nonisolated let policy: Policy
    /// The procedures that new cases follow.
    package nonisolated let procedures: Procedures
    /// The time of day, by which everything is dated.
    package nonisolated let clock: @Sendable () -> Moment
    /// What the time of day would be, had nobody set the clock since the start: by it waits and silence are measured.
    package nonisolated let steady: @Sendable () -> Moment
    /// How far the time of day was set when it was last looked at, in seconds.
    var clockSet = 0.0 { didSet { tellPages() } }
    /// The last time that the service's clock was set by more than it may drift.
    var clockStep: ClockStep?
    /// How far the outbox's time is ahead of the steady clock, in seconds.
    var workLead = 0.0
    nonisolated let journal: Journal
    /// Decides, appends, and holds what is decided on.
    nonisolated let engine: Engine
    let desk: ActDesk
    var secrets: RoomSecrets
    let correspondence: Correspondence
    /// The program's holidays with the tables that were taken in since.
    var calendars: CalendarBook { didSet { tellPages() } }
    var calendarIntake = CalendarIntake()
    var people: People { didSet { if !people.isAsRead(with: oldValue) { tellPages() } } }
    /// The last request of each session.
    var seen: [SessionID: Moment] = [:]
    /// When the last requests were last written down.
    var seenWritten: Moment
    /// The writing down that is under way, or was last.
    var writingDown: Task<Void, Never>?
    var throttle = SignInThrottle()
    var hashingQueue = HashingQueue()
    let hashing = HashingPlaces()
    /// What a password's hash costs that is made now.
    let passwordCost: PasswordHash.Cost
    var accessLog = AccessLog()
    /// What each person handed in lately.
    var files: FileLedger
    var allowance = FileAllowance.ofPersonInADay
    var officeAllowance = FileAllowance.ofOfficeInACase
    /// One writing of the ledger at a time.
    let counting = Turnstile()

    /// Where the snapshot on disk begins the next start.
    var snapshotPosition: Int64 = 0
    var pulses: [RoomID: Pulse] = [:] { didSet { tellPages() } }
    var previews: [RoomID: Preview] = [:] { didSet { tellPages() } }
    /// Which machine speaks for each room.
    var seats: [RoomID: RoomSeat] { didSet { tellPages() } }
    /// The lives that the state has had.
    var epochs = EpochBook() {
        didSet {
            planBoard.sayAgain()
            tellPages()
        }
    }
    /// Since when this service hears its rooms.
    let opened: Moment
    var planBoard = PlanBoard()
    /// What the mark on disk says.
    var mark: StateMark?
    /// Recordings that the start did not find as they were.
    var lostRecordings: [MissingFile] = []
    var listeners: [UUID: AsyncStream<Void>.Continuation] = [:]
    /// The topics of the outbox that are at work.
    var lanes: [String: LaneState] = [:]
    /// One change at a time of what is kept beside the journal: holiday tables, lives of the state.
    let turnstile = Turnstile()
    /// One chunk or seal of a recording's file at a time.
    let sealing = Turnstiles()
    let space: DiskSpace

    /// Opens the state folder, replays the journal, and is ready for commands.
    ///
    /// Cases that begin from now on follow the policy; without one, the program's. A folder that lacks what it held is
    /// refused with `StateLoss`, unless it is begun anew. `free` says how many bytes the disk of a folder may still take.
    /// Without a steady clock the time of day takes its place.
    package static func open(
        folder: StateFolder, rooms: [Room], policy: Policy? = nil, passwordCost: PasswordHash.Cost = .standard,
        beginAnew: Bool = false, free: @escaping @Sendable (String) -> Int64 = { FileFacts.free(at: $0) },
        steady: (@Sendable () -> Moment)? = nil, clock: @escaping @Sendable () -> Moment
    ) async throws -> ControlRoom {
        try folder.expectOwn()
        try await OffPool.run { try folder.tighten() }
        let journal = try await Self.journal(of: folder, rooms: rooms.map(\.id), beginAnew: beginAnew, clock: clock)
        let directory = try OfficeDirectory(rooms: rooms, headOffice: HeadOffice.load())
        let room = ControlRoom(
            folder: folder, directory: directory, policy: try policy ?? Policy.load(),
            procedures: try Procedures.load(), journal: journal, people: try People(path: folder.people),
            secrets: try RoomSecrets(rooms: rooms, folder: folder),
            correspondence: try Correspondence.load(), calendars: try CalendarBook.load(), passwordCost: passwordCost,
            seats: try MachineShelf(folder).seats(), space: DiskSpace { free(folder.incoming) },
            steady: steady ?? clock, clock: clock)
        do {
            try await room.begin(anew: beginAnew)
            return room
        } catch {
            try? await journal.close()
            throw error
        }
    }

    private func begin(anew: Bool) async throws {
        let folder = folder
        try await OffPool.run { try folder.clearLeftovers() }
        _ = try EvidenceKey.open(inFolder: folder.keys)
        try await readEpochs()
        await engine.tell { [weak self] happening in await self?.react(to: happening) }
        try await catchUp()
        try await checkFiles(beginAnew: anew)
        try await renewCalendar()
        try await keepAudit()
        try await endTokens()
        try await keepMark()
        watchJournal()
    }

    private init(
        folder: StateFolder, directory: OfficeDirectory, policy: Policy, procedures: Procedures, journal: Journal,
        people: People, secrets: RoomSecrets, correspondence: Correspondence, calendars: CalendarBook,
        passwordCost: PasswordHash.Cost, seats: [RoomID: RoomSeat], space: DiskSpace,
        steady: @escaping @Sendable () -> Moment,
        clock: @escaping @Sendable () -> Moment
    ) {
        (self.folder, self.directory, self.policy, self.journal) = (folder, directory, policy, journal)
        self.procedures = policy.switches.isEmpty ? procedures : procedures.applying(policy)
        (self.people, self.secrets, self.clock, self.steady) = (people, secrets, clock, steady)
        (self.correspondence, self.calendars, self.space) = (correspondence, calendars, space)
        (self.passwordCost, self.seats, opened) = (passwordCost, seats, clock())
        let handover = Handover(directory: directory, procedures: self.procedures, switches: policy.stance)
        engine = Engine(
            journal, correspondence: correspondence,
            reactions: Reactions(follow: handover.follow, work: MeetingWork.of),
            clock: clock)
        seenWritten = clock()
        blobs = BlobStore(folder)
        files = FileLedger(file: folder.handedIn)
        desk = ActDesk(folder: folder, directory: directory)
    }

    /// Ends in order: the journal is closed and its lock given back.
    package func close() async throws {
        for listener in listeners.values { listener.finish() }
        planBoard.finish()
        await writingDown?.value
        try await closeAudit()
        try await keepSeats()
        await engine.finish()
        try await keepSnapshot()
        try await keepMark()
        try await journal.close()
    }

    // MARK: - What others may look at

    /// Whether it is the room's secret, as its file has it now.
    package func admits(_ secret: String, to room: RoomID) -> Bool {
        secrets.renew(room)
        return secrets.admits(secret, to: room)
    }

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

    /// Said by the reactions, and by what changes beside the docket itself (`didSet`); never beside a change by hand.
    func tellPages() { for listener in listeners.values { listener.yield() } }
}
