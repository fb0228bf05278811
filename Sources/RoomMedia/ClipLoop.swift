import BoundedProcess
import Foundation

/// Prepares a clip of any size, frame rate, codec and channel count for endless play.
///
/// The clip is brought into the loop's form once, in bounded processes, and kept in the work folder under the hash of
/// its content; at most ten minutes of it are used. Picture and sound are made equally long to the sample.
package struct ClipLoop: Sendable {
    let path: String
    let cache: String
    /// The most that is used of a clip.
    static let longest = 600
    private static let bounds = Bounds(wall: .seconds(300), cpuSeconds: 300, memoryBytes: 3 << 30, fileBytes: 1 << 30)

    package init(path: String, workFolder: String) {
        (self.path, cache) = (path, workFolder + "/clips")
    }

    /// The loop, from the cache or made now.
    ///
    /// - Throws: `MediaFailure.source` when the file is missing, does not decode, or has neither picture nor sound.
    package func prepare() async throws(MediaFailure) -> LoopFiles {
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw .source(path: path, found: "no file that can be read")
        }
        let hash = try await contentHash()
        let folder = "\(cache)/\(hash)"
        let held = LoopFiles(folder: folder)
        if held.picture != nil || held.sound != nil { return held }
        try await DiskFile.makeFolder(cache)
        do {
            // Beside its place: a long clip is too large for a temporary folder in memory.
            return try await Scratch.folder(below: URL(filePath: cache)) { scratch throws -> LoopFiles in
                let output = scratch.appendingPathComponent("loop")
                try FileManager.default.createDirectory(at: output, withIntermediateDirectories: false)
                try await normalise(into: output.path)
                return try await LoopFiles.publish(output, as: folder)
            }
        } catch let failure as MediaFailure {
            throw failure
        } catch let failure as Program.Failure {
            throw Self.source(path, failure)
        } catch {
            throw .program("\(cache) cannot be written: \(error.localizedDescription)")
        }
    }

    private func contentHash() async throws(MediaFailure) -> String {
        do {
            let output = try await Program.sha256sum.run(
                ["--binary", "--", path], reading: input.files, within: Self.bounds)
            // A name with a backslash or a line end is announced by a backslash before the hash.
            return String(output.text.drop { $0 == "\\" }.prefix(64))
        } catch { throw Self.source(path, error) }
    }

    private func normalise(into folder: String) async throws {
        let streams = try await streams()
        guard streams.picture || streams.sound else {
            throw MediaFailure.source(path: path, found: "neither picture nor sound")
        }
        var samples: Int?
        if streams.picture {
            let frames = try await makePicture(in: folder)
            guard frames > 0 else { throw MediaFailure.source(path: path, found: "a picture that does not decode") }
            samples = frames * 48_000 / 25
        }
        guard streams.sound else { return }
        try await makeSound(in: folder, samples: samples)
        guard LoopFiles(folder: folder).sound != nil else {
            throw MediaFailure.source(path: path, found: "sound that does not decode")
        }
    }

    /// What the clip has, cover pictures of music left out.
    private func streams() async throws -> (picture: Bool, sound: Bool) {
        let output = try await Program.ffprobe.run(
            ["-v", "error"] + input.arguments
                + ["-show_entries", "stream=codec_type:stream_disposition=attached_pic", "-of", "compact=p=0"],
            reading: input.files, within: .document)
        let lines = output.text.split(whereSeparator: \.isNewline)
        let picture = lines.contains { $0.contains("codec_type=video") && !$0.contains("attached_pic=1") }
        return (picture, lines.contains { $0.contains("codec_type=audio") })
    }

    private func makePicture(in folder: String) async throws -> Int {
        let fit =
            "fps=25:start_time=0,scale=iw*sar:ih,"
            + "scale=640:360:force_original_aspect_ratio=decrease:force_divisible_by=2:out_range=tv,setsar=1,"
            + "pad=640:360:(ow-iw)/2:(oh-ih)/2,format=yuv420p"
        let output = try await Program.ffmpeg.run(
            ["-nostdin", "-v", "error", "-threads", "2"] + input.arguments
                + ["-map", "0:V:0", "-t", "\(Self.longest)", "-vf", fit, "-progress", "pipe:1"]
                + LoopFiles.pictureArguments(folder), reading: input.files, within: Self.bounds,
            in: URL(filePath: folder))
        let counts = output.text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("frame=") }
        return counts.last.flatMap { Int($0.dropFirst(6).drop { $0 == " " }) } ?? 0
    }

    /// Sound as long as the picture, or its own length when there is none.
    private func makeSound(in folder: String, samples: Int?) async throws {
        var shape = "aresample=48000:async=1:first_pts=0,aformat=channel_layouts=stereo"
        if let samples { shape += ",apad=whole_len=\(samples),atrim=end_sample=\(samples)" }
        _ = try await Program.ffmpeg.run(
            ["-nostdin", "-v", "error"] + input.arguments + ["-map", "0:a:0", "-t", "\(Self.longest)", "-af", shape]
                + LoopFiles.soundArguments(folder), reading: input.files, within: Self.bounds,
            in: URL(filePath: folder))
    }

    private var input: MediaInput { .clip(URL(filePath: path)) }

    private static func source(_ path: String, _ failure: Program.Failure) -> MediaFailure {
        switch failure {
        case .exited(_, _, let line):
            .source(path: path, found: line.isEmpty ? "a file that does not decode" : decoderWords(line, path))
        case .signalled, .limitReached, .timedOut, .outputTooLarge:
            .source(path: path, found: "a file that takes more than \(longest / 2) s to prepare")
        case .missing, .notStarted, .cancelled: .program(failure.description)
        }
    }

    /// The decoder names the file again in its own way; once is enough.
    private static func decoderWords(_ line: String, _ path: String) -> String {
        line.replacing("file:\(path): ", with: "")
    }
}
