import Cases
import Digests
import Documents
import Engine
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import RoomLink
import SampleFilings
import Testing

@testable import ControlRoom

/// One event of every name, and one fact of every kind, small enough to be read; each has its golden file.
enum Samples {
    static let time = "2026-11-21T02:15:04.250000Z"

    /// The name of the golden file, and the event's draft as the codec writes it.
    static func all() throws -> [(name: String, draft: EventDraft)] {
        let moment = try #require(Moment(time))
        let events = try acts() + service()
        let named = try events.map { event in
            (event.form, try EventCodec.draft(event, at: moment))
        }
        let told = try facts().map { kind, fact in
            let event = MeetingEvent.fact(room: Service.hostRoom, fact: try envelope(fact))
            return ("room.fact@1 \(kind)", try EventCodec.draft(event, at: moment))
        }
        let own = try EventCodec.draft(
            envelope(.childLost(ChildLoss(child: .capture, reason: "camera unplugged"))), of: Service.hostRoom)
        var served = try envelope(.childLost(ChildLoss(child: .capture, reason: "camera unplugged")))
        served.meeting = try part().meeting
        let late = try EventCodec.draft(.fact(room: Service.hostRoom, fact: served), at: moment)
        var wrong = try envelope(.shown(Showing(surface: .screen, page: nil, since: moment)))
        wrong.correctedBy = 3_600
        let corrected = try EventCodec.draft(.fact(room: Service.hostRoom, fact: wrong), at: moment)
        return try named + told + [
            ("room.fact@1 corrected", corrected), ("room.fact@1", own), ("act.performed@1 onOrder", onOrder(moment)),
        ]
            + [("room.fact@1 meeting", late), reported(moment)] + cases(moment)
            + SwitchedSamples.all(moment, notice: notice()) + ToldSamples.all(moment, notice: notice())
            + ScheduleSamples.all(moment)
    }

    /// An act that somebody recorded on the oral order of an official who stands in for another.
    private static func onOrder(_ moment: Moment) throws -> EventDraft {
        let acting = Acting(kind: .plh, order: try line("ND-12/PJ/2026"), holder: try line("Galih"))
        let official = OralOrder.Official(name: try line("Bimo"), role: .dirjen, office: .kantorPusat, acting: acting)
        let scan = String(repeating: "a", count: 64)
        let order = try #require(OralOrder(official: official, scan: scan))
        let own = Acting(kind: .plt, order: try line("ND-13/PJ/2026"))
        let actor = Actor(
            id: try person(), name: "Sari", role: .kasubbagProtokol, office: Service.host.id, acting: own, order: order)
        let key = try #require(ActKey("P02.2"))
        return try EventCodec.draft(MeetingEvent.act(key: key, by: actor, content: .plain), at: moment)
    }

