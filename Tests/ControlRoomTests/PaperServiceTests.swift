import Cases
import Documents
import Engine
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import RoomLink
import Testing

@testable import ControlRoom

/// The papers of meetings in the journal and in the register of numbers.
struct PaperServiceTests {
    private func numbers(_ control: ControlRoom) async throws -> [String] {
        try await control.meetings().reversed().flatMap(\.papers)
            .compactMap { $0.document.registration.map { "\($0.number)" } }
    }

    private func notice(_ control: ControlRoom, offices: [OfficeID] = [Service.far.id]) throws -> ActRequest {
        let form = NoticeForm(
            start: control.clock().advanced(bySeconds: 60), minutes: 30, agenda: try line("Penerimaan"),
            chair: try line("Dirjen"), contact: try line("Operator"), offices: offices, directorates: [Service.proposer]
        )
        return try act("P02.3/notify", .notice(form))
    }

    @Test("AC-028: the act and its papers are one entry: two notices, each event after the act that issued it")
    func oneEntry() async throws {
        try await Service().run { control in
            let id = try await control.noticed()
            let events = try await control.journal.events(of: EventCodec.stream(of: id))
            #expect(
                events.suffix(3).map(\.type.description) == ["act.noticed@1", "meeting.paper@1", "meeting.paper@1"])
            #expect(Set(events.suffix(3).map(\.key)).count == 1 && events.last?.office == Service.host.id)
            #expect(try await numbers(control) == ["PEM-1/RKO/2026", "PEM-2/RKO/2026"])
        }
    }

    @Test("Numbers have no gap after acts that were refused, and go on after a restart")
    func gapless() async throws {
        let service = try Service()
        try await service.run { control in
            _ = try await control.noticed()
            let id = try await control.begin(Service.decision(), by: Service.everybody, key: key()).id
            let early = try notice(control)
            await #expect(throws: Meeting.Refusal.self) { try await control.done(early, on: id) }
            try await control.done(act("P02.2"), on: id)
            let twice = try notice(control, offices: [Service.far.id, Service.far.id])
            await #expect(throws: Meeting.Refusal.self) { try await control.done(twice, on: id) }
            #expect(try await control.meeting(id)?.papers.isEmpty == true)
            try await control.done(notice(control), on: id)
            await #expect(throws: Meeting.Refusal.self) { try await control.done(notice(control), on: id) }
        }
        try await service.run { control in
            _ = try await control.noticed()
            #expect(try await numbers(control) == (1...6).map { "PEM-\($0)/RKO/2026" })
        }
    }

    @Test("The same request again issues no second notice and uses no number")
    func again() async throws {
        try await Service().run { control in
            let id = try await control.begin(Service.decision(), by: Service.everybody, key: key()).id
            try await control.done(act("P02.2"), on: id)
            let (request, key) = (try notice(control), try key())
            let bytes = Array(try Service.sorted.encode(request))
            for _ in 0..<2 {
                _ = try await control.perform(request, on: id, by: Service.everybody, key: key, bytes: bytes)
            }
            #expect(try await numbers(control) == ["PEM-1/RKO/2026", "PEM-2/RKO/2026"])
        }
    }

    @Test("AC-124: papers, with their marks and numbers, are the same after a restart")
    func restart() async throws {
        let service = try Service()
        let before = try await service.run { control in
            _ = try await control.live()
            return (try await control.meetings().flatMap(\.papers), control.docket.counts.numbers)
        }
        let after = try await service.run {
            (try await $0.meetings().flatMap(\.papers), $0.docket.counts.numbers)
        }
        #expect(before.0 == after.0 && before.1 == after.1)
        let materials = before.0.filter { $0.document.kind == .material }
        #expect(materials.count == 2, "the directorate's and the section's")
        #expect(materials.allSatisfy { $0.document.registration == nil })
        #expect(materials.contains { $0.document.standing.map(\.kind) == [.approval] })
    }

    @Test("P03.2: a directorate that hosts a meeting notifies under a number of its own register")
    func directorate() async throws {
        try await Service().runWithRoom { control in
            let origin = try await control.start(.p01).id
            try await control.advance(origin, to: "P01.6/decide")
            try await control.carry("P01.6/decide", on: origin, branch: "heads")
            let id = try #require(try await control.meetings().first).id
            try await control.done(act("P03.1"), on: id)
            let form = NoticeForm(
                start: control.clock().advanced(bySeconds: 60), minutes: 30, agenda: try line("Penerimaan"),
                chair: try line("Direktur"), contact: try line("LO"), offices: [Service.far.id], directorates: [])
            let meeting = try await control.done(act("P03.2/inform", .notice(form)), on: id)
            let paper = try #require(meeting.papers.first)
            #expect(paper.document.office == Service.proposer && paper.document.newest?.by.role == .loSetdit)
            #expect(paper.document.registration.map { "\($0.number)" } == "PEM-1/PJ.08/2026")
            let text = paper.document.newest?.draft.paragraphs.first?.text ?? ""
            #expect(text.contains("sesuai keputusan Direktur Potensi, Kepatuhan dan Penerimaan"))
            #expect(text.contains("di Direktorat Potensi, Kepatuhan dan Penerimaan"))
        }
    }

    // MARK: - Reports that were numbered before

    /// Keeps a report as a service of that time kept it, with its paper or without.
    private func report(_ number: String, paper: Bool, on id: MeetingID, _ control: ControlRoom) async throws {
        try Samples.layBlobs(5, in: control.folder)
        let file = ReportFile(
            number: try line(number), pdf: Samples.blob(5), bytes: 10, versions: [], at: control.clock())
        let key = ActKey(ConductAct.write.reference(in: .p09))
        let actor = Actor(
            id: PersonID(at: control.clock()), name: "Sari", role: .operatorRko, office: Service.host.id)
        let content = ActContent.reported(report: file)
        let now = control.clock()
        let means = await control.paperMeans(at: now)
        let papers =
            paper
            ? try #require(try await control.meeting(id)).issues(of: content, key: key, by: actor, with: means) : []
        try await control.append(
            [.act(key: key, by: actor, content: content)] + papers, to: id, key: ControlRoomTests.key(), at: now)
    }

    @Test("The register goes on above the reports that were numbered before it counted them")
    func oldReports() async throws {
        let service = try Service()
        let ids = try await service.run { control in
            let ids = [try await control.noticed(), try await control.noticed()]
            try await report("LHR-12/RKO/2026", paper: false, on: ids[0], control)
            return ids
        }
        try await service.run { control in
            #expect(try await control.meeting(ids[0])?.reportPaper == nil)
            let meeting = try #require(try await control.meeting(ids[1]))
            #expect(await next(meeting, control) == "LHR-13/RKO/2026")
            try await report("LHR-13/RKO/2026", paper: true, on: ids[1], control)
            let written = try #require(try await control.meeting(ids[1]))
            #expect(await next(written, control) == "LHR-13/RKO/2026", "its own")
            #expect(await next(meeting, control) == "LHR-14/RKO/2026", "another's")
        }
        try await service.run { control in
            let id = try await control.noticed()
            #expect(await next(try #require(try await control.meeting(id)), control) == "LHR-14/RKO/2026")
        }
    }

    private func next(_ meeting: Meeting, _ control: ControlRoom) async -> String {
        meeting.reportNumber(with: await control.paperMeans(at: control.clock())).map { "\($0)" } ?? ""
    }

    // MARK: - As it is printed

    @Test("A notice is drawn, materials are the file that was handed in")
    func printed() async throws {
        try await Service().run { control in
            let id = try await control.live()
            let meeting = try #require(try await control.meeting(id))
            let notice = try await control.letter(of: meeting.papers[0], in: meeting)
            #expect(notice.hasPrefix(control.folder.letters))
            #expect(try await control.letter(of: meeting.papers[0], in: meeting) == notice, "drawn once")
            let paper = try #require(meeting.papers.first { $0.document.kind == .material })
            let file = try #require(meeting.materials.first?.file)
            #expect(try await control.letter(of: paper, in: meeting) == control.folder.blob(file))
        }
    }
}
