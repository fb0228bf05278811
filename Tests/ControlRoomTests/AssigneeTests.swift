import Cases
import Engine
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import SampleFilings
import Testing

@testable import ControlRoom

/// A task that was given to one person of several who hold the role (P01.13, P03.1).
struct AssigneeTests {
    /// When the second LO leaves the post.
    private static let change = Moment(microseconds: 1_795_000_000_000_000).advanced(bySeconds: 3600)
    private static let week = change.advanced(bySeconds: 7 * 86_400)
    private static let first = Service.official(.loSetdit)

    private static func lo(
        _ number: Int, from: Moment? = nil, until: Moment? = nil, acting: Acting? = nil, role: Role = .loSetdit
    ) -> Person {
        let id = PersonID("019a0000-0000-7000-8000-00000000300\(number)") ?? first.id
        let post = Post(role: role, office: Service.proposer, from: from, until: until, acting: acting)
        return Person(id: id, name: "LO \(number)", nip: nil, posts: [post])
    }

    private static func standingIn(for name: String, _ number: Int) throws -> Person {
        let acting = Acting(kind: .plh, order: try line("ND-1/PJ.08/2026"), holder: try line(name))
        return lo(number, from: change, until: week, acting: acting)
    }

    private func carry(
        _ text: String, on id: CaseID, by person: Person, naming assignees: [PersonID]? = nil, _ control: ControlRoom
    ) async throws {
        let place = try #require(ActKey(text))
        let form = control.procedures[place.act]?.form ?? .none
        let request = CaseRequest(
            act: place.act, fields: SampleFiling.fields(form, place.act), assignees: assignees)
        let bytes = Array(try Service.sorted.encode(request))
        try await control.perform(request, on: id, by: person, key: key(), bytes: bytes)
    }

    /// A letter that is signed and given to the second LO to send; the first one has drafted it.
    private func assigned(_ others: [Person], _ body: (Service, ControlRoom, CaseID) async throws -> Void) async throws
    {
        let service = try Service()
        try service.enrol([Self.first] + others)
        try await service.run { control in
            let id = try await control.start(.p01).id
            try await control.advance(id, to: "P01.8")
            let head = Service.official(.kasubbagKasi)
            try await carry("P01.8", on: id, by: head, naming: [Self.first.id], control)
            try await control.advance(id, to: "P01.13")
            try await carry("P01.13", on: id, by: head, naming: [Self.lo(2).id], control)
            try await body(service, control, id)
        }
    }

    private func hasTask(_ person: Person, _ act: String, _ control: ControlRoom) async -> Bool {
        await control.inbox(of: person).contains { "\($0.task.act.key)" == act }
    }

    /// Who was assigned, when that is why the act is refused.
    private func refusal(
        _ act: String, on id: CaseID, by person: Person, _ control: ControlRoom
    ) async throws -> String? {
        do {
            try await carry(act, on: id, by: person, control)
            return nil
        } catch Case.Refusal.procedure(let refusal) {
            if case .assigned(let assignee) = refusal.reason { return assignee.name }
            return "\(refusal.reason)"
        }
    }

    @Test("AC-018: only the LO who was assigned registers and sends; another LO is told who that is")
    func onlyTheAssigned() async throws {
        try await assigned([Self.lo(2)]) { _, control, id in
            for act in ["P01.14/register", "P01.14/send"] {
                let second = Self.lo(2)
                #expect(await hasTask(second, act, control))
                #expect(await !hasTask(Self.first, act, control))
                let before = try await control.caseOf(id)
                #expect(try await refusal(act, on: id, by: Self.first, control) == "LO 2")
                #expect(try await control.caseOf(id) == before)
                try await carry(act, on: id, by: second, control)
            }
            #expect(try await control.caseOf(id)?.isProposed == true)
        }
    }

    @Test("AC-018, AC-119: the task goes to whoever takes the post over, and to no other LO")
    func successor() async throws {
        try await assigned([Self.lo(2, until: Self.change), Self.lo(3, from: Self.change)]) { service, control, id in
            service.pass(7200)
            let third = Self.lo(3, from: Self.change)
            #expect(await hasTask(third, "P01.14/register", control))
            #expect(await !hasTask(Self.lo(2, until: Self.change), "P01.14/register", control))
            #expect(try await refusal("P01.14/register", on: id, by: Self.first, control) == "LO 2")
            try await carry("P01.14/register", on: id, by: third, control)
        }
    }

