import Offices

/// Which copies of an act a case has, and who does each.
extension Proceedings {
    /// The copies of an act that are known by now, in the order of the offices.
    package func copies(of reference: ActReference) -> [ActKey] {
        guard let act = procedures[reference] else { return [] }
        guard act.copies == .section else { return known(act) ?? [] }
        return (offices(of: act) ?? []).flatMap { sectionCopies(of: reference, in: $0) ?? [] }
    }

    /// All copies of an act; `nil` while it is not known which there will be.
    func known(_ act: Act) -> [ActKey]? {
        guard act.copies != .once else { return [ActKey(act.reference)] }
        guard let offices = offices(of: act) else { return nil }
        guard act.copies == .section else { return offices.map { ActKey(act.reference, office: $0) } }
        let each = offices.map { sectionCopies(of: act.reference, in: $0) }
        return each.contains(nil) ? nil : each.flatMap { $0 ?? [] }
    }

    /// The offices in which an act has copies; `nil` while they are not known, and for an act that happens once.
    func offices(of act: Act) -> [OfficeID]? {
        switch act.copies {
        case .once: nil
        case .office, .section: running(act)?.map(\.id)
        case .directorate: state.directorates?.map(\.id)
        case .site: state.invited.map { [host.id] + $0.map(\.id) }
        case .attendee: state.invited.map { _ in attendees.map(\.id) }
        case .party: state.parties?.map(\.id)
        case .owingParty: state.owing
        }
    }

    /// The copies of a section's act within one office; `nil` before its LO has contacted the sections.
    func sectionCopies(of reference: ActReference, in office: OfficeID) -> [ActKey]? {
        state.contacted[office]?.map { ActKey(reference, office: office, section: $0) }
    }

    /// The offices in which the act's procedure runs: the host, or the invited offices of its kind.
    private func running(_ act: Act) -> [Office]? {
        let unit = procedures[act.reference.procedure]?.unit
        return unit == host.kind ? [host] : state.invited?.filter { $0.kind == unit }
    }

    /// Those who may do this copy; none for an end, or while the office is not known.
    func roles(for key: ActKey, of act: Act) -> [Role] {
        guard let office = key.office else { return act.roles(at: host.kind) }
        return kind(of: office).map { act.roles(at: $0) } ?? []
    }

    /// Where the role of this copy must be held: in its own office, at the host, or at Kantor Pusat.
    func place(of role: Role, for key: ActKey) -> OfficeID {
        role.officeKind == .kantorPusat ? .kantorPusat : key.office ?? host.id
    }

    private func kind(of office: OfficeID) -> OfficeKind? { roster.kinds[office] }

    /// Whether an act has a copy in an office; `nil` while it is not known which there will be.
    func hasCopy(of act: Act, in office: OfficeID) -> Bool? {
        switch act.copies {
        case .once: nil
        case .office, .section: runs(act, in: office)
        case .directorate: state.directorates.map { _ in roster.directorates.contains(office) }
        case .site: state.invited.map { _ in isSite(office) }
        case .attendee: state.invited.map { _ in isSite(office) || roster.directorates.contains(office) }
        case .party: state.parties.map { _ in roster.parties.contains(office) }
        case .owingParty: state.owing?.contains(office)
        }
    }

    private func isSite(_ office: OfficeID) -> Bool { office == host.id || roster.invited.contains(office) }

    private func runs(_ act: Act, in office: OfficeID) -> Bool? {
        guard let unit = procedures[act.reference.procedure]?.unit else { return nil }
        if unit == host.kind { return office == host.id }
        return state.invited.map { _ in roster.invited.contains(office) && roster.kinds[office] == unit }
    }

    /// Whether an act lies on a branch that was not taken; the condition tells which.
    func closedBranch(of reference: ActReference) -> (BranchCondition, taken: BranchID)? {
        guard let condition = closed[reference], let taken = state.branches[condition.decision] else { return nil }
        return (condition, taken)
    }

    /// Those who may record this copy on an oral order (AC-126).
    func recorders(for key: ActKey, of act: Act) -> [Role] {
        guard let office = key.office else { return act.oral }
        return kind(of: office).map { act.recorders(at: $0) } ?? []
    }

    /// Whether the others go on without this copy (AC-073, AC-122).
    func isReleased(_ key: ActKey) -> Bool {
        guard let office = key.office else { return false }
        if let section = key.section { return state.releasedSections[office]?.contains(section) ?? false }
        switch procedures[key.act]?.copies {
        case .site: return state.releasedOffices[office] != nil
        case .directorate: return releasedDirectorates[office] != nil
        default: return false
        }
    }
}
