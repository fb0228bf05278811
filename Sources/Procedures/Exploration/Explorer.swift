import Offices

/// Walks breadth first over all states of one procedure.
struct Explorer {
    let alone: Procedures
    private let code: ProcedureCode
    let stage: ExplorationStage
    private(set) var index: [ActKey: Int] = [:]
    private(set) var points: [Point: Int] = [:]
    private var done: [[ActKey]] = []
    private var sources: [[Int]] = []
    private var ends: [Int] = []
    private var performed: Set<ActReference> = []
    private var taken: Set<Taken> = []
    private var faults: Set<Exploration.Finding> = []
    private(set) var transitions = 0

    private let most: Int

    var count: Int { done.count }

    init(_ code: ProcedureCode, of procedures: Procedures, upTo most: Int) {
        (self.code, self.most) = (code, most)
        let invites = procedures[code]?.acts.contains { $0.form == .notice } ?? false
        // A notice needs to know which procedure prepares the offices it invites; their acts are not played.
        alone = procedures.restricted(to: invites ? [code, .p06] : [code])
        stage = ExplorationStage(code, of: procedures)
    }

    mutating func run() {
        var front = [stage.beginning(alone)]
        _ = visit(front[0], from: nil)
        var next = 0
        while next < front.count, done.count < most {
            let proceedings = front[next]
            for (open, outcome, actor) in stage.steps(in: proceedings) {
                if let later = play(open, outcome, actor, in: proceedings), visit(later, from: next) {
                    front.append(later)
                }
            }
            next += 1
        }
        if next < front.count { faults.insert(.tooLarge(most)) }
    }

    /// The case after an act; `nil` for one that changes nothing.
    private mutating func play(
        _ open: OpenAct, _ outcome: Outcome?, _ actor: Actor, in proceedings: Proceedings
    ) -> Proceedings? {
        guard let act = alone[open.key.act] else { return nil }
        transitions += 1
        performed.insert(act.reference)
        if case .decided(let branch) = outcome { taken.insert(Taken(act: act.reference, branch: branch)) }
        do {
            try proceedings.check(open.key, by: actor, outcome: outcome) { demand, _ in
                stage.answer(demand, in: proceedings)
            }
        } catch {
            if case .guards = error.reason { return nil }
            faults.insert(.offeredButRefused(open.key, error.english))
            return nil
        }
        checkPapers(of: act, open.key, in: proceedings)
        if isInert(act, outcome) {
            confirm(open.key, actor, in: proceedings)
            return nil
        }
        var later = proceedings
        later.perform(open.key, by: actor, at: stage.moment, outcome: outcome)
        return later
    }

    /// It may be done again, nothing waits for it, and it decides nothing: it leads nowhere new.
    func isInert(_ act: Act, _ outcome: Outcome?) -> Bool {
        act.repeats && outcome == nil && act.reopens == nil && act.form != .material
            && (alone.order.dependents[act.reference] ?? []).allSatisfy {
                alone[$0]?.twin == .confirmation(of: act.reference)
            }
    }

    /// Whether an act, or the one that it confirms, leads nowhere new.
    func leadsNowhere(_ act: Act) -> Bool {
        guard case .confirmation(let spoken) = act.twin else { return isInert(act, nil) }
        return alone[spoken].map { $0.form != .officeRelease && $0.form != .directorateRelease && isInert($0, nil) }
            ?? false
    }

    /// What leads nowhere new but may be recorded on an oral order is confirmed at once, without going on from there.
    private mutating func confirm(_ key: ActKey, _ actor: Actor, in proceedings: Proceedings) {
        guard let order = actor.order else { return }
        var later = proceedings
        later.perform(key, by: actor, at: stage.moment, outcome: nil)
        let confirmation = later.confirmation(of: key)
        let official = Actor(
            id: actor.id, name: order.official.name.text, role: order.official.role, office: order.official.office)
        transitions += 1
        do {
            try later.check(confirmation, by: official) { _, _ in .met }
            performed.insert(confirmation.act)
        } catch {
            faults.insert(.offeredButRefused(confirmation, error.english))
        }
    }

    private mutating func checkPapers(of act: Act, _ key: ActKey, in proceedings: Proceedings) {
        for artefact in act.takes where !(alone[code]?.inputs.contains(artefact) ?? false) {
            let isMade = proceedings.allDone.keys.contains { done in
                alone[done.act]?.makes.contains(artefact) ?? false
            }
            if !isMade { faults.insert(.takenBeforeMade(act.reference, artefact)) }
        }
    }

    /// Takes a state in; whether it is new.
    private mutating func visit(_ proceedings: Proceedings, from source: Int?) -> Bool {
        let point = point(of: proceedings)
        if let known = points[point] {
            if let source { sources[known].append(source) }
            return false
        }
        let number = done.count
        points[point] = number
        done.append(proceedings.allDone.keys.sorted())
        sources.append(source.map { [$0] } ?? [])
        if proceedings.isFinished(code) { ends.append(number) }
        return true
    }

    private mutating func point(of proceedings: Proceedings) -> Point {
        var keys: Set<Int> = []
        for (key, done) in proceedings.allDone {
            keys.insert(number(key) * 2)
            if done.isOral { keys.insert(number(key) * 2 + 1) }
        }
        return Point(
            done: keys, branches: proceedings.state.branches, contacted: proceedings.state.contacted,
            sections: proceedings.state.releasedSections,
            offices: Set(proceedings.released.keys).union(proceedings.releasedDirectorates.keys))
    }

    private mutating func number(_ key: ActKey) -> Int {
        if let known = index[key] { return known }
        index[key] = index.count
        return index.count - 1
    }

    // MARK: - What was found

    func findings() -> [Exploration.Finding] {
        let acts = alone[code]?.acts ?? []
        var found = Array(faults).sorted { $0.description < $1.description }
        // What was not reached may lie in the states that were not looked at.
        if found.contains(.tooLarge(most)) { return found }
        for act in acts where !act.isMilestone && !performed.contains(act.reference) {
            found.append(.unreachable(act.reference))
        }
        for act in acts {
            for branch in act.branches where !taken.contains(Taken(act: act.reference, branch: branch.id)) {
                found.append(.branchNotTaken(act.reference, branch.id))
            }
        }
        if let stuck = firstStuck() { found.append(.stuck(after: stuck)) }
        return found
    }

    /// The shortest way into a state from which no way leads to the end.
    private func firstStuck() -> [ActKey]? {
        var leads = Array(repeating: false, count: done.count)
        var front = ends
        for end in ends { leads[end] = true }
        while let number = front.popLast() {
            for source in sources[number] where !leads[source] {
                leads[source] = true
                front.append(source)
            }
        }
        return leads.firstIndex(of: false).map { done[$0] }
    }

    /// One outcome of one decision.
    private struct Taken: Hashable {
        let act: ActReference
        let branch: BranchID
    }

    /// What tells two states of the instance apart.
    struct Point: Hashable {
        let done: Set<Int>
        let branches: [ActReference: BranchID]
        let contacted: [OfficeID: [SectionID]]
        let sections: [OfficeID: [SectionID]]
        let offices: Set<OfficeID>
    }
}
