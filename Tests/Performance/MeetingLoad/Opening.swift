import ControlRoom
import Digests
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import RoomLink

/// Brings a meeting from the decision to the moment when it is live, with every act that the procedures ask of every
/// office.
struct Opening {
    let control: ControlRoom
    let directorate: Directorate
    private let materials: ContentHash

    init(_ control: ControlRoom, _ directorate: Directorate) throws {
        (self.control, self.directorate) = (control, directorate)
        materials = try Self.shelve(control)
    }

    /// The meeting, and how many acts that took.
    func play() async throws -> (MeetingID, Int) {
        let agenda = try Line("Penerimaan").named("Penerimaan")
        let letter = Ground.Letter(number: agenda, date: agenda, proposer: directorate.proposer, report: agenda)
        let decision = Decision(needed: true, ground: .letter(letter), agenda: agenda)
        let dirjen = directorate.person(.dirjen, .kantorPusat)
        let id = try await control.begin(decision, by: dirjen, key: Self.key()).id
        let opening = ConductAct.open.reference(in: .p09)
        var (acts, opened) = (1, false)
        while !opened {
            let open = try await open(id)
            guard !open.isEmpty else { throw Misspelt(text: "nothing is open, and the meeting is not live") }
            opened = open.contains { $0.key.act == opening }
            // Thirty-two at once, as the offices would: nobody waits for another office.
            for start in stride(from: 0, to: open.count, by: 32) {
                let some = open[start..<min(open.count, start + 32)]
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for act in some { group.addTask { try await perform(act, id) } }
                    try await group.waitForAll()
                }
            }
            acts += open.count
        }
        return (id, acts)
    }

    private func known(_ id: MeetingID) async throws -> Meeting {
        try await control.meeting(id).named("\(id)")
    }

    /// What everybody waits for and can be done now.
    private func open(_ id: MeetingID) async throws -> [OpenAct] {
        let open = try await known(id).proceedings.available().filter { !$0.repeats && $0.timesDone == 0 }
        // The meeting itself begins when all the rest is done.
        let rest = open.filter { $0.key.act.procedure != .p09 || $0.key.office != nil }
        return rest.isEmpty ? Array(open.prefix(1)) : rest
    }

    private func perform(_ open: OpenAct, _ id: MeetingID) async throws {
        if open.guards.contains(.devicesPass) { try await probe(open.key.office ?? directorate.host.id, of: id) }
        let request = ActRequest(
            act: open.key.act, office: open.key.office, section: open.key.section, form: try await form(open, id))
        try await control.perform(
            request, on: id, by: directorate.person(open.roles[0], open.office), key: Self.key(),
            bytes: Array(JSONEncoder().encode(request)))
        if open.key.act == ConductAct.recordVideo.reference(in: .p09) { try await record(id) }
    }

    private func form(_ open: OpenAct, _ id: MeetingID) async throws -> ActForm {
        let line = try Line("Sari").named("Sari")
        switch open.form {
        case .notice: return .notice(notice(line))
        case .sections: return .sections(directorate.offices[0].sections.map(\.id))
        case .material: return .material(MaterialForm(title: line, file: materials))
        case .page:
            let present = Attendance(name: line, post: line, mode: .inPerson)
            return .page(PageForm(file: materials, page: 1, attendance: present))
        default: return .plain
        }
    }

    private func notice(_ line: Line) -> NoticeForm {
        NoticeForm(
            start: Moment(Date()).advanced(bySeconds: 60), minutes: 60, agenda: line, chair: line, contact: line,
            offices: directorate.offices.map(\.id), directorates: [directorate.proposer])
    }

    private func probe(_ office: OfficeID, of id: MeetingID) async throws {
        let number = try await control.orderProbe(
            of: office, on: id, by: directorate.person(office == directorate.host.id ? .operatorRko : .ocKpp, office),
            key: Self.key())
        let kinds: [(ProbeReport.Kind, Double)] = [
            (.frameRate, 25), (.brightness, 90), (.motion, 1), (.soundLevel, -20), (.freeDisk, 9e10),
        ]
        let measures = kinds.map { ProbeReport.Measure(kind: $0, value: $1, least: $1 - 1) }
        try await tell(.probed(ProbeReport(number: number, measures: measures)), office)
    }

    /// The host's room says that it records, by which the meeting can be opened.
    private func record(_ id: MeetingID) async throws {
        for track in [Track.programme, .room] {
            let part = RecordingPart(meeting: id, track: track, number: 1)
            try await tell(
                .recordingStarted(RecordingStart(part: part, firstFrame: Moment(Date()))), directorate.host.id)
        }
    }

    private func tell(_ fact: RoomFact, _ office: OfficeID) async throws {
        let envelope = FactEnvelope(
            boot: UUID(), sequence: 1, occurredAt: Moment(Date()), clockOffset: 0, fact: fact)
        _ = try await control.receive([envelope], from: RoomID(slug: office.slug))
    }

    /// A page of materials as the shelf keeps it.
    private static func shelve(_ control: ControlRoom) throws -> ContentHash {
        let file = try control.blobs.store(Data("PDF".utf8))
        let page = try control.blobs.store(Data("page".utf8))
        let entry = #"{"file": "\#(file)", "title": "Bahan", "pages": ["\#(page)"]}"#
        try Data(entry.utf8).write(to: URL(fileURLWithPath: "\(control.folder.blob(file)).pages.json"))
        return file
    }

    static func key() throws -> IdempotencyKey {
        try IdempotencyKey(UUID().uuidString).named("a key")
    }
}
