import Offices

/// The rules that hold for the order of all acts together: no cycle, no dead end, every branch ends.
extension Checker {
    mutating func checkOrder() {
        guard checkCycles() else { return }
        setConditions(conditionsOfAll())
        checkBranches()
        checkDeadEnds()
    }

    /// The acts that must be done before an act, whatever the way they are named.
    private func before(_ act: Act) -> [ActReference] {
        act.after.flatMap { predecessor in
            predecessor == .preparation ? files.compactMap(\.procedure.ready) : predecessor.references
        }
    }

    private mutating func checkCycles() -> Bool {
        var waiting = acts
        while true {
            let free = waiting.values.filter { act in before(act).allSatisfy { waiting[$0] == nil } }
            guard !free.isEmpty else { break }
            for act in free { waiting[act.reference] = nil }
        }
        guard !waiting.isEmpty else { return true }
        let round = waiting.keys.sorted()
        let names = round.map(\.description).joined(separator: ", ")
        for reference in round { report("can never begin: it waits in a circle with \(names)", at: reference) }
        return false
    }

    /// The branches of each act: its own, and those of what must come before. An end is on every branch.
    private func conditionsOfAll() -> [ActReference: [BranchCondition]] {
        var found: [ActReference: [BranchCondition]] = [:]
        func visit(_ reference: ActReference) -> [BranchCondition] {
            if let known = found[reference] { return known }
            guard let act = acts[reference], !act.isEnd else { return [] }
            var conditions = act.condition.map { [$0] } ?? []
            for predecessor in act.after {
                for condition in inherited(predecessor, visit) where !conditions.contains(condition) {
                    conditions.append(condition)
                }
            }
            found[reference] = conditions
            return conditions
        }
        for reference in acts.keys { _ = visit(reference) }
        return found
    }

    private func inherited(
        _ predecessor: Predecessor, _ visit: (ActReference) -> [BranchCondition]
    ) -> [BranchCondition] {
        switch predecessor {
        case .own(let reference), .all(let reference): return visit(reference)
        case .any(let references):
            let each = references.map(visit)
            return (each.first ?? []).filter { condition in each.allSatisfy { $0.contains(condition) } }
        case .preparation: return []
        }
    }

    /// On every branch of every decision no act is shut out by itself, and something leads to the end.
    private mutating func checkBranches() {
        for reference in conditions.keys.sorted() {
            let byDecision = Dictionary(grouping: conditions[reference] ?? [], by: \.decision)
            for (decision, all) in byDecision {
                let common = all.map { Set($0.branches) }.reduce(Set(all.first?.branches ?? [])) { $0.intersection($1) }
                if common.isEmpty {
                    report("can never begin: it follows acts of different branches of \(decision)", at: reference)
                }
            }
        }
        for end in acts.values.filter(\.isEnd) {
            for decision in acts.values where decision.reference.procedure == end.reference.procedure {
                for branch in decision.branches where !ends(end, on: branch.id, of: decision.reference) {
                    report("is not reached on the branch \(branch.id) of \(decision.reference)", at: end.reference)
                }
            }
        }
    }

    private func ends(_ end: Act, on branch: BranchID, of decision: ActReference) -> Bool {
        before(end).contains { reference in
            (conditions[reference] ?? []).allSatisfy { $0.decision != decision || $0.branches.contains(branch) }
        }
    }

    /// An act that nothing waits for would be forgotten; one that repeats may be such an extra.
    private mutating func checkDeadEnds() {
        let awaited = Set(acts.values.flatMap(before)).union(files.compactMap(\.procedure.ready))
        for act in acts.values where !act.isEnd && !act.repeats && !awaited.contains(act.reference) {
            report("leads nowhere: no act and no end waits for it", at: act.reference)
        }
    }
}
