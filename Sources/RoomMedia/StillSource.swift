import GStreamer

/// A still picture in a mixer's picture: pushed once, repeated by the mixer in every frame.
///
/// The picture is stamped with time zero, so the mixer takes it into its very next frame instead of holding it back
/// for the mixer's own latency (measured: in the picture within 40 ms).
struct StillSource: Sendable {
    private let source: AppSource
    private let pad: Pad
    private let entered: FrameCounter
    private let composed: FrameCounter

    /// - Parameter name: the `appsrc`; the queue after it is named `<name>-in`.
    init(_ name: String, pad: String, of mixer: String, in pipeline: Pipeline) throws(Pipeline.Failure) {
        source = try AppSource(pipeline.element(name))
        self.pad = try pipeline.element(mixer).pad(pad)
        entered = try pipeline.element("\(name)-in").pad("src").countFrames()
        composed = try pipeline.element(mixer).pad("src").countFrames()
    }

    /// Puts a picture at a place; returns once a frame holds it, `false` when none did within two seconds.
    @discardableResult
    func show(_ picture: Picture, at place: Rectangle, awaited: Bool = true) async throws(Pipeline.Failure) -> Bool {
        let before = entered.reading.frames
        try source.setCaps(
            "video/x-raw,format=\(picture.format),width=\(picture.width),height=\(picture.height),framerate=0/1,"
                + "pixel-aspect-ratio=1/1")
        try source.push(picture.bytes, pts: .zero)
        guard awaited else {
            try put(place)
            return true
        }
        guard await Deadline.holds(within: .seconds(2), { entered.reading.frames > before }) else { return false }
        try put(place)
        return await drawn()
    }

    /// Moves what is shown.
    func put(_ place: Rectangle) throws(Pipeline.Failure) {
        try pad.set([
            "xpos": .number(place.x), "ypos": .number(place.y), "width": .number(place.width),
            "height": .number(place.height), "alpha": 1.0,
        ])
    }

    func hide() throws(Pipeline.Failure) { try pad.set("alpha", 0.0) }

    /// Waits until everything set before is in a frame: the second from now, as one may be half done.
    func drawn() async -> Bool {
        let before = composed.reading.frames
        return await Deadline.holds(within: .seconds(2)) { composed.reading.frames >= before + 2 }
    }

    /// Reads a page for a place, letterboxed.
    static func read(_ page: PageFile, _ place: Rectangle) async throws(MediaFailure) -> Picture {
        do {
            return try await Picture.read(page.path, width: place.width, height: place.height, format: Canvas.format)
        } catch {
            throw .source(path: page.path, found: error.line)
        }
    }
}
