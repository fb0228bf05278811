package import Offices

/// Whether an act may be done now, and by whom.
extension Proceedings {
    /// Refuses an act that this person may not do now.
    ///
    /// The order of the questions: is there such an act, may this person do it, does it lie on the branch taken, is it
    /// still to be done, is everything before it done, is what it carries allowed, do its guards hold. `guards` is
    /// asked only when all else holds.
    package func check(
        _ key: ActKey, by actor: Actor, outcome: Outcome? = nil, guards: (Guard, ActKey) -> GuardAnswer
    ) throws(Refusal) {
        guard let act = procedures[key.act] else { throw Refusal(key, nil, .unknownAct) }
        try checkCopy(key, of: act)
        try checkActor(actor, for: key, of: act)
        try checkTime(of: act, for: key)
        let missing = missing(for: key)
        guard missing.isEmpty else { throw Refusal(key, act.label, .missing(missing)) }
        if let fault = fault(of: outcome, for: key, of: act) { throw Refusal(key, act.label, .outcome(fault)) }
        let unmet = act.guards.compactMap { demand in
            if case .unmet(let found) = guards(demand, key) { UnmetGuard(demand: demand, found: found) } else { nil }
        }
        guard unmet.isEmpty else { throw Refusal(key, act.label, .guards(unmet)) }
    }

    /// The acts that can be done now, in the order of the procedures; guards are not asked.
    package func available() -> [OpenAct] {
        procedures.all.flatMap(\.acts).flatMap { act in
            act.isEnd ? [] : copies(of: act.reference).compactMap { opened($0, of: act) }
        }
    }

    /// The acts that can be done now by this person in this post.
    package func available(to actor: Actor) -> [OpenAct] {
        available().filter { open in
            open.role == actor.role && open.office == actor.office && fits(actor, open.key)
        }
    }

    private func opened(_ key: ActKey, of act: Act) -> OpenAct? {
        guard (try? checkTime(of: act, for: key)) != nil, missing(for: key).isEmpty,
            let role = role(for: key, of: act)
        else { return nil }
        return OpenAct(
            key: key, label: act.label, role: role, office: place(of: role, for: key), form: act.form, basis: act.basis,
            repeats: act.repeats, timesDone: state.done[key]?.count ?? 0, guards: act.guards)
    }

    // MARK: - Questions

    private func checkCopy(_ key: ActKey, of act: Act) throws(Refusal) {
        guard !act.isEnd else { throw Refusal(key, act.label, .byNobody) }
        let needsOffice = act.copies != .once
        let needsSection = act.copies == .section
        guard (key.office != nil) == needsOffice, (key.section != nil) == needsSection else {
            throw Refusal(key, act.label, .wrongShape(act.copies))
        }
        guard let office = key.office else { return }
        if let offices = offices(of: act), !offices.contains(office) {
            throw Refusal(key, act.label, .noSuchCopy(offices))
        }
        guard let section = key.section, let sections = state.contacted[office] else { return }
        if !sections.contains(section) { throw Refusal(key, act.label, .noSuchSection(sections)) }
    }

    private func checkActor(_ actor: Actor, for key: ActKey, of act: Act) throws(Refusal) {
        let needed = role(for: key, of: act).map { [$0] } ?? act.roles
        guard needed.contains(actor.role) else {
            throw Refusal(key, act.label, .wrongRole(found: actor.role, needed: needed))
        }
        let place = place(of: actor.role, for: key)
        guard actor.office == place else {
            throw Refusal(key, act.label, .wrongOffice(found: actor.office, needed: place))
        }
        if let needed = key.section, let found = actor.section, needed != found {
            throw Refusal(key, act.label, .wrongSection(found: found, needed: needed))
        }
    }

    /// Neither on a branch not taken, nor closed by a later act, nor done already.
    private func checkTime(of act: Act, for key: ActKey) throws(Refusal) {
        if let (condition, taken) = closedBranch(of: key.act) {
            let branch = procedures[condition.decision]?.branches.first { $0.id == taken }
            throw Refusal(key, act.label, .otherBranch(of: condition.decision, taken: taken, label: branch?.label))
        }
        if let closing = act.until.first(where: { state.done[own($0, for: key)] != nil }) {
            throw Refusal(key, act.label, .closed(by: closing))
        }
        if !act.repeats, let done = state.done[key] { throw Refusal(key, act.label, .alreadyDone(done.first)) }
    }

    private func fits(_ actor: Actor, _ key: ActKey) -> Bool {
        guard let section = key.section, let own = actor.section else { return true }
        return own == section
    }
}
