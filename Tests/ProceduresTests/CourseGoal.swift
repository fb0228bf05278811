import Offices
import Testing

@testable import Procedures

/// What must be done, chosen and given orally so that one act can be done.
struct CourseGoal {
    private(set) var before: Set<ActReference> = []
    private(set) var choices: [ActReference: BranchID] = [:]
    private(set) var spoken: ActReference?

    init(_ target: ActReference, in procedures: Procedures) throws {
        var front = [target]
        while !front.isEmpty {
            let act = try #require(procedures[front.removeFirst()])
            // An act named nearer to the target says on which branch it is wanted.
            for condition in act.conditions where choices[condition.decision] == nil {
                choices[condition.decision] = condition.branches.first
            }
            for reference in Self.predecessors(of: act, in: procedures) where before.insert(reference).inserted {
                front.append(reference)
            }
        }
        if case .confirmation(let spoken) = procedures[target]?.twin { self.spoken = spoken }
    }

    private static func predecessors(of act: Act, in procedures: Procedures) -> [ActReference] {
        let named = act.after.flatMap { predecessor in
            switch predecessor {
            case .preparation: procedures.all.compactMap(\.ready)
            case .notice: [procedures.notice].compactMap(\.self)
            default: predecessor.references
            }
        }
        return named + act.conditions.map(\.decision)
    }
}

/// The acts that somebody does, and the way to each.
enum CourseActs {
    static func all(of code: ProcedureCode) throws -> [Act] {
        try #require(try Procedures.load()[code]).acts.filter { !$0.isMilestone }
    }

    /// Plays a course until an act is open, with as few offices as it needs.
    static func play(to act: Act) throws -> (CoursePlay, ActKey) {
        let code = act.reference.procedure
        let course = try #require(Course.allCases.first { $0.codes.contains(code) })
        let unit = try #require(try Procedures.load()[code]).unit
        let isEverywhere = [.site, .party, .owingParty].contains(act.copies)
        let asked = CoursePlay.region.filter { isEverywhere || $0.kind == unit }
        var play = try CoursePlay(course, inviting: asked.isEmpty ? [CoursePlay.kpp] : asked)
        let key = try play.play(to: act.reference)
        return (play, key)
    }
}
