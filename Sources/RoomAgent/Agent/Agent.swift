import Disk
import Foundation
import Logging
import Offices
import RoomLink
import RoomMedia

/// A room's agent: it holds the service's last plan, keeps the room's media processes in agreement with it, and tells
/// what happened.
///
/// It works with the service absent, slow or hostile. Its small files are written on its own thread, so that what it
/// decides and what it has on the disk never differ.
actor Agent {
    /// What an agent is given at its start.
    struct Settings: Sendable {
        var room: Room
        /// The address under which other rooms reach this one.
        var host: String
        var folder: StateFolder
        /// The program of the media processes.
        var program: String
        /// The folder of the launch descriptions, absolute.
        var pipelines: String
        /// The media processes go on when the agent is told to end.
        var keepsChildren = false
        /// Sent recordings are deleted instead of kept in `sent`.
        var deletesSent = false
        var clock = AgentClock.system
        var patience = ChildKeeper.Patience()
    }

    nonisolated let executor = ThreadExecutor(label: "room-agent")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    let settings: Settings
    let client: RoomClient
    /// This run of the agent, as the service tells it from others with the same secret.
    let machine: RoomMachine
    let log: Logger
    let folder: StateFolder
    let clock: AgentClock
    let spool: Spool
    var plans: PlanBook
    var standing: StandingBook
    var ports: PortBook
    var ledger: Ledger
    var told: Told
    var offset = ClockOffset()
    var keepers: [ChildName: ChildKeeper] = [:]
    /// Processes that were wanted or found since they last ended.
    var up: Set<ChildName> = []
    var statuses: [ChildName: ChildStatus] = [:]
    /// When each process last spoke, on the steady clock.
    var heardAt: [ChildName: Moment] = [:]
    /// Why processes were last lost, until they play again.
    var losses: [ChildName: String] = [:]
    var statusFeeds: [UUID: (child: ChildName, feed: AsyncStream<ChildStatus>.Continuation)] = [:]
    /// The newest word on each file, for when its process dies.
    var lastSeen: [RecordingPart: ChildStatus.RecordingFile] = [:]
    var settling: Set<RecordingPart> = []
    /// The newest measuring of each track; one file after the other, so that they are numbered in their order.
    var settlements: [Track: Task<Void, Never>] = [:]
    /// Files whose upload failed, and when it is tried again.
    var uploadRest: [RecordingPart: Moment] = [:]
    /// No new file of a track before this moment of the steady clock, because the last could not be written.
    var recordingRest: [Track: Moment] = [:]
    /// Why files of a track fail, until one is written well.
    var recordingFailures: [Track: RecordingFailure] = [:]
    /// The page that stays while the next one is not here yet.
    var heldPages: [Showing.Surface: PageFile] = [:]
    var isProbing = false
    var isDeliveringPicture = false
    var isEnding = false
    var toldOpening: Opening?
    /// The service heard another machine instead of this one when it was last asked.
    var isDisplaced = false
    var lastComplaint: [String: String] = [:]
    /// Files about whose disk there was a complaint.
    var diskComplaints: Set<String> = []
    /// What was told is not on the disk.
    var toldIsBehind = false
    let factBell = Wake()
    let pageBell = Wake()
    let uploadBell = Wake()

    /// Takes up what the state folder holds; the folders must be there.
    init(settings: Settings, client: RoomClient, log: Logger) throws {
        (self.settings, self.log) = (settings, log)
        (folder, clock) = (settings.folder, settings.clock)
        machine = MachineIdentity.begin(at: folder.identity, log: log)
        self.client = client.speaking(for: machine)
        spool = try Spool(
            path: folder.spool, refused: folder.refused, archive: FactArchive(path: folder.kept),
            boot: machine.boot.uuid)
        plans = PlanBook(path: folder.plan)
        standing = StandingBook(path: folder.standing)
        ports = PortBook(path: folder.ports)
        ledger = Ledger(folder: folder)
        told = StateFile.read(Told.self, at: folder.told) ?? Told()
        told.assign(to: plans.held?.meeting)
    }

    /// Runs the room until `ordered` returns, then ends in order.
    func run(until ordered: @escaping @Sendable () async -> Void) async throws {
        log.info("this is run \(machine.boot) of installation \(machine.installation)")
        try makeKeepers()
        takeUpRecordings()
        reconcile()
        await withDiscardingTaskGroup { group in
            for keeper in keepers.values { group.addTask { await keeper.keep() } }
            group.addTask { await self.followPlans() }
            group.addTask { await self.deliverFacts() }
            group.addTask { await self.sayTelemetry() }
            group.addTask { await self.showPreview() }
            group.addTask { await self.fetchPages() }
            group.addTask { await self.bringUpRecordings() }
            group.addTask { await self.tick() }
            await ordered()
            await finish()
            group.cancelAll()
        }
        await client.shutdown()
    }

    private func makeKeepers() throws {
        let run = RunFolder(path: folder.run)
        let launcher = ChildLauncher(program: settings.program, pipelines: settings.pipelines, run: run)
        let sockets = try SocketFolder(folder.run)
        for child in ChildName.allCases {
            keepers[child] = ChildKeeper(
                child: child, launcher: launcher, sockets: sockets, clock: clock, patience: settings.patience, log: log
            ) { [weak self] child, event in await self?.hear(event, from: child) }
        }
        up = Set(keepers.filter(\.value.isRunning).keys)
    }

    /// Looks at the clock once a second: plans expire, processes' own ends move on, a disk has space again.
    private func tick() async {
        while !Task.isCancelled {
            do { try await clock.sleep(1) } catch { return }
            catchUp()
            watchDisturbances()
            reconcile()
        }
    }

    /// Writes what the disk did not take when it was said; nothing when all is there.
    func catchUp() {
        attempt { try plans.catchUp() }
        attempt { try ledger.catchUp() }
        attempt { try ports.catchUp() }
        attempt { try spool.catchUp() }
        if toldIsBehind { keepTold() }
        if !(plans.isBehind || ledger.isBehind || ports.isBehind || spool.lacksSpace || toldIsBehind) {
            for topic in diskComplaints { complain(topic, nil) }
            diskComplaints = []
        }
    }

    /// Keeps on the disk what was told; what the disk does not take is written later.
    func keepTold() {
        toldIsBehind = true
        attempt {
            try StateFile.save(told, to: folder.told)
            toldIsBehind = false
        }
    }

    /// Completes recordings, ends the processes unless they are to be kept, and flushes facts for at most 5 s.
    private func finish() async {
        isEnding = true
        if !settings.keepsChildren {
            for keeper in keepers.values { keeper.want(nil) }
            await wait(atMost: 30) { !self.keepers.values.allSatisfy(\.isAtRest) }
            await wait(atMost: 30) { !self.settling.isEmpty }
        }
        await wait(atMost: 5) { !self.spool.waiting.isEmpty }
        if !spool.waiting.isEmpty {
            log.warning("\(spool.waiting.count) facts wait in \(folder.spool) for the next start")
        }
    }

    private func wait(atMost seconds: Double, while condition: () -> Bool) async {
        let end = clock.steady.advanced(bySeconds: seconds)
        while condition(), clock.steady < end { try? await clock.sleep(0.05) }
    }
}

