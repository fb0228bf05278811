/// Which data an act carries; each form has its own page and its own checks.
///
/// The forms of a meeting have types of their own in `Meetings`. All others are lists of fields (`Form+fields`), so
/// that pages, checks and the description of the API come from one place.
package enum Form: String, Hashable, Sendable, Codable, CaseIterable {
    /// Nothing but who did it and when.
    case none
    /// One branch of the decision and nothing else.
    case decision

    // A meeting and its preparation.

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
    /// What was said of the topics of the agenda; nothing need be written (P09.4).
    case report
    /// The parties that get the report, and those with an agreement of their own.
    case delivery
    /// Which agreement, its status and the evidence.
    case followUp = "follow-up"
    /// Which office the meeting does not wait for, and why (AC-073).
    case officeRelease = "office-release"
    /// Which Sekretariat/Direktorat the Operator RKO does not wait for, and why.
    case directorateRelease = "directorate-release"
    /// Who attends for the office: its own line, confirmed or put right (AC-079).
    case attendance
    /// Which section the LO does not wait for, and why (AC-122).
    case sectionRelease = "section-release"

    // Papers.

    /// A paper as it is drafted: subject, text, urgency, security class, addressees.
    case document
    /// A paper that may be left out.
    case optionalDocument = "optional-document"
    /// Why something is given back.
    case remarks
    /// The register's entry; the number is given by the register itself.
    case registration
    /// By which channel a paper went out.
    case dispatch
    /// A short account of what was done.
    case account
    /// A matter settled without a meeting: with whom, and how.
    case settlement
    /// Where something is kept that this system does not hold: a number or a place.
    case reference

    // Monitoring (P01).

    /// What was observed in which feed, with its figures.
    case observation

    // The information service (P11 to P13).

    /// Whom the outreach will contact.
    case plan
    /// The agents who do the work: those whom the act names, one share for each.
    case agents
    /// One contact with a taxpayer, and the response.
    case contact
    /// What a taxpayer asks, about which application.
    case question
    /// The answer given.
    case answer
    /// Recording, CRM record and screen of an answered question.
    case documentation
    /// The quality assessor's finding.
    case assessment
    /// Voice recording and activity history of a call.
    case callRecord = "call-record"

    // Distribution of MPN data (P14).

    /// The banks and posts of the day, their amounts, and whose statement is there.
    case statements
    /// Which banks' and posts' data is distributed and which is held, with the reason.
    case sorting
    /// Which bank's late statement has come.
    case lateStatement = "late-statement"
    /// How many records were put on the server or sent to each system.
    case counts
    /// How many were sent and how many arrived, system by system.
    case arrival
}

/// How many copies of an act one case has.
package enum Copies: String, Hashable, Sendable, Codable, CaseIterable {
    /// One, at the host.
    case once
    /// One in each invited office of the procedure's unit.
    case office
    /// One in each section contacted by such an office, or listed at the host: its sections, banks, agents.
    case section
    /// One in each Sekretariat or Direktorat notified.
    case directorate
    /// One in each room that takes part, the host's among them.
    case site
    /// One for each office that is to attend: the rooms, and the Sekretariat/Direktorat notified.
    case attendee
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
