import Foundation
import Offices
import Testing

@testable import Procedures

/// What the texts leave open in the preparation of the RKO, and how it is decided.
struct CentralMaterialsTests {
    private let lo: ActKey = "P02.4@direktorat-pkp"
    private let silent: ActKey = "P02.4@direktorat-tip"

    /// The fixture's meeting, notified to two Sekretariat/Direktorat.
    private func notified() throws -> Proceedings {
        var proceedings = try MeetingFixture.proceedings()
        for deed in MeetingFixture.control.prefix(3) { try proceedings.act(deed) }
        return proceedings
    }

    private func release(_ office: OfficeID) -> MeetingFixture.Deed {
        MeetingFixture.deed("P02.4/release", .dirjen, .kantorPusat, .releasedDirectorate(office))
    }

    private let receive = MeetingFixture.deed("P02.5/receive", .operatorRko, "rko")

    @Test("The chair goes on without the materials of a silent directorate, with a reason; the wait is labelled")
    func releasesASilentDirectorate() throws {
        var proceedings = try notified()
        try proceedings.act(MeetingFixture.deed(lo, .loSetdit, "direktorat-pkp"))
        let waiting = try #require(proceedings.refusal(receive))
        #expect(waiting.reason == .missing(proceedings.missing(for: receive.key)))
        #expect(waiting.message.contains("[sebagian bukan dari SOP: central-materials]") == false)
        #expect(waiting.rules.map(\.description) == ["central-materials"])
        #expect(waiting.remark == "bukan dari SOP: central-materials")
        try proceedings.act(release("direktorat-tip"))
        #expect(proceedings.refusal(receive) == nil)
        #expect(proceedings.releasedDirectorates["direktorat-tip"]?.actor.role == .dirjen)
        #expect(proceedings.directorates.map(\.id).contains("direktorat-tip"), "it is still asked to attend")
        try proceedings.act(receive)
        let late = try #require(proceedings.refusal(MeetingFixture.deed(silent, .loSetdit, "direktorat-tip")))
        #expect(late.reason == .closed(by: "P02.5/receive"))
    }

    @Test("Nobody but the chair releases, and only who is awaited")
    func releasesWhoIsAwaited() throws {
        var proceedings = try notified()
        for role in Role.allCases where role != .dirjen {
            let office: OfficeID = role.officeKind == .kantorPusat ? .kantorPusat : "rko"
            let refusal = proceedings.refusal(release("direktorat-tip"), by: MeetingFixture.actor(role, office))
            if case .wrongRole? = refusal?.reason { continue }
            Issue.record("\(role): \(String(describing: refusal))")
        }
        #expect(
            proceedings.refusal(release("kpp-makassar"))?.reason.outcome
                == .notNotified("kpp-makassar", ["direktorat-pkp", "direktorat-tip"]))
        try proceedings.act(MeetingFixture.deed(lo, .loSetdit, "direktorat-pkp"))
        #expect(proceedings.refusal(release("direktorat-pkp"))?.reason.outcome == .handedIn("direktorat-pkp"))
        try proceedings.act(release("direktorat-tip"))
        #expect(proceedings.refusal(release("direktorat-tip"))?.reason.outcome == .releasedTwice("direktorat-tip"))
        #expect(proceedings.opened("P02.4/release") == nil, "nobody is left to be released")
        let stored = try JSONEncoder().encode(proceedings)
        let read = try JSONDecoder().decode(Proceedings.self, from: stored)
        #expect(read == proceedings && read.releasedDirectorates.keys.map(\.description) == ["direktorat-tip"])
    }

    @Test("Without any directorate the Operator's own materials open the receipt, and none keep it shut")
    func operatorsOwn() throws {
        var proceedings = try MeetingFixture.proceedings()
        for deed in MeetingFixture.control.prefix(2) { try proceedings.act(deed) }
        let own = MeetingFixture.deed("P02.2/materials", .operatorRko, "rko")
        #expect(proceedings.refusal(own) == nil, "he may begin as soon as he is assigned")
        try proceedings.act(
            MeetingFixture.deed(
                "P02.3/notify", .operatorRko, "rko", .notified(invited: [MeetingFixture.makassar], directorates: [])))
        #expect(proceedings.opened("P02.5/receive")?.guards == [.materialsThere])
        #expect(throws: Proceedings.Refusal.self) {
            try proceedings.check("P02.5/receive", by: receive.actor) { _, _ in .unmet("belum ada bahan") }
        }
        try proceedings.act(own)
        try proceedings.act(own)
        try proceedings.act(receive)
        #expect(proceedings.refusal(own)?.reason == .closed(by: "P02.5/receive"))
        #expect(proceedings.procedures["P02.2"]?.assigns.contains("P02.2/materials") == true)
    }
}

