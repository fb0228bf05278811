import Offices
import Testing

@testable import Procedures

/// The acceptance statements of P09 and P10 that the procedures alone decide.
struct StatementTestsMeeting {
    static let chairs: [(Course, ActKey, Role)] = [
        (.controlRoomMeeting, "P09.2/open", .dirjen), (.directorateMeeting, "P10.2/open", .sesditjenDirektur),
    ]

    private func play(_ course: Course, to act: ActReference) throws -> CoursePlay {
        var play = try CoursePlay(course, inviting: [CoursePlay.kpp])
        try play.play(to: act)
        return play
    }

    @Test("AC-076, AC-077: the chair opens the meeting, or who stands in by a documented order", arguments: chairs)
    func onlyTheChair(course: Course, key: ActKey, chair: Role) throws {
        let play = try play(course, to: key.act)
        for role in Role.allCases where role != chair { #expect(play.isWrong(role, for: key), "\(role)") }
        let order = Acting(kind: .plh, order: try #require(Line("ND-12/PJ/2026")))
        #expect(play.refusal(key, by: play.actor(key, as: chair, acting: order)) == nil)
        #expect(play.refusal(key) == nil)
    }

    @Test("AC-076: another Sesditjen/Direktur does not chair a P10 meeting")
    func notAnotherDirectorate() throws {
        let play = try play(.directorateMeeting, to: "P10.2/open")
        let other = Actor(
            id: PersonID(at: CoursePlay.start), name: "Direktur lain", role: .sesditjenDirektur,
            office: "direktorat-lain")
        #expect(play.refusal("P10.2/open", by: other) == .wrongOffice(found: "direktorat-lain", needed: "direktorat"))
    }

    @Test("AC-078: a Direktur and the Sekretaris Direktorat Jenderal are counterparts of a P10 meeting")
    func counterparts() throws {
        var play = try play(.directorateMeeting, to: "P03.2/inform")
        let counterparts = [CoursePlay.other, CoursePlay.office("setditjen", .direktorat)]
        let notice = Outcome.notified(invited: [CoursePlay.kpp], directorates: counterparts)
        try play.attempt("P03.2/inform", by: play.actor("P03.2/inform"), carrying: notice)
        try play.play(to: "P10.5/receive")
        for key in ["P10.5/receive@direktorat-lain", "P10.5/receive@setditjen"] as [ActKey] {
            #expect(play.proceedings.opened(key)?.roles == [.sesditjenDirektur], "\(key)")
        }
    }

    @Test("AC-092: the report goes out without paraf or signature", arguments: ["P09.4", "P10.4"])
    func noSignature(item: String) throws {
        let (write, deliver) = (try #require(ActKey("\(item)/write")), try #require(ActKey("\(item)/deliver")))
        let course: Course = write.act.procedure == .p09 ? .controlRoomMeeting : .directorateMeeting
        var play = try play(course, to: write.act)
        try play.perform(write)
        #expect(play.refusal(deliver) == nil)
        let acts = try CourseActs.all(of: write.act.procedure)
        #expect(!acts.contains { $0.kinds.contains(.paraf) || $0.kinds.contains(.sign) || $0.kinds.contains(.review) })
    }

    @Test("AC-123: each site shows its own materials by its own operator; the host's operator chooses what is on air")
    func ownMaterials() throws {
        var play = try CoursePlay(.controlRoomMeeting)
        try play.play(to: "P09.1/display")
        try play.playOn(leaving: ["P09.1/display"])
        let operators: [OfficeID: Role] = [
            "rko": .operatorRko, "kanwil": .pelaksanaDukteknisKomputer, "ppddp": .operatorPpddp, "kpp": .ocKpp,
            "kpddp": .operatorKpddp, "kpde": .operatorKpde,
        ]
        let open = play.proceedings.available().filter { $0.key.act == "P09.1/display" }
        #expect(Set(open.compactMap(\.key.office)) == Set(operators.keys))
        for site in open { #expect(site.roles == [site.key.office.flatMap { operators[$0] }].compactMap(\.self)) }
        #expect(
            play.refusal("P09.1/display@kpde", by: play.actor("P09.1/display@kpp"))
                == .wrongRole(found: .ocKpp, needed: [.operatorKpde]))
        try play.play(to: "P09.3/air")
        #expect(play.proceedings.opened("P09.3/air")?.roles == [.operatorRko])
    }

    @Test("AC-072: a Kanwil gets a copy of its KPP's notice only when the office has switched that on")
    func copyToTheKanwil() throws {
        let policy = try Policy.load()
        let rule = try #require(RuleID("AC-072"))
        #expect(!policy.isOn(rule) && !policy.isOn(.copyToKanwil))
        #expect(try policy.switched(on: [rule]).isOn(rule))
    }

    @Test("AC-128: a meeting in a Direktorat and one in the RKO run side by side to their ends")
    func sideBySide() throws {
        var rko = try CoursePlay(.controlRoomMeeting, inviting: [CoursePlay.kpp])
        var direktorat = try CoursePlay(.directorateMeeting, inviting: [CoursePlay.kpp])
        try rko.play(to: "P09.2/open")
        try direktorat.play(to: "P10.2/open")
        try rko.perform("P09.2/open")
        try direktorat.perform("P10.2/open")
        let held = direktorat.proceedings
        try rko.playOn()
        #expect(rko.proceedings.isFinished && direktorat.proceedings == held)
        #expect(!direktorat.isDone("P10.2/close"))
        try direktorat.playOn()
        #expect(direktorat.proceedings.isFinished)
    }
}
