import Foundation
import GStreamer
import Testing

/// All media tests: one at a time, so that each has the machine to itself.
@Suite(.serialized)
enum Media {}

/// A folder that goes with the test.
final class Folder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("gst-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }
}

/// Waits for a condition, at most so long.
func eventually(within limit: Duration = .seconds(5), _ condition: () async -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
        if await condition() { return true }
        try? await Task.sleep(for: .milliseconds(10))
    }
    return await condition()
}

/// Frames that a whole file decodes to.
func decodedFrames(of path: String) async throws -> Int {
    let pipeline = try Pipeline("filesrc name=file ! matroskademux ! h264parse ! avdec_h264 ! fakesink name=end")
    try pipeline.element("file").set("location", .text(path))
    let counter = try pipeline.element("end").pad("sink").countFrames()
    let messages = pipeline.messages()
    try await pipeline.play()
    for await message in messages {
        if case .endOfStream = message.content { break }
        if case .error(let report) = message.content { throw Pipeline.Failure.reported(report) }
    }
    await pipeline.stop()
    return counter.reading.frames
}
