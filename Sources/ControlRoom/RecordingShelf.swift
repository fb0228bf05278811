import Digests
import Disk
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
    private let making = SharedWork<RecordingProbe>()

    init(_ folder: StateFolder) { self.folder = folder }

    /// The file that people play: parts joined on one time line, with chapters. `nil` when the report that is out names
    /// none, or when no part is here.
    nonisolated func path(_ room: RoomID, _ track: Track, of meeting: Meeting) -> String? {
        let base = "\(folder.meeting(meeting.id))/recordings/\(room)-\(track.rawValue)"
        if let report = meeting.report, report.recordings == nil, FileManager.default.fileExists(atPath: "\(base).mkv")
        {
            return "\(base).mkv"
        }
        let parts = Self.parts(room, track, of: meeting)
        if parts.isEmpty { return nil }
        let names = parts.map { "\($0.name) \($0.stored?.sha256.hex ?? "")\n" }.joined()
        return "\(base)-\(ContentHash(of: Data(names.utf8)).hex.prefix(16)).mkv"
    }

    /// Makes the file unless it is there already; a second caller waits for the first.
    @discardableResult
    func make(_ room: RoomID, _ track: Track, of meeting: Meeting) async throws -> RecordingProbe {
        guard let target = path(room, track, of: meeting) else { throw RecordingFailure.nothingRecorded }
        return try await making.run(target) {
            try await self.remux(room, track, of: meeting, to: URL(fileURLWithPath: target))
        }
    }

    /// Makes a joined file again that the report names and that is gone or altered, from the same originals; tells whether
    /// it is now the one that the report names.
    ///
    /// An altered file is set aside beside it as `.altered`, once, for whoever looks into it.
    func restore(_ reported: ReportedRecording, of meeting: Meeting) async throws -> Bool {
        guard let path = path(reported.room, reported.track, of: meeting) else { return false }
        if try await Self.isFile(path, as: reported) { return true }
        let isFree = try await OffPool.run { try Self.setAside(path) }
        guard isFree else { return false }
        do {
            try await make(reported.room, reported.track, of: meeting)
        } catch is RecordingFailure {
            // What the originals no longer give is named by the evidence, which holds the originals themselves.
            try Task.checkCancellation()
            return false
        }
        return try await Self.isFile(path, as: reported)
    }

    private static func isFile(_ path: String, as reported: ReportedRecording) async throws -> Bool {
        try await OffPool.run {
            guard FileManager.default.fileExists(atPath: path) else { return false }
            let found = try FileDigest.sha256(of: path)
            return found.bytes == reported.bytes && found.sha256 == reported.sha256
        }
    }

    /// Makes the name free; `false` when another altered file is kept already.
    private static func setAside(_ path: String) throws -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return true }
        let aside = path + ".altered"
        guard !FileManager.default.fileExists(atPath: aside) else { return false }
        try DurableFile.move(path, to: aside)
        return true
    }

    /// The parts of the joined file: those that the report names once it is out, else all that are here.
    private static func parts(_ room: RoomID, _ track: Track, of meeting: Meeting) -> [RecordingLedger.Part] {
        let reported = meeting.report?.recordings.map { reported in
            reported.first { $0.room == room && $0.track == track }?.names ?? []
        }
        return meeting.recordings.parts(of: room, track).filter { reported?.contains($0.name) ?? $0.isKept }
    }

    private nonisolated func remux(
        _ room: RoomID, _ track: Track, of meeting: Meeting, to target: URL
    ) async throws -> RecordingProbe {
        if FileManager.default.fileExists(atPath: target.path) { return try await RecordingProbe.probe(target) }
        let (intake, files) = (RecordingIntake(folder), Self.parts(room, track, of: meeting))
        try await OffPool.run {
            try DurableFile.makeFolder(target.deletingLastPathComponent().path)
            for stored in files.compactMap(\.stored) { try Self.check(intake.original(room, stored.part), stored) }
        }
        let parts = files.enumerated().map { place, file in
            let part = RecordingPart(meeting: meeting.id, track: track, number: file.number, boot: file.boot)
            return RecordingRemux.Part(
                number: place + 1, file: URL(fileURLWithPath: intake.original(room, part)),
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