/// An act that may be given orally more than once, and acts whose recorder depends on the office.
struct OralOrderTests {
    private func ordered(_ key: ActKey, in play: CoursePlay) throws -> Actor { try #require(play.recorder(key)) }

    @Test(
        "The chair releases an office orally; another such order is confirmed anew",
        arguments: [Course.controlRoomMeeting, .directorateMeeting])
    func releasesOrally(course: Course) throws {
        let (conduct, notice) = course == .controlRoomMeeting ? ("P09", "P02.3/notify") : ("P10", "P03.2/inform")
        var play = try CoursePlay(course)
        let told = try #require(ActKey(notice))
        try play.play(to: told.act)
        try play.perform(told)
        let (release, confirm) = (
            try #require(ActKey("\(conduct).1/release")), try #require(ActKey("\(conduct).1/release-confirm"))
        )
        #expect(!play.isOpen(confirm))
        try play.perform(release, by: try ordered(release, in: play))
        #expect(play.proceedings.isUnconfirmed(release))
        try play.perform(confirm)
        #expect(!play.proceedings.isUnconfirmed(release) && !play.isOpen(confirm))
        try play.perform(release, by: try ordered(release, in: play))
        #expect(play.proceedings.isUnconfirmed(release) && play.isOpen(confirm), "another order")
        try play.perform(release)
        #expect(play.proceedings.isUnconfirmed(release), "what he does himself confirms no order")
        try play.perform(confirm)
        #expect(!play.proceedings.isUnconfirmed(release))
    }

    @Test("Each office's head confirms its own attendance, or its operator on his order, and nobody of another office")
    func attendance() throws {
        var play = try CoursePlay(.controlRoomMeeting, inviting: [CoursePlay.kpp])
        try play.play(to: "P09.2/attend")
        let keys = play.proceedings.copies(of: "P09.2/attend")
        #expect(keys.map(\.office) == ["rko", "kpp", "direktorat-lain"])
        let roles = keys.map { play.proceedings.opened($0)?.roles ?? [] }
        #expect(roles == [[.dirjen], [.kepalaKpp], [.sesditjenDirektur]])
        #expect(play.proceedings.procedures["P09.2/attend"]?.isOptional == true)
        let key: ActKey = "P09.2/attend@kpp"
        let head = play.actor(key)
        let name = try #require(Line("Kepala lain"))
        let order = try #require(OralOrder(official: .init(name: name, role: .kepalaKpp, office: "kpp-lain")))
        #expect(
            play.refusal(key, by: play.actor(key, as: .ocKpp).recording(order))
                == .wrongOffice(found: "kpp-lain", needed: "kpp"))
        #expect(play.isWrong(.ocKpp, for: key), "the operator on his own")
        #expect(play.refusal(key, by: play.actor("P09.2/attend@direktorat-lain")) != nil)
        try play.perform(key, by: try ordered(key, in: play))
        #expect(play.proceedings.isUnconfirmed(key))
        try play.perform(key, by: head)
        try play.perform("P09.2/attend-confirm@kpp")
        #expect(!play.proceedings.isUnconfirmed(key))
        try play.play(to: "P09.4/write")
        try play.perform("P09.4/write")
        #expect(play.refusal(key) == .closed(by: "P09.4/write"), "the report is written")
    }
}

