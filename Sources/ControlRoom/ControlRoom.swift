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
    /// Who may act.
    package nonisolated let accounts: AccountsDesk
    /// What is kept of the door.
    package nonisolated let audits: AuditDesk
    /// Who, which rooms, when.
    package nonisolated let scheduling: SchedulingDesk
    /// Who wants to hear of changes.
    package nonisolated let news = News()
    /// What people hand in.
    package nonisolated let files: FilesDesk

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
        let directory = try OfficeShelf(folder).directory(rooms: rooms)
        let room = ControlRoom(
            folder: folder, directory: directory, policy: try policy ?? Policy.load(),
            procedures: try Procedures.load(), journal: journal, people: try People(path: folder.people),
            secrets: try RoomSecrets(rooms: rooms, folder: folder),
            correspondence: try Correspondence.load(), calendars: try CalendarBook.load(), passwordCost: passwordCost,
            seats: try MachineShelf(folder).seats(), free: { free(folder.incoming) },
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
        try await accounts.endTokens()
        try await keepMark()
        watchJournal()
    }

    private init(
        folder: StateFolder, directory: OfficeDirectory, policy: Policy, procedures: Procedures, journal: Journal,
        people: People, secrets: RoomSecrets, correspondence: Correspondence, calendars: CalendarBook,
        passwordCost: PasswordHash.Cost, seats: [RoomID: RoomSeat], free: @escaping @Sendable () -> Int64,
        steady: @escaping @Sendable () -> Moment,
        clock: @escaping @Sendable () -> Moment
    ) {
        (self.folder, self.directory, self.policy, self.journal) = (folder, directory, policy, journal)
        self.procedures = policy.switches.isEmpty ? procedures : procedures.applying(policy)
        (self.secrets, self.clock, self.steady) = (secrets, clock, steady)
        (self.correspondence, self.calendars, space) = (correspondence, calendars, DiskSpace(free: free))
        (self.seats, opened) = (seats, clock())
        let handover = Handover(directory: directory, procedures: self.procedures, switches: policy.stance)
        engine = Engine(
            journal, correspondence: correspondence,
            reactions: Reactions(follow: handover.follow, work: MeetingWork.of),
            clock: clock)
        scheduling = SchedulingDesk(
            engine: engine, directory: directory, free: free, clock: clock)
        let audits = AuditDesk(engine, in: folder, clock: clock)
        self.audits = audits
        accounts = AccountsDesk(
            people, in: folder, passwordCost: passwordCost, news: news, steady: steady, clock: clock,
            door: { try await audits.note($0, of: $1, at: $2) }, rightsChanged: { try await audits.takeRights() })
        blobs = BlobStore(folder)
        files = FilesDesk(folder, clock: clock)
        desk = ActDesk(folder: folder, directory: directory)
    }

    /// Ends in order: the journal is closed and its lock given back.
    package func close() async throws {
        news.finish()
        planBoard.finish()
        await accounts.finish()
        try await audits.close()
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

    /// Said by the reactions, and by what changes beside the docket itself (`didSet`); never beside a change by hand.
    func tellPages() { news.tell() }
}
