/// The rules that hold between the definitions and the policy.
extension Checker {
    /// What is not printed names the rules that it carries, and the policy has each of them.
    mutating func checkRules(of act: Act, in file: ProcedureFile) {
        if act.basis != .seed, act.rules.isEmpty {
            report(
                "is \(act.basis.rawValue); needed: policy, the derived rules it carries", at: act.reference, in: file)
        }
        if act.basis == .seed, !act.rules.isEmpty {
            report(
                "is seed and carries \(act.rules.listed("")); needed: basis derived or both", at: act.reference,
                in: file)
        }
        if Set(act.rules).count != act.rules.count {
            report("names a rule twice; allowed: each once", at: act.reference, in: file)
        }
        for rule in act.rules where policy.policy[rule] == nil {
            report("carries the rule \(rule), which \(policy.file) does not have", at: act.reference, in: file)
        }
    }

    /// What the policy says can be switched is exactly what the program can leave out.
    mutating func checkSwitches() {
        let known = PolicySwitch.allCases
        for rule in policy.policy.rules where rule.isSwitchable && !known.contains(where: { $0.names(rule) }) {
            let allowed = known.map(\.rawValue).sorted().joined(separator: ", ")
            report("\(rule.id) is switchable, but the program cannot leave it out; allowed: \(allowed)", at: rule.id)
        }
        for rule in known where !policy.policy.rules.contains(where: { rule.names($0) && $0.isSwitchable }) {
            report("lacks \(rule.rawValue) as a switchable rule, which the program can leave out")
        }
    }
}
