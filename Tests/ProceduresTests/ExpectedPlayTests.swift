import Offices
import Testing

@testable import Procedures

/// Cases played as the texts have them, by every branch: who may do what at each moment, and nobody else.
struct ExpectedPlayTests {
    @Test(
        "At each moment of each way exactly those acts are open that the text opens", arguments: ProcedureCode.allCases)
    func opensWhatTheTextOpens(code: ProcedureCode) throws {
        let procedures = try Procedures.load()
        let scripts = try #require(try ExpectedScript.all.get()[code])
        for script in scripts {
            #expect(script.difference(in: procedures) == nil, "\(script.way)")
            #expect(script.steps.contains { !$0.open.isEmpty } && script.isFinishedAtTheEnd, "\(script.way)")
        }
        let played = Set(scripts.flatMap(\.steps).map(\.key.act))
        let acts = try #require(try ExpectedText.all.get()[code]).acts
        let spoken = acts.filter { $0.kinds == [.confirm] }.map(\.reference)
        #expect(Set(acts.filter { !$0.roles.isEmpty }.map(\.reference)).subtracting(played).subtracting(spoken) == [])
    }

    @Test(
        "Each act is done by the roles of the text and refused to every other role", arguments: ProcedureCode.allCases)
    func refusesEveryOtherRole(code: ProcedureCode) throws {
        let procedures = try Procedures.load()
        var asked: Set<ActReference> = []
        for script in try #require(try ExpectedScript.all.get()[code]) {
            var proceedings = Proceedings(
                procedures: procedures.following(script.course), host: CoursePlay.host(of: script.course))
            for step in script.steps {
                if step.key.act.procedure == code, asked.insert(step.key.act).inserted {
                    expectRoles(of: step, script, in: proceedings)
                    expectGuards(of: step, script, in: proceedings)
                }
                proceedings.perform(step.key, by: script.actor(step), at: CoursePlay.start, outcome: step.outcome)
            }
        }
    }

    private func expectRoles(of step: ExpectedScript.Step, _ script: ExpectedScript, in proceedings: Proceedings) {
        let allowed = step.open[step.key]?.roles ?? []
        for role in Role.allCases {
            let office: OfficeID =
                role.officeKind == .kantorPusat ? .kantorPusat : step.key.office ?? proceedings.host.id
            let actor = Actor(
                id: CoursePlay.persons[role] ?? PersonID(at: CoursePlay.start), name: "Pejabat", role: role,
                office: office)
            let reason = reason(step, by: actor, in: proceedings) { _, _ in .met }
            if allowed.contains(role) {
                #expect(reason == nil, "\(step.key) by \(role)")
            } else if case .wrongRole(let found, let needed)? = reason {
                #expect(found == role && needed == allowed, "\(step.key) by \(role)")
            } else {
                Issue.record("\(step.key) by \(role): \(String(describing: reason))")
            }
        }
    }

    private func expectGuards(of step: ExpectedScript.Step, _ script: ExpectedScript, in proceedings: Proceedings) {
        for demand in Guard.allCases {
            let reason = reason(step, by: script.actor(step), in: proceedings) { asked, _ in
                asked == demand ? .unmet("belum") : .met
            }
            let isGuarded = step.open[step.key]?.guards.contains(demand) == true
            #expect(reason == (isGuarded ? .guards([UnmetGuard(demand: demand, found: "belum")]) : nil), "\(step.key)")
        }
    }

    private func reason(
        _ step: ExpectedScript.Step, by actor: Actor, in proceedings: Proceedings,
        guards: (Guard, ActKey) -> GuardAnswer
    ) -> Proceedings.Refusal.Reason? {
        do throws(Proceedings.Refusal) {
            try proceedings.check(step.key, by: actor, outcome: step.outcome, guards: guards)
            return nil
        } catch {
            return error.reason
        }
    }
}
