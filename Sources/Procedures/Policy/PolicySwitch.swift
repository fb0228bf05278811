/// The derived rules that can be switched, each with what it takes out of the procedures when it is off.
package enum PolicySwitch: String, Hashable, Sendable, CaseIterable {
    /// The host's device check waits for the network (P02.5, P03.11).
    case networkFirst = "AC-032"
    /// The meeting waits for every site's preparation (P09.1, P10.1).
    case readinessFirst = "AC-073"
    /// A high official's oral order is recorded by his subordinate and confirmed later (P02.1, P09.2, P10.2).
    case oralOrders = "AC-126"
    /// Beside the printed sender, Seksi Operasional may send the service report (P11.9).
    case outreachSender = "outreach-sender"
    /// A meeting can be of the kind leadership coordination; no act changes with it.
    case leadershipCoordination = "leadership-coordination"
    /// A KPP's Kanwil can get a copy of the notice; no act changes with it.
    case copyToKanwil = "AC-072"
    /// The meeting's report has places for the signatures of its chair and note-taker; no act changes with it.
    case reportSigning = "report-signing"

    /// Whether it is this rule.
    func names(_ rule: Policy.Rule) -> Bool { rule.id.description == rawValue }

    func names(_ id: RuleID) -> Bool { id.description == rawValue }
}

extension Procedures {
    /// These procedures without the rules that a policy switches off; made from those of the definitions, which have
    /// them all.
    ///
    /// A case keeps the switches of the policy that it began with (`switches`, AC-120).
    package func applying(_ policy: Policy) -> Procedures {
        let ready = Set(all.compactMap(\.ready))
        let changed = PolicySwitch.allCases.filter { !policy.isOn($0) }
        let left = all.map { procedure in
            changed.reduce(procedure) { $0.replacing(acts: $1.leftOut(of: $0, ready: ready)) }
        }
        return Procedures(left, switches: policy.switches)
    }
}

extension PolicySwitch {
    /// The acts of a procedure without this rule.
    fileprivate func leftOut(of procedure: Procedure, ready: Set<ActReference>) -> [Act] {
        let network = Set(procedure.acts.filter { $0.makes == [.jaringan] }.map(\.reference))
        return procedure.acts.compactMap { act in
            guard act.rules.contains(where: names) else { return act }
            var left = act
            switch self {
            case .networkFirst: left.forgetNetwork(network)
            case .readinessFirst: left.forgetPreparation(ready)
            case .oralOrders:
                if case .confirmation = act.twin { return nil }
                left.oral = []
            case .outreachSender: left.roles = Array(act.roles.prefix(1))
            case .leadershipCoordination, .copyToKanwil, .reportSigning: break
            }
            left.forget(self)
            return left
        }
    }
}

extension Act {
    /// The act of the network is nobody's predecessor any more.
    fileprivate mutating func forgetNetwork(_ network: Set<ActReference>) {
        if network.contains(reference) { isOptional = true }
        after.removeAll { predecessor in predecessor.references.contains(where: network.contains) }
        takes.removeAll { $0 == .jaringan }
    }

    /// The materials may be shown before the preparation is complete, the host's or the office's own.
    fileprivate mutating func forgetPreparation(_ ready: Set<ActReference>) {
        after.removeAll { $0 == .preparation || $0.references.contains(where: ready.contains) }
    }

    /// What is left stands in the official text unless another rule is carried too; an act that is derived as a whole
    /// keeps the rule that it comes from.
    fileprivate mutating func forget(_ rule: PolicySwitch) {
        guard basis == .both || rules.count > 1 else { return }
        rules.removeAll(where: rule.names)
        if rules.isEmpty { basis = .seed }
    }
}

extension Procedure {
    fileprivate func replacing(acts: [Act]) -> Procedure {
        Procedure(
            code: code, id: id, version: version, title: title, items: items, unit: unit, ready: ready, source: source,
            notes: notes, inputs: inputs, chains: chains, acts: acts)
    }
}
