import Offices
import Testing

@testable import Procedures

/// Random acts by random people in the very instance that the checker explores.
struct ExploredWalkTests {
    private typealias Try = (key: ActKey, outcome: Outcome?, actor: Actor)

    @Test(
        "AC-127: no random walk by random people reaches a state that the checker did not come through",
        arguments: ProcedureCode.allCases)
    func reachesNothingNew(code: ProcedureCode) throws {
        let explored = try Explored(code)
        var (accepted, refused) = (0, 0)
        for seed in 1...6 {
            var random = RandomWalkTests.Seeded(state: UInt64(seed))
            var state = explored.beginning
            for _ in 0..<120 where !state.isFinished(code) {
                let attempt = try attempt(in: state, explored, &random)
                do throws(Proceedings.Refusal) {
                    let known = state
                    try state.check(attempt.key, by: attempt.actor, outcome: attempt.outcome) { demand, _ in
                        explored.stage.answer(demand, in: known)
                    }
                } catch {
                    refused += 1
                    continue
                }
                state.perform(attempt.key, by: attempt.actor, at: explored.stage.moment, outcome: attempt.outcome)
                accepted += 1
                let isKnown = explored.knows(state)
                #expect(isKnown, "\(attempt.key) by \(attempt.actor.role), seed \(seed)")
            }
        }
        #expect(accepted > 6 && refused > 10, "\(accepted) accepted, \(refused) refused")
    }

    /// One of two tries is something open by who may do it; the rest is any act in any copy by anybody.
    private func attempt(
        in state: Proceedings, _ explored: Explored, _ random: inout RandomWalkTests.Seeded
    ) throws -> Try {
        let steps = explored.stage.steps(in: state)
        if Bool.random(using: &random), let step = steps.randomElement(using: &random) {
            return (step.0.key, step.1, step.2)
        }
        let key = try #require(explored.keys.randomElement(using: &random))
        let actor = try #require(explored.people(state).randomElement(using: &random))
        let outcomes = steps.filter { $0.0.key == key }.map(\.1)
        return (key, outcomes.randomElement(using: &random) ?? nil, actor)
    }
}

/// A procedure after its exploration.
private struct Explored {
    private let explorer: Explorer
    let beginning: Proceedings
    let keys: [ActKey]

    var stage: ExplorationStage { explorer.stage }

    init(_ code: ProcedureCode) throws {
        var explorer = Explorer(code, of: try Procedures.load(), upTo: 60_000)
        explorer.run()
        self.explorer = explorer
        beginning = explorer.stage.beginning(explorer.alone)
        let offices: [OfficeID] = ["kantor", "direktorat", "tuan-rumah", .kantorPusat]
        keys = (explorer.alone[code]?.acts ?? []).flatMap { act in
            [ActKey(act.reference)] + offices.map { ActKey(act.reference, office: $0) }
                + offices.map { ActKey(act.reference, office: $0, section: "satu") }
        }
    }

    /// Everybody who may act anywhere in the procedure, each in each of the offices.
    func people(_ state: Proceedings) -> [Actor] {
        let roles = Set(explorer.alone.all.flatMap(\.acts).flatMap(\.roles)).sorted { $0.rawValue < $1.rawValue }
        let places = [state.host.id] + state.invited.map(\.id) + state.directorates.map(\.id) + [.kantorPusat]
        return roles.flatMap { role in
            places.map { Actor(id: PersonID(at: stage.moment), name: role.rawValue, role: role, office: $0) }
        }
    }

    /// Whether the exploration came through this state; acts that lead nowhere new are not told apart.
    func knows(_ state: Proceedings) -> Bool {
        var done: Set<Int> = []
        for (key, marks) in state.allDone {
            if let act = explorer.alone[key.act], explorer.leadsNowhere(act), explorer.index[key] == nil { continue }
            guard let number = explorer.index[key] else { return false }
            done.insert(number * 2)
            if marks.isOral { done.insert(number * 2 + 1) }
        }
        let point = Explorer.Point(
            done: done, branches: state.state.branches, contacted: state.state.contacted,
            sections: state.state.releasedSections,
            offices: Set(state.released.keys).union(state.releasedDirectorates.keys))
        return explorer.points[point] != nil
    }
}
