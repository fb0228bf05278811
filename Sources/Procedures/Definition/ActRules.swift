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
    }

    private mutating func checkEnd(_ act: Act, in file: ProcedureFile) {
        if !act.roles.isEmpty || act.form != .none || act.repeats || !act.guards.isEmpty || !act.branches.isEmpty {
            report("is an end; an end has no roles, form, repeats, guards or branches", at: act.reference, in: file)
        }
        if act.after.isEmpty { report("is an end that follows nothing; needed: after", at: act.reference, in: file) }
    }

    private mutating func checkWork(_ act: Act, in file: ProcedureFile) {
        if act.roles.isEmpty { report("has no roles; needed: who does it", at: act.reference, in: file) }
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

    /// Each role can be held where the act is done, and no office has two to choose from.
    private mutating func checkRoles(of act: Act, in file: ProcedureFile) {
        let kinds = kinds(of: act, in: file.procedure)
        for role in act.roles where !kinds.contains(where: { role.serves($0) }) {
            let allowed = Role.allCases.filter { role in kinds.contains { role.serves($0) } }.map(\.rawValue)
            report(
                "names the role \(role.rawValue), which is held in \(role.officeKind.rawValue); allowed: "
                    + allowed.joined(separator: ", "), at: act.reference, in: file)
        }
        for kind in kinds where act.roles.count(where: { $0.serves(kind) }) > 1 {
            report("names two roles for \(kind.rawValue); allowed: one", at: act.reference, in: file)
        }
        if act.copies == .once, act.roles.count > 1 {
            report("happens once but names \(act.roles.count) roles; allowed: one", at: act.reference, in: file)
        }
    }

    /// The kinds of office in which an act is done.
    private func kinds(of act: Act, in procedure: Procedure) -> [OfficeKind] {
        switch act.copies {
        case .once: [procedure.unit, .kantorPusat]
        case .office, .section: [procedure.unit]
        case .directorate: [.direktorat]
        case .site, .party, .owingParty: OfficeKind.allCases.filter { $0.displayOperator != nil }
        }
    }

    private mutating func checkForm(of act: Act, in file: ProcedureFile) {
        if (act.form == .decision) != !act.branches.isEmpty {
            report(
                "has form \(act.form.rawValue) and \(act.branches.count) branches; a decision has both",
                at: act.reference, in: file)
        }
        if Set(act.branches.map(\.id)).count != act.branches.count {
            report("names a branch twice; allowed: each once", at: act.reference, in: file)
        }
        let once: [Form: Copies] = [
            .decision: .once, .notice: .once, .notNeeded: .once, .delivery: .once, .sections: .office,
        ]
        if let copies = once[act.form], act.repeats || act.copies != copies {
            report(
                "has form \(act.form.rawValue); such an act does not repeat and has copies: \(copies.rawValue)",
                at: act.reference, in: file)
        }
    }

    private mutating func checkCondition(of act: Act, in file: ProcedureFile) {
        guard let condition = act.condition else { return }
        guard let decision = acts[condition.decision], !decision.branches.isEmpty else {
            report("belongs to branches of \(condition.decision), which decides nothing", at: act.reference, in: file)
            return
        }
        let known = decision.branches.map(\.id)
        for branch in condition.branches where !known.contains(branch) {
            let allowed = known.map(\.description).joined(separator: ", ")
            report(
                "belongs to the branch \(branch); \(condition.decision) has: \(allowed)", at: act.reference, in: file)
        }
        if condition.branches.isEmpty {
            report("belongs to no branch; needed: one or more", at: act.reference, in: file)
        }
    }
}
