package import Offices

/// The derived rules: what the project adds to the official texts, and which of it is switched on.
package struct Policy: Hashable, Sendable {
    /// In the order of the file.
    package let rules: [Rule]

    /// One rule that no official text prints, or prints without its condition.
    package struct Rule: Hashable, Sendable, Identifiable {
        package let id: RuleID
        /// `derived` or `both`.
        package let basis: Basis
        /// The items of the official texts that it concerns.
        package let ref: String
        package let statement: Label
        /// Whether an office may have it otherwise.
        package let isSwitchable: Bool
        /// What the program comes with.
        package let isOnByDefault: Bool
        package internal(set) var isOn: Bool
        package let notes: String?

        /// What screens and documents write beside it: "bukan dari SOP" or "sebagian bukan dari SOP".
        package var remark: String? { basis.remark }
    }

    /// The policy that comes with the program, read and checked together with the definitions.
    package static func load() throws(FileRefusal) -> Policy { try Library.embedded.get().policy }

    /// A rule; `nil` when the policy has none of that name.
    package subscript(_ id: RuleID) -> Rule? { rules.first { $0.id == id } }

    /// Whether a rule is followed; a rule that does not exist is not.
    package func isOn(_ id: RuleID) -> Bool { self[id]?.isOn ?? false }

    /// Whether a rule that can be switched is followed.
    package func isOn(_ rule: PolicySwitch) -> Bool { rules.first(where: rule.names)?.isOn ?? false }

    /// Every rule that can be switched, as it is; a case stores it with the versions of its procedures, so that a later
    /// program with other defaults changes nothing for it (AC-120).
    package var stance: PolicySwitches {
        let switchable = rules.filter(\.isSwitchable)
        return PolicySwitches(
            off: switchable.filter { !$0.isOn }.map(\.id), on: switchable.filter(\.isOn).map(\.id))
    }

    /// What differs from the policy that the program comes with.
    package var switches: PolicySwitches {
        let changed = rules.filter { $0.isOn != $0.isOnByDefault }
        return PolicySwitches(off: changed.filter { !$0.isOn }.map(\.id), on: changed.filter(\.isOn).map(\.id))
    }

    /// The names of the rules that can be switched, sorted.
    var switchable: [RuleID] { rules.filter(\.isSwitchable).map(\.id).sorted() }
}

extension Policy {
    /// The policy with some rules switched; those not named stay as they are.
    package func switched(off: [RuleID] = [], on: [RuleID] = []) throws(Refusal) -> Policy {
        for id in off + on {
            if let refusal = refusal(of: id) { throw refusal }
        }
        if let both = off.first(where: on.contains) { throw .switchedBothWays(both) }
        return Policy(
            rules: rules.map { rule in
                var rule = rule
                if off.contains(rule.id) { rule.isOn = false }
                if on.contains(rule.id) { rule.isOn = true }
                return rule
            })
    }

    /// The policy with the switches that a case or a file has stored.
    package func switched(_ switches: PolicySwitches) throws(Refusal) -> Policy {
        try switched(off: switches.off, on: switches.on)
    }

    /// Why a rule cannot be switched; `nil` when it can.
    func refusal(of id: RuleID) -> Refusal? {
        guard let rule = self[id] else { return .unknownRule(id, allowed: switchable) }
        return rule.isSwitchable ? nil : .notSwitchable(id, allowed: switchable)
    }

    /// Why rules are not switched; nothing was changed.
    package enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        case unknownRule(RuleID, allowed: [RuleID])
        case notSwitchable(RuleID, allowed: [RuleID])
        case switchedBothWays(RuleID)

        package var description: String {
            switch self {
            case .unknownRule(let id, let allowed):
                "the policy has no rule \(id); rules that can be switched: \(allowed.listed("none"))"
            case .notSwitchable(let id, let allowed):
                "the rule \(id) is always followed; rules that can be switched: \(allowed.listed("none"))"
            case .switchedBothWays(let id): "the rule \(id) is switched off and on; allowed: one of the two"
            }
        }
    }
}

/// Which rules are switched off and on.
package struct PolicySwitches: Hashable, Sendable, Codable {
    /// Sorted, each once.
    package let off: [RuleID]
    /// Sorted, each once.
    package let on: [RuleID]

    package init(off: [RuleID] = [], on: [RuleID] = []) { (self.off, self.on) = (Set(off).sorted(), Set(on).sorted()) }

    /// Nothing is switched otherwise.
    package static let none = PolicySwitches()

    package var isEmpty: Bool { off.isEmpty && on.isEmpty }
}