/// The notice of a Sesditjen's or Direktur's meeting: the LO gives it in P03.2, an Operator in P04.1 to P08.1.
struct NoticeGiverTests {
    @Test(
        "AC-051: LO or Operator gives the notice, and naming the one does not shut out the other",
        arguments: [Role.loSetdit, .operatorSetdit])
    func eitherGivesIt(role: Role) throws {
        var play = try CoursePlay(.directorateMeeting)
        try play.play(to: "P03.2/inform")
        #expect(play.proceedings.opened("P03.2/inform")?.roles == [.loSetdit, .operatorSetdit])
        for other in Role.allCases where ![.loSetdit, .operatorSetdit].contains(other) {
            #expect(play.isWrong(other, for: "P03.2/inform"), "\(other)")
        }
        try play.perform("P03.2/inform", by: play.actor("P03.2/inform", as: role))
        #expect(play.proceedings.done("P03.2/inform")?.last.actor.role == role, "who did is stored")
        #expect(play.proceedings.opened("P04.1@kanwil") != nil)
    }

    @Test("Of LO and Operator named in P03.1 the notice is the LO's, in whichever order they are named")
    func named() throws {
        var play = try CoursePlay(.directorateMeeting)
        try play.play(to: "P03.2/inform")
        let lo = Assignee(person: PersonID(at: CoursePlay.start), name: "Sari", role: .loSetdit)
        let ops = Assignee(person: PersonID(at: CoursePlay.start), name: "Bimo", role: .operatorSetdit)
        for named in [[lo, ops], [ops, lo]] {
            var proceedings = play.proceedings
            proceedings.assign(named, by: "P03.1")
            #expect(proceedings.assignee(of: "P03.2/inform") == lo && proceedings.assignee(of: "P03.3") == ops)
        }
    }
}

/// The shares of several agents (P11.4, P11.5).
struct AgentShareTests {
    @Test("One agent's end ends his own share; the report waits for all, and its days count from the last")
    func eachEndsHisOwn() throws {
        var play = try CoursePlay(.outreach)
        try play.play(to: "P11.5")
        for share in ["satu", "dua"] { try play.perform(ActKey(stringLiteral: "P11.5@klip/\(share)")) }
        try play.perform("P11.5/finish@klip/satu")
        #expect(play.refusal("P11.5@klip/satu") == .closed(by: "P11.5/finish"))
        #expect(play.refusal("P11.5@klip/dua") == nil)
        #expect(play.waits("P11.6") == ["P11.5/finish@klip/dua"])
        try play.perform("P11.5/finish@klip/dua")
        let last = try #require(play.proceedings.done("P11.5/finish@klip/dua")?.last.at)
        #expect(play.proceedings.mark(of: "P11.5/finish", for: "P11.6")?.at == last)
        #expect(play.refusal("P11.6") == nil)
    }

    @Test("P11.4 assigns the contact and its end: each person named has a share, and none is left out")
    func sharesOfThoseNamed() throws {
        var play = try CoursePlay(.outreach)
        try play.play(to: "P11.4")
        #expect(Proceedings.shares(0).map(\.description) == ["agen-1"])
        let shares = Proceedings.shares(2)
        try play.attempt("P11.4", by: play.actor("P11.4"), carrying: .contacted(shares))
        let named = ["Sari", "Bimo"].map { Assignee(person: PersonID(at: CoursePlay.start), name: $0, role: .agenKlip) }
        var proceedings = play.proceedings
        proceedings.assign(named, by: "P11.4")
        for act in ["P11.5", "P11.5/finish"] {
            #expect(proceedings.assignee(of: ActKey(stringLiteral: "\(act)@klip/agen-1")) == named[0])
            #expect(proceedings.assignee(of: ActKey(stringLiteral: "\(act)@klip/agen-2")) == named[1])
        }
        #expect(play.proceedings.procedures["P11.4"]?.assigns == ["P11.5", "P11.5/finish"])
    }

    @Test(
        "P11.4 without any share, or with one twice, is refused",
        arguments: [[], ["agen-1", "agen-1"]] as [[SectionID]])
    func needsAgents(shares: [SectionID]) throws {
        var play = try CoursePlay(.outreach)
        try play.play(to: "P11.4")
        #expect(throws: Proceedings.Refusal.self) {
            try play.attempt("P11.4", by: play.actor("P11.4"), carrying: .contacted(shares))
        }
    }
}

