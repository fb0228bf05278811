import Cases
import Engine
import Foundation
import Offices
import Procedures
import SampleFilings
import Testing

@testable import ControlRoom

/// What a person finds to do, and by when.
struct InboxTests {
    private func inbox(_ control: ControlRoom, _ role: Role) async -> [String: InboxTask] {
        let tasks = await control.inbox(of: Service.official(role))
        return Dictionary(tasks.map { ("\($0.task.act.key)", $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func service(at text: String) throws -> Service {
        let service = try Service()
        service.pass(try #require(Moment(text)).seconds(since: service.now()))
        return service
    }

    @Test("AC-101: the report on an outreach is due 5 working days after its end; the outreach itself has no due date")
    func outreach() async throws {
        try await service(at: "2026-11-20T16:00:00Z").run { control in
            let id = try await control.start(.p11).id
            let finish = "P11.5/finish@klip/agen-1"
            try await control.advance(id, to: finish)
            #expect(await inbox(control, .agenKlip)[finish]?.due == nil)
            try await control.carry(finish, on: id)
            let task = try #require(await inbox(control, .pelaksanaOperasional)["P11.6"])
            #expect(task.due?.at == Moment("2026-11-27T09:00:00Z"))
            #expect(task.label == "P11-1" && task.subject == "Perkara uji")
        }
    }

    @Test("AC-105: an answer is due in the same contact; an escalation at the end of the next working day")
    func question() async throws {
        try await service(at: "2026-11-20T02:00:00Z").run { control in
            let id = try await control.start(.p12).id
            let asked = try #require(try await control.caseOf(id)?.filed.first?.at)
            try await control.advance(id, to: "P12.3/analyse")
            try await control.carry("P12.3/analyse", on: id, branch: "not-in-sikp")
            var other = try await control.start(.p12)
            try await control.advance(other.id, to: "P12.4/answer")
            other = try #require(try await control.caseOf(other.id))
            #expect(await inbox(control, .agenInformasi)["P12.4/answer"]?.due?.at == other.filed.first?.at)
            try await control.carry("P12.3/discuss", on: id, branch: "not-answered")
            let task = try #require(await inbox(control, .agenInformasi)["P12.3/escalate"])
            #expect(task.due?.at == Moment("2026-11-23T09:00:00Z"), "the Monday's close")
            #expect(task.task.since > asked)
        }
    }

    @Test("AC-109: one working hour after receipt, counted inside working hours")
    func escalation() async throws {
        try await service(at: "2026-11-20T09:30:00Z").run { control in
            _ = try await control.start(.p13)
            let task = try #require(await inbox(control, .agenEskalasiInformasi)["P13.2"])
            #expect(task.due?.at == Moment("2026-11-23T02:00:00Z"))
            #expect(task.waiting.map { "\($0.act)" } == ["P13.3"])
        }
    }

    @Test("AC-119: after a transfer the new holder has the open tasks; old marks stay under the old holder's name")
    func transfer() async throws {
        let service = try Service()
        try await service.run { control in
            let id = try await control.start(.p01).id
            try await control.advance(id, to: "P01.5")
            let end = control.clock()
            let old = Service.official(.kasubbagKasi, until: end)
            let new = Service.official(.kasubbagKasi, "Kepala Subbagian Baru")
            service.pass(1)
            try await control.carry("P01.5/return", on: id, fields: ["remarks": "Ulangi"])
            try await control.advance(id, to: "P01.4")
            #expect(await control.inbox(of: old).isEmpty)
            #expect(await control.inbox(of: new).contains { "\($0.task.act.key)" == "P01.4" })
            await #expect(throws: (any Error).self) { try await control.carry("P01.4", on: id, by: old) }
            try await control.carry("P01.4", on: id, by: new)
            let marks = try #require(try await control.caseOf(id)).filed.filter { "\($0.key)" == "P01.4" }
            #expect(marks.map(\.by.name) == ["Pejabat kasubbag-kasi", "Kepala Subbagian Baru"])
        }
    }

    @Test("A finished case leaves nothing to do")
    func finished() async throws {
        try await Service().run { control in
            try await control.advance(control.start(.p13).id, to: nil)
            #expect(await control.openTaskCount() == 0)
            #expect(await inbox(control, .agenEskalasiInformasi).isEmpty)
        }
    }
}
