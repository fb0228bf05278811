import Cases
import Documents
import Engine
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import SampleFilings
import Testing

@testable import ControlRoom

/// What the service adds to the acts: working hours, the persons named, the office of who ordered.
struct ServedActTests {
    private func notice(
        _ control: ControlRoom, at start: String, directorates: [OfficeID] = [Service.proposer]
    ) async throws -> Meeting {
        let id = try await control.begin(Service.decision(), by: Service.everybody, key: key()).id
        try await control.done(act("P02.2"), on: id)
        let form = NoticeForm(
            start: try #require(Moment(start)), minutes: 30, agenda: try line("Penerimaan"),
            chair: try line("Dirjen"), contact: try line("Operator"), offices: [Service.far.id],
            directorates: directorates)
        return try await control.done(act("P02.3/notify", .notice(form)), on: id)
    }

    private func service(at text: String) throws -> Service {
        let service = try Service()
        service.pass(try #require(Moment(text)).seconds(since: service.now()))
        return service
    }

    @Test(
        "A notice outside an office's working hours is taken and names the office; one within them names none",
        arguments: [
            ("2026-11-24T11:40:00Z", ["kpp-jayapura", "direktorat-pkp"]), ("2026-11-24T08:10:00Z", ["kpp-jayapura"]),
            ("2026-11-24T02:00:00Z", []), ("2026-11-28T02:00:00Z", ["kpp-jayapura", "direktorat-pkp"]),
        ])
    func outsideHours(start: String, outside: [String]) async throws {
        try await service(at: "2026-11-23T02:00:00Z").run { control in
            let meeting = try await notice(control, at: start)
            #expect((meeting.notice?.outsideHours ?? []).map(\.description) == outside)
            let texts = meeting.papers.compactMap { $0.document.newest?.draft.paragraphs.map(\.text).joined() }
            #expect(texts.contains { $0.contains("luar jam kerja") } == !outside.isEmpty)
        }
    }

    @Test("Several agents are named in P11.4, each once; each has his own share, and one end is not the end of all")
    func agents() async throws {
        let service = try Service()
        let agents = (1...3).map { number in
            Person(
                id: PersonID("019a0000-0000-7000-8000-00000000400\(number)") ?? PersonID(at: Moment(microseconds: 0)),
                name: "Agen \(number)", nip: nil, posts: [Post(role: .agenKlip, office: Service.klip)])
        }
        try service.enrol(agents)
        try await service.run { control in
            let id = try await control.start(.p11).id
            try await control.advance(id, to: "P11.4")
            let head = Service.official(.kasiOperasional)
            for named in [[], [agents[0].id, agents[0].id], [head.id]] {
                await #expect(throws: Case.Refusal.self, "\(named)") {
                    try await assign(named, on: id, by: head, control)
                }
            }
            try await assign([agents[0].id, agents[1].id], on: id, by: head, control)
            let (first, second) = ("P11.5@klip/agen-1", "P11.5@klip/agen-2")
            await #expect(throws: Case.Refusal.self, "another's share") {
                try await control.carry(first, on: id, by: agents[1])
            }
            await #expect(throws: Case.Refusal.self, "not assigned") {
                try await control.carry(first, on: id, by: agents[2])
            }
            try await control.carry(first, on: id, by: agents[0])
            try await control.carry("P11.5/finish@klip/agen-1", on: id, by: agents[0])
            try await control.carry(second, on: id, by: agents[1])
            #expect(await control.inbox(of: agents[0]).isEmpty)
            #expect(await !control.tasks(of: .other(id)).contains { "\($0.task.act.key)" == "P11.6" })
            try await control.carry("P11.5/finish@klip/agen-2", on: id, by: agents[1])
            #expect(await control.tasks(of: .other(id)).contains { "\($0.task.act.key)" == "P11.6" })
            return
        }
    }

    private func assign(_ named: [PersonID], on id: CaseID, by person: Person, _ control: ControlRoom) async throws {
        let request = CaseRequest(act: try #require(ActReference("P11.4")), assignees: named)
        let bytes = Array(try Service.sorted.encode(request))
        try await control.perform(request, on: id, by: person, key: key(), bytes: bytes)
    }

    @Test("AC-120: a meeting from before the versions were kept follows the first ones")
    func firstVersions() throws {
        #expect(try Procedures.first()["P02.4/release".reference] == nil)
        #expect(try Procedures.load()["P02.4/release".reference] != nil)
    }
}

extension String {
    fileprivate var reference: ActReference { ActReference(self) ?? ActReference(procedure: .p01, step: 15) }
}
