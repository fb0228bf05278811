import BoundedProcess
import Documents
import Foundation
import Journal
import Meetings
import Offices
import Reports
import RoomLink

/// Writes the Laporan Hasil Rapat out of the meeting, its recordings and the journal's head (P09.4).
struct ReportWriting: Sendable {
    let desk: ActDesk

    /// What the service knows besides the meeting: the journal's newest entry and the number that the report gets.
    struct Basis: Sendable {
        let head: Head
        let number: LetterNumber?
    }

    private var shelf: RecordingShelf { desk.recordings }

    /// Renders the report as PDF and keeps it; takes some seconds.
    func write(_ meeting: Meeting, by actor: Actor, _ basis: Basis, at now: Moment) async throws -> ReportFile {
        let number = basis.number.flatMap { Line("\($0)") }
        let recordings = try await recordings(of: meeting)
        return try await Scratch.folder(below: URL(fileURLWithPath: desk.folder.incoming)) { scratch in
            let stills = try await stills(of: meeting, into: scratch)
            var report = ReportContent(meeting: meeting, directory: desk.directory, actor: actor, now: now)
                .report(number: number, head: basis.head, fingerprint: try EvidenceDesk.fingerprint(desk.folder))
            report.recordings = recordings
            report.agreements = report.agreements.map { agreement in
                var agreement = agreement
                agreement.still = stills[agreement.number]?.hash
                return agreement
            }
            let pdf = scratch.appending(path: "laporan.pdf")
            let pictures = pictures(of: report, stills: stills)
            try await ReportRenderer.pdf(report, pictures: pictures, to: pdf)
            return try keep(pdf, number: number, of: meeting, at: now)
        }
    }

    private func keep(_ pdf: URL, number: Line?, of meeting: Meeting, at now: Moment) throws -> ReportFile {
        let bytes = try Data(contentsOf: pdf)
        guard let number else { throw ControlRoomFailure.work("the report has no number") }
        return ReportFile(
            number: number, pdf: try desk.blobs.store(bytes), bytes: Int64(bytes.count),
            versions: meeting.display?.versions ?? [], at: now)
    }

    /// Every recording that is complete, in the order of the ledger; they are made side by side.
    private func recordings(of meeting: Meeting) async throws -> [MeetingReport.Recording] {
        let all = meeting.recordings.recordings
        return try await withThrowingTaskGroup(of: (Int, MeetingReport.Recording?).self) { group in
            for (index, (room, track)) in all.enumerated() {
                group.addTask { (index, try await recording(of: room, track, in: meeting)) }
            }
            var made: [Int: MeetingReport.Recording] = [:]
            for try await (index, recording) in group { made[index] = recording }
            return all.indices.compactMap { made[$0] }
        }
    }

    private func recording(
        of room: RoomID, _ track: Track, in meeting: Meeting
    ) async throws -> MeetingReport.Recording? {
        let files = meeting.recordings.parts(of: room, track)
        guard files.allSatisfy({ $0.stored != nil }), let first = files.first else { return nil }
        let probe = try await shelf.make(room, track, of: meeting)
        let path = shelf.path(room, track, of: meeting.id)
        let digest = try await OffPool.run { try FileDigest.sha256(of: path) }
        return MeetingReport.Recording(
            track: track, room: name(of: room), zone: zone(of: room, in: meeting), file: Self.file(room, track),
            started: first.firstFrame, duration: probe.duration ?? 0, bytes: digest.bytes, sha256: digest.sha256,
            parts: Self.parts(files), gaps: gaps(of: room, track, in: meeting))
    }

    /// Where the recording lies in the evidence folder.
    static func file(_ room: RoomID, _ track: Track) -> String {
        track == .programme ? "programme.mkv" : "rooms/\(room).mkv"
    }

    private static func parts(_ files: [RecordingLedger.Part]) -> [MeetingReport.Recording.Part] {
        files.enumerated().compactMap { index, file in
            guard let end = file.end, let stored = file.stored else { return nil }
            return MeetingReport.Recording.Part(
                number: index + 1, from: file.firstFrame, to: end.lastFrame, bytes: stored.bytes, sha256: stored.sha256,
                cause: end.cause)
        }
    }

    private func gaps(of room: RoomID, _ track: Track, in meeting: Meeting) -> [MeetingReport.Recording.Gap] {
        meeting.recordings.gaps(of: room, track).map { gap in
            let reason =
                switch gap.cause {
                case .died: "proses perekam mati dan dijalankan lagi"
                case .diskFull: "disk penuh"
                case .ordered: "perekaman dihentikan lalu dilanjutkan"
                }
            return MeetingReport.Recording.Gap(from: gap.from, to: gap.to, reason: reason)
        }
    }

    private func name(of room: RoomID) -> String {
        desk.directory.rooms.first { $0.id == room }?.name ?? room.description
    }

    private func zone(of room: RoomID, in meeting: Meeting) -> Zone { meeting.site(in: room)?.office.zone ?? .wib }

    private struct Picture {
        let hash: BlobHash
        let file: URL
    }

    /// A picture of the programme at the moment each agreement's standing wording was noted.
    private func stills(of meeting: Meeting, into scratch: URL) async throws -> [Int: Picture] {
        guard let host = meeting.host?.room else { return [:] }
        let file = URL(fileURLWithPath: shelf.path(host, .programme, of: meeting.id))
        guard FileManager.default.fileExists(atPath: file.path) else { return [:] }
        let frames = try await RecordingProbe.probe(file)
        var stills: [Int: Picture] = [:]
        for agreement in meeting.agreements {
            guard let position = meeting.position(of: agreement.wordings[0].notedAt) else { continue }
            let picture = scratch.appending(path: "still-\(agreement.number).jpg")
            _ = try await Still.take(from: file, frames, at: position, to: picture)
            let hash = try desk.blobs.store(fileAt: picture.path)
            stills[agreement.number] = Picture(hash: hash, file: URL(fileURLWithPath: desk.folder.blob(hash)))
        }
        return stills
    }

    private func pictures(of report: MeetingReport, stills: [Int: Picture]) -> [BlobHash: URL] {
        var table: [BlobHash: URL] = [:]
        for picture in stills.values { table[picture.hash] = picture.file }
        for hash in report.display?.screens.compactMap(\.picture) ?? [] {
            table[hash] = desk.blobs.path(of: hash).map { URL(fileURLWithPath: $0) }
        }
        return table
    }
}
