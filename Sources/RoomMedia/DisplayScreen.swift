import GStreamer
import Offices

/// The room's screen: a window on an X display, or none at all, whose picture can be taken all the same.
struct DisplayScreen: Sendable {
    private let pipeline: Pipeline
    private let pipelines: PipelineFolder
    private let sink: Element
    private let frames: FrameCounter
    /// The display of the window; `nil` for a headless screen.
    let display: String?
    private let server: XServer?

    /// Adds the screen to the pipeline, with an X server of its own where none is named.
    init(_ screen: Screen, on pipeline: Pipeline, pipelines: PipelineFolder) async throws {
        (self.pipeline, self.pipelines) = (pipeline, pipelines)
        var server: XServer?
        switch screen {
        case .headless: display = nil
        case .window(let named?): display = named
        case .window(nil):
            let own = try await XServer()
            (server, display) = (own, own.display)
        }
        self.server = server
        do {
            let name = display
            let branch = try await pipeline.add(
                "screen", try pipelines.text(display == nil ? "screen-headless" : "screen-window"),
                links: [.from("drawn", into: "drawn")]
            ) { branch throws(Pipeline.Failure) in
                if let name { try branch.element("screen").set("display", .text(name)) }
            }
            sink = try branch.element("screen")
            frames = try sink.pad("sink").countFrames()
        } catch {
            await server?.end()
            throw error
        }
    }

    /// Frames that were really drawn, not counting those that came too late.
    var drawn: Int { (try? sink.number("stats.rendered")).map { Int($0) } ?? frames.reading.frames }

    /// Waits until what was composed before is on the screen.
    func settled() async {
        let before = frames.reading.frames
        _ = await Deadline.holds(within: .seconds(2)) { frames.reading.frames >= before + 4 }
    }

    /// A PNG of what the screen shows: taken from the X server itself where there is a window.
    func picture() async throws -> [UInt8] {
        guard let display else {
            guard let sample = sink.lastSample() else {
                throw MediaFailure.pipeline("the screen has drawn nothing yet")
            }
            return try await sample.encoded(as: .png)
        }
        let camera = try Pipeline(try pipelines.text("screen-picture"))
        try camera.element("screen").set("display-name", .text(display))
        let samples = try AppSink(camera.element("still")).samples()
        try await camera.play()
        let sample = await Deadline.first(of: samples, within: .seconds(5))
        await camera.stop()
        guard let sample else { throw MediaFailure.device(name: display, found: "no picture of the screen within 5 s") }
        return try await sample.encoded(as: .png)
    }

    /// To be called after the pipeline has stopped: Xlib ends a process whose server is gone.
    func end() async { await server?.end() }
}
