import Digests
import Disk
import Engine
import Evidence
import Foundation
import Journal
import Meetings
import Offices
import Reports
import RoomLink

/// Puts together what a stranger needs to check a meeting: recordings, report, materials, screens, its part of the
/// journal, and a signed list of all of it.
struct EvidenceDesk: Sendable {
    let folder: StateFolder
    let journal: Journal

    /// The one that makes joined recordings.
    let shelf: RecordingShelf

    private var blobs: BlobStore { BlobStore(folder) }

    /// The fingerprint of the key that signs, for the report.
    static func fingerprint(_ folder: StateFolder) throws -> String {
        try EvidenceKey.open(inFolder: folder.keys).publicKey.fingerprint
    }

    /// Builds the folder and returns its path; the same state of the journal gives the folder already there.
    func build(_ meeting: Meeting, at now: Moment) async throws -> String {
        let head = try await journal.head()
        let path = "\(folder.meeting(meeting.id))/evidence-\(head.position)"
        if FileManager.default.fileExists(atPath: "\(path)/manifest.sig") { return path }
        let snapshot = "\(folder.incoming)/snapshot-\(UUID().uuidString).sqlite"
        defer { try? FileManager.default.removeItem(atPath: snapshot) }
        let sealed = try await journal.snapshot(
            to: snapshot, keepingPayloadsOf: [EventCodec.stream(of: meeting.id)])
        let (draft, lost) = (self, try await lost(of: meeting))
        try await OffPool.run {
            try draft.fill(path, meeting: meeting, without: lost, snapshot: snapshot, head: sealed, at: now)
        }
        return path
    }

    /// The joined recordings that the report names and that cannot be had again as it names them. They are left out, and
    /// verifying says so; the parts that they were made of are in the folder.
    private func lost(of meeting: Meeting) async throws -> [ReportedRecording] {
        var lost: [ReportedRecording] = []
        for reported in meeting.report?.recordings ?? [] where try await !shelf.restore(reported, of: meeting) {
            lost.append(reported)
        }
        return lost
    }

    private func fill(
        _ path: String, meeting: Meeting, without lost: [ReportedRecording], snapshot: String, head: Head,
        at now: Moment
    ) throws {
        let evidence = try EvidenceFolder.begin(at: path)
        do {
            try addRecordings(of: meeting, without: lost, to: evidence)
            try addPapers(of: meeting, to: evidence)
            try evidence.add(copying: snapshot, as: "journal.sqlite", role: .journal)
            try evidence.add(bytes: Summary(meeting).bytes(), as: "summary.json", role: .summary)
            _ = try evidence.seal(
                meeting: ManifestMeeting(id: meeting.id, number: meeting.label), head: head, madeAt: now,
                key: EvidenceKey.open(inFolder: folder.keys))
        } catch {
            evidence.abandon()
            throw error
        }
    }

    /// Each file as the journal has it; one that is missing, or another, is named and nothing is signed.
    private func addRecordings(
        of meeting: Meeting, without lost: [ReportedRecording], to evidence: EvidenceFolder
    ) throws {
        for (path, stored) in Self.originals(of: meeting) {
            try evidence.add(
                copying: RecordingIntake(folder).original(stored.room, stored.part), as: path, role: .original,
                expecting: stored.sha256, bytes: stored.bytes)
        }
        for (room, track) in meeting.recordings.recordings {
            let reported = meeting.report?.recordings?.first { $0.room == room && $0.track == track }
            if let reported, lost.contains(reported) { continue }
            guard let whole = shelf.path(room, track, of: meeting),
                reported != nil || FileManager.default.fileExists(atPath: whole)
            else { continue }
            try evidence.add(
                copying: whole, as: ReportWriting.file(room, track), role: track == .programme ? .programme : .room,
                expecting: reported?.sha256, bytes: reported?.bytes)
        }
    }

    /// Where the files lie as the rooms wrote them: `originals/rko-programme-1-019a….mkv`, without the run of the agent
    /// for what was recorded before rooms named it.
    static func originals(of meeting: Meeting) -> [(path: String, stored: StoredRecording)] {
        meeting.recordings.parts.sorted { $0.key < $1.key }.compactMap { key, part in
            guard part.isKept, let stored = part.stored else { return nil }
            return ("originals/\(RecordingIntake.name(key.room, stored.part))", stored)
        }
    }

