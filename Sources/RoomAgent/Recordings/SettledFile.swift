import Digests
import Disk
import Foundation
import Logging
import Offices
import RoomLink
import RoomMedia

/// A recording's file after its end: measured, hashed, with the cause of its end.
struct SettledFile: Hashable, Sendable {
    var frames: Int
    /// From the first frame to the end of the last.
    var seconds: Double
    /// On this machine's clock; reckoned from the file's last change when nobody saw it.
    var firstFrame: Moment
    /// The same on the steady clock, when the process said so.
    var began: SteadyMoment?
    var bytes: Int64
    var hash: ContentHash
    var cause: RecordingEnd.Cause
    /// The library's words when writing failed.
    var reason: String?

    /// Measures a file: by its process's last word where there is one, else by reading the file.
    static func measure(
        _ path: String, finished: ChildStatus.RecordingFile?, lastSeen: ChildStatus.RecordingFile?, log: Logger
    ) async -> SettledFile {
        // What is told with a hash must outlive the machine's power.
        do { try await OffPool.run { try DurableFile.flush(path) } } catch { log.error("\(path): \(error)") }
        let digest = try? await OffPool.run { try FileDigest.sha256(of: path) }
        let bytes = digest?.bytes ?? 0
        let hash = digest?.sha256 ?? ContentHash(of: Data())
        let word = if let finished { finished } else { await sidecar(of: path) }
        if let word, word.path == path {
            return SettledFile(
                frames: word.frames, seconds: word.lastFrame.seconds(since: word.firstFrame),
                firstFrame: word.firstFrame, began: word.began, bytes: bytes, hash: hash, cause: cause(of: word),
                reason: word.failure)
        }
        let found = await found(in: path, bytes: bytes, lastSeen: lastSeen, log: log)
        let changed = await lastChange(of: path)
        let first = lastSeen?.firstFrame ?? changed.advanced(bySeconds: -found.seconds)
        return SettledFile(
            frames: found.frames, seconds: found.seconds, firstFrame: first, began: lastSeen?.began, bytes: bytes,
            hash: hash, cause: .died)
    }

    private static func cause(of word: ChildStatus.RecordingFile) -> RecordingEnd.Cause {
        if word.diskFull { return .diskFull }
        return word.failure == nil ? .ordered : .writeFailed
    }

    private static func found(
        in path: String, bytes: Int64, lastSeen: ChildStatus.RecordingFile?, log: Logger
    ) async -> RecordingMeasure.Found {
        guard bytes > 0 else { return .init(frames: 0, seconds: 0) }
        do {
            return try await RecordingMeasure.read(path)
        } catch {
            log.error("\(path): \(error); its process's last count is taken")
            let seconds = lastSeen.map { $0.lastFrame.seconds(since: $0.firstFrame) } ?? 0
            return .init(frames: lastSeen?.frames ?? 0, seconds: seconds)
        }
    }

    /// What the process wrote beside the file when it completed it.
    private static func sidecar(of path: String) async -> ChildStatus.RecordingFile? {
        try? await OffPool.run { StateFile.read(ChildStatus.RecordingFile.self, at: path + ".json") }
    }

    private static func lastChange(of path: String) async -> Moment {
        let changed = try? await OffPool.run { FileMoment.lastChange(of: path) }
        return (changed ?? nil) ?? Moment(microseconds: 0)
    }
}
