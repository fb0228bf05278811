import Offices

/// Finds what is wrong with a set of definitions before a case can begin.
///
/// It checks each act by itself (`ActRules`), then the order of all acts together (`OrderRules`).
struct Checker {
    private(set) var problems: [FileProblem] = []
    private(set) var acts: [ActReference: Act] = [:]
    let files: [ProcedureFile]
    let policy: PolicyFile

    init(files: [ProcedureFile], policy: PolicyFile) {
        (self.files, self.policy) = (files, policy)
        for file in files { acts.merge(file.procedure.acts.map { ($0.reference, $0) }) { first, _ in first } }
        checkProcedures()
        for file in files {
            for act in file.procedure.acts { checkAct(act, of: file) }
        }
        checkMarks()
        checkSwitches()
        guard problems.isEmpty else { return }
        checkOrder()
    }

    mutating func report(_ text: String, at reference: ActReference? = nil, in file: ProcedureFile) {
        let line = reference.flatMap { file.lines[$0] }
        let place = reference.map { "\($0) " } ?? ""
        problems.append(FileProblem(file: file.file, line: line, text: place + text))
    }

    /// Reports at an act of any file.
    mutating func report(_ text: String, at reference: ActReference) {
        guard let file = files.first(where: { $0.lines[reference] != nil }) else { return }
        report(text, at: reference, in: file)
    }

    /// Reports about the policy, at one of its rules or about the whole.
    mutating func report(_ text: String, at rule: RuleID? = nil) {
        problems.append(FileProblem(file: policy.file, line: rule.flatMap { policy.lines[$0] }, text: text))
    }

    private mutating func checkProcedures() {
        var codes: Set<ProcedureCode> = []
        var units: Set<OfficeKind> = []
        for file in files {
            let procedure = file.procedure
            if !codes.insert(procedure.code).inserted {
                report("code is \(procedure.code.rawValue) a second time; allowed: each procedure once", in: file)
            }
            if procedure.ready != nil, !units.insert(procedure.unit).inserted {
                report("prepares \(procedure.unit.rawValue) a second time; allowed: one preparation a unit", in: file)
            }
            checkItems(of: procedure, in: file)
            checkReady(of: procedure, in: file)
            checkChains(of: procedure, in: file)
        }
    }

    /// The official text has a known number of items; each has an act, and the last one is the end.
    private mutating func checkItems(of procedure: Procedure, in file: ProcedureFile) {
        let code = procedure.code
        if procedure.items != code.items {
            report("items is \(procedure.items); the official text of \(code.rawValue) has \(code.items)", in: file)
        }
        let steps = Set(procedure.acts.map(\.reference.step))
        for step in 1...code.items where !steps.contains(step) {
            report("has no act for item \(step); each of the \(code.items) items needs one", in: file)
        }
        for act in procedure.acts where act.reference.procedure != code || act.reference.step > code.items {
            report(
                "does not belong here; allowed: \(code.rawValue).1 to \(code.rawValue).\(code.items)",
                at: act.reference, in: file)
        }
        let ends = procedure.acts.filter(\.isEnd).map(\.reference.step)
        if ends != [code.items] {
            report("ends at items \(ends); allowed: one end, at item \(code.items)", in: file)
        }
    }

    private mutating func checkReady(of procedure: Procedure, in file: ProcedureFile) {
        let hasOffices = procedure.acts.contains { $0.copies == .office }
        guard let ready = procedure.ready else {
            if hasOffices {
                report("ready is missing; needed: the act that completes an office's preparation", in: file)
            }
            return
        }
        guard let act = procedure.acts.first(where: { $0.reference == ready }) else {
            report("ready is \(ready); allowed: an act of this procedure", in: file)
            return
        }
        if act.repeats || act.isEnd || act.copies != (hasOffices ? .office : .once) {
            report("ready is \(ready); allowed: an act that is done once in each office", in: file)
        }
    }
}
