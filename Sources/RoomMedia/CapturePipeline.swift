import GStreamer
import Offices
import RoomLink

/// The room's camera and microphone: encoded once, measured, handed on, and recorded by a branch that comes and goes.
///
/// The spine is `capture.launch`; the camera and the microphone take the places of its own sources. A recording or an
/// output that fails ends by itself; an error of the camera, the microphone or the spine is the end of the pipeline.
package actor CapturePipeline: MediaPipeline {
    private let pipeline: Pipeline
    private let pipelines: PipelineFolder
    private let recording: RecordingBranch
    private let frames: FrameCounter
    private let camera: CaptureSource
    private let microphone: CaptureSource
    private let clock: WallClock
    nonisolated let board = StatusBoard()
    private var plan: CapturePlan
    private var output: Branch?
    private var clockFace: Element?
    private var pictureMeter = PictureMeter()
    private var soundMeter = SoundMeter()
    private var queue = PlanQueue()
    private var loops: [Task<Void, Never>] = []

    package nonisolated var statuses: AsyncStream<ChildStatus> { board.statuses }
    /// A clip that is camera and microphone is spoken of once.
    package nonisolated var notes: [String] {
        camera.notes + microphone.notes.filter { !camera.notes.contains($0) }
    }

    /// Makes the sources ready (a clip may take minutes the first time), builds the pipeline and plays it.
    package init(_ plan: CapturePlan, pipelines: PipelineFolder) async throws(MediaFailure) {
        try await self.init(plan, pipelines: pipelines, clock: WallClock())
    }

    init(_ plan: CapturePlan, pipelines: PipelineFolder, clock: WallClock) async throws(MediaFailure) {
        (self.plan, self.pipelines, self.clock) = (plan, pipelines, clock)
        try await DiskFile.makeFolder(plan.workFolder)
        camera = try await CaptureSource.camera(of: plan.room, in: plan.workFolder)
        microphone = try await CaptureSource.microphone(of: plan.room, in: plan.workFolder)
        let description = try pipelines.text("capture")
        do {
            pipeline = try Pipeline(description)
            frames = try pipeline.element("picture").pad("src").countFrames()
        } catch { throw MediaFailure(from: error) }
        recording = RecordingBranch(
            pipeline: pipeline, pipelines: pipelines, picture: "video", sound: "audio", encoder: "encoder")
        do {
            try await begin()
        } catch {
            await pipeline.stop()
            board.end(failure: MediaFailure(from: error).line)
            throw explained(error)
        }
    }

    package func reconcile(with plan: ChildPlan) async throws(MediaFailure) {
        guard case .capture(let wanted) = plan else { throw .needsRestart("the kind of pipeline") }
        guard wanted.room == self.plan.room else { throw .needsRestart("the room's devices") }
        guard wanted.workFolder == self.plan.workFolder else { throw .needsRestart("the work folder") }
        let task = queue.add { await self.follow(wanted) }
        if let failure = await task.value { throw failure }
    }

    package func stop() async {
        // The bus is heard until the file is complete: the disk may be full at its very end.
        await recording.end()
        await report()
        for loop in loops { loop.cancel() }
        loops = []
        await pipeline.stop()
        board.end()
    }

    private func begin() async throws {
        let messages = pipeline.messages()
        let pictures = try AppSink(pipeline.element("seen")).samples(newestOnly: true)
        try await attach("camera", camera, to: "picture")
        try await attach("microphone", microphone, to: "sound")
        try await startOutput()
        clockFace = try? pipeline.element("camera/clock")
        showTime()
        try await pipeline.play()
        loops = [
            Task { [weak self] in for await message in messages { await self?.take(message) } },
            Task { [weak self] in for await picture in pictures { await self?.take(picture) } },
            Task { [weak self, clock] in while await clock.nextSecond(), let self { await self.second() } },
        ]
        board.change { $0.state = .playing }
        try await recording.record(to: plan.record)
    }

    private func attach(_ name: String, _ source: CaptureSource, to joint: String) async throws {
        _ = try await pipeline.add(
            name, pipelines.text(source.launch), links: [.into(joint, from: joint)], configure: source.configure)
    }

    private func startOutput() async throws {
        let clients = try Endpoint.clients(plan.outputs)
        output = try await pipeline.add(
            "output", pipelines.text("output"),
            links: [.from("video", into: "picture", startsAtKeyFrame: true), .from("audio", into: "sound")]
        ) { branch throws(Pipeline.Failure) in try branch.element("out").set("clients", .text(clients)) }
    }

    private func follow(_ wanted: CapturePlan) async -> MediaFailure? {
        do {
            if wanted.outputs != plan.outputs {
                try output?.element("out").set("clients", .text(Endpoint.clients(wanted.outputs)))
            }
            plan = wanted
            try await recording.record(to: wanted.record)
            await report()
            return nil
        } catch { return MediaFailure(from: error) }
    }

    private func second() async {
        showTime()
        await report()
        board.tell()
    }

    private func showTime() {
        try? clockFace?.set("text", .text(plan.room.office.zone.time(clock.now(), seconds: true)))
    }

    private func report() async {
        let (file, finished) = (await recording.recording, await recording.finished)
        var measures = ChildStatus.Measures()
        measures.frameRate = frames.rate()
        (measures.brightness, measures.motion) = (pictureMeter.brightness, pictureMeter.motion)
        measures.soundLevel = soundMeter.level
        board.change { ($0.recording, $0.finished, $0.measures) = (file, finished, measures) }
    }

    /// The luma of an I420 picture comes first; a conversion to gray would stretch 16…235 to the full range.
    private func take(_ picture: Sample) {
        guard let width = picture.width, let height = picture.height else { return }
        pictureMeter.take(Array(picture.bytes().prefix(width * height)))
    }

    private func take(_ message: Message) async {
        if case .element(let structure) = message.content { return soundMeter.take(structure) }
        if await recording.noticed(message) { return await report() }
        switch message.content {
        case .error(let error) where message.branch == "output": await restartOutput(after: error)
        case .error(let error): await fail(explained(Pipeline.Failure.reported(error)))
        case .endOfStream: await fail(.pipeline("the camera or the microphone ended"))
        default: return
        }
    }

    /// The output's own trouble must not touch the recording: its branch is made anew.
    private func restartOutput(after error: Report) async {
        guard let broken = output else { return }
        output = nil
        await pipeline.remove(broken)
        do { try await startOutput() } catch { await fail(MediaFailure(from: error)) }
    }

    private func fail(_ failure: MediaFailure) async {
        for loop in loops.dropFirst() { loop.cancel() }
        await recording.end()
        await report()
        board.end(failure: failure.line)
        await pipeline.stop()
    }

    /// An error of a source in the words of the room's file.
    private func explained(_ error: any Error) -> MediaFailure {
        guard case .reported(let report) = error as? Pipeline.Failure, report.element == "device" else {
            return MediaFailure(from: error)
        }
        // Only one of the two has a device in most rooms; with two, the library's text says which kind it is.
        let names = [camera.device, microphone.device].compactMap { $0 }.joined(separator: " or ")
        return .device(name: names, found: report.line)
    }
}
