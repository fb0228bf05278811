import Foundation

/// A picture or sound in pieces that a `multifilesrc loop=true` plays endlessly and without a gap: Motion JPEG of
/// 640×360 at 25 frames a second, and raw stereo of 48 kHz, 16 bits.
package struct LoopFiles: Hashable, Sendable {
    let folder: String

    /// The pattern of the picture's pieces; `nil` when there is no picture.
    package var picture: String? { pieces("picture-%05d.mjpeg") }
    /// The pattern of the sound's pieces; `nil` when there is no sound.
    package var sound: String? { pieces("sound-%05d.pcm") }

    /// What people should know of the clip that the loop was made of; empty for one that is all right.
    package var notes: [String] {
        guard let text = try? String(contentsOfFile: "\(folder)/\(Self.notesName)", encoding: .utf8) else { return [] }
        return text.split(separator: "\n").map(String.init)
    }

    private static let notesName = "notes.txt"

    /// Keeps the notes beside the pieces.
    static func write(_ notes: [String], in folder: String) async throws(MediaFailure) {
        guard !notes.isEmpty else { return }
        try await DiskFile.write(Array(notes.joined(separator: "\n").utf8), to: "\(folder)/\(notesName)")
    }

    private func pieces(_ pattern: String) -> String? {
        let first = pattern.replacing("%05d", with: "00000")
        guard FileManager.default.fileExists(atPath: "\(folder)/\(first)") else { return nil }
        // The pattern is printf's: a per cent sign of the folder would be taken for a field.
        return folder.replacing("%", with: "%%") + "/" + pattern
    }

    /// Pieces of a few megabytes: `multifilesrc` holds one in memory at a time.
    static let pieceSeconds = 8

    static func soundArguments(_ folder: String) -> [String] {
        ["-c:a", "pcm_s16le", "-f", "segment", "-segment_format", "s16le", "-segment_time", "\(pieceSeconds)"]
            + [folder.replacing("%", with: "%%") + "/sound-%05d.pcm"]
    }

    /// Luma from 16 to 235, as the rest of the chain reads it; JPEG's own full range needs leave to be left.
    static func pictureArguments(_ folder: String) -> [String] {
        [
            "-c:v", "mjpeg", "-strict", "unofficial", "-q:v", "4", "-f", "segment", "-segment_format", "mjpeg",
            "-segment_time", "\(pieceSeconds)",
        ]
            + [folder.replacing("%", with: "%%") + "/picture-%05d.mjpeg"]
    }

    /// Moves a finished folder to its place; what was there before goes.
    static func publish(_ made: URL, as folder: String) async throws(MediaFailure) -> LoopFiles {
        let place = URL(filePath: folder)
        let problem = await DiskFile.run { () -> String? in
            do {
                let files = FileManager.default
                try files.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
                // The copy may cross file systems; only the rename after it puts the folder in its place.
                let aside = place.deletingLastPathComponent().appendingPathComponent(".\(UUID().uuidString)")
                try files.moveItem(at: made, to: aside)
                if files.fileExists(atPath: folder) { try files.removeItem(at: place) }
                try files.moveItem(at: aside, to: place)
                return nil
            } catch { return error.localizedDescription }
        }
        if let problem { throw .program("\(folder) cannot be written: \(problem)") }
        return LoopFiles(folder: folder)
    }

    /// Length of a WAV file by the bytes after its header of 44.
    static func wavSeconds(_ file: URL) throws(MediaFailure) -> Double {
        guard let handle = try? FileHandle(forReadingFrom: file), let head = try? handle.read(upToCount: 44),
            head.count == 44, let size = try? handle.seekToEnd()
        else { throw .program("\(file.lastPathComponent) is no WAV file") }
        let rate = head[28..<32].reversed().reduce(0) { $0 << 8 | Int($1) }
        return rate > 0 ? Double(size - 44) / Double(rate) : 0
    }
}
