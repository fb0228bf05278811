import Offices

@testable import Procedures

/// A case as the tables in `Expected` have it: which acts are open, and to whom. It shares no rule with `Proceedings`.
struct ExpectedCase {
    let texts: [ProcedureCode: ExpectedProcedure]
    let host: Office
    private let acts: [ActReference: ExpectedAct]
    private(set) var done: Set<ActKey> = []
    private(set) var branches: [ActReference: BranchID] = [:]
    private(set) var invited: [Office]?
    private(set) var directorates: [Office]?
    private(set) var contacted: [OfficeID: [SectionID]] = [:]
    private(set) var parties: [Office]?
    private(set) var owing: [OfficeID]?
    private(set) var releasedOffices: Set<OfficeID> = []
    private(set) var releasedDirectorates: Set<OfficeID> = []
    private(set) var releasedSections: [OfficeID: [SectionID]] = [:]

    init(_ course: Course, host: Office) throws {
        texts = try ExpectedText.all.get().filter { course.codes.contains($0.key) }
        acts = Dictionary(uniqueKeysWithValues: texts.values.flatMap(\.acts).map { ($0.reference, $0) })
        self.host = host
    }

    subscript(_ reference: ActReference) -> ExpectedAct? { acts[reference] }

    /// What a person sees of an act that is open.
    struct Seen: Hashable, CustomStringConvertible {
        let roles: [Role]
        let office: OfficeID
        let form: Form
        let repeats: Bool
        let isOptional: Bool
        let basis: Basis
        let guards: Set<Guard>
        let due: Due?
        /// The acts for which it names somebody.
        let assigns: Set<ActKey>

        var description: String {
            "\(roles.map(\.rawValue)) at \(office), \(form), \(basis), repeats \(repeats), optional \(isOptional), "
                + "guards \(guards.map(\.rawValue).sorted()), due \(String(describing: due)), names \(assigns.sorted())"
        }
    }

    /// The acts of a procedure that are open, with what is seen of each.
    func open(in code: ProcedureCode) -> [ActKey: Seen] {
        var found: [ActKey: Seen] = [:]
        for act in texts[code]?.acts ?? [] where !act.roles.isEmpty {
            for key in copies(act) ?? [] where isOpen(key, act) { found[key] = seen(key, act) }
        }
        return found
    }

    func seen(_ key: ActKey, _ act: ExpectedAct) -> Seen {
        let roles = roles(key, act)
        return Seen(
            roles: roles, office: place(roles.first ?? .dirjen, key), form: act.form, repeats: act.repeats,
            isOptional: act.isOptional, basis: act.basis, guards: Set(act.guards), due: act.due,
            assigns: Set(act.assigns.map { own($0, key) }))
    }

    /// Those of an act's roles that are held in the copy's office; for the one copy of an act, at the host or, when
    /// nobody there does it, at Kantor Pusat.
    func roles(_ key: ActKey, _ act: ExpectedAct) -> [Role] {
        let kind = ([host] + (invited ?? []) + (directorates ?? []) + (parties ?? [])).first { $0.id == key.office }?
            .kind
        let held = act.roles.filter { holds($0, kind ?? host.kind) }
        return held.isEmpty && key.office == nil ? act.roles.filter { $0.officeKind == .kantorPusat } : held
    }

    private func holds(_ role: Role, _ kind: OfficeKind) -> Bool {
        role.officeKind == kind || (role == .dirjen && kind == .rko)
    }

    func place(_ role: Role, _ key: ActKey) -> OfficeID {
        role.officeKind == .kantorPusat ? .kantorPusat : key.office ?? host.id
    }

    // MARK: - Copies

    /// The copies of an act; `nil` while it is not known which there will be.
    func copies(_ act: ExpectedAct) -> [ActKey]? {
        let offices: [OfficeID]?
        switch act.copies {
        case .once: return [ActKey(act.reference)]
        case .office: offices = running(act)
        case .section:
            return running(act)?.flatMap { office in
                (contacted[office] ?? []).map { ActKey(act.reference, office: office, section: $0) }
            }
        case .directorate: offices = directorates?.map(\.id)
        case .site: offices = invited.map { [host.id] + $0.map(\.id) }
        case .attendee: offices = invited.map { [host.id] + $0.map(\.id) + (directorates ?? []).map(\.id) }
        case .party: offices = parties?.map(\.id)
        case .owingParty: offices = owing
        }
        return offices?.map { ActKey(act.reference, office: $0) }
    }

    private func running(_ act: ExpectedAct) -> [OfficeID]? {
        let unit = texts[act.reference.procedure]?.unit
        return unit == host.kind ? [host.id] : invited?.filter { $0.kind == unit }.map(\.id)
    }

    func own(_ reference: ActReference, _ key: ActKey) -> ActKey {
        switch acts[reference]?.copies {
        case nil, .once: ActKey(reference)
        case .section: ActKey(reference, office: key.office, section: key.section)
        default: ActKey(reference, office: key.office)
        }
    }

    // MARK: - Order

    func isOpen(_ key: ActKey, _ act: ExpectedAct) -> Bool {
        if act.reference.name?.hasSuffix("confirm") == true { return false }  // Nothing is done orally here.
        if !act.repeats, done.contains(key) { return false }
        if act.until.contains(where: { done.contains(own($0, key)) }) { return false }
        return hasSomethingToRelease(key, act) && isDue(act, key) && !isClosed(act.reference)
    }

    /// Whether everything before is done and the branch is taken.
    private func isDue(_ act: ExpectedAct, _ key: ActKey) -> Bool {
        if !act.conditions.isEmpty, !act.conditions.contains(where: isTaken) { return false }
        return act.after.allSatisfy { isMet($0, key) }
    }

