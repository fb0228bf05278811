/// Which data an act carries; each form has its own page and its own checks.
package enum Form: String, Hashable, Sendable, Codable, CaseIterable {
    /// Nothing but who did it and when.
    case none
    /// One branch of the decision.
    case decision
    /// Date, time with zone, agenda, chair, contact, invited offices and directorates (AC-033).
    case notice
    /// The directorates that hear that no meeting is needed.
    case notNeeded = "not-needed"
    /// The sections asked for materials.
    case sections
    /// A file with the materials.
    case material
    /// The page shown first.
    case page
    /// The page turned to.
    case turn
    /// What the programme shows as its main picture.
    case air
    /// Text, responsible office and due date of an agreement.
    case agreement
    /// A changed agreement with the reason.
    case correction
    /// Which agreement goes on air, or none.
    case show
    /// The parties that get the report, and those with an agreement of their own.
    case delivery
    /// Which agreement, its status and the evidence.
    case followUp = "follow-up"
}

/// How many copies of an act one meeting has.
package enum Copies: String, Hashable, Sendable, Codable, CaseIterable {
    /// One, at the host.
    case once
    /// One in each invited office of the procedure's unit.
    case office
    /// One in each section contacted by such an office.
    case section
    /// One in each Sekretariat or Direktorat notified.
    case directorate
    /// One in each room that takes part, the host's among them.
    case site
    /// One for each party that gets the report.
    case party
    /// One for each party that has an agreement of its own to carry out.
    case owingParty = "owing-party"
}

/// Whether the official text prints an act.
package enum Basis: String, Hashable, Sendable, Codable, CaseIterable {
    /// The official text says it.
    case seed
    /// The text implies or needs it but does not print it: shown as "bukan dari SOP".
    case derived
    /// The text says the act; the condition around it is derived.
    case both

    /// The remark that screens and documents carry; `nil` for what the official text says.
    package var remark: String? {
        switch self {
        case .seed: nil
        case .derived: "bukan dari SOP"
        case .both: "sebagian bukan dari SOP"
        }
    }
}
