import Offices

/// Which tasks an act may have opened or shut.
extension Proceedings {
    /// The copies whose being open may have changed when this copy was done; `nil` when any may have.
    ///
    /// A decision, a return and a release reach far: then everything is asked again.
    package func touched(by key: ActKey) -> Set<ActKey>? {
        guard let act = procedures[key.act], act.branches.isEmpty, act.reopens == nil,
            ![.officeRelease, .directorateRelease, .sectionRelease].contains(act.form)
        else { return nil }
        var found: Set<ActKey> = [key]
        var seen: Set<ActReference> = []
        var front = [key.act]
        while let reference = front.popLast() {
            for next in procedures.order.dependents[reference] ?? [] where seen.insert(next).inserted {
                guard let dependent = procedures[next] else { continue }
                if dependent.isMilestone {
                    front.append(next)
                } else {
                    found.formUnion(copies(of: dependent, for: key))
                }
            }
        }
        return found
    }

    private func copies(of act: Act, for key: ActKey) -> [ActKey] {
        switch act.copies {
        case .once: [ActKey(act.reference)]
        case .section where key.section != nil:
            [ActKey(act.reference, office: key.office, section: key.section)]
        case .section where key.office != nil:
            key.office.flatMap { sectionCopies(of: act.reference, in: $0) } ?? []
        case .office, .site, .attendee, .directorate, .party, .owingParty:
            // Not every office of one act has a copy of the other: a party need not owe anything.
            copies(of: act.reference).filter { key.office == nil || $0.office == key.office }
        case .section: copies(of: act.reference)
        }
    }
}

extension Procedures {
    /// The acts that can only come after an act; ends and states aside.
    package func following(_ reference: ActReference) -> [Act] {
        (order.followers[reference] ?? []).compactMap { order.acts[$0] }.filter { !$0.isMilestone && $0.twin == nil }
    }
}

extension Proceedings {
    /// Who last did an act for the office and section of another one; of an act that has a copy for each share of the work,
    /// and is asked for by one that has not, the last of all.
    package func mark(of reference: ActReference, for key: ActKey) -> Mark? {
        guard procedures[reference]?.copies == .section, key.section == nil else {
            return state.done[own(reference, for: key)]?.last
        }
        return copies(of: reference).compactMap { state.done[$0]?.last }.max { $0.at < $1.at }
    }
}

extension Proceedings {
    /// Recorded on an oral order that the official has not confirmed yet (AC-126).
    package func isUnconfirmed(_ key: ActKey) -> Bool {
        guard let done = state.done[key], done.isOral else { return false }
        return state.done[confirmation(of: key)] == nil
    }

    /// The copy with which the official confirms what was recorded as this one.
    func confirmation(of key: ActKey) -> ActKey {
        let name = key.act.name.map { "\($0)-confirm" } ?? "confirm"
        let twin = ActReference(procedure: key.act.procedure, step: key.act.step, name: name)
        return ActKey(twin, office: key.office, section: key.section)
    }
}

extension Proceedings {
    /// Whether an act lies on a branch that was not taken.
    package func isClosed(_ reference: ActReference) -> Bool { closed[reference] != nil }
}
