import Offices
import Testing

@testable import Procedures

/// The acceptance statements that hold in all procedures, asked of every act that the definitions have.
struct StatementTestsEverywhere {
    @Test(
        "AC-016: every reviewer can give back; the drafter's act opens again and later marks are void",
        arguments: [ProcedureCode.p01, .p03, .p04, .p05, .p06, .p07, .p08, .p11, .p14])
    func givesBack(code: ProcedureCode) throws {
        let returns = try CourseActs.all(of: code).filter { $0.kinds == [.giveBack] }
        #expect(!returns.isEmpty)
        for act in returns {
            let drafting = try #require(act.reopens)
            guard case .giveBack(let review) = act.twin else {
                Issue.record("\(act.reference) gives back instead of nothing")
                continue
            }
            var (play, key) = try CourseActs.play(to: act)
            let instead = ActKey(review, office: key.office, section: key.section)
            let draft = play.proceedings.own(drafting, for: key)
            #expect(play.isOpen(instead) && play.isDone(draft), "\(act.reference)")
            let others = play.proceedings.allDone.filter { $0.key.section != nil && $0.key.section != key.section }
            try play.perform(key)
            #expect(play.isOpen(draft) && !play.isDone(draft) && !play.isOpen(instead), "\(act.reference)")
            let built = play.proceedings.downstream(of: drafting, in: code).subtracting([act.reference])
            let left = play.proceedings.allDone.keys.filter { built.contains($0.act) && $0.section == key.section }
            #expect(left.isEmpty, "\(act.reference) leaves \(left)")
            for (other, done) in others { #expect(play.proceedings.done(other) == done, "\(other)") }
            try play.play(to: review)
        }
    }

    @Test("AC-016: every review of a paper or of materials has a way back")
    func everyReviewCanGiveBack() throws {
        let acts = try Procedures.load().all.flatMap(\.acts)
        let given = acts.compactMap { act in if case .giveBack(let review) = act.twin { review } else { nil } }
        // Those look at data, at a question or at the work of others: there is no draft to give back.
        let without: Set<ActReference> = ["P12.3/analyse", "P12.3/discuss", "P12.6", "P14.4"]
        for act in acts where act.kinds.contains(.review) && !without.contains(act.reference) {
            #expect(given.contains(act.reference), "\(act.reference)")
        }
    }

    @Test(
        "AC-118: nobody acts on two levels of one chain, except as a documented Plh/Plt",
        arguments: [ProcedureCode.p01, .p03, .p04, .p05, .p06, .p07, .p08, .p11, .p14])
    func oneLevelEach(code: ProcedureCode) throws {
        let order = Acting(kind: .plt, order: try #require(Line("SK-1/PJ/2026")))
        var asked = 0
        for chain in try #require(try Procedures.load()[code]).chains {
            for reference in chain {
                let act = try #require(try Procedures.load()[reference])
                let (play, key) = try CourseActs.play(to: act)
                let own = play.actor(key)
                for earlier in chain where earlier != reference {
                    guard let mark = play.proceedings.done(play.proceedings.own(earlier, for: key))?.last,
                        mark.actor.role != own.role
                    else { continue }
                    let both = Actor(id: mark.actor.id, name: mark.actor.name, role: own.role, office: own.office)
                    #expect(play.refusal(key, by: both) == .sameChain(earlier, mark), "\(earlier), \(reference)")
                    let standIn = Actor(
                        id: both.id, name: both.name, role: both.role, office: both.office, acting: order)
                    #expect(play.refusal(key, by: standIn) == nil)
                    asked += 1
                }
                #expect(play.refusal(key) == nil)
            }
        }
        #expect(asked > 0)
    }

    static let spoken: [(Course, ActKey, Role)] = [
        (.controlRoomMeeting, "P02.1", .kasubbagProtokol), (.controlRoomMeeting, "P09.2/open", .operatorRko),
        (.controlRoomMeeting, "P09.2/close", .operatorRko), (.directorateMeeting, "P10.2/open", .operatorSetdit),
        (.directorateMeeting, "P10.2/close", .operatorSetdit),
    ]

    @Test(
        "AC-126: an oral order is recorded by the proper subordinate, and stays unconfirmed until confirmed",
        arguments: spoken)
    func oralOrder(course: Course, key: ActKey, subordinate: Role) throws {
        var play = try CoursePlay(course, inviting: [CoursePlay.kpp])
        try play.play(to: key.act)
        let confirm = try #require(ActKey(key.act.name == nil ? "\(key)/confirm" : "\(key)-confirm"))
        let recorder = try #require(play.recorder(key))
        let order = try #require(recorder.order)
        #expect(recorder.role == subordinate && play.refusal(key, by: recorder) == nil)
        for role in Role.allCases where role != subordinate {
            let refusal = play.refusal(key, by: play.actor(key, as: role).recording(order))
            #expect(refusal == .wrongRole(found: role, needed: [subordinate]), "\(role)")
        }
        #expect(!play.isOpen(confirm))
        var inPerson = play
        try inPerson.perform(key)
        if case .notOral = inPerson.refusal(confirm) {} else { Issue.record("\(confirm) in person") }
        try play.perform(key, by: recorder)
        #expect(play.proceedings.done(key)?.last.actor.order == order)
        #expect(play.proceedings.opened(confirm)?.roles == play.proceedings.procedures[key.act]?.roles)
        try play.perform(confirm)
        #expect(!play.isOpen(confirm))
    }

    @Test(
        "AC-127: every branch of every procedure ends",
        arguments: [
            (Course.monitoring, ["P01.6/decide": "dirjen"]), (.monitoring, ["P01.6/decide": "heads"]),
            (.monitoring, ["P01.6/decide": "internal"]), (.controlRoomMeeting, ["P02.1": "needed"]),
            (.controlRoomMeeting, ["P02.1": "not-needed"]),
            (.controlRoomMeeting, ["P02.1": "not-needed-without-proposer"]),
            (.directorateMeeting, [:]), (.outreach, [:]), (.question, ["P12.3/analyse": "found-in-sikp"]),
            (.question, ["P12.3/analyse": "not-in-sikp", "P12.3/discuss": "answered-by-tl"]),
            (.question, ["P12.3/analyse": "not-in-sikp", "P12.3/discuss": "not-answered"]),
            (.escalation, ["P13.1/register": "escalation-answer"]),
            (.escalation, ["P13.1/register": "requested-opinion"]),
            (.escalation, ["P13.1/register": "unrequested-opinion"]), (.distribution, ["P14.16/verify": "complete"]),
        ] as [(Course, [ActReference: BranchID])])
    func ends(course: Course, choices: [ActReference: BranchID]) throws {
        var play = try CoursePlay(course, choosing: choices, inviting: [CoursePlay.kpp])
        #expect(!play.proceedings.isFinished)
        try play.playOn()
        #expect(play.proceedings.isFinished, "\(play.proceedings.allDone.keys.sorted())")
        for (decision, branch) in choices { #expect(play.proceedings.branch(of: decision) == branch) }
    }

    @Test(
        "AC-022, AC-065, AC-121: every act is accepted from each role that the text gives it and from no other",
        arguments: ProcedureCode.allCases)
    func rolesOfEveryAct(code: ProcedureCode) throws {
        let texts = try ExpectedText.all.get()
        for act in try CourseActs.all(of: code) {
            let (play, _) = try CourseActs.play(to: act)
            let open = play.proceedings.available().filter { $0.key.act == act.reference }
            let printed = try #require(texts.act(act.reference)).roles
            #expect(!open.isEmpty && Set(open.flatMap(\.roles)).isSubset(of: printed), "\(act.reference)")
            if act.copies == .once { #expect(open.map(\.roles) == [printed], "\(act.reference)") }
            for copy in open {
                for role in Role.allCases {
                    let refusal = play.refusal(copy.key, as: role)
                    if copy.roles.contains(role) {
                        #expect(refusal == nil, "\(copy.key) by \(role)")
                        let stranger = Actor(
                            id: PersonID(at: CoursePlay.start), name: "lain", role: role, office: "kantor-lain")
                        let wrong = Proceedings.Refusal.Reason.wrongOffice(found: "kantor-lain", needed: copy.office)
                        #expect(play.refusal(copy.key, by: stranger) == wrong)
                    } else {
                        #expect(refusal == .wrongRole(found: role, needed: copy.roles), "\(copy.key) by \(role)")
                    }
                }
            }
        }
    }
}
