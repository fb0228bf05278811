import BoundedProcess
package import Foundation

/// A picture out of a recording.
package enum Still {
    /// Writes the frame that is seen `seconds` after the recording's first frame to `picture` (`.jpg` or `.png`).
    ///
    /// The picture appears whole or not at all. Before the first frame the first is taken, after the last the last,
    /// within a gap the one before it.
    /// - Parameter probe: of the same file; it holds the frames' times, so that the choice is exact.
    /// - Returns: the frame's own distance from the first frame, in seconds.
    @discardableResult
    package static func take(
        from recording: URL, _ probe: RecordingProbe, at seconds: Double, to picture: URL
    ) async throws(RecordingFailure) -> Double {
        guard let first = probe.first, let frame = probe.frame(at: first + seconds) else {
            throw .noPicture(file: recording.lastPathComponent)
        }
        do {
            return try await Beside.folder(picture.deletingLastPathComponent()) { folder in
                let taken = folder.appendingPathComponent("still." + picture.pathExtension)
                try await extract(frame - probe.start, from: recording, to: taken)
                try Beside.replace(picture, with: taken)
                return frame - first
            }
        } catch {
            throw .of(error)
        }
    }

    /// ffmpeg counts its seek from the file's earliest time; a little early, it finds exactly this frame.
    private static func extract(_ time: Double, from recording: URL, to picture: URL) async throws {
        let seek = String(format: "%.3f", max(0, time - 0.005))
        let input = MediaInput.recording(recording)
        _ = try await Program.ffmpeg.run(
            ["-v", "error", "-nostdin", "-ss", seek] + input.arguments
                + ["-map", "0:v:0", "-frames:v", "1", "-q:v", "2", "file:\(picture.path)"],
            reading: input.files, within: .document, in: picture.deletingLastPathComponent())
        guard FileManager.default.fileExists(atPath: picture.path) else {
            throw RecordingFailure.noPicture(file: recording.lastPathComponent)
        }
    }
}
