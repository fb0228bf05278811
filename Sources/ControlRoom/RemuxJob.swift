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

/// The finished recordings of a meeting.
struct RecordingShelf: Sendable {
    let folder: StateFolder

    /// The file that people play: parts joined on one time line, with chapters.
    func path(_ room: RoomID, _ track: Track, of meeting: MeetingID) -> String {
        "\(folder.meeting(meeting))/recordings/\(room)-\(track.rawValue).mkv"
    }

    /// Makes the file unless it is there already.
    @discardableResult
    func make(_ room: RoomID, _ track: Track, of meeting: Meeting) async throws -> RecordingProbe {
        let target = URL(fileURLWithPath: path(room, track, of: meeting.id))
        if FileManager.default.fileExists(atPath: target.path) { return try await RecordingProbe.probe(target) }
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        let intake = RecordingIntake(folder)
        let files = meeting.recordings.parts(of: room, track)
        let parts = files.enumerated().map { index, file in
            let part = RecordingPart(meeting: meeting.id, track: track, number: index + 1)
            return RecordingRemux.Part(
                file: URL(fileURLWithPath: intake.original(room, part)), firstFrame: file.firstFrame)
        }
        let aside = target.deletingLastPathComponent().appending(path: "partial-\(target.lastPathComponent)")
        let title = "\(meeting.label) · \(meeting.agenda) · \(track == .programme ? "siaran" : room.description)"
        let chapters = track == .programme ? chapters(of: meeting) : []
        let probe = try await RecordingRemux.remux(parts, to: aside, title: title, chapters: chapters)
        try FileManager.default.moveItem(at: aside, to: target)
        return probe
    }

    /// One chapter per agreement, from the moment it was noted first.
    private func chapters(of meeting: Meeting) -> [RecordingRemux.Chapter] {
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
