/// A still picture in raw form.
package struct Picture: Hashable, Sendable {
    /// GStreamer's name of the pixel format.
    package let format: String
    package let width: Int
    package let height: Int
    package let bytes: [UInt8]

    package init(format: String, width: Int, height: Int, bytes: [UInt8]) {
        (self.format, self.width, self.height, self.bytes) = (format, width, height, bytes)
    }

    var caps: String {
        "video/x-raw,format=\(format),width=\(width),height=\(height),framerate=0/1,pixel-aspect-ratio=1/1"
    }

    /// Reads a PNG or JPEG file, scaled into the size, with black borders where the shapes differ.
    package static func read(
        _ path: String, width: Int, height: Int, format: String = "I420"
    ) async throws(Pipeline.Failure) -> Picture {
        let pipeline = try Pipeline(
            "filesrc name=file ! decodebin ! videoconvert ! videoscale add-borders=true ! capsfilter name=size"
                + " ! appsink name=picture sync=false")
        try pipeline.element("file").set("location", .text(path))
        let caps = "video/x-raw,format=\(format),width=\(width),height=\(height),pixel-aspect-ratio=1/1"
        try pipeline.element("size").set("caps", .text(caps))
        let samples = try AppSink(pipeline.element("picture")).samples()
        let messages = pipeline.messages()
        try await pipeline.play()
        let picture = await firstSample(of: samples, unless: messages)
        await pipeline.stop()
        guard let picture else {
            throw pipeline.error.map { .reported($0) } ?? .conversion("\(path) holds no picture")
        }
        return Picture(format: format, width: width, height: height, bytes: picture.bytes())
    }

    private static func firstSample(
        of samples: AsyncStream<Sample>, unless messages: AsyncStream<Message>
    ) async -> Sample? {
        await withTaskGroup(of: Sample?.self) { group in
            group.addTask { await samples.first { _ in true } }
            group.addTask {
                _ = await first(of: messages, within: .seconds(10)) { message in
                    if case .error = message.content { false } else { nil }
                }
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}