    /// A report that names the recordings as they were joined for it.
    private static func reported(_ moment: Moment) throws -> (name: String, draft: EventDraft) {
        let joined = ReportedRecording(
            room: Service.hostRoom, track: .programme, parts: [1, 3].map { PartName(number: $0, boot: nil) },
            bytes: 2000, sha256: blob(10))
        let report = ReportFile(
            number: try line("LHR-12/RKO/2026"), pdf: blob(5), bytes: 1000, versions: [1], at: moment,
            recordings: [joined])
        let actor = Actor(id: try person(), name: "Sari", role: .operatorRko, office: Service.host.id)
        let event = MeetingEvent.act(
            key: try #require(ActKey("P09.4/write")), by: actor, content: .reported(report: report))
        return ("act.reported@1 recordings", try EventCodec.draft(event, at: moment))
    }

    private static func cases(_ moment: Moment) throws -> [(name: String, draft: EventDraft)] {
        let office = Office(id: Service.proposer, name: "Direktorat PKP", kind: .direktorat, zone: .wib, sections: [])
        let opening = CaseOpening(
            number: 3, course: .monitoring, subject: try line("Penerimaan/restitusi"), host: office, versions: [.p01: 1]
        )
        let fields: [String: FieldValue] = [
            "note": "Agenda 7", "rows": [.row(["amount": .number(12), "held": .flag(true)])],
        ]
        let actor = Actor(id: try person(), name: "Sari", role: .loSetdit, office: Service.proposer)
        let paper = DocumentID(uuid: try #require(UUID(uuidString: "019a0000-0000-7000-8000-000000000021")))
        let act = CaseAct(
            key: try #require(ActKey("P01.14/register")), by: actor,
            filing: Filing(branch: BranchID("dirjen"), fields: fields), document: paper,
            number: LetterNumber("S-12/PJ.08/2026"))
        let refused = RefusedAct(
            person: try person(), name: "Sari", subject: "019a0000-0000-7000-8000-000000000012", act: act.key.act,
            rule: "order", message: "P01.14/register ditolak", at: moment)
        return try [
            ("case.opened@1", EventCodec.draft(CaseEvent.opened(opening), at: moment)),
            ("case.acted@1", EventCodec.draft(CaseEvent.acted(act), at: moment)),
            (
                "case.acted@1 assigning",
                EventCodec.draft(CaseEvent.acted(act.naming([assignee(.loSetdit)])), at: moment)
            ),
            ("act.refused@1", EventCodec.draft(refused)),
        ]
    }

    private static func assignee(_ role: Role) throws -> Assignee {
        Assignee(person: try person(), name: "Sari", role: role)
    }

    static func person() throws -> PersonID {
        PersonID(uuid: try #require(UUID(uuidString: "019a0000-0000-7000-8000-000000000001")))
    }

    private static func acts() throws -> [MeetingEvent] {
        let id = PersonID(uuid: try #require(UUID(uuidString: "019a0000-0000-7000-8000-000000000001")))
        let actor = Actor(
            id: id, name: "Sari", role: .ocKpp, office: Service.far.id, section: SectionID("pelayanan"))
        let key = try #require(ActKey("P06.5@kpp-jayapura/pelayanan"))
        return try contents().map { .act(key: key, by: actor, content: $0) }
    }

    private static func contents() throws -> [ActContent] {
        let host = Site(office: Service.host, room: Service.hostRoom)
        let page = PageShown(file: blob(1), page: 2)
        let attendance = Attendance(name: try line("Sari"), post: try line("Kepala KPP"), mode: .represented)
        return try [
            .plain, .decided(decision: Service.decision(), number: 12, host: host), .noticed(notice: notice()),
            .toldProposer(directorate: Service.host), .contacted(sections: Service.far.sections.map(\.id)),
            .submitted(
                material: Material(
                    office: Service.far.id, section: SectionID("pelayanan"), title: line("Bahan"), file: blob(1),
                    pages: [blob(2), blob(3)], version: 1, author: "Sari")),
            .displayed(page: page, attendance: attendance), .turned(from: 1, page: page),
            .aired(onAir: .agreement(number: 1, version: 2), seen: 3), .noted(number: 1, wording: wording()),
            .corrected(number: 1, version: 1, wording: wording()), .nothingAgreed,
            .listed(display: Display(versions: [1, 2], pages: [blob(4)], at: moment()), seen: 3),
            .closing(unconfirmed: [Service.far.id: line("layar padam")]),
            .reported(
                report: ReportFile(
                    number: line("LHR-12/RKO/2026"), pdf: blob(5), bytes: 1000, versions: [1], at: moment())
            ),
            .delivered(parties: [Service.host.id, Service.far.id]),
            .releasedOffice(office: Service.far.id, reason: line("kamera rusak")),
            .releasedDirectorate(office: Service.proposer, reason: line("LO tidak menjawab")),
            .attended(
                office: Service.far.id,
                line: AttendanceLine(name: line("Sari"), post: line("Kepala KPP"), mode: .represented)),
            .releasedSection(section: Service.far.sections[0].id, reason: line("tidak ada data")),
            .givenBack(remarks: passage()),
            .followed(
                followUp: FollowUp(
                    agreement: 1, office: Service.far.id, note: passage(), state: .begun, at: moment(), by: "Sari")),
        ]
    }

    private static func service() throws -> [MeetingEvent] {
        let picture = ScreenPicture(number: 1, sha256: blob(6), taken: try moment())
        let stored = StoredRecording(room: Service.farRoom, part: try part(), bytes: 1000, sha256: blob(7))
        let actor = Actor(id: try person(), name: "Sari", role: .operatorRko, office: Service.host.id)
        let givenUp = GivenUpRecording(
            room: Service.farRoom, part: try part(), by: actor, reason: try line("ruang mati listrik/banjir"))
        return try [
            .probeOrdered(office: Service.far.id, number: 2), .live(at: try moment()), .closed(at: try moment()),
            .stored(recording: stored), .givenUp(recording: givenUp),
            .screenChecked(
                room: Service.farRoom, check: ScreenCheck(picture: picture, page: blob(4), likeness: 0.9951171875)),
            .opened(
                MeetingOpening(
                    number: 12, host: Site(office: Service.host, room: Service.hostRoom), versions: [.p02: 1, .p09: 1],
                    ground: Service.decision().ground, agenda: try line("Penerimaan"))),
            .paper(issue()),
            .assigned(by: #require(ActKey("P02.2")), to: [assignee(.operatorRko)]),
        ]
    }

    private static func issue() throws -> PaperIssue {
        let draft = try Draft(
            subject: line("Penerimaan/restitusi"), paragraphs: [passage()], urgency: .sangatSegera, security: .terbatas,
            addressees: [line("Kepala KPP Pratama Jayapura")], copies: [line("Direktur PKP")],
            attachments: [try #require(ContentHash(blob(9).hex))])
        let actor = Actor(id: try person(), name: "Sari", role: .operatorRko, office: Service.host.id)
        let id = DocumentID(uuid: try #require(UUID(uuidString: "019a0000-0000-7000-8000-000000000031")))
        return PaperIssue(
            document: id, kind: .notice, artefact: .pemberitahuanRljj, office: Service.host.id,
            section: SectionID("pelayanan"), act: try #require(ActReference("P02.3/notify")), by: actor, draft: draft,
            recipients: [Service.far.id], copies: [Service.proposer], number: LetterNumber("PEM-12/RKO/2026"))
    }

    private static func facts() throws -> [(String, RoomFact)] {
        let port = Endpoint(host: "127.0.0.1", port: 40_001)
        let measures = [
            ProbeReport.Measure(kind: .frameRate, value: 25, least: 20),
            ProbeReport.Measure(kind: .soundLevel, value: -61.5, least: -50),
        ]
        return [
            ("opened", .opened(Opening(programmeReturn: port, sites: [Service.farRoom: port]))),
            ("probed", .probed(ProbeReport(number: 1, measures: measures))),
            ("recordingStarted", .recordingStarted(RecordingStart(part: try part(), firstFrame: try moment()))),
            (
                "recordingEnded",
                .recordingEnded(
                    RecordingEnd(
                        part: try part(), lastFrame: try moment(), frames: 250, bytes: 1000, sha256: blob(7),
                        cause: .diskFull))
            ),
            ("childLost", .childLost(ChildLoss(child: .programme, reason: "no space left on device"))),
            ("shown", .shown(Showing(surface: .programme, page: nil, since: try moment()))),
            ("screenTaken", .screenTaken(ScreenPicture(number: 1, sha256: blob(6), taken: try moment()))),
            (
                "disturbed",
                .disturbed(
                    Disturbance(
                        kind: .recording, room: Service.farRoom, track: .room, from: try moment(), to: try moment(),
                        seconds: 90.5, reason: "Permission denied"))
            ),
            (
                "recordingEnded writeFailed",
                .recordingEnded(
                    RecordingEnd(
                        part: try part(), lastFrame: try moment(), frames: 250, bytes: 1000, sha256: blob(7),
                        cause: .writeFailed, reason: "disk: Input/output error"))
            ),
        ]
    }

    private static func envelope(_ fact: RoomFact) throws -> FactEnvelope {
        let boot = try #require(UUID(uuidString: "1B4E28BA-2FA1-4D2B-883F-0016D3CCA427"))
        return FactEnvelope(boot: boot, sequence: 3, occurredAt: try moment(), clockOffset: 0.25, fact: fact)
    }

    private static func notice() throws -> Notice {
        let directorate = Office(
            id: Service.proposer, name: "Direktorat PKP", kind: .direktorat, zone: .wib, sections: [])
        return Notice(
            start: try moment(), minutes: 30, agenda: try line("Penerimaan/restitusi"), chair: try line("Dirjen"),
            contact: try line("Operator RKO"), invited: [Site(office: Service.far, room: Service.farRoom)],
            directorates: [directorate])
    }

    private static func wording() throws -> Agreement.Wording {
        Agreement.Wording(
            text: try passage(), responsible: Service.far.id, due: try #require(CivilDay("2026-12-01")),
            notedAt: try moment(), card: blob(8))
    }

    private static func passage() throws -> Passage { try #require(Passage("40 berkas “restitusi”\nselesai")) }

    private static func moment() throws -> Moment { try #require(Moment(time)) }

    private static func part() throws -> RecordingPart {
        let id = MeetingID(uuid: try #require(UUID(uuidString: "019a0000-0000-7000-8000-000000000012")))
        return RecordingPart(meeting: id, track: .room, number: 1)
    }

    static func blob(_ byte: UInt8) -> ContentHash { ContentHash(digest: repeatElement(byte, count: 32)) }

    /// Lays files where an event of samples says that there are some, so that the next start misses none.
    static func layBlobs(_ bytes: UInt8..., in folder: StateFolder, size: Int = 10) throws {
        for byte in bytes {
            try Data(repeating: byte, count: size).write(to: URL(fileURLWithPath: folder.blob(blob(byte))))
        }
    }
}
