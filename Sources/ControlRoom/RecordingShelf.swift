import Crypto
import Foundation
import Meetings
import Offices
import Reports
import RoomLink

/// The finished recordings of meetings; each is made once, whoever asks first.
///
/// A finished file is named after the parts in it and never replaced: a part that comes late makes another file, and
/// the one that a report names stays as the report names it.
actor RecordingShelf {
    private nonisolated let folder: StateFolder
    private var making: [String: Task<RecordingProbe, any Error>] = [:]

    init(_ folder: StateFolder) { self.folder = folder }

    /// The file that people play: parts joined on one time line, with chapters. `nil` when the report that is out names
    /// none, or when no part is here.
    nonisolated func path(_ room: RoomID, _ track: Track, of meeting: Meeting) -> String? {
        let base = "\(folder.meeting(meeting.id))/recordings/\(room)-\(track.rawValue)"
        if let report = meeting.report, report.recordings == nil, FileManager.default.fileExists(atPath: "\(base).mkv")
        {
            return "\(base).mkv"
        }
        let numbers = meeting.report?.recordings.map { reported in
            reported.first { $0.room == room && $0.track == track }?.parts ?? []
        }
        let parts = meeting.recordings.parts(of: room, track).filter { numbers?.contains($0.number) ?? $0.isKept }
        if parts.isEmpty { return nil }
        let names = parts.map { "\($0.number) \($0.stored?.sha256.hex ?? "")\n" }.joined()
        return "\(base)-\(BlobHash(digest: SHA256.hash(data: Data(names.utf8))).hex.prefix(16)).mkv"
    }

    /// Makes the file unless it is there already; a second caller waits for the first.
    @discardableResult
    func make(_ room: RoomID, _ track: Track, of meeting: Meeting) async throws -> RecordingProbe {
        guard let target = path(room, track, of: meeting) else { throw RecordingFailure.nothingRecorded }
        if let running = making[target] { return try await running.value }
        let task = Task { try await remux(room, track, of: meeting, to: URL(fileURLWithPath: target)) }
        making[target] = task
        defer { making[target] = nil }
        return try await task.value
    }

    private nonisolated func remux(
        _ room: RoomID, _ track: Track, of meeting: Meeting, to target: URL
    ) async throws -> RecordingProbe {
        if FileManager.default.fileExists(atPath: target.path) { return try await RecordingProbe.probe(target) }
        let (intake, files) = (RecordingIntake(folder), meeting.recordings.parts(of: room, track).filter(\.isKept))
        try await OffPool.run {
            try DurableFile.makeFolder(target.deletingLastPathComponent().path)
            for stored in files.compactMap(\.stored) { try Self.check(intake.original(room, stored.part), stored) }
        }
        let parts = files.map { file in
            let part = RecordingPart(meeting: meeting.id, track: track, number: file.number)
            return RecordingRemux.Part(
                number: file.number, file: URL(fileURLWithPath: intake.original(room, part)),
                firstFrame: file.firstFrame, frames: file.end?.frames)
        }
        let title = "\(meeting.label) · \(meeting.agenda) · \(track == .programme ? "siaran" : room.description)"
        let chapters = track == .programme ? Self.chapters(of: meeting) : []
        return try await RecordingRemux.remux(parts, to: target, title: title, chapters: chapters)
    }

    /// Holds an original against the journal before anything is made of it.
    private static func check(_ path: String, _ stored: StoredRecording) throws {
        let name = (path as NSString).lastPathComponent
        guard FileManager.default.fileExists(atPath: path) else { throw RecordingFailure.missingOriginal(file: name) }
        let found = try FileDigest.sha256(of: path)
        guard found.bytes == stored.bytes, found.sha256 == stored.sha256 else {
            throw RecordingFailure.notAsExpected(
                file: name, found: "\(found.bytes) bytes with SHA-256 \(found.sha256)",
                expected: "\(stored.bytes) bytes with \(stored.sha256) as in the journal")
        }
    }

    /// One chapter per agreement, at the moment it was noted first.
    private static func chapters(of meeting: Meeting) -> [RecordingRemux.Chapter] {
        meeting.agreements.map { agreement in
            RecordingRemux.Chapter(
                title: "Kesepakatan \(agreement.number): \(agreement.current.text.text.prefix(80))",
                at: agreement.wordings[0].notedAt)
        }
    }
}
