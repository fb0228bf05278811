package import Offices

/// What must come before what, for one copy of an act.
extension Proceedings {
    /// The acts that must still be done before this copy, in the order of the definition; each once.
    ///
    /// What belongs to procedures that this case does not follow is not waited for.
    package func missing(for key: ActKey) -> [Missing] {
        guard let act = procedures[key.act] else { return [] }
        var found: [Missing] = []
        for predecessor in act.after where !(act.isEnd && isOffBranch(predecessor)) {
            for missing in open(predecessor, for: key) where !found.contains(missing) { found.append(missing) }
        }
        for missing in undecided(act) where !found.contains(missing) { found.append(missing) }
        return found
    }

    /// Whether nothing is missing; quicker than asking what.
    func isOpen(_ key: ActKey, of act: Act) -> Bool {
        for predecessor in act.after where !(act.isEnd && isOffBranch(predecessor)) {
            if !isMet(predecessor, for: key) { return false }
        }
        return act.conditions.isEmpty || undecided(act).isEmpty
    }

    /// Whether a procedure has come to its end; with an office, whether its case there has.
    package func isFinished(_ code: ProcedureCode, office: OfficeID? = nil) -> Bool {
        guard let end = procedures[code]?.acts.first(where: \.isEnd), let copies = known(end) else { return false }
        let asked = office == nil || end.copies == .once ? copies : copies.filter { $0.office == office }
        return !asked.isEmpty && asked.allSatisfy { isReached($0, end) }
    }

    /// Whether every procedure has come to its end or was left aside by a decision, in every office that the case does
    /// not go on without.
    package var isFinished: Bool {
        let course = Course.allCases.first { procedures[$0.opening] != nil }
        return procedures.all.allSatisfy { procedure in
            guard let end = procedure.acts.first(where: \.isEnd) else { return true }
            if procedure.code != course?.opening, isLeftAside(end) { return true }
            guard let copies = known(end) else { return false }
            return copies.allSatisfy { isReached($0, end) || released[$0.office ?? host.id] != nil }
        }
    }

    /// An end is reached by a way that was taken, never by ways alone that were not.
    private func isReached(_ key: ActKey, _ end: Act) -> Bool { !isLeftAside(end) && isOpen(key, of: end) }

    private func isLeftAside(_ end: Act) -> Bool { end.after.allSatisfy(isOffBranch) }

    /// Whether an office's own preparation is complete: the host's devices checked, an invited office's materials
    /// loaded.
    package func isPrepared(_ office: OfficeID) -> Bool {
        preparation(of: office).map { state.done[$0] != nil } ?? false
    }

    /// The act that completes an office's preparation; `nil` for an office that is no site.
    func preparation(of office: OfficeID) -> ActKey? {
        guard let site = office == host.id ? host : invited.first(where: { $0.id == office }),
            let ready = procedures.preparing(site.kind)?.ready, let act = procedures[ready]
        else { return nil }
        return ActKey(ready, office: act.copies == .once ? nil : office)
    }

    private func isOffBranch(_ predecessor: Predecessor) -> Bool {
        !predecessor.references.isEmpty && predecessor.references.allSatisfy { closed[$0] != nil }
    }

    private func open(_ predecessor: Predecessor, for key: ActKey) -> [Missing] {
        isMet(predecessor, for: key) ? [] : waitedFor(by: predecessor, for: key).compactMap(describe)
    }

    private func isMet(_ predecessor: Predecessor, for key: ActKey) -> Bool {
        switch predecessor {
        case .own(let reference): isDone(own(reference, for: key))
        case .ifOpen(let reference): closed[reference] != nil || isDone(own(reference, for: key))
        case .any(let references): references.contains { isDone(own($0, for: key)) }
        case .notice: procedures.notice.map { state.done[ActKey($0)] != nil } ?? true
        case .all, .preparation: waitedFor(by: predecessor, for: key).isEmpty
        }
    }

    /// The copies that a predecessor still waits for.
    private func waitedFor(by predecessor: Predecessor, for key: ActKey) -> [ActKey] {
        let keys: [ActKey] =
            switch predecessor {
            case .own(let reference), .ifOpen(let reference): [own(reference, for: key)]
            case .all(let reference): joined(reference, for: key)
            case .any(let references): references.filter { closed[$0] == nil }.map { own($0, for: key) }
            case .notice: [procedures.notice.map { ActKey($0) }].compactMap(\.self)
            case .preparation: unprepared(for: key)
            }
        return keys.filter { !isDone($0) }
    }

    private func unprepared(for key: ActKey) -> [ActKey] {
        guard let office = key.office, state.releasedOffices[office] == nil else { return [] }
        return [preparation(of: office)].compactMap(\.self)
    }

    /// Done, reached by itself, or no act of this case.
    private func isDone(_ key: ActKey) -> Bool {
        if state.done[key] != nil { return true }
        guard let act = procedures[key.act] else { return true }
        return act.isMilestone && !act.isEnd && closed[key.act] == nil && isOpen(key, of: act)
    }

    /// A decision among whose outcomes this act lies and which is still to be taken.
    private func undecided(_ act: Act) -> [Missing] {
        guard !act.conditions.isEmpty else { return [] }
        let isTaken = act.conditions.contains { condition in
            state.branches[condition.decision].map(condition.branches.contains) ?? false
        }
        guard !isTaken else { return [] }
        return act.conditions.map(\.decision).filter { closed[$0] == nil && state.branches[$0] == nil }
            .compactMap { describe(ActKey($0)) }
    }

    /// The copy of an act that belongs to the office and section of a key.
    func own(_ reference: ActReference, for key: ActKey) -> ActKey {
        switch procedures[reference]?.copies {
        case nil, .once: ActKey(reference)
        case .section: ActKey(reference, office: key.office, section: key.section)
        default: ActKey(reference, office: key.office)
        }
    }

    /// The copies that a join waits for; while they are not known, the act itself stands for them and is not done.
    private func joined(_ reference: ActReference, for key: ActKey) -> [ActKey] {
        guard let act = procedures[reference] else { return [] }
        let copies: [ActKey]
        if act.copies == .section, let office = key.office {
            copies = sectionCopies(of: reference, in: office) ?? [ActKey(reference, office: office)]
        } else {
            copies = known(act) ?? [ActKey(reference)]
        }
        return copies.filter { !isReleased($0) }
    }

    private func describe(_ key: ActKey) -> Missing? {
        guard let act = procedures[key.act] else { return nil }
        let role = roles(for: key, of: act).first ?? (act.roles.count == 1 ? act.roles.first : nil)
        let isKnown = act.copies == .once || key.office != nil
        let office = isKnown ? role.map { place(of: $0, for: key) } : nil
        let rules = act.basis == .derived ? act.rules : []
        return Missing(key: key, label: act.label, role: role, office: office, rules: rules)
    }
}
