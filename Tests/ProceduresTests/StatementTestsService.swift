import Offices
import Testing

@testable import Procedures

/// The acceptance statements of P11 to P13 that the procedures alone decide.
struct StatementTestsService {
    private func play(_ course: Course, to act: ActReference) throws -> CoursePlay {
        var play = try CoursePlay(course)
        try play.play(to: act)
        return play
    }

    @Test("AC-097: the work plan is assigned when the report is received and the data uploaded, not before")
    func needsReportAndData() throws {
        for first in ["P11.1/receive", "P11.1/uploaded"] as [ActKey] {
            var play = try CoursePlay(.outreach)
            #expect(play.waits("P11.1/assign") == ["P11.1/receive", "P11.1/uploaded"])
            try play.perform(first)
            #expect(play.waits("P11.1/assign").count == 1 && !play.waits("P11.1/assign").contains(first))
            try play.play(to: "P11.1/assign")
            #expect(play.refusal("P11.1/assign") == nil)
        }
    }

    @Test("AC-098: no agent calls before the plan is approved, or outside it")
    func onlyByThePlan() throws {
        var play = try play(.outreach, to: "P11.3")
        #expect(play.waits("P11.4") == ["P11.3"])
        #expect(play.waits("P11.5@klip/satu") == ["P11.4"])
        try play.play(to: "P11.5")
        #expect(play.refusal("P11.5@klip/satu") == nil)
        play.guards = { demand, _ in demand == .inPlan ? .unmet("tidak ada dalam rencana") : .met }
        #expect(
            play.refusal("P11.5@klip/satu") == .guards([UnmetGuard(demand: .inPlan, found: "tidak ada dalam rencana")]))
    }

    @Test("AC-100: the report is drafted, approved and signed on three levels; the Kasi does not sign")
    func reportOnThreeLevels() throws {
        var play = try play(.outreach, to: "P11.6")
        #expect(play.waits("P11.7") == ["P11.6"] && play.waits("P11.8") == ["P11.7"])
        for (key, role) in [("P11.6", .pelaksanaOperasional), ("P11.7", .kasiOperasional)] as [(ActKey, Role)] {
            #expect(play.proceedings.opened(key)?.roles == [role])
            try play.perform(key)
        }
        #expect(play.isWrong(.kasiOperasional, for: "P11.8"))
        #expect(play.proceedings.opened("P11.8")?.roles == [.kepalaKlip])
        #expect(play.proceedings.procedures["P11.8"]?.kinds.contains(.sign) == true)
    }

    @Test("AC-102: one delivery alone does not end the outreach", arguments: ["P11.9/quality", "P11.9/requester"])
    func bothDeliveries(first: ActKey) throws {
        var play = try play(.outreach, to: first.act)
        try play.perform(first)
        #expect(!play.proceedings.isFinished)
        try play.playOn()
        #expect(play.proceedings.isFinished)
    }

    @Test("AC-103: no answer to a question that is not in the CRM")
    func noAnswerWithoutTicket() throws {
        let play = try play(.question, to: "P12.2")
        #expect(!play.waits("P12.4/answer").isEmpty)
        #expect(play.waits("P12.3/analyse") == ["P12.2"])
    }

    @Test("AC-104: no escalation without a miss in SIKP and a discussion with the Team Leader")
    func escalatesLast() throws {
        var found = try CoursePlay(.question, choosing: ["P12.3/analyse": "found-in-sikp"])
        try found.play(to: "P12.4/answer")
        #expect(found.isClosed("P12.3/escalate") && found.isClosed("P12.3/discuss"))
        var missed = try CoursePlay(.question, choosing: ["P12.3/analyse": "not-in-sikp"])
        try missed.play(to: "P12.3/discuss")
        #expect(missed.waits("P12.3/escalate") == ["P12.3/discuss"])
        missed.choices["P12.3/discuss"] = "not-answered"
        try missed.perform("P12.3/discuss")
        #expect(missed.refusal("P12.3/escalate") == nil && missed.isClosed("P12.4/answer"))
    }

    @Test("AC-106: an answer found by discussion opens the update of SIKP, one from SIKP does not")
    func updateOfSIKP() throws {
        var found = try CoursePlay(.question, choosing: ["P12.3/analyse": "found-in-sikp"])
        try found.play(to: "P12.4/answer")
        #expect(found.isClosed("P12.4/forward") && found.isClosed("P12.4/sikp-update"))
        var discussed = try play(.question, to: "P12.4/forward")
        try discussed.perform("P12.4/forward")
        #expect(discussed.proceedings.opened("P12.4/sikp-update")?.roles == [.pelaksanaPkl])
        try discussed.playOn()
        #expect(discussed.proceedings.isFinished && discussed.isOpen("P12.4/sikp-update"))
    }

    @Test(
        "AC-108: origins a and b go to the call at once",
        arguments: ["escalation-answer", "requested-opinion"] as [BranchID])
    func callsAtOnce(origin: BranchID) throws {
        var play = try CoursePlay(.escalation, choosing: ["P13.1/register": origin])
        #expect(!play.waits("P13.2").isEmpty)
        try play.perform("P13.1/register")
        #expect(play.isClosed("P13.1/receive") && play.isClosed("P13.1/assign"))
        #expect(play.refusal("P13.2") == nil)
    }

    @Test("AC-108: origin c is received by the Co Supervisor and assigned before the call")
    func assignsFirst() throws {
        var play = try CoursePlay(.escalation, choosing: ["P13.1/register": "unrequested-opinion"])
        try play.perform("P13.1/register")
        #expect(play.waits("P13.2") == ["P13.1/assign"] && play.waits("P13.1/assign") == ["P13.1/receive"])
        for key in ["P13.1/receive", "P13.1/assign"] as [ActKey] {
            #expect(play.proceedings.opened(key)?.roles == [.coSupervisorEskalasi])
            try play.perform(key)
        }
        #expect(play.refusal("P13.2") == nil)
        #expect(play.proceedings.procedures["P13.1/register"]?.branches.count == 3)
    }

    @Test("A taxpayer who is not reached: each attempt is noted, the hour goes on, and nothing waits for it")
    func notesAttempts() throws {
        var play = try play(.escalation, to: "P13.2")
        for _ in 1...2 { try play.perform("P13.2/attempt") }
        #expect(play.proceedings.done("P13.2/attempt")?.count == 2 && play.isOpen("P13.2"))
        #expect(play.proceedings.procedures["P13.2"]?.due?.from == "P13.1/register")
        try play.perform("P13.2")
        #expect(play.refusal("P13.2/attempt") == .closed(by: "P13.2"))
        try play.perform("P13.3")
        #expect(play.proceedings.isFinished)
    }

    @Test("AC-110: the documentation asks for voice recording and activity history, and nothing ends without it")
    func needsBothRecords() throws {
        let fields = try #require(Form.callRecord.fields)
        #expect(Set(fields.filter(\.isRequired).map(\.name)).isSuperset(of: ["recording", "history"]))
        var play = try play(.escalation, to: "P13.3")
        #expect(play.proceedings.opened("P13.3")?.form == .callRecord && !play.proceedings.isFinished)
        try play.perform("P13.3")
        #expect(play.proceedings.isFinished)
    }

    @Test(
        "AC-125: drafting the plan, the call, tasking, preparation and staging are acts of their own, in their order",
        arguments: [
            (Course.outreach, ["P11.1/assign", "P11.2", "P11.3"]), (.escalation, ["P13.1/register", "P13.2", "P13.3"]),
            (.distribution, ["P14.1", "P14.2", "P14.3", "P14.4"]),
            (.distribution, ["P14.9", "P14.10", "P14.11", "P14.12"]),
        ] as [(Course, [ActKey])])
    func stepsOfTheirOwn(course: Course, keys: [ActKey]) throws {
        var play = try play(course, to: keys[0].act)
        for (key, next) in zip(keys, keys.dropFirst()) {
            #expect(play.waits(next).contains(key), "\(next)")
            try play.perform(key)
            #expect(play.refusal(next) == nil)
        }
    }
}
