import Foundation
import Offices
import Testing

@testable import Procedures

/// Acts that name who does other acts.
struct AssignmentTests {
    private static let send = "assigns: [P01.14/register, P01.14/send]"

    @Test(
        "What an act assigns is later work of its own procedure, assigned once, with as many copies",
        arguments: [
            ("P01.yaml", send, "assigns: [P01.12]", "P01.13 assigns P01.12, which does not come after it"),
            ("P01.yaml", send, "assigns: [P02.2]", "P01.13 assigns P02.2, which is no working act of its procedure"),
            ("P01.yaml", send, "assigns: [P01.15]", "P01.13 assigns P01.15, which is no working act of its procedure"),
            ("P01.yaml", send, "assigns: [P01.9]", "P01.13 assigns P01.9, which P01.8 assigns too"),
            ("P01.yaml", send, "assigns: [P01.14/send, P01.14/send]", "P01.13 assigns an act twice"),
            ("P01.yaml", "kinds: [assign]\n    \(send)", "kinds: [deliver]\n    \(send)", "lacks the kind assign"),
            ("P06.yaml", "assigns: [P06.2]", "assigns: [P06.3]", "P06.1 assigns P06.3, which has copies section"),
        ])
    func checks(file: String, old: String, new: String, problem: String) throws {
        let problems = try ProjectDefinitions.problems(file, old, new)
        #expect(problems.contains { $0.contains(problem) }, "\(problems)")
    }

    @Test("Every act that assigns work to a role with several holders can name who does it")
    func assigningActs() throws {
        let acts = try Procedures.load().all.flatMap(\.acts)
        let assigned = Set(acts.flatMap(\.assigns))
        for act in acts where !act.isMilestone && act.twin == nil && !act.isOptional {
            let before = act.after.flatMap(\.references).compactMap { reference in
                acts.first { $0.reference == reference && !$0.assigns.isEmpty }
            }
            let sharing = before.contains { other in
                acts.contains { other.assigns.contains($0.reference) && $0.roles == act.roles }
            }
            if sharing { #expect(assigned.contains(act.reference), "\(act.reference)") }
        }
    }

    @Test("AC-018: the person named is kept for each act assigned, in that section, and read back")
    func keepsWhoWasNamed() throws {
        var play = try CoursePlay(.controlRoomMeeting, inviting: [CoursePlay.kpp])
        try play.play(to: "P06.3")
        let named = Assignee(person: PersonID(at: CoursePlay.start), name: "Sari", role: .pelaksanaTerkaitKpp)
        var proceedings = play.proceedings
        #expect(proceedings.assignments(by: "P06.3@kpp/satu").map(\.key) == ["P06.5@kpp/satu"])
        #expect(proceedings.assignments(by: "P06.3@kpp/satu").map(\.place) == ["kpp"])
        proceedings.assign([named], by: "P06.3@kpp/satu")
        #expect(proceedings.assignee(of: "P06.5@kpp/satu") == named)
        #expect(proceedings.assignee(of: "P06.5@kpp/dua") == nil)
        let other = Assignee(person: named.person, name: "Bimo", role: .ocKpp)
        proceedings.assign([other], by: "P06.3@kpp/dua")
        #expect(proceedings.assignee(of: "P06.5@kpp/dua") == nil, "another role")
        let stored = try JSONEncoder().encode(proceedings)
        #expect(try JSONDecoder().decode(Proceedings.self, from: stored) == proceedings)
    }

    @Test("A case stored before anybody was named is read as one without names")
    func readsWithoutNames() throws {
        let play = try CoursePlay(.outreach)
        let stored = String(decoding: try JSONEncoder().encode(play.proceedings), as: UTF8.self)
        #expect(!stored.contains("assigned"))
        #expect(try JSONDecoder().decode(Proceedings.self, from: Data(stored.utf8)) == play.proceedings)
    }
}
