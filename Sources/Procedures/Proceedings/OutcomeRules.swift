package import Offices

/// Why what an act carries is not allowed.
package enum OutcomeFault: Hashable, Sendable {
    /// The act's form asks for something that is not there.
    case needed(Form)
    /// The act carries something that its form does not ask for.
    case unasked(Form)
    case unknownBranch(BranchID, allowed: [BranchID])
    case noOffice
    case noDirectorate
    case officeTwice(OfficeID)
    case hostInvited(OfficeID)
    /// No procedure of this meeting prepares an office of that kind.
    case unprepared(OfficeID, OfficeKind)
    case notADirectorate(OfficeID, OfficeKind)
    case invitedWithoutMeeting(OfficeID)
    case noSection
    case sectionTwice(SectionID)
    case unknownSection(SectionID, allowed: [SectionID])
    case noParty
    case partyTwice(OfficeID)
    /// The report would reach an office that did not take part (AC-091).
    case notAParty(OfficeID)
    /// An agreement is owed by an office that does not get the report.
    case owingWithoutReport(OfficeID)
    case notInvited(OfficeID)
    /// No Sekretariat/Direktorat of this meeting; it has these.
    case notNotified(OfficeID, [OfficeID])
    /// Its materials are there already.
    case handedIn(OfficeID)
    case noAgent
    case releasedTwice(String)
    /// Without any section the office has nothing to show; then the chair goes on without the office.
    case lastSection(SectionID)
}

extension Proceedings {
    func fault(of outcome: Outcome?, for key: ActKey, of act: Act) -> OutcomeFault? {
        if !act.branches.isEmpty {
            guard case .decided(let branch) = outcome else { return .needed(.decision) }
            let allowed = act.branches.map(\.id)
            return allowed.contains(branch) ? nil : .unknownBranch(branch, allowed: allowed)
        }
        switch (act.form, outcome) {
        case (.notice, .notified(let invited, let directorates)):
            return invited.isEmpty ? .noOffice : faultOfNotice(invited: invited, directorates: directorates)
        case (.notNeeded, .notified(let invited, let directorates)):
            if let office = invited.first { return .invitedWithoutMeeting(office.id) }
            return directorates.isEmpty ? .noDirectorate : faultOfNotice(invited: [], directorates: directorates)
        case (.sections, .contacted(let sections)):
            return faultOfSections(sections, in: key.office ?? host.id)
        case (.statements, .contacted(let sections)):
            return Self.firstTwice(sections).map { .sectionTwice($0) }
        case (.delivery, .delivered(let parties, let owing)):
            return faultOfDelivery(parties: parties, owing: owing)
        case (.agents, .contacted(let shares)):
            return shares.isEmpty ? .noAgent : Self.firstTwice(shares).map { .sectionTwice($0) }
        case (.officeRelease, .releasedOffice(let office)):
            return faultOfRelease(office)
        case (.directorateRelease, .releasedDirectorate(let office)):
            return faultOfRelease(directorate: office, by: act)
        case (.sectionRelease, .releasedSection(let section)):
            return faultOfRelease(section, in: key.office ?? host.id)
        case (.notice, _), (.notNeeded, _), (.sections, _), (.statements, _), (.agents, _), (.delivery, _),
            (.officeRelease, _), (.directorateRelease, _), (.sectionRelease, _):
            return .needed(act.form)
        default:
            return outcome == nil ? nil : .unasked(act.form)
        }
    }

    /// Whether a release could name anything: an office or a Sekretariat/Direktorat still waited for, or a section that is
    /// not the last one.
    func hasSomethingToRelease(_ key: ActKey, of act: Act) -> Bool {
        switch act.form {
        case .officeRelease: return invited.contains { state.releasedOffices[$0.id] == nil }
        case .directorateRelease: return directorates.contains { faultOfRelease(directorate: $0.id, by: act) == nil }
        case .sectionRelease:
            let office = key.office ?? host.id
            let gone = state.releasedSections[office] ?? []
            return sections(of: office).count { !gone.contains($0) } > 1
        default: return true
        }
    }

    private func faultOfRelease(_ office: OfficeID) -> OutcomeFault? {
        if state.releasedOffices[office] != nil { return .releasedTwice("\(office)") }
        return invited.contains { $0.id == office } ? nil : .notInvited(office)
    }

    private func faultOfRelease(directorate office: OfficeID, by act: Act) -> OutcomeFault? {
        if releasedDirectorates[office] != nil { return .releasedTwice("\(office)") }
        guard roster.directorates.contains(office) else { return .notNotified(office, directorates.map(\.id)) }
        let delivering = procedures[act.reference.procedure]?.acts.filter {
            $0.copies == .directorate && $0.form == .material
        }
        let isDone = delivering?.contains { state.done[ActKey($0.reference, office: office)] != nil } ?? false
        return isDone ? .handedIn(office) : nil
    }

    private func faultOfRelease(_ section: SectionID, in office: OfficeID) -> OutcomeFault? {
        let contacted = state.contacted[office] ?? []
        if state.releasedSections[office]?.contains(section) ?? false { return .releasedTwice("\(office)/\(section)") }
        if !contacted.contains(section) { return .unknownSection(section, allowed: contacted) }
        let isLast = (state.releasedSections[office]?.count ?? 0) + 1 >= contacted.count
        return isLast ? .lastSection(section) : nil
    }

    private func faultOfNotice(invited: [Office], directorates: [Office]) -> OutcomeFault? {
        for office in invited {
            if office.id == host.id { return .hostInvited(office.id) }
            let preparing = procedures.preparing(office.kind)
            if preparing == nil || office.kind == host.kind { return .unprepared(office.id, office.kind) }
        }
        for office in directorates where office.kind != .direktorat { return .notADirectorate(office.id, office.kind) }
        return Self.firstTwice((invited + directorates).map(\.id)).map { .officeTwice($0) }
    }

    private func faultOfSections(_ sections: [SectionID], in office: OfficeID) -> OutcomeFault? {
        let allowed = ([host] + invited).first { $0.id == office }?.sections.map(\.id) ?? []
        if sections.isEmpty { return .noSection }
        if let unknown = sections.first(where: { !allowed.contains($0) }) {
            return .unknownSection(unknown, allowed: allowed)
        }
        return Self.firstTwice(sections).map { .sectionTwice($0) }
    }

    private func faultOfDelivery(parties: [Office], owing: [OfficeID]) -> OutcomeFault? {
        let ids = parties.map(\.id)
        if ids.isEmpty { return .noParty }
        if let twice = Self.firstTwice(ids) { return .partyTwice(twice) }
        if let stranger = parties.first(where: { !(sites + directorates).contains($0) }) {
            return .notAParty(stranger.id)
        }
        if let twice = Self.firstTwice(owing) { return .partyTwice(twice) }
        return owing.first { !ids.contains($0) }.map { .owingWithoutReport($0) }
    }

    private static func firstTwice<Value: Hashable>(_ values: [Value]) -> Value? {
        var seen: Set<Value> = []
        return values.first { !seen.insert($0).inserted }
    }
}
