package import Offices

/// What must come before what, for one copy of an act.
extension Proceedings {
    /// The acts that must still be done before this copy, in the order of the definition; each once.
    package func missing(for key: ActKey) -> [Missing] {
        guard let act = procedures[key.act] else { return [] }
        var found: [Missing] = []
        for predecessor in act.after where !(act.isEnd && isOffBranch(predecessor)) {
            for missing in open(predecessor, for: key) where !found.contains(missing) { found.append(missing) }
        }
        return found
    }

    /// Whether a procedure has come to its end; with an office, whether its case there has.
    package func isFinished(_ code: ProcedureCode, office: OfficeID? = nil) -> Bool {
        guard let end = procedures[code]?.acts.first(where: \.isEnd), let copies = known(end) else { return false }
        let asked = office == nil || end.copies == .once ? copies : copies.filter { $0.office == office }
        return !asked.isEmpty && asked.allSatisfy { missing(for: $0).isEmpty }
    }

    /// Whether an office's own preparation is complete: the host's devices checked, an invited office's materials
    /// loaded.
    package func isPrepared(_ office: OfficeID) -> Bool {
        preparation(of: office).map { state.done[$0] != nil } ?? false
    }

    /// The act that completes an office's preparation; `nil` for an office that is no site.
    func preparation(of office: OfficeID) -> ActKey? {
        guard let site = sites.first(where: { $0.id == office }),
            let ready = procedures.preparing(site.kind)?.ready, let act = procedures[ready]
        else { return nil }
        return ActKey(ready, office: act.copies == .once ? nil : office)
    }

    private func isOffBranch(_ predecessor: Predecessor) -> Bool {
        !predecessor.references.isEmpty && predecessor.references.allSatisfy { closedBranch(of: $0) != nil }
    }

    private func open(_ predecessor: Predecessor, for key: ActKey) -> [Missing] {
        switch predecessor {
        case .own(let reference): undone([own(reference, for: key)])
        case .all(let reference): undone(joined(reference, for: key))
        case .any(let references): undoneAny(references.map { own($0, for: key) })
        case .preparation: undone([key.office.flatMap(preparation(of:))].compactMap(\.self))
        }
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
        if act.copies == .section, let office = key.office {
            return sectionCopies(of: reference, in: office) ?? [ActKey(reference, office: office)]
        }
        return known(act) ?? [ActKey(reference)]
    }

    private func undone(_ keys: [ActKey]) -> [Missing] {
        keys.filter { state.done[$0] == nil }.compactMap(describe)
    }

    private func undoneAny(_ keys: [ActKey]) -> [Missing] {
        keys.contains { state.done[$0] != nil } ? [] : undone(keys)
    }

    private func describe(_ key: ActKey) -> Missing? {
        guard let act = procedures[key.act] else { return nil }
        let role = role(for: key, of: act) ?? (act.roles.count == 1 ? act.roles.first : nil)
        let isKnown = act.copies == .once || key.office != nil
        let office = isKnown ? role.map { place(of: $0, for: key) } : nil
        return Missing(key: key, label: act.label, role: role, office: office)
    }
}
