import Offices

/// The rules that hold between an act and what must be done before it.
extension Checker {
    mutating func checkPredecessor(_ predecessor: Predecessor, of act: Act, in file: ProcedureFile) {
        switch predecessor {
        case .own(let reference), .ifOpen(let reference):
            checkReference(reference, named: "after", from: act, in: file)
        case .all(let reference):
            checkJoin(over: reference, from: act, in: file)
        case .any(let references):
            if references.count < 2 { report("has an any of fewer than two acts", at: act.reference, in: file) }
            for reference in references { checkReference(reference, named: "any", from: act, in: file) }
        case .notice: break
        case .preparation:
            if act.copies != .site {
                report("waits for a preparation; only an act of each site can", at: act.reference, in: file)
            }
        }
    }

    /// The act named exists, can be done, and has one copy that belongs to each copy of `act`.
    mutating func checkReference(_ reference: ActReference, named key: String, from act: Act, in file: ProcedureFile) {
        guard let target = working(reference, named: key, from: act, in: file) else { return }
        if !Self.hasOwn(target.copies, for: act.copies) || !sharesUnit(target, act) {
            report(
                "\(key) names \(reference), which has a copy for each \(target.copies.rawValue); to wait for every copy "
                    + "write {all: \(reference)}", at: act.reference, in: file)
        }
    }

    private mutating func checkJoin(over reference: ActReference, from act: Act, in file: ProcedureFile) {
        guard let target = working(reference, named: "all", from: act, in: file) else { return }
        let joins = act.copies == .once ? target.copies != .once : act.copies == .office && target.copies == .section
        if !joins || (act.copies == .office && !sharesUnit(target, act)) {
            report(
                "joins all of \(reference), which has no more copies than itself; write it plainly", at: act.reference,
                in: file)
        }
    }

    private mutating func working(
        _ reference: ActReference, named key: String, from act: Act, in file: ProcedureFile
    ) -> Act? {
        guard let target = acts[reference], !target.isEnd, target.reference != act.reference else {
            report("\(key) names \(reference), which is no other working act", at: act.reference, in: file)
            return nil
        }
        return target
    }

    /// Whether each copy of an act finds one copy of its target.
    private static func hasOwn(_ target: Copies, for act: Copies) -> Bool {
        switch (target, act) {
        case (.once, _): true
        case (.office, .section), (.site, .office), (.site, .section), (.party, .owingParty): true
        default: target == act
        }
    }

    /// Acts that are done in each office of a unit only meet within that unit.
    private func sharesUnit(_ target: Act, _ act: Act) -> Bool {
        let bound: [Copies] = [.office, .section]
        guard bound.contains(target.copies), bound.contains(act.copies) else { return true }
        return unit(of: target) == unit(of: act)
    }

    private func unit(of act: Act) -> OfficeKind? {
        files.first { $0.procedure.code == act.reference.procedure }?.procedure.unit
    }
}
