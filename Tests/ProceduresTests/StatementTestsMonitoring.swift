import Offices
import Testing

@testable import Procedures

/// The acceptance statements of P01 that the procedure alone decides.
struct StatementTestsMonitoring {
    @Test("AC-002: not serious and urgent leads back to monitoring, and to no letter and no meeting")
    func notSerious() throws {
        var play = try CoursePlay(.monitoring, choosing: ["P01.1/judge": "not-serious"])
        try play.play(to: "P01.2")
        for key in ["P01.3", "P01.6/sign", "P01.6/decide", "P01.9"] as [ActKey] {
            #expect(play.isClosed(key), "\(key)")
        }
        try play.perform("P01.2")
        #expect(!play.isDone("P01.1/judge"))
        #expect(play.isOpen("P01.1/observe"))
        #expect(!play.proceedings.isFinished)
        play.choices["P01.1/judge"] = "serious"
        try play.play(to: "P01.3")
    }

    @Test("AC-003: serious and urgent opens one report, the LO's, that goes to the Kasubbag/Kasi of the same unit")
    func serious() throws {
        var play = try CoursePlay(.monitoring)
        try play.play(to: "P01.3")
        #expect(play.proceedings.copies(of: "P01.3") == ["P01.3"])
        #expect(play.proceedings.opened("P01.3")?.roles == [.loSetdit])
        try play.perform("P01.3")
        #expect(play.isRefusedTwice("P01.3"))
        let next = try #require(play.proceedings.opened("P01.4"))
        #expect(next.roles == [.kasubbagKasi] && next.office == "direktorat")
    }

