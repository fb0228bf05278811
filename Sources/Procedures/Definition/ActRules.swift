import Offices

/// The rules that hold for each act by itself.
extension Checker {
    mutating func checkAct(_ act: Act, of file: ProcedureFile) {
        if act.isEnd { checkEnd(act, in: file) } else { checkWork(act, in: file) }
        checkRoles(of: act, in: file)
        checkForm(of: act, in: file)
        for reference in act.until { checkReference(reference, named: "until", from: act, in: file) }
        for predecessor in act.after { checkPredecessor(predecessor, of: act, in: file) }
        checkCondition(of: act, in: file)
        checkPapers(of: act, in: file)
        checkRules(of: act, in: file)
        checkAssignments(of: act, in: file)
    }

    private mutating func checkEnd(_ act: Act, in file: ProcedureFile) {
        if !act.roles.isEmpty || act.form != .none || act.repeats || !act.guards.isEmpty || !act.branches.isEmpty {
            report("is an end; an end has no roles, form, repeats, guards or branches", at: act.reference, in: file)
        }
        if act.after.isEmpty { report("is an end that follows nothing; needed: after", at: act.reference, in: file) }
    }

    private mutating func checkWork(_ act: Act, in file: ProcedureFile) {
        if act.isMilestone { checkMilestone(act, in: file) }
        if act.kinds.isEmpty || act.kinds.contains(.end) {
            report(
                "has the kinds \(act.kinds.map(\.rawValue)); allowed: one or more, end alone", at: act.reference,
                in: file)
        }
        if act.after.isEmpty, act.reference.step != 1 {
            report("follows nothing; only item 1 may begin a procedure: needed: after", at: act.reference, in: file)
        }
        if act.guards.count != Set(act.guards).count {
            report("names a guard twice; allowed: each once", at: act.reference, in: file)
        }
    }

    /// A state without a person must be a state: nothing to fill in, nothing to choose.
    private mutating func checkMilestone(_ act: Act, in file: ProcedureFile) {
        if act.form != .none || act.repeats || !act.guards.isEmpty || !act.branches.isEmpty || act.copies != .once {
            report(
                "has no roles; needed: who does it, or nothing to fill in, repeat, guard or decide", at: act.reference,
                in: file)
        }
    }

    /// Each role can be held where the act is done.
    private mutating func checkRoles(of act: Act, in file: ProcedureFile) {
        let kinds = kinds(of: act, in: file.procedure)
        for role in act.roles + act.oral where !kinds.contains(where: { role.serves($0) }) {
            let allowed = Role.allCases.filter { role in kinds.contains { role.serves($0) } }.map(\.rawValue)
            report(
                "names the role \(role.rawValue), which is held in \(role.officeKind.rawValue); allowed: "
                    + allowed.joined(separator: ", "), at: act.reference, in: file)
        }
        if Set(act.roles).count != act.roles.count || Set(act.oral).count != act.oral.count {
            report("names a role twice; allowed: each once", at: act.reference, in: file)
        }
    }

    /// The kinds of office in which an act is done.
    private func kinds(of act: Act, in procedure: Procedure) -> [OfficeKind] {
        switch act.copies {
        case .once: [procedure.unit, .kantorPusat]
        case .office, .section: [procedure.unit]
        case .directorate: [.direktorat]
        case .site, .attendee, .party, .owingParty: OfficeKind.allCases.filter { $0.displayOperator != nil }
        }
    }

    private mutating func checkForm(of act: Act, in file: ProcedureFile) {
        if act.form == .decision, act.branches.isEmpty {
            report("has form decision and no branches; needed: two or more", at: act.reference, in: file)
        }
        if !act.branches.isEmpty, act.branches.count < 2 || act.copies != .once || act.repeats {
            report(
                "decides; a decision is taken once for all copies, between two or more branches", at: act.reference,
                in: file)
        }
        if Set(act.branches.map(\.id)).count != act.branches.count {
            report("names a branch twice; allowed: each once", at: act.reference, in: file)
        }
        let places: [Form: [Copies]] = [
            .notice: [.once], .notNeeded: [.once], .delivery: [.once], .sections: [.office, .once],
            .statements: [.once], .agents: [.once], .officeRelease: [.once], .directorateRelease: [.once],
            .sectionRelease: [.office, .once], .attendance: [.attendee],
        ]
        let repeating: [Form] = [.officeRelease, .directorateRelease, .sectionRelease, .attendance]
        guard let copies = places[act.form] else { return }
        if !copies.contains(act.copies) || act.repeats != repeating.contains(act.form) {
            report(
                "has form \(act.form.rawValue); such an act has copies: "
                    + copies.map(\.rawValue).joined(separator: " or ")
                    + (repeating.contains(act.form) ? ", repeats: true" : " and does not repeat"), at: act.reference,
                in: file)
        }
    }

    private mutating func checkCondition(of act: Act, in file: ProcedureFile) {
        for condition in act.conditions {
            guard let decision = acts[condition.decision], !decision.branches.isEmpty else {
                report(
                    "belongs to branches of \(condition.decision), which decides nothing", at: act.reference, in: file)
                continue
            }
            let known = decision.branches.map(\.id)
            for branch in condition.branches where !known.contains(branch) {
                let allowed = known.map(\.description).joined(separator: ", ")
                report(
                    "belongs to the branch \(branch); \(condition.decision) has: \(allowed)", at: act.reference,
                    in: file)
            }
            if condition.branches.isEmpty {
                report("belongs to no branch; needed: one or more", at: act.reference, in: file)
            }
        }
    }
}
