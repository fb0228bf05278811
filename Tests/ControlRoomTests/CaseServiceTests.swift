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

/// Cases behind the service: kept by the journal, done once, refused with a trace.
struct CaseServiceTests {
    @Test("Cases, numbers and tasks of a service started again are those of the service that ended")
    func restart() async throws {
        let service = try Service()
        let before = try await service.run { control in
            for code in [ProcedureCode.p01, .p11, .p12, .p13, .p14] { try await control.start(code) }
            let first = try await control.start(.p01)
            try await control.advance(first.id, to: "P01.14/send")
            return (try await control.cases(), await control.numbersNow, await control.boardNow, await control.position)
        }
        let after = try await service.run { control in
            (try await control.cases(), await control.numbersNow, await control.boardNow, await control.position)
        }
        #expect(before.0.count == 6 && after.0 == before.0)
        #expect(before.1.count == 2 && after.1 == before.1)
        #expect(after.2 == before.2 && after.3 == before.3)
        #expect(before.0.filter { $0.opening.course == .monitoring }.map(\.opening.number).sorted() == [1, 2])
        try await service.run { control in
            let second = try #require(try await control.cases().last { $0.opening.course == .monitoring })
            let id = second.papers.isEmpty ? second.id : try await control.start(.p01).id
            try await control.advance(id, to: "P01.6/decide")
            #expect(try await control.caseOf(id)?.paper(.laporanMonitoring)?.registration?.number.running == 2)
        }
    }

    @Test("A case begins once under one key, also after a restart; the key is good for nothing else")
    func oneCase() async throws {
        let (service, key) = (try Service(), try key())
        let first = try await service.run { try await $0.start(.p12, key: key) }
        try await service.run { control in
            let position = await control.position
            let again = try await control.start(.p12, key: key)
            #expect(again == first)
            await #expect(throws: Journal.Refusal.self) { try await control.start(.p12, subject: "Lain", key: key) }
            await #expect(throws: (any Error).self) { try await control.carry("P12.2", on: first.id, key: key) }
            #expect(try await control.cases().count == 1)
            #expect(await control.position == position + 1, "the entry of the refused act alone")
        }
    }

    @Test("An act under one key is one event, also when it is asked for eight times at once")
    func oneAct() async throws {
        try await Service().run { control in
            let (id, key) = (try await control.start(.p12).id, try key())
            let position = await control.position
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 { group.addTask { _ = try await control.carry("P12.2", on: id, key: key) } }
                try await group.waitForAll()
            }
            #expect(await control.position == position + 1)
            #expect(try await control.caseOf(id)?.filed.count == 2)
        }
    }

    @Test("The same key and the same act in another case is no repetition: it is refused, and nothing is done")
    func anotherCase() async throws {
        try await Service().run { control in
            let (first, second, key) = (try await control.start(.p12).id, try await control.start(.p12).id, try key())
            try await control.carry("P12.2", on: first, key: key)
            await #expect(throws: Journal.Refusal.self) { try await control.carry("P12.2", on: second, key: key) }
            #expect(try await control.caseOf(second)?.filed.count == 1)
        }
    }

    @Test("AC-116, AC-117: a refused act changes nothing and leaves one entry; the same key again adds none")
    func refused() async throws {
        let service = try Service()
        try await service.run { control in
            let (id, key) = (try await control.start(.p01).id, try key())
            let (before, board) = (try await control.caseOf(id), await control.boardNow)
            for _ in 0..<3 {
                await #expect(throws: Case.Refusal.self) { try await control.carry("P01.5", on: id, key: key) }
            }
            #expect(try await control.caseOf(id) == before)
            #expect(await control.boardNow == board)
            let entries = try await control.refusals()
            #expect(entries.count == 1)
            let entry = try #require(entries.first)
            #expect(entry.subject == "\(id)" && entry.act?.description == "P01.5" && entry.rule == "order")
            #expect(entry.person == Service.official(.kabagKasubdit).id)
            #expect(entry.message.contains("P01.4") && !entry.message.contains("\n"))
            await #expect(throws: Case.Refusal.self) { try await control.carry("P01.5", on: id) }
            #expect(try await control.refusals().count == 2)
        }
        let kept = try await service.run { try await $0.refusals() }
        #expect(kept.count == 2)
    }

    @Test("A key of the greatest length leaves its entry as well")
    func longKey() async throws {
        try await Service().run { control in
            let id = try await control.start(.p01).id
            let long = try key(String(repeating: "k", count: 200))
            await #expect(throws: Case.Refusal.self) { try await control.carry("P01.5", on: id, key: long) }
            #expect(try await control.refusals().count == 1)
        }
    }

    @Test("AC-117: an act is kept with person, role, office, step and time")
    func entry() async throws {
        try await Service().run { control in
            let id = try await control.start(.p01).id
            let event = try #require(try await control.journal.events(of: EventCodec.stream(of: id)).last)
            #expect(event.type.description == "case.acted@1" && event.office == Service.proposer)
            let actor = try JSONDecoder().decode(Actor.self, from: Data(event.actor))
            #expect(actor.id == Service.official(.loSetdit).id && actor.role == .loSetdit)
            guard case .acted(let act) = try EventCodec.caseEvent(event) else {
                Issue.record("no act")
                return
            }
            #expect(act.by == actor && "\(act.key)" == "P01.1/observe")
        }
    }

    @Test("A meeting's procedure, another kind of office and an unknown office begin no case")
    func noCase() async throws {
        try await Service().run { control in
            let act = try #require(ActReference("P01.1/observe"))
            let beginnings: [(ProcedureCode, OfficeID)] = [
                (.p02, Service.host.id), (.p03, Service.proposer), (.p06, Service.far.id), (.p01, Service.far.id),
                (.p01, .kantorPusat), (.p01, Service.office("direktorat-tidak-ada")), (.p11, Service.proposer),
            ]
            for (code, office) in beginnings {
                let beginning = CaseBeginning(procedure: code, office: office, subject: try line("Uji"), act: act)
                await #expect(throws: CaseBeginningRefusal.self, "\(code) \(office)") {
                    try await control.begin(beginning, by: Service.official(.loSetdit), key: key(), bytes: [1])
                }
            }
            let begun = try await control.cases()
            #expect(begun.isEmpty)
        }
    }

    @Test("AC-004: nobody but an LO of that directorate begins a monitoring case")
    func strangers() async throws {
        try await Service().run { control in
            for role in [Role.kasubbagKasi, .loKpp, .dirjen, .operatorRko] {
                await #expect(throws: Case.Refusal.self) {
                    try await control.start(.p01, by: Service.official(role))
                }
            }
            let begun = try await control.cases()
            #expect(begun.isEmpty)
        }
    }
}
