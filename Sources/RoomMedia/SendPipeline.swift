import GStreamer
import RoomLink

/// Takes the encoded stream from the capture process on loopback and sends it on; an absent, late or restarted input
/// is a pause, never an error.
package actor SendPipeline: MediaPipeline {
    private let pipeline: Pipeline
    private let input: UInt16
    nonisolated let board = StatusBoard()
    private var loops: [Task<Void, Never>] = []

    package nonisolated var statuses: AsyncStream<ChildStatus> { board.statuses }

    /// Builds the pipeline and plays it.
    package init(_ plan: SendPlan, pipelines: PipelineFolder) async throws(MediaFailure) {
        input = plan.input
        let description = try pipelines.text("send")
        let client = try plan.output.client
        do {
            pipeline = try Pipeline(description)
            try pipeline.element("input").set("port", .number(Int(plan.input)))
            try pipeline.element("out").set("clients", .text(client))
            let messages = pipeline.messages()
            try await pipeline.play()
            loops = [
                Task { [weak self] in for await message in messages { await self?.take(message) } },
                Task { [board] in while await WallClock().nextSecond() { board.tell() } },
            ]
        } catch { throw MediaFailure(from: error) }
        board.change { $0.state = .playing }
    }

    package func reconcile(with plan: ChildPlan) async throws(MediaFailure) {
        guard case .send(let wanted) = plan else { throw .needsRestart("the kind of pipeline") }
        guard wanted.input == input else { throw .needsRestart("the input's port") }
        let client = try wanted.output.client
        try media { () throws(Pipeline.Failure) in try pipeline.element("out").set("clients", .text(client)) }
    }

    package func stop() async {
        for loop in loops { loop.cancel() }
        await pipeline.stop()
        board.end()
    }

    private func take(_ message: Message) async {
        guard case .error(let error) = message.content else { return }
        board.end(failure: error.line)
        await stop()
    }
}
