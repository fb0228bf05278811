import Offices

@testable import Procedures

/// Makes the mutants of a procedure: each change at each act, one at a time.
struct Mutation {
    let procedure: Procedure
    private(set) var mutants: [Mutant] = []

    init(of procedure: Procedure) {
        self.procedure = procedure
        for act in procedure.acts where act.twin == nil {
            changeOrder(act)
            changeWork(act)
            changeRoles(act)
            changePapers(act)
            changeBasis(act)
            keep(.dropAct, act, "dropped", nil)
        }
        for index in procedure.chains.indices {
            var chains = procedure.chains
            let chain = chains.remove(at: index)
            add(.chain, nil, "dropped \(chain)", procedure.with(chains: chains))
            let shorter = Array(chain.dropLast())
            chains.insert(shorter, at: index)
            add(.chain, nil, "shortened to \(shorter)", procedure.with(chains: chains))
        }
        for input in procedure.inputs {
            add(.input, nil, "dropped \(input)", procedure.with(inputs: procedure.inputs.filter { $0 != input }))
        }
    }

    // MARK: - Kinds

    private mutating func changeOrder(_ act: Act) {
        drop(.after, act, \.after)
        drop(.until, act, \.until)
        drop(.only, act, \.conditions)
        for (index, condition) in act.conditions.enumerated() where condition.branches.count > 1 {
            for branch in condition.branches {
                var other = act
                let left = condition.branches.filter { $0 != branch }
                other.conditions[index] = BranchCondition(decision: condition.decision, branches: left)
                keep(.only, act, "without \(branch)", other)
            }
        }
        drop(.branch, act, \.branches)
        drop(.guardCondition, act, \.guards)
        if !act.isMilestone, let demand = Guard.allCases.first(where: { !act.guards.contains($0) }) {
            var other = act
            other.guards.append(demand)
            keep(.guardCondition, act, "added \(demand)", other)
        }
        drop(.reopens, act, \.reopens)
    }

    private mutating func changeWork(_ act: Act) {
        drop(.due, act, \.due)
        if let due = act.due, due.limit != .workingDays(2) {
            var other = act
            other.due = Due(from: due.from, limit: .workingDays(2))
            keep(.due, act, "two working days", other)
        }
        drop(.assigns, act, \.assigns)
        drop(.oral, act, \.oral)
        toggle(.optional, act, \.isOptional)
        toggle(.repeats, act, \.repeats)
        if act.form != .none {
            var other = act
            other.form = .none
            keep(.form, act, "\(act.form) removed", other)
        }
        if !act.isMilestone { changeCopies(act) }
        if returned(act) != nil { keep(.returns, act, "dropped", act, returning: .some(nil)) }
    }

    private mutating func changeCopies(_ act: Act) {
        for copies in [Copies.once, .office, .section, .site] where copies != act.copies {
            var other = act
            other.copies = copies
            keep(.copies, act, "\(copies)", other)
        }
    }

    private mutating func changeRoles(_ act: Act) {
        drop(.dropRole, act, \.roles)
        for (index, role) in act.roles.enumerated() {
            for other in Role.allCases
            where other.officeKind == role.officeKind && !act.roles.contains(other) && isNear(other) {
                var changed = act
                changed.roles[index] = other
                keep(.swapRole, act, "\(other.rawValue) for \(role.rawValue)", changed)
                changed.roles = act.roles + [other]
                keep(.addRole, act, "\(other.rawValue) beside \(role.rawValue)", changed)
            }
        }
    }

    /// Whether a role has a part in the procedure: the ones that a careless hand confuses.
    private func isNear(_ role: Role) -> Bool { procedure.acts.contains { $0.roles.contains(role) } }

    private mutating func changePapers(_ act: Act) {
        drop(.papers, act, \.takes)
        drop(.papers, act, \.makes)
        if Set(act.takes) != Set(act.makes) {
            var other = act
            (other.takes, other.makes) = (act.makes, act.takes)
            keep(.papers, act, "takes and makes exchanged", other)
        }
        for path in [\Act.takes, \Act.makes] {
            guard let first = act[keyPath: path].first, let strange = stranger(act) else { continue }
            var other = act
            other[keyPath: path][0] = strange
            keep(.papers, act, "\(strange) for \(first)", other)
        }
        guard let object = act.object, let strange = stranger(act) else { return }
        var other = act
        other.object = strange
        keep(.object, act, "\(strange) for \(object)", other)
    }