    @Test("AC-018: when nobody takes the post over, any LO may send")
    func nobodyFollows() async throws {
        try await assigned([Self.lo(2, until: Self.change)]) { service, control, id in
            #expect(try await refusal("P01.14/register", on: id, by: Self.first, control) == "LO 2")
            service.pass(7200)
            #expect(await hasTask(Self.first, "P01.14/register", control))
            try await carry("P01.14/register", on: id, by: Self.first, control)
        }
    }

    @Test("AC-018: who stands in for the LO assigned may send, who stands in for another may not")
    func standsIn() async throws {
        let (own, other) = (try Self.standingIn(for: "LO 2", 4), try Self.standingIn(for: Self.first.name, 5))
        try await assigned([Self.lo(2), own, other]) { service, control, id in
            service.pass(7200)
            #expect(await hasTask(own, "P01.14/register", control))
            #expect(await !hasTask(other, "P01.14/register", control))
            #expect(try await refusal("P01.14/register", on: id, by: other, control) == "LO 2")
            try await carry("P01.14/register", on: id, by: own, control)
        }
    }

    @Test("AC-018: where several hold the role one is named, and it is one of them, once")
    func names() async throws {
        let stranger = Self.lo(6, role: .kabagKasubdit)
        let service = try Service()
        try service.enrol([Self.first, Self.lo(2), stranger])
        try await service.run { control in
            let id = try await control.start(.p01).id
            try await control.advance(id, to: "P01.8")
            let head = Service.official(.kasubbagKasi)
            let unknown = PersonID(at: Moment(microseconds: 0))
            let task = try #require(await control.inbox(of: head).first { "\($0.task.act.key)" == "P01.8" })
            #expect(task.candidates.map(\.name) == [Self.first.name, "LO 2"])
            for named in [nil, [], [stranger.id], [unknown], [Self.first.id, Self.lo(2).id]] as [[PersonID]?] {
                await #expect(throws: Case.Refusal.self, "\(String(describing: named))") {
                    try await carry("P01.8", on: id, by: head, naming: named, control)
                }
            }
            try await carry("P01.8", on: id, by: head, naming: [Self.first.id], control)
            try await control.advance(id, to: "P01.10")
            await #expect(throws: Case.Refusal.self, "a review assigns nobody") {
                try await carry("P01.10", on: id, by: head, naming: [Self.first.id], control)
            }
        }
    }

    @Test("AC-039: one act names the LO and the Operator, and each finds the task alone")
    func threeAssignments() async throws {
        let service = try Service()
        let operators = [Service.official(.operatorSetdit), Self.lo(7, role: .operatorSetdit)]
        try service.enrol([Self.first, Self.lo(2)] + operators)
        let id = try await service.runWithRoom { control in
            let origin = try await control.start(.p01).id
            try await control.advance(origin, to: "P01.6/decide")
            try await control.carry("P01.6/decide", on: origin, branch: "heads")
            let id = try #require(try await control.meetings().first).id
            var request = try act("P03.1")
            let head = Service.official(.sesditjenDirektur)
            let unnamed = request
            await #expect(throws: Meeting.Refusal.self) {
                try await control.perform(unnamed, on: id, by: head, key: key(), bytes: [1])
            }
            request.assignees = [Self.lo(2).id, operators[1].id]
            try await control.perform(request, on: id, by: head, key: key(), bytes: [2])
            return id
        }
        try await service.runWithRoom { control in
            for task in ["P03.2/inform", "P03.2/contact"] {
                #expect(await hasTask(Self.lo(2), task, control), "after a restart")
                #expect(await !hasTask(Self.first, task, control))
            }
            #expect(await hasTask(operators[1], "P03.3", control))
            let room = try act("P03.3")
            let refusal = await #expect(throws: Meeting.Refusal.self) {
                try await control.perform(room, on: id, by: operators[0], key: key(), bytes: [3])
            }
            #expect(refusal?.rule == .role && refusal?.message.contains("LO 7") == true)
            try await control.perform(room, on: id, by: operators[1], key: key(), bytes: [4])
        }
    }
}
