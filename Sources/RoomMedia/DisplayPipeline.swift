import GStreamer
import Offices
import RoomLink

/// A room's screen of 1280×720 and its loudspeaker: the programme's return, the room's own page, a quiet plate.
///
/// The screen plays from the start to the end; the programme may be absent, late or start anew at any time.
package actor DisplayPipeline: MediaPipeline {
    let pipeline: Pipeline
    let pipelines: PipelineFolder
    nonisolated let board = StatusBoard()
    let plate: StillSource
    let page: StillSource
    let clock: WallClock
    let input: StreamInput
    let screen: DisplayScreen
    var plan: DisplayPlan
    /// The page in the picture, and where.
    var drawnPage: (file: PageFile, place: Rectangle)?
    var drawnPlate: ScreenLayout?
    private var meter = SoundMeter()
    private var rate = DrawnRate()
    private var queue = PlanQueue()
    private var loops: [Task<Void, Never>] = []

    package nonisolated var statuses: AsyncStream<ChildStatus> { board.statuses }

    /// Builds the pipeline, plays it and does what the plan says; throws when a part of the plan is impossible.
    package init(_ plan: DisplayPlan, pipelines: PipelineFolder) async throws(MediaFailure) {
        try await self.init(plan, pipelines: pipelines, clock: WallClock())
    }

    init(_ plan: DisplayPlan, pipelines: PipelineFolder, clock: WallClock) async throws(MediaFailure) {
        (self.plan, self.pipelines, self.clock) = (plan, pipelines, clock)
        do {
            pipeline = try Pipeline(try pipelines.text("display"))
            plate = try StillSource("plate", pad: "sink_1", of: "picture", in: pipeline)
            page = try StillSource("page", pad: "sink_2", of: "picture", in: pipeline)
            input = StreamInput(
                "programme", port: plan.input, sound: "mix", look: .init(place: DisplayGeometry.programme(plan.layout)),
                description: try pipelines.text("site"), in: pipeline)
            screen = try await DisplayScreen(plan.screen, on: pipeline, pipelines: pipelines)
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
        guard case .display(let wanted) = plan else { throw .needsRestart("the kind of pipeline") }
        let task = queue.add { await self.follow(wanted) }
        if let failure = await task.value { throw failure }
    }

    package func stop() async {
        for loop in loops { loop.cancel() }
        loops = []
        await pipeline.stop()
        await screen.end()
        board.end()
    }

    private func begin() async throws {
        let messages = pipeline.messages()
        loops.append(
            Task { [weak self] in
                for await message in messages { await self?.take(message) }
            })
        try await addLoudspeaker()
        try await pipeline.play()
        try await input.start()
        do {
            try await arrange(plan)
        } catch let failure as MediaFailure where failure.isPage {
            // A room must not be without its screen because of a page; the status says what is wrong with it.
            board.change { $0.failure = failure.line }
        }
        board.change { $0.state = .playing }
        loops.append(
            Task { [weak self, clock] in
                while await clock.nextSecond(), let self { await self.second() }
            })
        loops.append(
            Task { [weak self, clock] in
                while await clock.nextSecond(), let self { await self.input.watch() }
            })
    }

    private func addLoudspeaker() async throws {
        let (name, device): (String, String?) =
            switch plan.loudspeaker {
            case .headless: ("headless", nil)
            case .pulse(let sink): ("pulse", sink)
            case .alsa(let device): ("alsa", device)
            }
        _ = try await pipeline.add(
            "loudspeaker", try pipelines.text("loudspeaker-\(name)"), links: [.from("heard", into: "heard")]
        ) { branch throws(Pipeline.Failure) in
            if let device { try branch.element("loudspeaker").set("device", .text(device)) }
        }
    }

    private func follow(_ wanted: DisplayPlan) async -> MediaFailure? {
        do {
            try await arrange(wanted)
            board.change { $0.failure = nil }
            return nil
        } catch {
            return MediaFailure(from: error)
        }
    }

    private func second() async {
        try? writeWords()
        rate.take(screen.drawn)
        let (drawn, level) = (rate.perSecond, meter.level)
        board.change { ($0.measures.frameRate, $0.measures.soundLevel) = (drawn, level) }
        board.tell()
    }

    private func take(_ message: Message) async {
        if case .element(let structure) = message.content, message.source == "level" { return meter.take(structure) }
        guard case .error(let error) = message.content else { return }
        if message.branch == input.name { await input.noticed(message) } else { await fail(error) }
    }

    /// Screen, loudspeaker or the spine failed: the last word is why.
    private func fail(_ error: Report) async {
        for loop in loops.dropFirst() { loop.cancel() }
        board.end(failure: error.line)
        await pipeline.stop()
        await screen.end()
    }
}

/// Frames per second over the last three seconds, from a counter that is read each second.
struct DrawnRate: Sendable {
    private var readings: [(at: ContinuousClock.Instant, frames: Int)] = []

    mutating func take(_ frames: Int, at now: ContinuousClock.Instant = .now) {
        readings.append((now, frames))
        if readings.count > 4 { readings.removeFirst() }
    }

    var perSecond: Double? {
        guard readings.count == 4, let first = readings.first, let last = readings.last else { return nil }
        return Double(last.frames - first.frames) / ((last.at - first.at) / .seconds(1))
    }
}