    @Test(
        "AC-004: nobody but the LO of that office reports, no Kanwil and no KPP", arguments: ["P01.1/observe", "P01.3"])
    func onlyTheLO(key: ActKey) throws {
        var play = try CoursePlay(.monitoring)
        try play.play(to: key.act)
        for role in Role.allCases where role != .loSetdit { #expect(play.isWrong(role, for: key), "\(role)") }
        for place in ["direktorat-lain", "kanwil", "kpp"] as [OfficeID] {
            let stranger = Actor(id: PersonID(at: CoursePlay.start), name: "LO", role: .loSetdit, office: place)
            #expect(play.refusal(key, by: stranger) == .wrongOffice(found: place, needed: "direktorat"))
        }
        let regional = Proceedings(procedures: play.proceedings.procedures, host: CoursePlay.kpp)
        #expect(regional.available().isEmpty)
    }

    @Test("AC-005, AC-006, AC-007: two parafs in their order, then the signature, each with person, office and time")
    func marksOfTheReport() throws {
        let chain: [(ActKey, Role)] = [
            ("P01.4", .kasubbagKasi), ("P01.5", .kabagKasubdit), ("P01.6/sign", .sesditjenDirektur),
        ]
        var play = try CoursePlay(.monitoring)
        try play.play(to: "P01.4")
        #expect(play.waits("P01.5") == ["P01.4"])
        #expect(play.waits("P01.6/sign") == ["P01.5"])
        var proceedings = play.proceedings
        for (index, (key, role)) in chain.enumerated() {
            for other in Role.allCases where other != role { #expect(play.isWrong(other, for: key), "\(other)") }
            let official = Actor(
                id: PersonID(at: CoursePlay.start.advanced(bySeconds: Double(index))), name: "Pejabat \(index)",
                role: role, office: "direktorat")
            let moment = CoursePlay.start.advanced(bySeconds: 3600 * Double(index + 1))
            try proceedings.check(key, by: official) { _, _ in .met }
            proceedings.perform(key, by: official, at: moment)
            let mark = try #require(proceedings.done(key)).first
            #expect(mark == Mark(actor: official, at: moment))
            for later in chain.dropFirst(index + 2).map(\.0) { #expect(proceedings.opened(later) == nil, "\(later)") }
        }
    }

    @Test("AC-008: no Kabag, no LO and no head of another Direktorat signs")
    func onlyTheHeadSigns() throws {
        var play = try CoursePlay(.monitoring)
        try play.play(to: "P01.6/sign")
        #expect(play.isWrong(.kabagKasubdit, for: "P01.6/sign") && play.isWrong(.loSetdit, for: "P01.6/sign"))
        let other = Actor(
            id: PersonID(at: CoursePlay.start), name: "Direktur lain", role: .sesditjenDirektur,
            office: "direktorat-lain")
        #expect(
            play.refusal("P01.6/sign", by: other) == .wrongOffice(found: "direktorat-lain", needed: "direktorat"))
    }

    @Test("AC-009: after the signature one decision of three, and nothing goes on before it")
    func oneDecision() throws {
        var play = try CoursePlay(.monitoring)
        try play.play(to: "P01.6/decide")
        #expect(play.waits("P01.7").contains("P01.6/decide") && play.waits("P01.6/settle").contains("P01.6/decide"))
        #expect(!play.proceedings.isFinished)
        #expect(play.proceedings.procedures["P01.6/decide"]?.branches.map(\.id) == ["dirjen", "heads", "internal"])
        try play.perform("P01.6/decide")
        #expect(play.isRefusedTwice("P01.6/decide"))
    }

    @Test("AC-010: a has the letter made, b.1 ends here for a P03 case, b.2 stores a settlement and ends")
    func threeWays() throws {
        var letter = try CoursePlay(.monitoring, choosing: ["P01.6/decide": "dirjen"])
        try letter.play(to: "P01.7")
        #expect(letter.proceedings.opened("P01.7")?.roles == [.kabagKasubdit])
        var heads = try CoursePlay(.monitoring, choosing: ["P01.6/decide": "heads"])
        try heads.play(to: "P01.6/decide")
        try heads.perform("P01.6/decide")
        #expect(!heads.proceedings.isFinished && heads.isClosed("P01.6/settle"))
        try heads.perform("P01.6/hand-on")
        #expect(heads.proceedings.isFinished)
        var settled = try CoursePlay(.monitoring, choosing: ["P01.6/decide": "internal"])
        try settled.play(to: "P01.6/settle")
        #expect(!settled.proceedings.isFinished)
        #expect(settled.proceedings.opened("P01.6/settle")?.form == .settlement)
        try settled.perform("P01.6/settle")
        #expect(settled.proceedings.isFinished)
    }

    static let letter: [ActKey] = [
        "P01.7", "P01.8", "P01.9", "P01.10", "P01.11", "P01.12", "P01.13", "P01.14/register", "P01.14/send",
    ]

    @Test("AC-011: no step of the letter after b.1 or b.2, and none before the report is signed", arguments: letter)
    func noLetter(key: ActKey) throws {
        for branch in ["heads", "internal"] as [BranchID] {
            var play = try CoursePlay(.monitoring, choosing: ["P01.6/decide": branch])
            try play.play(to: "P01.6/decide")
            try play.perform("P01.6/decide")
            #expect(play.isClosed(key))
        }
        var unsigned = try CoursePlay(.monitoring)
        try unsigned.play(to: "P01.6/sign")
        #expect(!unsigned.waits(key).isEmpty)
    }

    @Test("AC-012: the assignment of the letter goes down one level at a time")
    func oneLevelAtATime() throws {
        var play = try CoursePlay(.monitoring)
        try play.play(to: "P01.7")
        let levels: [(ActKey, Role)] = [("P01.7", .kabagKasubdit), ("P01.8", .kasubbagKasi), ("P01.9", .loSetdit)]
        for (index, (key, role)) in levels.enumerated() {
            for other in Role.allCases where other != role { #expect(play.isWrong(other, for: key), "\(other)") }
            for (later, before) in zip(levels.dropFirst(index + 1), levels.dropFirst(index)) {
                #expect(play.waits(later.0) == [before.0])
            }
            #expect(play.refusal(key) == nil)
            try play.perform(key)
        }
        let named = play.proceedings.procedures
        #expect(named["P01.7"]?.assigns == ["P01.8"] && named["P01.8"]?.assigns == ["P01.9", "P01.9/revise"])
    }

    @Test("AC-013: a letter without the signed report is not submitted", arguments: ["P01.9", "P01.14/send"])
    func needsTheReport(key: ActKey) throws {
        var play = try CoursePlay(.monitoring)
        try play.play(to: key.act)
        #expect(play.refusal(key) == nil)
        play.guards = { demand, _ in demand == .reportAttached ? .unmet("tidak terlampir") : .met }
        #expect(play.refusal(key) == .guards([UnmetGuard(demand: .reportAttached, found: "tidak terlampir")]))
    }

    @Test("AC-014: the parafs on the report do not count for the letter")
    func aChainOfItsOwn() throws {
        var play = try CoursePlay(.monitoring)
        try play.play(to: "P01.10")
        #expect(play.isDone("P01.4") && play.isDone("P01.5") && play.isDone("P01.6/sign"))
        #expect(play.waits("P01.11") == ["P01.10"])
        #expect(play.waits("P01.12") == ["P01.11"])
    }

    @Test("AC-017: the signed letter goes to the Kasubbag/Kasi, who assigns the LO")
    func downPastTheKabag() throws {
        var play = try CoursePlay(.monitoring)
        try play.play(to: "P01.12")
        try play.perform("P01.12")
        #expect(play.proceedings.available().filter { !$0.isOptional }.map(\.key) == ["P01.13"])
        #expect(play.proceedings.opened("P01.13")?.roles == [.kasubbagKasi])
        #expect(play.isWrong(.kabagKasubdit, for: "P01.13"))
    }

    @Test("AC-018: nothing is sent before signature, assignment and registration, or by anyone but the LO")
    func sendsLast() throws {
        var play = try CoursePlay(.monitoring)
        try play.play(to: "P01.12")
        #expect(play.waits("P01.14/send") == ["P01.14/register"])
        #expect(play.waits("P01.14/register") == ["P01.13"])
        try play.play(to: "P01.14/register")
        #expect(play.waits("P01.14/send") == ["P01.14/register"])
        try play.perform("P01.14/register")
        for role in Role.allCases where role != .loSetdit { #expect(play.isWrong(role, for: "P01.14/send")) }
        try play.perform("P01.14/send")
        #expect(play.proceedings.isFinished)
    }
}
