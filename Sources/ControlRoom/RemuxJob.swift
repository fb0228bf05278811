import Foundation
import Journal
import Meetings
import Offices
import Reports
import RoomLink

/// Making a recording's crash-safe parts into one seekable file; asked for through the journal's outbox, so that a
/// service that dies over it does it again.
struct RemuxJob: Codable, Sendable {
    static let topic = "remux"
    let meeting: MeetingID
    let room: RoomID
    let track: Track

    var message: OutboxMessage {
        get throws { OutboxMessage(topic: Self.topic, body: Array(try JSONEncoder().encode(self))) }
    }
}

/// The finished recordings of meetings; each is made once, whoever asks first.
actor RecordingShelf {
    private nonisolated let folder: StateFolder
    private var making: [String: Task<RecordingProbe, any Error>] = [:]

    init(_ folder: StateFolder) { self.folder = folder }

    /// The file that people play: parts joined on one time line, with chapters.
    nonisolated func path(_ room: RoomID, _ track: Track, of meeting: MeetingID) -> String {
        "\(folder.meeting(meeting))/recordings/\(room)-\(track.rawValue).mkv"
    }

    /// Makes the file unless it is there already; a second caller waits for the first.
    @discardableResult
    func make(_ room: RoomID, _ track: Track, of meeting: Meeting) async throws -> RecordingProbe {
        let target = path(room, track, of: meeting.id)
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
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        let intake = RecordingIntake(folder)
        let parts = meeting.recordings.parts(of: room, track).enumerated().map { index, file in
            let part = RecordingPart(meeting: meeting.id, track: track, number: index + 1)
            return RecordingRemux.Part(
                file: URL(fileURLWithPath: intake.original(room, part)), firstFrame: file.firstFrame)
        }
        let title = "\(meeting.label) · \(meeting.agenda) · \(track == .programme ? "siaran" : room.description)"
        let chapters = track == .programme ? Self.chapters(of: meeting) : []
        return try await RecordingRemux.remux(parts, to: target, title: title, chapters: chapters)
    }

    /// One chapter per agreement, from the moment it was noted first.
    private static func chapters(of meeting: Meeting) -> [RecordingRemux.Chapter] {
        meeting.agreements.compactMap { agreement in
            meeting.position(of: agreement.wordings[0].notedAt).map { start in
                RecordingRemux.Chapter(
                    title: "Kesepakatan \(agreement.number): \(agreement.current.text.text.prefix(80))", start: start)
            }
        }
    }
}

extension Meeting {
    /// Seconds from the beginning of the programme's recording; `nil` before it.
    func position(of moment: Moment) -> Double? {
        guard let began = stage.began, moment >= began else { return nil }
        return moment.seconds(since: began)
    }
}
