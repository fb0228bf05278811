import GStreamer
import RoomLink

/// Makes a 320×180 JPEG of the encoded stream twice a second, from its key frames alone; an absent, late or restarted
/// input is a pause, never an error.
package actor PreviewPipeline: MediaPipeline {
    private let pipeline: Pipeline
    private let input: UInt16
    private let frames: FrameCounter
    nonisolated let board = StatusBoard()
    private var picture: String
    private var loops: [Task<Void, Never>] = []

    package nonisolated var statuses: AsyncStream<ChildStatus> { board.statuses }

    /// Builds the pipeline and plays it.
    package init(_ plan: PreviewPlan, pipelines: PipelineFolder) async throws(MediaFailure) {
        (input, picture) = (plan.input, plan.picture)
        let description = try pipelines.text("preview")
        do {
            pipeline = try Pipeline(description)
            frames = try pipeline.element("pictures").pad("sink").countFrames()
            try pipeline.element("input").set("port", .number(Int(plan.input)))
            let messages = pipeline.messages()
            let pictures = try AppSink(pipeline.element("pictures")).samples(newestOnly: true)
            try await pipeline.play()
            loops = [
                Task { [weak self] in for await message in messages { await self?.take(message) } },
                Task { [weak self] in for await picture in pictures { await self?.take(picture) } },
                Task { [weak self] in while await WallClock().nextSecond(), let self { await self.second() } },
            ]
        } catch { throw MediaFailure(from: error) }
        board.change { $0.state = .playing }
    }

    package func reconcile(with plan: ChildPlan) async throws(MediaFailure) {
        guard case .preview(let wanted) = plan else { throw .needsRestart("the kind of pipeline") }
        guard wanted.input == input else { throw .needsRestart("the input's port") }
        picture = wanted.picture
    }

    package func stop() async {
        for loop in loops { loop.cancel() }
        await pipeline.stop()
        board.end()
    }

    private func second() {
        let rate = frames.rate()
        board.change { $0.measures.frameRate = rate }
        board.tell()
    }

    private func take(_ sample: Sample) async {
        // A disk that is full now may have room again for the next picture.
        do {
            try await DiskFile.write(sample.bytes(), to: picture)
            board.change { $0.failure = nil }
        } catch { board.change { $0.failure = error.line } }
    }

    private func take(_ message: Message) async {
        guard case .error(let error) = message.content else { return }
        board.end(failure: error.line)
        await stop()
    }
}
