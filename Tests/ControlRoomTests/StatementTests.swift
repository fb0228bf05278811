import Cases
import Documents
import Engine
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import Testing

@testable import ControlRoom

/// The acceptance statements that need the whole service: several cases, a journal, inboxes.
struct StatementTests {
    private func official(_ role: Role, at office: OfficeID) -> Person {
        Person(
            id: PersonID(at: Moment(microseconds: 0)), name: "Pejabat \(role.rawValue) \(office)", nip: nil,
            posts: [Post(role: role, office: office)])
    }

    private func perform(
        _ request: ActRequest, on id: MeetingID, by person: Person, _ control: ControlRoom
    ) async throws -> Meeting {
        let bytes = Array(try Service.sorted.encode(request))
        return try await control.perform(request, on: id, by: person, key: key(), bytes: bytes)
    }

    @Test("AC-021: a letter of P01 opens a case that names its origin; the Dirjen's own information opens one without")
    func grounds() async throws {
        try await Service().run { control in
            let id = try await control.start(.p01).id
            try await control.advance(id, to: nil)
            let proposed = try #require(try await control.meetings().first)
            #expect(proposed.openedOn?.origin == id && proposed.openedOn?.proposer == Service.proposer)
            let own = Decision(
                needed: true, ground: .ownInformation(try line("laporan lisan")), agenda: try line("Penerimaan"))
            let direct = try await control.begin(own, by: Service.everybody, key: key())
            #expect(direct.openedOn == nil && direct.decision?.ground.origin == nil)
            #expect(direct.proceedings.available().map { "\($0.key)" } == ["P02.2"])
        }
    }

    @Test("AC-028: one act of the Operator is one entry of the journal and opens the case of each office")
    func oneNotice() async throws {
        try await Service().run { control in
            let id = try await control.begin(Service.decision(), by: Service.everybody, key: key()).id
            try await control.done(act("P02.2"), on: id)
            let head = Service.official(.kepalaKpp)
            #expect(await control.inbox(of: head).isEmpty)
            let notice = NoticeForm(
                start: control.clock().advanced(bySeconds: 60), minutes: 30, agenda: try line("Penerimaan"),
                chair: try line("Dirjen"), contact: try line("Operator"), offices: [Service.far.id],
                directorates: [Service.proposer])
            let before = await control.position
            try await control.done(act("P02.3/notify", .notice(notice)), on: id)
            // The act and the two notices that it issues, kept together.
            #expect(await control.position == before + 3)
            #expect(await control.inbox(of: head).map { "\($0.task.act.key)" } == ["P06.1@kpp-jayapura"])
        }
    }

    @Test("AC-031: Dit. TIP finds the network in its inbox, and it is gone when it is done, whatever else is open")
    func network() async throws {
        try await Service().run { control in
            let id = try await control.noticed()
            let desk = Service.official(.ditTip)
            #expect(await control.inbox(of: desk).map { "\($0.task.act.key)" } == ["P02.3/network"])
            let others = await control.tasks(of: .meeting(id)).map { "\($0.task.act.key)" }
            _ = try await perform(act("P02.3/network"), on: id, by: desk, control)
            #expect(await control.inbox(of: desk).isEmpty)
            let left = await control.tasks(of: .meeting(id)).map { "\($0.task.act.key)" }
            #expect(left == others.filter { $0 != "P02.3/network" })
        }
    }

