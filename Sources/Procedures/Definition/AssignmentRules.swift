/// The rules for acts by which one person names who does other acts.
extension Checker {
    mutating func checkAssignments(of act: Act, in file: ProcedureFile) {
        guard !act.assigns.isEmpty else { return }
        if !act.kinds.contains(.assign) {
            report("assigns and lacks the kind assign; needed: both", at: act.reference, in: file)
        }
        if Set(act.assigns).count != act.assigns.count {
            report("assigns an act twice; allowed: each once", at: act.reference, in: file)
        }
        for reference in act.assigns { check(reference, assignedBy: act, in: file) }
    }

    /// The act assigned can be done, has one copy for each copy of the assigning act or for each agent that this one names,
    /// and is assigned once.
    private mutating func check(_ reference: ActReference, assignedBy act: Act, in file: ProcedureFile) {
        guard let target = acts[reference], !target.isMilestone, reference.procedure == act.reference.procedure else {
            report("assigns \(reference), which is no working act of its procedure", at: act.reference, in: file)
            return
        }
        let allowed = act.form == .agents ? Copies.section : act.copies
        if target.copies != allowed {
            report(
                "assigns \(reference), which has copies \(target.copies.rawValue); allowed: \(allowed.rawValue), as its own",
                at: act.reference, in: file)
        }
        let others = file.procedure.acts.filter { $0.assigns.contains(reference) && $0.reference != act.reference }
        if let other = others.first {
            report("assigns \(reference), which \(other.reference) assigns too", at: act.reference, in: file)
        }
    }

    /// What is assigned comes after the act that assigns it.
    mutating func checkAssignedLater() {
        for act in acts.values {
            for reference in act.assigns {
                guard let target = acts[reference], !follows(target, act.reference) else { continue }
                report("assigns \(reference), which does not come after it", at: act.reference)
            }
        }
    }

    private func follows(_ target: Act, _ reference: ActReference) -> Bool {
        var seen: Set<ActReference> = []
        var front = [target]
        while let next = front.popLast() {
            for before in next.after.flatMap(\.references) where seen.insert(before).inserted {
                if before == reference { return true }
                if let act = acts[before] { front.append(act) }
            }
        }
        return false
    }
}
