import Offices

/// The acts that no file writes because they belong to every review and to every act that may be given orally.
extension Act {
    /// The reviewer gives the paper back to its drafter (A22, AC-016).
    func giveBack(to drafting: ActReference) -> Act {
        var act = Act(
            reference: named("return"),
            label: Label(id: "Mengembalikan dengan catatan: \(short(label.id))", en: "Give back: \(short(label.en))"),
            roles: roles, kinds: [.giveBack], source: source)
        (act.form, act.copies, act.repeats, act.isOptional) = (.remarks, copies, true, true)
        (act.after, act.conditions, act.until) = (after, conditions, [reference])
        (act.basis, act.rules, act.object) = (.derived, [.returnWithRemarks].compactMap(\.self), object)
        (act.reopens, act.twin) = (drafting, .giveBack(insteadOf: reference))
        return act
    }

    /// The official confirms what a subordinate recorded on his order.
    func confirmation() -> Act {
        var act = Act(
            reference: named("confirm"),
            label: Label(id: "Mengesahkan yang dicatat: \(short(label.id))", en: "Confirm: \(short(label.en))"),
            roles: roles, kinds: [.confirm], source: source)
        (act.copies, act.isOptional, act.after, act.conditions) = (copies, true, [.own(reference)], conditions)
        (act.basis, act.rules, act.object) = (.derived, [.oralOrder].compactMap(\.self), object)
        act.twin = .confirmation(of: reference)
        return act
    }

    private func named(_ suffix: String) -> ActReference {
        ActReference(
            procedure: reference.procedure, step: reference.step,
            name: reference.name.map { "\($0)-\(suffix)" } ?? suffix)
    }

    private func short(_ text: String) -> String { text.count <= 120 ? text : String(text.prefix(119)) + "…" }
}

extension RuleID {
    /// Every reviewer can give back with remarks.
    static let returnWithRemarks = RuleID("AC-016")
    /// An oral act is recorded by the proper subordinate and confirmed later.
    static let oralOrder = RuleID("AC-126")
}
