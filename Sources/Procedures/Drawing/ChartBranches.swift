/// Which outcome of a decision each arrow belongs to.
struct ChartBranches {
    private let acts: [ActReference: Act]
    /// The outcomes that are known on the way to each act.
    private var settled: [ActReference: Set<BranchCondition>] = [:]
    /// All acts that come before each act.
    private var before: [ActReference: Set<ActReference>] = [:]
    private let language: ChartLanguage

    init(acts: [Act], language: ChartLanguage) {
        self.acts = Dictionary(acts.map { ($0.reference, $0) }) { first, _ in first }
        self.language = language
        for act in acts { settle(act.reference, depth: acts.count) }
    }

    private mutating func settle(_ reference: ActReference, depth: Int) {
        guard let act = acts[reference], settled[reference] == nil, depth >= 0 else { return }
        var known = Set(act.outcomes)
        var earlier: Set<ActReference> = []
        for predecessor in act.after {
            for name in predecessor.references where acts[name] != nil {
                settle(name, depth: depth - 1)
                earlier.formUnion(before[name] ?? [])
                earlier.insert(name)
                if !predecessor.isChoice, !act.isEnd { known.formUnion(settled[name] ?? []) }
            }
        }
        settled[reference] = known
        before[reference] = earlier
    }

    /// Whether neither act comes before the other and both can be done in one run.
    func areIndependent(_ one: Act, _ other: Act) -> Bool {
        if before[one.reference]?.contains(other.reference) ?? false { return false }
        if before[other.reference]?.contains(one.reference) ?? false { return false }
        let known = settled[other.reference] ?? []
        return !(settled[one.reference] ?? []).contains { condition in
            known.contains {
                $0.decision == condition.decision && Set($0.branches).isDisjoint(with: condition.branches)
            }
        }
    }

    /// The outcome on which an arrow is taken; `nil` when no decision is made on it.
    func label(from: Act, to: Act) -> String? {
        let own = to.outcomes.filter { $0.decision == from.reference }
        if !own.isEmpty { return text(own) }
        if !to.outcomes.isEmpty {
            let known = settled[from.reference] ?? []
            let isKnown = to.outcomes.contains { condition in
                known.contains(condition) || to.after.contains { $0.references.contains(condition.decision) }
            }
            return isKnown ? nil : text(to.outcomes)
        }
        return remaining(from)
    }

    /// The outcomes that no act is named for: they go straight on.
    private func remaining(_ decision: Act) -> String? {
        guard !decision.branches.isEmpty else { return nil }
        let named = acts.values.flatMap(\.outcomes).filter { $0.decision == decision.reference }.flatMap(\.branches)
        let rest = decision.branches.filter { !named.contains($0.id) }
        guard !named.isEmpty, !rest.isEmpty else { return nil }
        return rest.map { language.of($0.label) }.joined(separator: " / ")
    }

    private func text(_ conditions: [BranchCondition]) -> String? {
        let labels = conditions.flatMap { condition in
            (acts[condition.decision]?.branches ?? []).filter { condition.branches.contains($0.id) }
        }
        return labels.isEmpty ? nil : labels.map { language.of($0.label) }.joined(separator: " / ")
    }
}