    /// A paper of the procedure that the act has nothing to do with.
    private func stranger(_ act: Act) -> Artefact? {
        let own = Set(act.takes + act.makes + [act.object].compactMap(\.self))
        return procedure.acts.flatMap { $0.takes + $0.makes }.first { !own.contains($0) }
    }

    private mutating func changeBasis(_ act: Act) {
        let foreign = [RuleID("AC-015"), RuleID("AC-073")].compactMap(\.self)
        for basis in Basis.allCases where basis != act.basis {
            var other = act
            other.basis = basis
            other.rules = basis == .seed ? [] : act.rules.isEmpty ? Array(foreign.prefix(1)) : act.rules
            keep(.basis, act, "\(basis.rawValue)", other)
        }
        drop(.policy, act, \.rules)
        if let first = act.rules.first, let rule = foreign.first(where: { !act.rules.contains($0) }) {
            var other = act
            other.rules[0] = rule
            keep(.policy, act, "\(rule) for \(first)", other)
        }
    }

    // MARK: - Making

    private mutating func drop<Value>(_ kind: Mutant.Kind, _ act: Act, _ path: WritableKeyPath<Act, [Value]>) {
        for index in act[keyPath: path].indices {
            var other = act
            let gone = other[keyPath: path].remove(at: index)
            keep(kind, act, "without \(gone)", other)
        }
    }

    private mutating func drop<Value>(_ kind: Mutant.Kind, _ act: Act, _ path: WritableKeyPath<Act, Value?>) {
        guard let value = act[keyPath: path] else { return }
        var other = act
        other[keyPath: path] = nil
        keep(kind, act, "without \(value)", other)
    }

    private mutating func toggle(_ kind: Mutant.Kind, _ act: Act, _ path: WritableKeyPath<Act, Bool>) {
        var other = act
        other[keyPath: path].toggle()
        keep(kind, act, "\(other[keyPath: path])", other)
    }

    /// Keeps the mutant in which an act became another one, or went; its returns and confirmations go with it, as they
    /// are made from it.
    private mutating func keep(
        _ kind: Mutant.Kind, _ act: Act, _ change: String, _ other: Act?, returning: ActReference?? = nil
    ) {
        let drafting = returning ?? returned(act)
        let acts = procedure.acts.flatMap { old -> [Act] in
            if belongs(old, to: act) { return [] }
            guard old.reference == act.reference else { return [old] }
            guard let other else { return [] }
            let back = drafting.map { [other.giveBack(to: $0)] } ?? []
            return [other] + back + (other.oral.isEmpty ? [] : [other.confirmation()])
        }
        add(kind, act.reference, change, procedure.with(acts: acts))
    }

    private mutating func add(_ kind: Mutant.Kind, _ act: ActReference?, _ change: String, _ changed: Procedure) {
        mutants.append(Mutant(kind: kind, code: procedure.code, act: act, change: change, procedure: changed))
    }

    private func belongs(_ twin: Act, to act: Act) -> Bool {
        switch twin.twin {
        case .giveBack(let reference), .confirmation(let reference): reference == act.reference
        case nil: false
        }
    }

    /// To whom the reviewer of an act can give back; `nil` for an act without a return.
    private func returned(_ act: Act) -> ActReference? {
        procedure.acts.first { $0.twin == .giveBack(insteadOf: act.reference) }?.reopens
    }
}

extension Procedure {
    fileprivate func with(
        acts: [Act]? = nil, chains: [[ActReference]]? = nil, inputs: [Artefact]? = nil
    ) -> Procedure {
        Procedure(
            code: code, id: id, version: version, title: title, items: items, unit: unit, ready: ready, source: source,
            notes: notes, inputs: inputs ?? self.inputs, chains: chains ?? self.chains, acts: acts ?? self.acts)
    }
}
