import BoundedProcess
import Disk
import Foundation
import Offices

extension RecordingRemux {
    /// A part as a clean file of its own.
    struct Piece {
        let name: String
        let probe: RecordingProbe
        /// When its earliest time was, on the wall.
        let earliest: Moment
        /// Seconds from the first piece's earliest time to this one's, on the wall.
        let offset: Double

        /// Seconds that the piece covers.
        var length: Double { max(probe.duration ?? 0, (probe.last ?? 0) - probe.start) }
    }

    /// What ffmpeg is told to join.
    struct List {
        let pieces: URL
        let metadata: URL
        let chapters: Int
    }

    /// Copies each part into a file with an end, so that a torn one cannot end the joining early.
    static func clean(_ parts: [Part], in folder: URL) async throws -> [Piece] {
        var pieces: [Piece] = []
        var begin: Moment?
        for part in parts.sorted(by: { $0.number < $1.number }) {
            guard try await holdsFrames(part) else { continue }
            let name = "piece-\(part.number).mkv"
            let copy = ["-map", "0:v:0", "-map", "0:a:0?", "-c", "copy"] + Self.reproducible + [name]
            let input = MediaInput.recording(part.file)
            _ = try await Program.ffmpeg.run(
                ["-v", "error", "-nostdin"] + input.arguments + copy, reading: input.files, within: .recording,
                in: folder)
            let probe = try await RecordingProbe.probe(folder.appendingPathComponent(name))
            let lead = (probe.first ?? 0) - probe.start
            let earliest = part.firstFrame.advanced(bySeconds: -lead)
            let offset = earliest.seconds(since: begin ?? earliest)
            begin = begin ?? earliest
            let free = pieces.last.map { $0.offset + $0.length } ?? 0
            pieces.append(Piece(name: name, probe: probe, earliest: earliest, offset: max(offset, free)))
        }
        guard !pieces.isEmpty else { throw RecordingFailure.nothingRecorded }
        return pieces
    }

    private static func holdsFrames(_ part: Part) async throws -> Bool {
        let name = part.file.lastPathComponent
        guard FileManager.default.fileExists(atPath: part.file.path) else {
            throw RecordingFailure.missingOriginal(file: name)
        }
        let held = try await frames(in: part.file)
        guard held > 0 || (part.frames ?? 0) == 0 else { throw RecordingFailure.noPicture(file: name) }
        return held > 0
    }

    private static func frames(in file: URL) async throws -> Int {
        do {
            return try await RecordingProbe.probe(file).frames
        } catch RecordingFailure.noPicture {
            return 0
        }
    }

    /// Writes the list of pieces with their places on the time line, and the title and chapters.
    static func write(
        _ pieces: [Piece], _ title: String, _ chapters: [Chapter], in folder: URL
    ) async throws -> List {
        var list = "ffconcat version 1.0\n"
        for (index, piece) in pieces.enumerated() {
            list += "file '\(piece.name)'\n"
            if index + 1 < pieces.count {
                list += "duration \(String(format: "%.6f", pieces[index + 1].offset - piece.offset))\n"
            }
        }
        var words = ";FFMETADATA1\ntitle=\(escaped(title))\n"
        for mark in marks(chapters, on: pieces) {
            words += "[CHAPTER]\nTIMEBASE=1/1000\nSTART=\(mark.from)\nEND=\(mark.to)\ntitle=\(escaped(mark.title))\n"
        }
        let files = (folder.appendingPathComponent("pieces.txt"), folder.appendingPathComponent("metadata.txt"))
        let (listText, metadataText) = (list, words)
        try await OffPool.run {
            try Data(listText.utf8).write(to: files.0)
            try Data(metadataText.utf8).write(to: files.1)
        }
        return List(pieces: files.0, metadata: files.1, chapters: chapters.count)
    }

    /// ffmetadata's own escapes; line breaks become blanks.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in Drawn.text(text).replacing("\n", with: " ").unicodeScalars {
            if "=;#\\".unicodeScalars.contains(scalar) { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return result
    }

    /// Matroska without random ids: the same parts give the same bytes, so that a joined file that was lost is made again.
    private static let reproducible = ["-fflags", "+bitexact", "-f", "matroska"]

    static func join(_ list: List, to file: URL, in folder: URL) async throws {
        // The pieces lie in the working folder, which the program may read as a whole.
        let (pieces, words) = (MediaInput.list(list.pieces), MediaInput.metadata(list.metadata))
        let maps = ["-map", "0", "-map_metadata", "1", "-map_chapters", "1", "-c", "copy"] + Self.reproducible
        _ = try await Program.ffmpeg.run(
            ["-v", "error", "-nostdin"] + pieces.arguments + words.arguments + maps + ["file:\(file.path)"],
            reading: pieces.files + words.files, within: .recording, in: folder)
    }

    /// Holds the result against the pieces: every frame, the duration, the chapters, a seek into the middle.
    static func verify(
        _ probe: RecordingProbe, _ file: URL, against pieces: [Piece], chapters: Int
    ) async throws(RecordingFailure) {
        let frames = pieces.reduce(0) { $0 + $1.probe.frames }
        let end = pieces[pieces.count - 1].offset + pieces[pieces.count - 1].length
        let duration = probe.duration ?? -1
        let checks = [
            ("\(probe.frames) frames", "\(frames)", probe.frames == frames),
            ("\(duration) s", "\(end) s", abs(duration - end) < 0.5),
            ("\(probe.chapters.count) chapters", "\(chapters)", probe.chapters.count == chapters),
        ]
        for (found, expected, holds) in checks where !holds {
            throw .notAsExpected(file: file.lastPathComponent, found: found, expected: expected)
        }
        let middle = probe.start + duration / 2
        let landed = try await seek(to: middle, in: file)
        guard let seen = probe.frame(at: middle), landed <= seen + 0.1, landed >= seen - 15 else {
            throw .notAsExpected(file: file.lastPathComponent, found: "a seek to \(landed) s", expected: "\(middle) s")
        }
    }

    /// Where a reader lands that jumps to `seconds`: the key frame before it.
    private static func seek(to seconds: Double, in file: URL) async throws(RecordingFailure) -> Double {
        do {
            let input = MediaInput.recording(file)
            let output = try await Program.ffprobe.run(
                [
                    "-v", "quiet", "-select_streams", "v:0", "-read_intervals",
                    "\(String(format: "%.3f", seconds))%+#1", "-show_entries", "packet=pts_time", "-of", "csv=p=0",
                ] + input.arguments, reading: input.files)
            let number = output.text.prefix { $0.isNumber || $0 == "." || $0 == "-" }
            return Double(number) ?? -.infinity
        } catch {
            throw .of(error)
        }
    }
}
