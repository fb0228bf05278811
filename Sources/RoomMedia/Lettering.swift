import GStreamer

/// Renders words once into a still picture, centred on a ground of one colour.
struct Lettering: Sendable {
    let pipelines: PipelineFolder

    /// - Parameter width: a multiple of eight, so that rows have no padding.
    func picture(
        of lines: [String], size: Int, width: Int, height: Int, on ground: Colour
    ) async throws(MediaFailure) -> Picture {
        let description = try pipelines.text("words")
        do {
            return try await render(description, Self.markup(lines, size: size), width, height, ground)
        } catch let failure as Pipeline.Failure {
            throw MediaFailure(failure)
        } catch {
            throw .pipeline(String(describing: error))
        }
    }

    /// Pango markup of these lines; the first is the heading.
    static func markup(_ lines: [String], size: Int) -> String {
        lines.enumerated().map { index, line in
            let text = OverlayText.markup(line)
            return index == 0
                ? "<span size=\"\(size * 768)\" weight=\"bold\">\(text)</span>"
                : "<span size=\"\(size * 640)\">\(text)</span>"
        }.joined(separator: "\n")
    }

    private func render(
        _ description: String, _ markup: String, _ width: Int, _ height: Int, _ ground: Colour
    ) async throws -> Picture {
        let pipeline = try Pipeline(description)
        let caps = "video/x-raw,format=\(Canvas.format),width=\(width),height=\(height),framerate=25/1"
        try pipeline.element("size").set("caps", .text("\(caps),pixel-aspect-ratio=1/1"))
        try pipeline.element("ground").set("foreground-color", .number(ground.argb))
        try pipeline.element("words").set("text", .text(markup))
        let samples = try AppSink(pipeline.element("still")).samples()
        try await pipeline.play()
        let sample = await Deadline.first(of: samples, within: .seconds(5))
        await pipeline.stop()
        guard let sample else { throw Pipeline.Failure.conversion("the words were not drawn within 5 s") }
        return Picture(format: Canvas.format, width: width, height: height, bytes: sample.bytes())
    }
}
