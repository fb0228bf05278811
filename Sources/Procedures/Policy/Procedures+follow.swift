extension Procedures {
    /// Whether the policy that these follow has a rule that can be switched on.
    package func follow(_ rule: PolicySwitch) -> Bool {
        if switches.off.contains(where: rule.names) { return false }
        if switches.on.contains(where: rule.names) { return true }
        return (try? Policy.load())?.isOn(rule) ?? false
    }
}