    @Test(
        "AC-033: a notice without date and start with its zone, agenda, chair or contact is not read",
        arguments: [
            #""start":"2026-11-21T02:00:00""#, #""start":"02:00""#, #""start":"""#, #""agenda":" ""#, #""chair":"""#,
            #""contact":"""#, "start", "agenda", "chair", "contact", "minutes",
        ])
    func noticeLacks(field: String) throws {
        let fields = [
            "start": #""start":"2026-11-21T02:00:00Z""#, "agenda": #""agenda":"Penerimaan""#,
            "chair": #""chair":"Dirjen""#, "contact": #""contact":"Operator""#, "minutes": #""minutes":30"#,
            "offices": #""offices":["kpp-jayapura"]"#, "directorates": #""directorates":[]"#,
        ]
        func body(_ fields: [String: String]) -> Data {
            Data("{\"act\":\"P02.3/notify\",\"notice\":{\(fields.values.joined(separator: ","))}}".utf8)
        }
        #expect(throws: Never.self) { try JSONDecoder().decode(ActRequest.self, from: body(fields)) }
        var wrong = fields
        let name = field.split(separator: "\"").first.map(String.init) ?? field
        wrong[name] = field.contains(":") ? field : nil
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(ActRequest.self, from: body(wrong)) }
    }

    @Test("AC-034: two directorates deliver for the same host: both are kept, each with its version")
    func twoSources() async throws {
        try await Service().run { control in
            let id = try await control.begin(Service.decision(), by: Service.everybody, key: key()).id
            try await control.done(act("P02.2"), on: id)
            let sources = [Service.proposer, Service.office("setditjen")]
            let notice = NoticeForm(
                start: control.clock().advanced(bySeconds: 60), minutes: 30, agenda: try line("Penerimaan"),
                chair: try line("Dirjen"), contact: try line("Operator"), offices: [Service.far.id],
                directorates: sources)
            try await control.done(act("P02.3/notify", .notice(notice)), on: id)
            var meeting = try #require(try await control.meeting(id))
            for source in sources {
                let form = MaterialForm(title: try line("Bahan \(source)"), file: try control.shelve("\(source)"))
                let request = try act("P02.4@\(source)", .material(form))
                meeting = try await perform(request, on: id, by: official(.loSetdit, at: source), control)
            }
            let kept = meeting.materials(of: Service.host.id)
            #expect(kept.map(\.source) == sources && kept.map(\.version) == [1, 1])
            #expect(Set(EvidenceDesk.files(of: Service.host.id, in: meeting).map(\.0)).count == 2)
        }
    }

    @Test("AC-037: a unit that proposed and is invited finds one case: each of the two names the other")
    func linked() async throws {
        try await Service().run { control in
            let id = try await control.start(.p01, subject: "Penerimaan PPN turun").id
            #expect(await control.meeting(openedBy: id) == nil)
            try await control.advance(id, to: nil)
            let meeting = try await control.known(#require(await control.meeting(openedBy: id)))
            #expect(meeting.openedOn?.origin == id)
            try await control.done(act("P02.1", .verdict(VerdictForm(needed: true))), on: meeting.id)
            try await control.done(act("P02.2"), on: meeting.id)
            let notice = NoticeForm(
                start: control.clock().advanced(bySeconds: 60), minutes: 30, agenda: try line("Penerimaan"),
                chair: try line("Dirjen"), contact: try line("Operator"), offices: [Service.far.id],
                directorates: [Service.proposer])
            try await control.done(act("P02.3/notify", .notice(notice)), on: meeting.id)
            let tasks = await control.inbox(of: Service.official(.loSetdit))
            let invited = try #require(tasks.first { "\($0.task.act.key)" == "P02.4@\(Service.proposer)" })
            #expect(invited.task.subject == .meeting(meeting.id))
            #expect(await control.meeting(openedBy: id) == meeting.id)
            #expect(try await control.meetings().count == 1)
        }
    }

    @Test("AC-096: what is not done stays in the register after the end, by agreement and office")
    func register() async throws {
        try await Service().run { control in
            let id = try await control.live()
            #expect(try #require(try await control.meeting(id)).followUpItems.isEmpty)
            let form = AgreementForm(
                number: 1, text: try #require(Passage("Selesaikan")), responsible: Service.far.id,
                due: try #require(CivilDay("2026-12-01")))
            let meeting = try await control.done(act("P09.3/note", .agreement(form)), on: id)
            let item = try #require(meeting.followUpItems.first)
            #expect(item.state == .open && item.office == Service.far.id && item.zone == .wit)
        }
    }

    @Test("AC-117: an entry has the moment, the office and with a paper its version; it is added, never changed")
    func entries() async throws {
        try await Service().run { control in
            let id = try await control.start(.p01).id
            try await control.advance(id, to: "P01.4")
            let stream = EventCodec.stream(of: id)
            let before = try await control.journal.events(of: stream)
            try await control.carry("P01.4", on: id)
            let after = try await control.journal.events(of: stream)
            #expect(after.count == before.count + 1 && after.dropLast().map(\.hash) == before.map(\.hash))
            let entry = try #require(after.last)
            let known = try #require(try await control.caseOf(id))
            let paper = try #require(known.paper(.laporanMonitoring))
            let mark = try #require(paper.standing.last)
            #expect(entry.office == Service.proposer && entry.occurredAt == mark.at)
            #expect(mark.version == 1 && mark.hash == paper.newest?.hash && "\(mark.act)" == "P01.4")
            guard case .acted(let act) = try EventCodec.caseEvent(entry) else {
                Issue.record("no act")
                return
            }
            #expect(act.document == paper.id && act.by == mark.actor)
            #expect(known.opening.host.zone.time(mark.at).hasSuffix(" WIB"))
        }
    }
}
