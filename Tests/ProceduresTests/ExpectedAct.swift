import Offices

@testable import Procedures

/// What the official text says of one act, written down by hand apart from the definitions under test.
struct ExpectedAct: Sendable {
    let reference: ActReference
    /// The lines of the official text.
    let source: String
    /// Whether words of the text were quoted for it; without any the act is derived.
    let isPrinted: Bool
    var roles: [Role] = []
    var kinds: [ActionKind] = []
    var form = Form.none
    var copies = Copies.once
    var repeats = false
    var isOptional = false
    var after: [Predecessor] = []
    var conditions: [BranchCondition] = []
    var branches: [BranchID] = []
    var guards: [Guard] = []
    var until: [ActReference] = []
    var reopens: ActReference?
    /// To whose act the reviewer may give it back.
    var returns: ActReference?
    /// Who records it on an oral order: one, or one for each kind of office.
    var oral: [Role] = []
    var assigns: [ActReference] = []
    var due: Due?
    var object: Artefact?
    var takes: [Artefact] = []
    var makes: [Artefact] = []
    var basis = Basis.seed
    var rules: [RuleID] = []

    var isEnd: Bool { kinds == [.end] }

    /// The acts that belong to this one by a rule for all procedures: every reviewer can give back (AC-016), and what
    /// was given orally is confirmed (AC-126).
    var twins: [ExpectedAct] {
        var found: [ExpectedAct] = []
        if let returns {
            var act = twin("return", rule: "AC-016")
            (act.kinds, act.form, act.repeats, act.after) = ([.giveBack], .remarks, true, after)
            (act.until, act.reopens) = ([reference], returns)
            found.append(act)
        }
        if !oral.isEmpty {
            var act = twin("confirm", rule: "AC-126")
            (act.kinds, act.after) = ([.confirm], [.own(reference)])
            found.append(act)
        }
        return found
    }

    private func twin(_ suffix: String, rule: String) -> ExpectedAct {
        let name = reference.name.map { "\($0)-\(suffix)" } ?? suffix
        var act = ExpectedAct(
            reference: ActReference(procedure: reference.procedure, step: reference.step, name: name), source: source,
            isPrinted: false)
        (act.roles, act.copies, act.isOptional) = (roles, copies, true)
        (act.conditions, act.object, act.basis) = (conditions, object, .derived)
        act.rules = [RuleID(rule)].compactMap(\.self)
        return act
    }
}

extension ExpectedAct {
    /// Where a definition differs from the text, one line for each difference.
    func differences(from act: Act) -> [String] {
        var found: [String] = []
        func compare<Value: Equatable>(_ what: String, _ defined: Value, _ printed: Value) {
            if defined != printed { found.append("\(reference) \(what): found \(defined); the text has \(printed)") }
        }
        compare("roles", act.roles, roles)
        compare("kinds", act.kinds.map(\.rawValue).sorted(), kinds.map(\.rawValue).sorted())
        compare("form", act.form, form)
        compare("copies", act.copies, copies)
        compare("repeats", act.repeats, repeats)
        compare("optional", act.isOptional, isOptional)
        compare("after", Self.sorted(act.after), Self.sorted(after))
        compare("only", Set(act.conditions), Set(conditions))
        compare("branches", act.branches.map(\.id), branches)
        compare("guards", Set(act.guards), Set(guards))
        compare("until", Set(act.until), Set(until))
        compare("reopens", act.reopens, reopens)
        compare("oral", Set(act.oral), Set(oral))
        compare("assigns", Set(act.assigns), Set(assigns))
        compare("due", act.due, due)
        compare("object", act.object, object)
        compare("takes", Set(act.takes), Set(takes))
        compare("makes", Set(act.makes), Set(makes))
        compare("basis", act.basis, basis)
        compare("policy", Set(act.rules), Set(rules))
        compare("source", act.source, source)
        return found
    }

    private static func sorted(_ predecessors: [Predecessor]) -> [String] {
        predecessors.map { predecessor in
            if case .any(let references) = predecessor { "any \(references.sorted())" } else { "\(predecessor)" }
        }
        .sorted()
    }
}

/// What the official text says of one procedure.
struct ExpectedProcedure: Sendable {
    let code: ProcedureCode
    var unit = OfficeKind.rko
    var items = 0
    var inputs: [Artefact] = []
    var ready: ActReference?
    var chains: [[ActReference]] = []
    /// In the order of the text, with the twins behind the acts that they belong to.
    var acts: [ExpectedAct] = []

    /// Where a definition differs from the text, one line for each difference.
    func differences(from procedure: Procedure) -> [String] {
        let written = Dictionary(uniqueKeysWithValues: acts.map { ($0.reference, $0) })
        let defined = Dictionary(procedure.acts.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
        var found = Set(written.keys).subtracting(defined.keys).sorted().map { "\($0) is not defined" }
        found += Set(defined.keys).subtracting(written.keys).sorted().map { "\($0) does not stand in the text" }
        if (procedure.unit, procedure.items) != (unit, items) { found.append("\(code.rawValue) runs elsewhere") }
        if Set(procedure.inputs) != Set(inputs) { found.append("\(code.rawValue) inputs: \(procedure.inputs)") }
        if procedure.ready != ready { found.append("\(code.rawValue) ready: \(String(describing: procedure.ready))") }
        if Set(procedure.chains) != Set(chains) { found.append("\(code.rawValue) chains: \(procedure.chains)") }
        for act in procedure.acts { found += written[act.reference]?.differences(from: act) ?? [] }
        return found
    }
}