    private func isTaken(_ condition: BranchCondition) -> Bool {
        branches[condition.decision].map(condition.branches.contains) ?? false
    }

    private func isMet(_ predecessor: Predecessor, _ key: ActKey) -> Bool {
        switch predecessor {
        case .own(let reference): isDone(own(reference, key))
        case .ifOpen(let reference): isClosed(reference) || isDone(own(reference, key))
        case .any(let references): references.contains { isDone(own($0, key)) }
        case .all(let reference): isJoined(reference, key)
        case .notice: acts.values.contains { $0.form == .notice && done.contains(ActKey($0.reference)) }
        case .preparation: isPrepared(key.office ?? host.id)
        }
    }

    /// A state that nobody brings about is reached when everything before it is done.
    private func isDone(_ key: ActKey) -> Bool {
        if done.contains(key) { return true }
        guard let act = acts[key.act], act.roles.isEmpty, !act.isEnd else { return false }
        return isDue(act, key) && !isClosed(act.reference)
    }

    private func isJoined(_ reference: ActReference, _ key: ActKey) -> Bool {
        guard let act = acts[reference] else { return false }
        if act.copies == .section, let office = key.office, contacted[office] == nil { return false }
        if act.copies == .section, key.office == nil, contacted[host.id] == nil { return false }
        guard let all = copies(act) else { return false }
        return all.filter { act.copies != .section || key.office == nil || $0.office == key.office }
            .allSatisfy { done.contains($0) || isReleased($0, act) }
    }

    private func isReleased(_ key: ActKey, _ act: ExpectedAct) -> Bool {
        guard let office = key.office else { return false }
        if let section = key.section { return releasedSections[office]?.contains(section) ?? false }
        return act.copies == .site && releasedOffices.contains(office)
            || act.copies == .directorate && releasedDirectorates.contains(office)
    }

    private func isPrepared(_ office: OfficeID) -> Bool {
        if releasedOffices.contains(office) { return true }
        let kind = ([host] + (invited ?? [])).first { $0.id == office }?.kind
        guard let ready = texts.values.first(where: { $0.unit == kind && $0.ready != nil })?.ready else { return true }
        return done.contains(own(ready, ActKey(ready, office: office)))
    }

    /// Whether an act lies on a branch that was not taken, or follows one that does.
    func isClosed(_ reference: ActReference) -> Bool {
        guard let act = acts[reference], !act.isEnd else { return false }
        let shut = act.conditions.filter { condition in
            if isClosed(condition.decision) { return true }
            return branches[condition.decision].map { !condition.branches.contains($0) } ?? false
        }
        if !shut.isEmpty, shut.count == act.conditions.count { return true }
        return act.after.contains { predecessor in
            switch predecessor {
            case .own(let before), .all(let before): isClosed(before)
            case .any(let all): all.allSatisfy(isClosed)
            case .ifOpen, .notice, .preparation: false
            }
        }
    }

    /// A Sekretariat/Direktorat that has neither delivered nor been released.
    var silentDirectorate: OfficeID? {
        directorates?.map(\.id).first { office in
            !releasedDirectorates.contains(office) && !done.contains(ActKey("P02.4", office: office))
        }
    }

    private func hasSomethingToRelease(_ key: ActKey, _ act: ExpectedAct) -> Bool {
        let office = key.office ?? host.id
        switch act.form {
        case .officeRelease: return invited?.contains { !releasedOffices.contains($0.id) } ?? false
        case .directorateRelease: return silentDirectorate != nil
        case .sectionRelease:
            let waiting = (contacted[office] ?? []).filter { !(releasedSections[office] ?? []).contains($0) }
            return waiting.count > 1
        default: return true
        }
    }

    /// Whether a procedure is at its end, by a way that was taken.
    func isFinished(_ code: ProcedureCode) -> Bool {
        guard let end = texts[code]?.acts.first(where: \.isEnd), let all = copies(end), !all.isEmpty else {
            return false
        }
        let ways = end.after.filter { !($0.references.allSatisfy(isClosed) && !$0.references.isEmpty) }
        return !ways.isEmpty && all.allSatisfy { key in ways.allSatisfy { isMet($0, key) } }
    }

    // MARK: - Doing

    mutating func perform(_ key: ActKey, _ outcome: Outcome?) {
        done.insert(key)
        switch outcome {
        case .decided(let branch): branches[key.act] = branch
        case .notified(let offices, let told): (invited, directorates) = (offices, told)
        case .contacted(let sections): contacted[key.office ?? host.id] = sections
        case .delivered(let all, let debtors): (parties, owing) = (all, debtors)
        case .releasedOffice(let office): releasedOffices.insert(office)
        case .releasedDirectorate(let office): releasedDirectorates.insert(office)
        case .releasedSection(let section): releasedSections[key.office ?? host.id, default: []].append(section)
        case nil: break
        }
        if let target = acts[key.act]?.reopens { reopen(target, key) }
    }

    /// An act is to be done again, and in the same place everything that was built on it.
    private mutating func reopen(_ target: ActReference, _ key: ActKey) {
        var built: Set<ActReference> = [target]
        let all = texts[target.procedure]?.acts ?? []
        while let next = all.first(where: { act in
            !built.contains(act.reference) && act.after.flatMap(\.references).contains(where: built.contains)
        }) { built.insert(next.reference) }
        for old in done where built.contains(old.act) {
            if let section = key.section, let other = old.section, section != other { continue }
            if let office = key.office, let other = old.office, office != other { continue }
            done.remove(old)
            branches[old.act] = nil
            if [.sections, .statements, .agents].contains(acts[old.act]?.form) {
                contacted[old.office ?? host.id] = nil
            }
        }
    }
}