    private func addPapers(of meeting: Meeting, to evidence: EvidenceFolder) throws {
        if let report = meeting.report {
            try evidence.add(
                copying: folder.blob(report.pdf), as: "laporan.pdf", role: .report, expecting: report.pdf)
        }
        for site in meeting.sites {
            for (path, material) in Self.files(of: site.office.id, in: meeting) {
                try evidence.add(
                    copying: folder.blob(material.file), as: path, role: .material, expecting: material.file)
            }
            for (path, picture) in Self.screens(of: site.room, in: meeting) {
                try evidence.add(
                    copying: folder.blob(picture.sha256), as: path, role: .screen, expecting: picture.sha256)
            }
        }
    }

    /// Where the pictures of a room's screen lie: `screens/rko.png` for the first page, `screens/rko-2.png` for the next.
    static func screens(of room: RoomID, in meeting: Meeting) -> [(String, ScreenPicture)] {
        meeting.screenPictures(room).enumerated().map { index, picture in
            ("screens/\(room)\(index == 0 ? "" : "-\(index + 1)").png", picture)
        }
    }

    /// Where an office's materials lie: `materials/rko.pdf`, by sections, and by source when there are several.
    static func files(of office: OfficeID, in meeting: Meeting) -> [(String, Material)] {
        let materials = meeting.materials(of: office)
        return materials.map { material in
            let isAlone = materials.count { $0.section == material.section } == 1
            let parts = [material.section?.description, isAlone ? nil : material.source?.description]
            return (
                "materials/" + ([office.description] + parts.compactMap(\.self)).joined(separator: "-") + ".pdf",
                material
            )
        }
    }
}

/// A meeting in short, for programs that read the evidence folder.
struct Summary: Codable, Hashable {
    let meeting: String
    let id: MeetingID
    let agenda: String
    let started: Moment?
    let closed: Moment?
    let rooms: [RoomLine]
    let agreements: [AgreementLine]
    let recordings: [RecordingLine]
    let report: ContentHash?
    /// What the meeting lacked though nobody ordered it; `nil` when it lacked nothing.
    let disturbances: [DisturbanceLine]?

    struct RoomLine: Codable, Hashable {
        let room: RoomID
        let office: String
        let zone: Zone
    }

    struct AgreementLine: Codable, Hashable {
        let number: Int
        let version: Int
        let text: String
        let responsible: OfficeID
        let due: CivilDay
        /// Seconds from the beginning of the programme's recording.
        let position: Double?
    }

    struct RecordingLine: Codable, Hashable {
        let file: String
        let gaps: [RecordingLedger.Gap]
        /// Parts that were given up, each with the reason; `nil` when there are none.
        let givenUp: [PartLine]?
    }

    struct DisturbanceLine: Codable, Hashable {
        let room: RoomID
        let kind: Disturbance.Kind
        let track: Track?
        let from: Moment
        /// `nil`: until the end of the meeting.
        let to: Moment?
        /// Of a clock: seconds that it was ahead.
        let seconds: Double?
        let reason: String?
        /// How many facts the service corrected; `nil` for what the room told itself.
        let corrected: Int?

        init(_ entry: DisturbanceLog.Entry) {
            let told = entry.disturbance
            (room, kind, track, from) = (entry.room, told.kind, told.track, told.from)
            (to, seconds, reason) = (told.to, told.seconds, told.reason)
            corrected = entry.corrected > 0 ? entry.corrected : nil
        }
    }

    struct PartLine: Codable, Hashable {
        let part: Int
        /// The run of the room's agent that began it, where it is known.
        let boot: BootID?
        let reason: String
    }

    init(_ meeting: Meeting) {
        (self.meeting, id, agenda) = (meeting.label, meeting.id, meeting.agenda)
        (started, closed) = (meeting.stage.began, meeting.stage.ended)
        rooms = meeting.sites.map { RoomLine(room: $0.room, office: $0.office.name, zone: $0.office.zone) }
        agreements = meeting.agreements.map { agreement in
            let wording = agreement.current
            return AgreementLine(
                number: agreement.number, version: agreement.version, text: wording.text.text,
                responsible: wording.responsible, due: wording.due,
                position: meeting.position(of: agreement.wordings[0].notedAt))
        }
        recordings = meeting.recordings.recordings.map { room, track in
            let givenUp = meeting.recordings.parts(of: room, track).compactMap { part in
                part.givenUp.map { PartLine(part: part.number, boot: part.boot, reason: $0.reason.text) }
            }
            return RecordingLine(
                file: ReportWriting.file(room, track), gaps: meeting.recordings.gaps(of: room, track),
                givenUp: givenUp.isEmpty ? nil : givenUp)
        }
        report = meeting.report?.pdf
        let lines = meeting.disturbances.entries.map(DisturbanceLine.init)
        disturbances = lines.isEmpty ? nil : lines
    }

    func bytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }
}
