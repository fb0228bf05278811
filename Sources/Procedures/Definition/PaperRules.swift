import Offices

/// The rules about papers and what an act does to other acts.
extension Checker {
    mutating func checkPapers(of act: Act, in file: ProcedureFile) {
        let marks = act.kinds.contains(.paraf) || act.kinds.contains(.sign)
        if marks, act.object?.isDocument != true {
            report("gives a paraf or a signature; needed: object, the paper that gets it", at: act.reference, in: file)
        }
        let drafts = [.document, .optionalDocument, .plan].contains(act.form)
        if drafts, act.object?.isDocument != true || !act.makes.contains(where: { $0 == act.object }) {
            report("drafts a paper; needed: the paper as object and in makes", at: act.reference, in: file)
        }
        for target in [act.reopens, act.due?.from].compactMap(\.self) {
            let own = file.procedure.acts.contains { $0.reference == target && !$0.isMilestone }
            if !own { report("names \(target), which is no act of this procedure", at: act.reference, in: file) }
        }
    }

    mutating func checkChains(of procedure: Procedure, in file: ProcedureFile) {
        for chain in procedure.chains {
            for reference in chain where !procedure.acts.contains(where: { $0.reference == reference }) {
                report("chains name \(reference), which is no act of this procedure", in: file)
            }
            if chain.count < 2 { report("chains has one of \(chain.count) acts; needed: two or more", in: file) }
        }
    }

    /// With all fourteen procedures there, the marks are as many as in the official texts.
    mutating func checkMarks() {
        guard Set(files.map(\.procedure.code)).count == ProcedureCode.allCases.count else { return }
        for (kind, count) in [(ActionKind.paraf, 5), (.sign, 4)] {
            let found = files.flatMap(\.procedure.acts).filter { $0.kinds.contains(kind) }.map(\.reference).sorted()
            if found.count != count, let file = files.first {
                let list = found.map(\.description).joined(separator: ", ")
                report("\(kind.rawValue) stands in \(list); the official texts have \(count) such steps", in: file)
            }
        }
    }
}
