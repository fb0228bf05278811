import BoundedProcess
import Foundation
import Glibc

/// Prepares a clip of any size, frame rate, codec and channel count for endless play.
///
/// The clip is brought into the loop's form once, in bounded processes, and kept in the work folder under the hash of
/// its content; at most ten minutes of it are used. What decodes for the most part is used, and what was skipped is
/// said in the loop's notes. Nothing of picture or sound is cut off: the shorter one ends with its last picture, or
/// with silence, and both are equally long to the sample.
package struct ClipLoop: Sendable {
    let path: String
    let cache: String
    /// The most that is used of a clip, in seconds.
    static let longest = 600
    /// Numbers the loop's form: a loop that an earlier version made of the same clip is made anew.
    private static let form = 2
    /// A damaged clip makes its decoder wordy: some hundred bytes for each of 15,000 pictures.
    static let bounds = Bounds(
        wall: .seconds(300), cpuSeconds: 300, memoryBytes: 3 << 30, fileBytes: 1 << 30, outputBytes: 32 << 20)

    package init(path: String, workFolder: String) {
        (self.path, cache) = (path, workFolder + "/clips")
    }

    /// The loop, from the cache or made now.
    ///
    /// - Throws: `MediaFailure.source` when the file is missing, empty, no clip, decodes only for the smaller part, or
    ///   has neither picture nor sound.
    package func prepare() async throws(MediaFailure) -> LoopFiles {
        if let objection = await DiskFile.run({ [path] in Self.objection(to: path) }) {
            throw .source(path: path, found: objection)
        }
        let hash = try await contentHash()
        let folder = "\(cache)/\(hash)-\(Self.form)"
        let held = LoopFiles(folder: folder)
        if held.picture != nil || held.sound != nil { return held }
        try await DiskFile.makeFolder(cache)
        do {
            // Beside its place: a long clip is too large for a temporary folder in memory.
            return try await Scratch.folder(below: URL(filePath: cache)) { scratch throws -> LoopFiles in
                let output = scratch.appendingPathComponent("loop")
                try FileManager.default.createDirectory(at: output, withIntermediateDirectories: false)
                try await normalise(into: output.path, by: scratch.appendingPathComponent("sound.nut").path)
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

    /// Why what stands at a path can be no clip; a pipe would hold up whoever reads it.
    private static func objection(to path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0, access(path, R_OK) == 0 else { return "no file that can be read" }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return status.st_size == 0 ? "the file is empty" : nil
        case S_IFDIR: return "a folder, not a file"
        default: return "a device or a pipe, not a file"
        }
    }

    private func contentHash() async throws(MediaFailure) -> String {
        do {
            let output = try await Program.sha256sum.run(
                ["--binary", "--", path], reading: [URL(filePath: path)], within: Self.bounds)
            // A name with a backslash or a line end is announced by a backslash before the hash.
            return String(output.text.drop { $0 == "\\" }.prefix(64))
        } catch { throw Self.source(path, error) }
    }

    /// Writes the loop's pieces and notes; `decoded` is where the sound may lie between its two runs.
    private func normalise(into folder: String, by decoded: String) async throws {
        let streams = try await ClipStreams.read(path)
        let render = ClipRender(path: path, streams: streams, folder: folder)
        let sound = try await render.decodeSound(to: decoded)
        let picture = try await render.makePicture()
        var frames = picture?.frames ?? 0
        if let sound {
            // ffmpeg tells an end of 18 s as 17.9997: what is short of a picture by less than 2 ms is a whole one.
            let wanted = Int(sound.seconds * 25 + 0.05)
            frames = try await LoopFiles.holdLastPicture(in: folder, after: frames, until: wanted)
            try await render.makeSound(from: decoded, samples: picture == nil ? nil : frames * 48_000 / 25)
        }
        let notes = ClipNotes(
            picture: picture?.damage, sound: sound?.damage, claimed: streams.seconds,
            made: max(sound?.seconds ?? 0, Double(frames) / 25))
        try await LoopFiles.write(notes.lines, in: folder)
    }

    private static func source(_ path: String, _ failure: Program.Failure) -> MediaFailure {
        switch failure {
        case .exited(_, ClipRender.mostlyDamaged, _):
            .source(path: path, found: "damage in more than half of its picture or its sound")
        case .exited(_, _, let line):
            .source(path: path, found: line.isEmpty ? "a file that does not decode" : decoderWords(line, path))
        case .outputTooLarge: .source(path: path, found: "damage throughout")
        case .signalled, .limitReached, .timedOut:
            .source(path: path, found: "a file that takes more than \(longest / 2) s to prepare")
        case .missing, .notStarted, .cancelled: .program(failure.description)
        }
    }

    /// The decoder's words without what is its own business: the file's name once more, addresses in memory, and the
    /// list of containers with which it refuses every other one.
    private static func decoderWords(_ line: String, _ path: String) -> String {
        let words = line.replacing("file:\(path): ", with: "").replacing(/\ @ 0x[0-9a-f]+/, with: "")
        guard let foreign = words.firstMatch(of: /^\[(?<name>\w+)\] Format not on whitelist/) else { return words }
        let name = foreign.name
        guard name.hasSuffix("_pipe") || name == "image2" else { return "a file of the kind \(name), which is no clip" }
        return "a still picture (\(name.replacing("_pipe", with: ""))), which is no clip"
    }
}
