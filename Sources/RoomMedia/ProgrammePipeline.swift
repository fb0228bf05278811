import GStreamer
import Offices
import RoomLink

/// The programme: all sites composed into one 1280×720 picture at 25 fps with one sound, encoded once, recorded, and
/// returned to every room with that room's own sound left out.
///
/// The spine (`programme.launch`) plays from the start to the end, whatever comes and goes: sites, returns and the
/// recording are branches. A site that is absent, dies or starts anew leaves a gap in no one else's picture or sound.
package actor ProgrammePipeline: MediaPipeline {
    let pipeline: Pipeline
    let pipelines: PipelineFolder
    nonisolated let board = StatusBoard()
    let recording: RecordingBranch
    let plate: StillSource
    let page: StillSource
    let clock: WallClock
    var plan: ProgrammeChildPlan
    var slots = SoundSlots()
    var sites: [RoomID: StreamInput] = [:]
    var returns: [RoomID: ProgrammeReturn] = [:]
    /// What the code's picture says now.
    var code: String?
    /// The page in the picture now.
    var onAir: PageFile?
    /// What the strip says now, and whether its red mark is there.
    var strip: (words: String, recording: Bool) = ("", false)
    /// What the plate was drawn for.
    var drawnPlate: [String] = []
    private let frames: FrameCounter
    private var meter = SoundMeter()
    private var queue = PlanQueue()
    private var loops: [Task<Void, Never>] = []

    package nonisolated var statuses: AsyncStream<ChildStatus> { board.statuses }

    /// Builds the pipeline, plays it and does what the plan says; throws when a part of the plan is impossible.
    package init(_ plan: ProgrammeChildPlan, pipelines: PipelineFolder) async throws(MediaFailure) {
        try await self.init(plan, pipelines: pipelines, clock: WallClock())
    }

    init(_ plan: ProgrammeChildPlan, pipelines: PipelineFolder, clock: WallClock) async throws(MediaFailure) {
        (self.plan, self.pipelines, self.clock) = (plan, pipelines, clock)
        let description = try pipelines.text("programme")
        do {
            pipeline = try Pipeline(description)
            plate = try StillSource("plate", pad: "sink_1", of: "picture", in: pipeline)
            page = try StillSource("page", pad: "sink_2", of: "picture", in: pipeline)
            frames = try pipeline.element("picture").pad("src").countFrames()
            recording = RecordingBranch(
                pipeline: pipeline, pipelines: pipelines, picture: "video", sound: "audio", encoder: "encoder")
        } catch {
            throw MediaFailure(from: error)
        }
        do {
            try await begin()
        } catch {
            await stop()
            throw MediaFailure(from: error)
        }
    }

    package func reconcile(with plan: ChildPlan) async throws(MediaFailure) {
        guard case .programme(let wanted) = plan else { throw .needsRestart("the kind of pipeline") }
        let task = queue.add { await self.follow(wanted) }
        if let failure = await task.value { throw failure }
    }

    package func stop() async {
        for loop in loops { loop.cancel() }
        loops = []
        await recording.end()
        await report()
        await pipeline.stop()
        board.end()
    }

    private func begin() async throws {
        let messages = pipeline.messages()
        loops.append(
            Task { [weak self] in
                for await message in messages { await self?.take(message) }
            })
        try await pipeline.play()
        do {
            try await arrange(plan)
        } catch let failure as MediaFailure where failure.isPage {
            // A meeting must not be without its programme because of a page; the status says what is wrong with it.
            board.change { $0.failure = failure.line }
        }
        board.change { $0.state = .playing }
        loops.append(
            Task { [weak self, clock] in
                while await clock.nextSecond(), let self { await self.second() }
            })
        // Building a branch anew may take a while, which must not hold the clock in the picture.
        loops.append(
            Task { [weak self, clock] in
                while await clock.nextSecond(), let self { await self.watch() }
            })
    }

    private func follow(_ wanted: ProgrammeChildPlan) async -> MediaFailure? {
        do {
            try await arrange(wanted)
            board.change { $0.failure = nil }
            return nil
        } catch {
            return MediaFailure(from: error)
        }
    }

    private func second() async {
        try? writeStrip()
        await report()
        board.tell()
    }

    private func watch() async {
        for site in sites.values { await site.watch() }
        for back in returns.values { await back.watch() }
        var lacks: [ChildStatus.Lack] = []
        for (room, site) in sites {
            guard let lack = await site.lack else { continue }
            lacks.append(ChildStatus.Lack(room: room, kind: lack.kind, since: lack.since))
        }
        let found = lacks.sorted { $0.room < $1.room }
        board.change { $0.lacks = found }
    }

    /// Brings the status up to date.
    func report() async {
        let (file, finished) = (await recording.recording, await recording.finished)
        let (rate, level) = (frames.rate(), meter.level)
        board.change { status in
            (status.recording, status.finished) = (file, finished)
            (status.measures.frameRate, status.measures.soundLevel) = (rate, level)
        }
    }

    private func take(_ message: Message) async {
        if case .element(let structure) = message.content, message.source == "level" { return meter.take(structure) }
        if await recording.noticed(message) { return await report() }
        guard case .error(let error) = message.content else { return }
        guard let branch = message.branch else { return await fail(error) }
        await sites.values.first { $0.name == branch }?.noticed(message)
        await returns.values.first { $0.name == branch }?.noticed(message)
    }

    /// The spine itself failed: the last word is why.
    private func fail(_ error: Report) async {
        for loop in loops.dropFirst() { loop.cancel() }
        await recording.end()
        await report()
        board.end(failure: error.line)
        await pipeline.stop()
    }
}
