package import Offices

/// Whether an act may be done now, and by whom.
extension Proceedings {
    /// Refuses an act that this person may not do now.
    ///
    /// The order of the questions: is there such an act, may this person do it, does it lie on the branch taken, is it
    /// still to be done, is everything before it done, has the person a part in the chain already, is what it carries
    /// allowed, do its guards hold. `guards` is asked only when all else holds.
    package func check(
        _ key: ActKey, by actor: Actor, outcome: Outcome? = nil, guards: (Guard, ActKey) -> GuardAnswer
    ) throws(Refusal) {
        guard let act = procedures[key.act] else { throw Refusal(key, nil, .unknownAct) }
        try checkCopy(key, of: act)
        try checkActor(actor, for: key, of: act)
        try checkTime(of: act, for: key)
        if !isOpen(key, of: act) { throw Refusal(key, act, .missing(missing(for: key))) }
        try checkChains(actor, for: key, of: act)
        if let fault = fault(of: outcome, for: key, of: act) { throw Refusal(key, act, .outcome(fault)) }
        let unmet = act.guards.compactMap { demand in
            if case .unmet(let found) = guards(demand, key) { UnmetGuard(demand: demand, found: found) } else { nil }
        }
        guard unmet.isEmpty else { throw Refusal(key, act, .guards(unmet)) }
    }

    /// The acts that can be done now, in the order of the procedures; guards are not asked.
    package func available() -> [OpenAct] {
        procedures.all.flatMap(\.acts).flatMap { act in
            act.isMilestone ? [] : copies(of: act.reference).compactMap { opened($0, of: act) }
        }
    }

    /// The acts that can be done now by this person in this post.
    package func available(to actor: Actor) -> [OpenAct] {
        available().filter { open in
            open.roles.contains(actor.role) && open.office == actor.office && fits(actor, open.key)
        }
    }

    /// An act's copy as something that can be done now; `nil` when it cannot.
    package func opened(_ key: ActKey) -> OpenAct? {
        guard let act = procedures[key.act], !act.isMilestone else { return nil }
        return opened(key, of: act)
    }

    private func opened(_ key: ActKey, of act: Act) -> OpenAct? {
        guard isInTime(act, for: key), isOpen(key, of: act), hasSomethingToRelease(key, of: act) else { return nil }
        let roles = roles(for: key, of: act)
        guard let role = roles.first else { return nil }
        return OpenAct(
            key: key, label: act.label, roles: roles, office: place(of: role, for: key), form: act.form,
            basis: act.basis, rules: act.rules, repeats: act.repeats, isOptional: act.isOptional,
            timesDone: state.done[key]?.count ?? 0, guards: act.guards, due: act.due)
    }

    // MARK: - Questions

    private func checkCopy(_ key: ActKey, of act: Act) throws(Refusal) {
        guard !act.isMilestone else { throw Refusal(key, act, .byNobody) }
        let needsOffice = act.copies != .once
        let needsSection = act.copies == .section
        guard (key.office != nil) == needsOffice, (key.section != nil) == needsSection else {
            throw Refusal(key, act, .wrongShape(act.copies))
        }
        guard let office = key.office else { return }
        if hasCopy(of: act, in: office) == false {
            throw Refusal(key, act, .noSuchCopy(offices(of: act) ?? []))
        }
        guard let section = key.section, let sections = state.contacted[office] else { return }
        if !sections.contains(section) { throw Refusal(key, act, .noSuchSection(sections)) }
    }

    private func checkActor(_ actor: Actor, for key: ActKey, of act: Act) throws(Refusal) {
        let known = roles(for: key, of: act)
        let officials = known.isEmpty ? act.roles : known
        let needed = actor.order == nil ? officials : recorders(for: key, of: act)
        guard needed.contains(actor.role) else {
            throw Refusal(key, act, .wrongRole(found: actor.role, needed: needed.isEmpty ? officials : needed))
        }
        if let order = actor.order, !officials.contains(order.official.role) {
            throw Refusal(key, act, .wrongRole(found: order.official.role, needed: officials))
        }
        if let official = actor.order?.official {
            let needed = place(of: official.role, for: key)
            guard official.office == needed else {
                throw Refusal(key, act, .wrongOffice(found: official.office, needed: needed))
            }
        }
        let place = place(of: actor.role, for: key)
        guard actor.office == place else {
            throw Refusal(key, act, .wrongOffice(found: actor.office, needed: place))
        }
        if let needed = key.section, let found = actor.section, needed != found {
            throw Refusal(key, act, .wrongSection(found: found, needed: needed))
        }
    }

    /// Neither on a branch not taken, nor closed by a later act, nor done already.
    private func checkTime(of act: Act, for key: ActKey) throws(Refusal) {
        if let (condition, taken) = closedBranch(of: key.act) {
            let branch = procedures[condition.decision]?.branches.first { $0.id == taken }
            throw Refusal(key, act, .otherBranch(of: condition.decision, taken: taken, label: branch?.label))
        }
        if let closing = act.until.first(where: { state.done[own($0, for: key)] != nil }) {
            throw Refusal(key, act, .closed(by: closing))
        }
        if !act.repeats, let done = state.done[key] { throw Refusal(key, act, .alreadyDone(done.first)) }
        if case .confirmation(let reference) = act.twin, let done = state.done[own(reference, for: key)],
            !done.isOral
        {
            throw Refusal(key, act, .notOral(done.last))
        }
    }

    private func isInTime(_ act: Act, for key: ActKey) -> Bool {
        guard closed[key.act] == nil, act.repeats || state.done[key] == nil else { return false }
        for closing in act.until where state.done[own(closing, for: key)] != nil { return false }
        if case .confirmation(let reference) = act.twin {
            return state.done[own(reference, for: key)]?.isOral ?? false
        }
        return true
    }

    /// Nobody acts on two levels of one chain, except as a documented Plh or Plt (AC-118).
    private func checkChains(_ actor: Actor, for key: ActKey, of act: Act) throws(Refusal) {
        guard actor.acting == nil, let chains = procedures.order.chains[key.act] else { return }
        for reference in chains.joined() where reference != key.act {
            guard let mark = state.done[own(reference, for: key)]?.last, mark.actor.id == actor.id,
                mark.actor.role != actor.role, mark.actor.acting == nil, mark.actor.order == nil
            else { continue }
            throw Refusal(key, act, .sameChain(reference, mark))
        }
    }

    private func fits(_ actor: Actor, _ key: ActKey) -> Bool {
        guard let section = key.section, let own = actor.section else { return true }
        return own == section
    }
}
