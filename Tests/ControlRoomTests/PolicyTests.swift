import Cases
import Documents
import Engine
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import Reports
import Testing

@testable import ControlRoom

/// The derived rules that an office switches, as the running service follows them.
struct PolicyTests {
    static func without(_ rules: String...) throws -> Policy {
        try Policy.load().switched(off: rules.map { try #require(RuleID($0)) })
    }

    private static let network = ActReference(procedure: .p02, step: 3, name: "network")
    private static let check = ActReference(procedure: .p02, step: 5, name: "check-device")

    /// Checks the host's devices with the network still open.
    private func checkWithoutNetwork(_ id: MeetingID, _ control: ControlRoom) async throws -> Meeting {
        try await control.advance(id, to: Self.check, skipping: [Self.network])
        try await control.probe(Service.host.id, of: id)
        return try await control.done(act("P02.5/check-device"), on: id)
    }

    /// Everything that may come before the host's device check is done, but for the network.
    private func waitsForNetwork(_ id: MeetingID, _ control: ControlRoom) async throws {
        for text in ["P02.4@direktorat-pkp", "P02.5/prepare", "P02.5/receive"] {
            guard let key = ActKey(text), let open = try await control.meeting(id)?.proceedings.opened(key) else {
                continue
            }
            let file = try control.shelve(text)
            let material = ActForm.material(MaterialForm(title: try line("Bahan"), file: file))
            try await control.done(act(text, open.form == .material ? material : .plain), on: id)
        }
        let refusal = await #expect(throws: Meeting.Refusal.self) {
            try await control.done(act("P02.5/check-device"), on: id)
        }
        #expect(refusal?.rule == .order && refusal?.message.contains("P02.3") == true, "\(String(describing: refusal))")
    }

    @Test("AC-032: with the rule off, the device check goes before the network, which may still be recorded")
    func networkOff() async throws {
        try await Service().run(policy: Self.without("AC-032")) { control in
            let id = try await control.noticed()
            let checked = try await checkWithoutNetwork(id, control)
            #expect(checked.proceedings.done(ActKey(Self.check)) != nil)
            #expect(checked.proceedings.done(ActKey(Self.network)) == nil)
            try await control.done(act("P02.3/network"), on: id)
        }
    }

    @Test("AC-120: a running meeting keeps the rules that it began with, a new one follows the policy in force")
    func restart() async throws {
        let service = try Service()
        let old = try await service.run(policy: Self.without("AC-032")) { try await $0.noticed() }
        let young = try await service.run { control in
            _ = try await checkWithoutNetwork(old, control)
            let young = try await control.noticed()
            try await waitsForNetwork(young, control)
            return young
        }
        try await service.run(policy: Self.without("AC-032", "AC-126")) { control in
            let switches = try await control.meetings().map(\.proceedings.procedures.switches)
            let first = PolicySwitches(off: try SwitchedSamples.rules("AC-032"))
            #expect(switches == [.none, first])
            let key = ActKey(Self.check)
            #expect(try await control.meeting(old)?.proceedings.done(key) != nil)
            await #expect(throws: Meeting.Refusal.self) { try await control.done(act("P02.5/check-device"), on: young) }
        }
    }

    @Test("AC-073: with the rule off, materials are on the task list before the preparation is complete")
    func readiness() async throws {
        for policy in [nil, try Self.without("AC-073")] {
            try await Service().run(policy: policy) { control in
                let id = try await control.noticed()
                let keys = await control.tasks(of: .meeting(id)).map { "\($0.task.act.key)" }
                #expect(keys.contains("P09.1/display@kpp-jayapura") == (policy != nil), "\(keys)")
            }
        }
    }

    @Test("AC-126, AC-120: with the rule off, a meeting that a letter opens takes no oral order; one begun before does")
    func oral() async throws {
        let service = try Service()
        let (dirjen, protokol) = (Service.official(.dirjen, "Bimo Aryo"), Service.official(.kasubbagProtokol))
        try service.enrol([dirjen, protokol])
        func order() throws -> ActRequest {
            var request = try act("P02.1", .verdict(VerdictForm(needed: true)))
            request.order = OralOrder(
                official: .init(name: try line("Bimo Aryo"), role: .dirjen, office: .kantorPusat))
            return request
        }
        func propose(_ control: ControlRoom) async throws -> MeetingID {
            try await control.advance(control.start(.p01).id, to: nil)
            return try #require(try await control.meetings().first).id
        }
        let old = try await service.run { try await propose($0) }
        try await service.run(policy: Self.without("AC-126")) { control in
            let young = try await propose(control)
            let (request, bytes) = (try order(), Array(try JSONEncoder().encode(order())))
            let refusal = await #expect(throws: Meeting.Refusal.self) {
                try await control.perform(request, on: young, by: protokol, key: key(), bytes: bytes)
            }
            #expect(refusal?.rule == .role || refusal?.rule == .order)
            let decided = try await control.perform(request, on: old, by: protokol, key: key(), bytes: bytes)
            #expect(decided.proceedings.isUnconfirmed(ActKey(decided.deciding)))
        }
    }

    @Test("outreach-sender: with the rule off, a case takes its report from the printed sender alone")
    func sender() async throws {
        let other = Service.official(.pelaksanaOperasional)
        try await Service().run { control in
            let id = try await control.start(.p11).id
            try await control.advance(id, to: "P11.9/quality")
            try await control.carry("P11.9/quality", on: id, by: other)
        }
        let service = try Service()
        let id = try await service.run(policy: Self.without("outreach-sender")) { control in
            let id = try await control.start(.p11).id
            try await control.advance(id, to: "P11.9/quality")
            return id
        }
        try await service.run { control in
            await #expect(throws: Case.Refusal.self) { try await control.carry("P11.9/quality", on: id, by: other) }
            try await control.carry("P11.9/quality", on: id)
        }
    }

    @Test("A coordination of the leadership is held only while its rule is on; refused in one line that names the rule")
    func leadership() async throws {
        var decision = try Service.decision()
        decision.kind = .leadershipCoordination
        try await Service().run(policy: Self.without("leadership-coordination")) { [decision] control in
            let begun = try key()
            let refusal = await #expect(throws: Meeting.Refusal.self) {
                try await control.audited(nil, by: Service.everybody, key: begun) {
                    try await control.begin(decision, by: Service.everybody, key: begun)
                }
            }
            #expect(refusal?.message.contains("leadership-coordination") == true)
            #expect(refusal?.english.split(separator: "\n").count == 1)
            #expect(try await control.meetings().isEmpty)
            let refusals = try await control.refusals().count
            #expect(refusals == 1)
            _ = try await control.noticed()
        }
        let service = try Service()
        let id = try await service.run { [decision] control in
            let meeting = try await control.begin(decision, by: Service.everybody, key: key())
            #expect(meeting.kind.remark == "bukan dari SOP")
            return meeting.id
        }
        try await service.run(policy: Self.without("leadership-coordination")) { control in
            try await control.done(act("P02.2"), on: id)
            let meeting = try #require(try await control.meeting(id))
            let actor = Actor(id: Service.everybody.id, name: "Sari", role: .operatorRko, office: Service.host.id)
            let content = ReportContent(
                meeting: meeting, directory: control.directory, correspondence: try Correspondence.load(), actor: actor,
                now: control.clock())
            let report = try await content.report(number: nil, head: control.journal.head(), fingerprint: nil)
            #expect(report.ground.remark == "Jenis rapat: koordinasi pimpinan (bukan dari SOP).")
        }
    }
}