extension Agent {
    /// What the service's clock shows, as far as it was measured; no setting of this machine's clock moves it.
    var serviceNow: Moment { clock.steady.advanced(bySeconds: offset.seconds) }

    /// Seconds that the service's clock is ahead of this machine's time of day.
    var clockError: Double { serviceNow.seconds(since: clock.now()) }

    /// A moment of this machine's time of day on the service's clock; nothing that was seen lies ahead of now.
    func corrected(_ moment: Moment) -> Moment { min(moment.advanced(bySeconds: clockError), serviceNow) }

    /// A moment of the steady clock on the service's.
    func onServiceClock(_ steady: Moment) -> Moment {
        min(steady.advanced(bySeconds: offset.seconds), serviceNow)
    }

    /// The first frame of a file on the service's clock: by the steady clock where its process said so.
    func onServiceClock(_ began: SteadyMoment?, firstFrame: Moment) -> Moment {
        began.flatMap(clock.steady).map(onServiceClock) ?? corrected(firstFrame)
    }

    /// Takes in an answer for the clock; what waits was dated by this machine alone until the first one came.
    func learn(sent: Moment, serviceTime: Moment) {
        let wasKnown = offset.isKnown
        offset.learn(sent: sent, received: clock.steady, serviceTime: serviceTime)
        guard !wasKnown, offset.isKnown, abs(offset.seconds) > Self.smallOffset else { return }
        log.warning("the service's clock is \(offset.seconds) s ahead of this machine's; what waits is dated anew")
        attempt { try spool.redate(by: offset.seconds) }
        attempt { try ledger.redate(by: offset.seconds, toldBy: spool.boot) }
    }

    /// Seconds by which clocks of two machines may always differ.
    private static let smallOffset = 0.5

    /// Keeps a fact for the service, with the meeting to which it belongs: the one that the room serves, unless another
    /// is given.
    ///
    /// - Parameter moment: when it happened, on the service's clock; now, unless it is given.
    func tell(_ fact: RoomFact, at moment: Moment? = nil, of meeting: MeetingID? = nil) {
        let served = meeting ?? plans.effective(at: serviceNow).meeting
        attempt { try spool.append(fact, at: moment ?? serviceNow, offset: clockError, of: served) }
        factBell.signal()
    }

    /// Runs work on the disk; what the disk refuses is logged once, and the room goes on.
    func attempt(_ work: () throws -> Void) {
        do {
            try work()
        } catch let failure as DiskFailure {
            diskComplaints.insert(failure.path)
            complain(failure.path, failure.found)
        } catch {
            log.error("\(error)")
        }
    }

    /// Logs a complaint once until it changes or is withdrawn by `nil`.
    func complain(_ topic: String, _ words: String?) {
        guard lastComplaint[topic] != words else { return }
        if let words { log.warning("\(topic): \(words)") } else { log.info("\(topic): well again") }
        lastComplaint[topic] = words
    }
}
