import BoundedProcess
import Digests
import Disk
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
        let correspondence: Correspondence
    }

    private var shelf: RecordingShelf { desk.recordings }

    /// Renders the report as PDF and keeps it; takes some seconds.
    ///
    /// No state of the recordings keeps it from being written: what lacks, and what could not be joined, is in it.
    func write(
        _ meeting: Meeting, by actor: Actor, _ basis: Basis, discussion: [TopicSummary] = [], at now: Moment
    ) async throws -> ReportFile {
        let number = basis.number.flatMap { Line("\($0)") }
        let recordings = try await recordings(of: meeting)
        return try await Scratch.folder(below: URL(fileURLWithPath: desk.folder.incoming)) { scratch in
            let stills = try await stills(of: meeting, into: scratch)
            var report = ReportContent(
                meeting: meeting, directory: desk.directory, correspondence: basis.correspondence, actor: actor,
                now: now, discussion: discussion
            ).report(number: number, head: basis.head, fingerprint: try EvidenceDesk.fingerprint(desk.folder))
            report.recordings = recordings.map(\.told)
            report.agreements = report.agreements.map { agreement in
                var agreement = agreement
                let still = stills[agreement.number]
                agreement.still = still?.hash
                (agreement.stillPosition, agreement.stillShowsIt) = (still?.position, still?.showsIt ?? false)
                return agreement
            }
            let pdf = scratch.appending(path: "laporan.pdf")
            let pictures = pictures(of: report, stills: stills)
            try await ReportRenderer.pdf(report, pictures: pictures, to: pdf)
            var file = try await keep(pdf, number: number, of: meeting, recordings.compactMap(\.joined), at: now)
            file.discussion = discussion.isEmpty ? nil : discussion
            return file
        }
    }

    private func keep(
        _ pdf: URL, number: Line?, of meeting: Meeting, _ recordings: [ReportedRecording], at now: Moment
    ) async throws -> ReportFile {
        guard let number else { throw ControlRoomFailure.work("the report has no number") }
        let (bytes, hash) = try await OffPool.run {
            let bytes = try Data(contentsOf: pdf)
            return (Int64(bytes.count), try desk.blobs.store(bytes))
        }
        return ReportFile(
            number: number, pdf: hash, bytes: bytes, versions: meeting.display?.versions ?? [], at: now,
            recordings: recordings)
    }

    /// A recording as the report tells it, and as it was joined.
    private struct Told: Sendable {
        var told: MeetingReport.Recording
        var joined: ReportedRecording?
    }

    /// Every recording in the order of the ledger; they are made side by side.
    private func recordings(of meeting: Meeting) async throws -> [Told] {
        let all = meeting.recordings.recordings
        return try await withThrowingTaskGroup(of: (Int, Told?).self) { group in
            for (index, (room, track)) in all.enumerated() {
                group.addTask { (index, try await recording(of: room, track, in: meeting)) }
            }
            var made: [Int: Told] = [:]
            for try await (index, recording) in group { made[index] = recording }
            return all.indices.compactMap { made[$0] }
        }
    }

    private func recording(of room: RoomID, _ track: Track, in meeting: Meeting) async throws -> Told? {
        let files = meeting.recordings.parts(of: room, track)
        guard let first = files.first(where: \.isKept) ?? files.first else { return nil }
        var told = Told(
            told: MeetingReport.Recording(
                track: track, room: name(of: room), zone: zone(of: room, in: meeting), started: first.firstFrame,
                joined: nil, parts: files.compactMap { Self.part($0, among: files) },
                missing: files.compactMap { Self.missing($0, among: files, desk.directory) },
                gaps: gaps(of: room, track, in: meeting)))
        guard let path = shelf.path(room, track, of: meeting) else {
            told.told.objection = "tidak ada bagian yang diterima"
            return told
        }
        do {
            let probe = try await shelf.make(room, track, of: meeting)
            let digest = try await OffPool.run { try FileDigest.sha256(of: path) }
            told.told.joined = MeetingReport.Recording.Joined(
                file: Self.file(room, track), duration: probe.duration ?? 0, bytes: digest.bytes, sha256: digest.sha256)
            told.joined = ReportedRecording(
                room: room, track: track, parts: files.filter(\.isKept).map(\.name), bytes: digest.bytes,
                sha256: digest.sha256)
        } catch let failure as RecordingFailure {
            try Task.checkCancellation()
            told.told.objection = "bagian-bagiannya tidak dapat digabung: \(failure)"
        }
        return told
    }

    /// Where the recording lies in the evidence folder.
    static func file(_ room: RoomID, _ track: Track) -> String {
        track == .programme ? "programme.mkv" : "rooms/\(room).mkv"
    }

    private static func part(
        _ file: RecordingLedger.Part, among files: [RecordingLedger.Part]
    ) -> MeetingReport.Recording.Part? {
        guard file.isKept, let stored = file.stored else { return nil }
        return MeetingReport.Recording.Part(
            number: file.number, machine: machine(of: file, among: files), from: file.firstFrame,
            to: file.end?.lastFrame, bytes: stored.bytes, sha256: stored.sha256, cause: file.end?.cause)
    }

    /// By what a part is told from another of the same number; `nil` where no other has it.
    private static func machine(of file: RecordingLedger.Part, among files: [RecordingLedger.Part]) -> String? {
        files.count { $0.number == file.number } > 1 ? file.boot?.tag ?? "lama" : nil
    }

    private static func missing(
        _ file: RecordingLedger.Part, among files: [RecordingLedger.Part], _ directory: OfficeDirectory
    ) -> MeetingReport.Recording.Missing? {
        if file.isKept { return nil }
        let reason = file.givenUp.map { givenUp in
            "dilepaskan oleh \(givenUp.by.signature(in: directory).id) (bukan dari SOP): \(givenUp.reason.text)"
        }
        let awaited =
            file.end.map { end in
                end.isEmpty ? "berkas kosong: tidak ada yang tertulis pada disk ruang" : "belum diterima"
            }
            ?? (file.lastHeard == nil
                ? "akhirnya belum dilaporkan ruang" : "mesinnya diganti sebelum melaporkan akhirnya")
        return MeetingReport.Recording.Missing(
            number: file.number, machine: machine(of: file, among: files), from: file.firstFrame,
            to: file.end?.lastFrame, reason: reason ?? awaited)
    }

    private func gaps(of room: RoomID, _ track: Track, in meeting: Meeting) -> [MeetingReport.Recording.Gap] {
        meeting.recordings.gaps(of: room, track).map { gap in
            let reason =
                switch gap.cause {
                case .died: "proses perekam berhenti, bagian berikutnya dimulai"
                case .diskFull: "disk penuh"
                case .writeFailed: "berkas tidak dapat ditulis\(gap.reason.map { ": \($0)" } ?? "")"
                case .ordered: "perekaman dihentikan lalu dilanjutkan"
                case nil: "mesin ruang diganti; dihitung sejak kabar terakhir mesin sebelumnya"
                }
            return MeetingReport.Recording.Gap(from: gap.from, to: gap.to, reason: reason)
        }
    }

    private func name(of room: RoomID) -> String {
        desk.directory.rooms.first { $0.id == room }?.name ?? room.description
    }

    private func zone(of room: RoomID, in meeting: Meeting) -> Zone { meeting.site(in: room)?.office.zone ?? .wib }

    private struct Picture {
        let hash: ContentHash
        let file: URL
        /// Seconds from the beginning of the programme's recording.
        let position: Double
        /// The agreement was on air there.
        let showsIt: Bool
    }

    /// Where an agreement is seen in the programme: when its newest wording was on air, else when it was noted.
    private func scene(of agreement: Agreement, in meeting: Meeting) -> (at: Moment, showsIt: Bool) {
        let shown = meeting.showings.first { record in
            record.room == meeting.host?.room && record.showing.surface == .programme
                && record.showing.page == agreement.current.card
        }
        // The next frame after the one in which the picture changed.
        if let since = shown?.showing.since { return (since.advanced(bySeconds: 0.2), true) }
        return (agreement.wordings[0].notedAt, false)
    }

    /// A picture of the programme for each agreement.
    private func stills(of meeting: Meeting, into scratch: URL) async throws -> [Int: Picture] {
        guard let host = meeting.host?.room, let path = shelf.path(host, .programme, of: meeting),
            FileManager.default.fileExists(atPath: path)
        else { return [:] }
        let file = URL(fileURLWithPath: path)
        var stills: [Int: Picture] = [:]
        do {
            let frames = try await RecordingProbe.probe(file)
            for agreement in meeting.agreements {
                let scene = scene(of: agreement, in: meeting)
                guard let position = meeting.position(of: scene.at) else { continue }
                let picture = scratch.appending(path: "still-\(agreement.number).jpg")
                _ = try await Still.take(from: file, frames, at: position, to: picture)
                let hash = try desk.blobs.store(fileAt: picture.path)
                stills[agreement.number] = Picture(
                    hash: hash, file: URL(fileURLWithPath: desk.folder.blob(hash)), position: position,
                    showsIt: scene.showsIt)
            }
        } catch is RecordingFailure {
            // The report stands without the pictures that cannot be had.
            try Task.checkCancellation()
        }
        return stills
    }

    private func pictures(of report: MeetingReport, stills: [Int: Picture]) -> [ContentHash: URL] {
        var table: [ContentHash: URL] = [:]
        for picture in stills.values { table[picture.hash] = picture.file }
        for hash in report.display?.screens.flatMap(\.sightings).map(\.picture) ?? [] {
            table[hash] = desk.blobs.path(of: hash).map { URL(fileURLWithPath: $0) }
        }
        return table
    }
}
