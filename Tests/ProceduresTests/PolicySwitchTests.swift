import Foundation
import Offices
import Testing

@testable import Procedures

/// What each switch really takes out of the procedures.
struct PolicySwitchTests {
    private func without(_ rules: PolicySwitch...) throws -> Procedures {
        let ids = rules.compactMap { RuleID($0.rawValue) }
        return try Procedures.load().applying(try Policy.load().switched(off: ids))
    }

    private func play(_ course: Course, to act: ActReference, of procedures: Procedures) throws -> CoursePlay {
        var play = try CoursePlay(course, of: procedures, inviting: [CoursePlay.kpp])
        try play.play(to: act)
        return play
    }

    @Test("The policy that the program comes with leaves the procedures as they are")
    func changesNothingByItself() throws {
        #expect(try Procedures.load().applying(try Policy.load()) == Procedures.load())
    }

    @Test("AC-127: with any rule off, and with all, the procedures are sound", arguments: ProcedureCode.allCases)
    func staysSound(code: ProcedureCode) throws {
        let switchable = PolicySwitch.allCases.filter { $0 != .copyToKanwil }
        let ids = switchable.compactMap { RuleID($0.rawValue) }
        let all = try Procedures.load().applying(try Policy.load().switched(off: ids))
        let changed = try switchable.map { try without($0) } + [all]
        for procedures in changed where procedures[code] != (try Procedures.load())[code] {
            let found = Exploration(code, of: procedures).findings
            #expect(found.isEmpty, "\(procedures.switches.off): \(found.map(\.description))")
            for act in procedures[code]?.acts ?? [] {
                #expect((act.basis == .seed) == act.rules.isEmpty, "\(act.reference)")
            }
        }
    }

    @Test(
        "AC-032: off, the device check does not wait for the network, which may still be recorded",
        arguments: [
            (Course.controlRoomMeeting, "P02.5/check-device", "P02.3/network"),
            (.directorateMeeting, "P03.11/check-device", "P03.3/network"),
        ] as [(Course, ActKey, ActKey)])
    func network(course: Course, check: ActKey, network: ActKey) throws {
        let on = try play(course, to: check.act, of: try Procedures.load())
        #expect(on.isDone(network))
        var off = try play(course, to: check.act, of: try without(.networkFirst))
        #expect(!off.isDone(network) && off.proceedings.opened(network)?.isOptional == true)
        #expect(off.proceedings.procedures[check.act]?.takes.contains(.jaringan) == false)
        try off.perform(check)
        try off.perform(network)
        try off.playOn()
        #expect(off.proceedings.isFinished)
    }

    @Test(
        "AC-073: off, the materials are shown without waiting for a preparation",
        arguments: [
            (Course.controlRoomMeeting, "P09.1/display@kpp", "P02.3/notify"),
            (.directorateMeeting, "P10.1/display@kpp", "P03.2/inform"),
        ]
            as [(Course, ActKey, ActKey)])
    func readiness(course: Course, display: ActKey, notice: ActKey) throws {
        let procedures = try without(.readinessFirst)
        var on = try play(course, to: notice.act, of: try Procedures.load())
        var off = try play(course, to: notice.act, of: procedures)
        try on.perform(notice)
        try off.perform(notice)
        #expect(!on.waits(display).isEmpty && off.refusal(display) == nil)
        let left = procedures[display.act]?.rules.map(\.description)
        #expect(left == (display.act.procedure == .p09 ? ["bare-operator"] : []))
        let release = try #require(ActKey("\(display.act.procedure.rawValue).1/release"))
        #expect(off.isOpen(release))
    }

    @Test("AC-126: off, nobody records an oral order, and there is nothing to confirm")
    func oral() throws {
        let procedures = try without(.oralOrders)
        #expect(!procedures.all.flatMap(\.acts).contains { !$0.oral.isEmpty || $0.kinds == [.confirm] })
        #expect(procedures["P02.1/confirm"] == nil && procedures["P09.2/open"]?.basis == .both)
        #expect(procedures["P09.2/close"]?.rules.map(\.description) == ["AC-086"])
        let before = try CoursePlay(.controlRoomMeeting)
        let recorder = try #require(before.recorder("P02.1"))
        #expect(before.refusal("P02.1", by: recorder) == nil)
        let after = try CoursePlay(.controlRoomMeeting, of: procedures)
        #expect(after.refusal("P02.1", by: recorder) == .wrongRole(found: .kasubbagProtokol, needed: [.dirjen]))
        #expect(after.refusal("P02.1") == nil)
    }

    @Test("outreach-sender: off, only the printed sender is left", arguments: ["P11.9/quality", "P11.9/requester"])
    func sender(key: ActKey) throws {
        let on = try play(.outreach, to: key.act, of: try Procedures.load())
        #expect(on.refusal(key, as: .pelaksanaOperasional) == nil && on.refusal(key, as: .pelaksanaPkl) == nil)
        let off = try play(.outreach, to: key.act, of: try without(.outreachSender))
        #expect(off.isWrong(.pelaksanaOperasional, for: key) && off.refusal(key, as: .pelaksanaPkl) == nil)
        #expect(off.proceedings.opened(key)?.basis == .seed)
    }

    @Test("leadership-coordination: off, the policy says so and no act changes but for its mark")
    func leadership() throws {
        let policy = try Policy.load().switched(off: [try PolicyTests.rule("leadership-coordination")])
        #expect(!policy.isOn(.leadershipCoordination))
        let notice = try #require(try Procedures.load().applying(policy)["P02.3/notify"])
        #expect(notice.rules.map(\.description) == ["AC-029", "AC-033", "AC-051", "AC-071", "outside-hours"])
    }

    @Test("AC-120: a case keeps the policy that it began with")
    func caseKeepsItsPolicy() throws {
        let procedures = try without(.networkFirst, .oralOrders)
        let play = try play(.controlRoomMeeting, to: "P02.5/check-device", of: procedures)
        let stored = try JSONEncoder().encode(play.proceedings)
        let read = try JSONDecoder().decode(Proceedings.self, from: stored)
        #expect(read == play.proceedings && read.procedures.switches == procedures.switches)
        #expect(read.opened("P02.5/check-device") != nil && read.procedures["P02.1/confirm"] == nil)
        #expect(try Procedures.load(versions: procedures.versions, switches: procedures.switches) == procedures)
        let fixed = PolicySwitches(off: [try PolicyTests.rule("AC-015")])
        #expect(throws: Procedures.Refusal.self) { try Procedures.load(versions: procedures.versions, switches: fixed) }
    }

    @Test(
        "A switchable rule is followed as the program has it, unless it is switched", arguments: PolicySwitch.allCases)
    func follows(rule: PolicySwitch) throws {
        let (all, id) = (try Procedures.load(), try PolicyTests.rule(rule.rawValue))
        let policy = try Policy.load()
        #expect(all.follow(rule) == policy.isOn(id) && policy.isOn(id) == (rule != .copyToKanwil))
        #expect(try !all.applying(policy.switched(off: [id])).follow(rule))
        #expect(try all.applying(policy.switched(on: [id])).following(.outreach).follow(rule))
    }

    @Test("AC-120: a case stored before there were switches follows the program's policy")
    func readsACaseWithoutSwitches() throws {
        let play = try CoursePlay(.outreach)
        let stored = String(decoding: try JSONEncoder().encode(play.proceedings), as: UTF8.self)
        #expect(!stored.contains("switches"))
        #expect(try JSONDecoder().decode(Proceedings.self, from: Data(stored.utf8)) == play.proceedings)
    }
}
