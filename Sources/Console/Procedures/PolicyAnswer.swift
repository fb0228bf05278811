import Procedures

/// A derived rule as the API tells it.
struct RuleAnswer: Codable, Sendable {
    let id: RuleID
    /// The items of the official texts that it concerns.
    let ref: String
    let statement: Label
    /// "bukan dari SOP" or "sebagian bukan dari SOP".
    let remark: String?
    let switchable: Bool
    /// Whether cases that begin now follow it.
    let on: Bool

    init(_ rule: Policy.Rule) {
        (id, ref, statement, remark) = (rule.id, rule.ref, rule.statement, rule.remark)
        (switchable, on) = (rule.isSwitchable, rule.isOn)
    }
}