/// What the text assigns and says in the passive.
struct AssignedWorkTests {
    @Test("A04: the Kabag/Kasubdit assigned by b.1 accepts it and hands it on; the case ends with that")
    func handsOn() throws {
        var play = try CoursePlay(.monitoring, choosing: ["P01.6/decide": "heads"])
        try play.play(to: "P01.6/decide")
        #expect(play.waits("P01.6/hand-on").contains("P01.6/decide"))
        try play.perform("P01.6/decide")
        let open = try #require(play.proceedings.opened("P01.6/hand-on"))
        #expect(open.roles == [.kabagKasubdit] && open.basis == .both && !open.isOptional)
        #expect(open.rules.map(\.description) == ["heads-assignment"])
        #expect(!play.proceedings.isFinished)
        try play.perform("P01.6/hand-on")
        #expect(play.proceedings.isFinished)
        for other in ["dirjen", "internal"] as [BranchID] {
            var without = try CoursePlay(.monitoring, choosing: ["P01.6/decide": other])
            try without.play(to: "P01.6/decide")
            try without.perform("P01.6/decide")
            #expect(without.isClosed("P01.6/hand-on"), "\(other)")
        }
    }

    @Test("P12.4: the result of the discussion is forwarded in every case of its branch, beside the answer")
    func forwards() throws {
        var play = try CoursePlay(
            .question, choosing: ["P12.3/analyse": "not-in-sikp", "P12.3/discuss": "answered-by-tl"])
        try play.play(to: "P12.4/forward")
        #expect(play.proceedings.opened("P12.4/forward")?.isOptional == false)
        try play.playOn(leaving: ["P12.4/forward"])
        #expect(play.isDone("P12.4/answer") && play.isDone("P12.6"), "the answer does not wait for it")
        #expect(!play.proceedings.isFinished, "the case does")
        try play.perform("P12.4/forward")
        #expect(play.proceedings.isFinished)
        var found = try CoursePlay(.question, choosing: ["P12.3/analyse": "found-in-sikp"])
        try found.playOn()
        #expect(found.proceedings.isFinished && found.isClosed("P12.4/forward"))
    }
}

/// "bukan dari SOP" in refusals and tasks.
struct RuleRemarkTests {
    @Test("A refusal by a derived rule says so in both languages, one by the text does not")
    func refusals() throws {
        var play = try CoursePlay(.controlRoomMeeting, inviting: [CoursePlay.kpp])
        try play.play(to: "P02.3/notify")
        let printed = Proceedings.Refusal(
            "P02.3/notify", try #require(play.proceedings.procedures["P02.3/notify"]), .byNobody)
        #expect(printed.rules.isEmpty && printed.remark == nil && !printed.message.contains("SOP"))
        try play.playOn(leaving: ["P02.3/network"])
        do throws(Proceedings.Refusal) {
            try play.attempt("P02.5/check-device", by: play.actor("P02.5/check-device"), carrying: nil)
            Issue.record("the network is not arranged")
        } catch {
            #expect(error.message.hasSuffix("[sebagian bukan dari SOP: AC-032, AC-036, check-after-materials, AC-031]"))
            #expect(error.english.hasSuffix("[partly not from the SOP: AC-032, AC-036, check-after-materials, AC-031]"))
        }
        let other = MeetingFixture.actor(.kepalaKpp, "kpp-lain")
        do throws(Proceedings.Refusal) {
            try play.attempt("P06.1@kpp", by: other, carrying: nil)
            Issue.record("another office")
        } catch { #expect(error.message.hasSuffix("[bukan dari SOP: AC-068]")) }
    }

    @Test("An open act carries its rules, so that a task can name them")
    func tasks() throws {
        var play = try CoursePlay(.controlRoomMeeting, inviting: [CoursePlay.kpp])
        try play.play(to: "P02.3/network")
        #expect(play.proceedings.opened("P02.3/network")?.rules.map(\.description) == ["AC-031", "AC-032"])
        #expect(play.proceedings.opened("P02.5/prepare")?.rules == [])
    }
}

extension Proceedings.Refusal.Reason {
    /// What is wrong with what the act carries, when that is the reason.
    fileprivate var outcome: OutcomeFault? { if case .outcome(let fault) = self { fault } else { nil } }
}
