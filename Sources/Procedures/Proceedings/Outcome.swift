package import Offices

/// What an act brings about besides being done; it stands in the act's event.
package enum Outcome: Hashable, Sendable, Codable {
    /// The branch taken (P02.1).
    case decided(BranchID)
    /// The offices invited, one case for each, and the directorates told (P02.3). When no meeting is needed, only
    /// directorates.
    case notified(invited: [Office], directorates: [Office])
    /// The sections asked for materials (P06.2), the banks and posts without a statement (P14.4), or a share of the work
    /// for each agent (P11.4).
    case contacted([SectionID])
    /// Who took part and gets the report, and which of them have an agreement of their own to carry out (P09.4).
    case delivered(parties: [Office], owing: [OfficeID])
    /// The office that the meeting does not wait for (P09.1).
    case releasedOffice(OfficeID)
    /// The Sekretariat/Direktorat whose materials are not waited for (P02.4).
    case releasedDirectorate(OfficeID)
    /// The section that the LO does not wait for (P06.11).
    case releasedSection(SectionID)
}

/// That an act was done, how often, and by whom first and last.
package struct Done: Hashable, Sendable, Codable {
    /// 1 and above; more than 1 only for an act that repeats.
    package var count: Int
    package var first: Mark
    package var last: Mark
    /// When it was last recorded on an oral order, where a later one was not; `nil` otherwise (AC-126).
    package var spoken: Mark?

    package init(first: Mark) { (count, self.first, last) = (1, first, first) }

    /// Whether any of its times was recorded on an oral order.
    package var isOral: Bool { spoken != nil || last.actor.order != nil }

    /// Takes in that it was done again.
    mutating func repeated(_ mark: Mark) {
        if last.actor.order != nil, mark.actor.order == nil { spoken = last }
        (count, last) = (count + 1, mark)
    }
}

/// Who did something, and when.
package struct Mark: Hashable, Sendable, Codable {
    package let actor: Actor
    package let at: Moment

    package init(actor: Actor, at: Moment) { (self.actor, self.at) = (actor, at) }
}

/// An act that must be done before another, and who can do it.
package struct Missing: Hashable, Sendable, Codable {
    package let key: ActKey
    package let label: Label
    /// `nil` while the offices that take part are not known yet.
    package let role: Role?
    /// Where the role is held.
    package let office: OfficeID?
    /// The derived rules of an act that no official text prints; empty for what is printed.
    package let rules: [RuleID]
}

/// An act that can be done now, for a task list.
package struct OpenAct: Hashable, Sendable {
    package let key: ActKey
    package let label: Label
    /// Those who may do it: one, or alternatives.
    package let roles: [Role]
    /// Where that role must be held.
    package let office: OfficeID
    package let form: Form
    package let basis: Basis
    /// The derived rules that the act carries.
    package let rules: [RuleID]
    package let repeats: Bool
    /// Nothing waits for it.
    package let isOptional: Bool
    /// How often it was done already; above 0 only for an act that repeats.
    package let timesDone: Int
    /// What must hold besides the order of acts.
    package let guards: [Guard]
    package let due: Due?

    /// Who may do it, in words: `OC KPP`, or alternatives `Agen Informasi / Agen Aplikasi`.
    package var who: String { roles.map(\.term).joined(separator: " / ") }
}
