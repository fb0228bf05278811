package import Offices

/// What an act changes.
extension Proceedings {
    /// Records an act that was checked; it refuses nothing, so that a journal can always be read again.
    package mutating func perform(_ key: ActKey, by actor: Actor, at moment: Moment, outcome: Outcome? = nil) {
        let mark = Mark(actor: actor, at: moment)
        if var before = state.done[key] {
            before.repeated(mark)
            state.done[key] = before
        } else {
            state.done[key] = Done(first: mark)
        }
        // What is recorded on another oral order is confirmed anew.
        if actor.order != nil { state.done[confirmation(of: key)] = nil }
        take(outcome, of: key, mark: mark)
        if let target = procedures[key.act]?.reopens { reopen(target, for: key) }
        if !state.branches.isEmpty || !closed.isEmpty { close() }
    }

    private mutating func take(_ outcome: Outcome?, of key: ActKey, mark: Mark) {
        switch outcome {
        case .decided(let branch): state.branches[key.act] = branch
        case .notified(let invited, let directorates):
            (state.invited, state.directorates) = (invited, directorates)
            roster = Roster(state)
        case .contacted(let sections): state.contacted[key.office ?? host.id] = sections
        case .delivered(let parties, let owing):
            (state.parties, state.owing) = (parties, owing)
            roster = Roster(state)
        case .releasedOffice(let office): state.releasedOffices[office] = mark
        case .releasedDirectorate(let office):
            state.releasedDirectorates = releasedDirectorates.merging([office: mark]) { _, new in new }
        case .releasedSection(let section): state.releasedSections[key.office ?? host.id, default: []].append(section)
        case nil: break
        }
    }

    /// Opens an act again, with everything built on it in the same place: what was done stays in the journal only.
    private mutating func reopen(_ target: ActReference, for key: ActKey) {
        let built = downstream(of: target, in: key.act.procedure)
        for done in state.done.keys where built.contains(done.act) && isWithin(done, place: key) {
            state.done[done] = nil
            state.branches[done.act] = nil
            switch procedures[done.act]?.form {
            case .sections, .statements, .agents: state.contacted[done.office ?? host.id] = nil
            default: break
            }
        }
    }

    /// An act and all that waits for it, directly or not, in one procedure.
    func downstream(of target: ActReference, in code: ProcedureCode) -> Set<ActReference> {
        var found: Set<ActReference> = [target]
        var front = [target]
        while let reference = front.popLast() {
            for next in procedures.order.followers[reference] ?? [] where next.procedure == code {
                if found.insert(next).inserted { front.append(next) }
            }
        }
        return found
    }

    private func isWithin(_ done: ActKey, place: ActKey) -> Bool {
        if let section = place.section, let other = done.section, section != other { return false }
        if let office = place.office, let other = done.office, office != other { return false }
        return true
    }

    /// Works out which acts lie on branches that were not taken: their own conditions, or what they follow.
    mutating func close() {
        closed = [:]
        for act in procedures.order.sorted where !act.isEnd {
            if let condition = closing(act) { closed[act.reference] = condition }
        }
    }

    private func closing(_ act: Act) -> BranchCondition? {
        let shut = act.conditions.filter { condition in
            if closed[condition.decision] != nil { return true }
            guard let taken = state.branches[condition.decision] else { return false }
            return !condition.branches.contains(taken)
        }
        if !shut.isEmpty, shut.count == act.conditions.count {
            return shut.first { state.branches[$0.decision] != nil } ?? shut.first.flatMap { closed[$0.decision] }
        }
        for predecessor in act.after {
            if let condition = closing(predecessor) { return condition }
        }
        return nil
    }

    private func closing(_ predecessor: Predecessor) -> BranchCondition? {
        switch predecessor {
        case .own(let reference), .all(let reference): closed[reference]
        case .any(let references):
            references.allSatisfy { closed[$0] != nil } ? references.first.flatMap { closed[$0] } : nil
        case .notice: procedures.notice.flatMap { closed[$0] }
        case .ifOpen, .preparation: nil
        }
    }
}
