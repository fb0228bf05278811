package import Documents
package import Offices
package import Procedures

/// One run of a procedure that is no meeting: monitoring (P01), outreach (P11), a question (P12), an escalation (P13) or
/// a day's distribution of MPN data (P14).
///
/// A value built by `evolve` from the case's events and nothing else. The order of its steps belongs to `Proceedings`,
/// the rules of its papers to `Document`; the case owns what was filed and what follows from it.
package struct Case: Hashable, Sendable, Codable {
    package let id: CaseID
    package let opening: CaseOpening
    package internal(set) var proceedings: Proceedings
    /// What each act brought, in the order in which it was done; acts that were opened again keep what they brought.
    package internal(set) var filed: [Entry] = []
    package internal(set) var papers: [Paper] = []

    /// One act as it was done.
    package struct Entry: Hashable, Sendable, Codable {
        package let key: ActKey
        package let by: Actor
        package let at: Moment
        package let filing: Filing
    }

    /// A paper of the case, and the section or bank that it belongs to.
    package struct Paper: Hashable, Sendable, Codable {
        package let section: SectionID?
        package internal(set) var document: Document
    }

    /// A case before its first act.
    package init(id: CaseID, opening: CaseOpening, procedures: Procedures) {
        (self.id, self.opening) = (id, opening)
        proceedings = Proceedings(procedures: procedures, host: opening.host)
    }
}

/// How a case begins.
package struct CaseOpening: Hashable, Sendable, Codable {
    /// Counts the cases of the course; with it the display label `P01-12`, never a key.
    package let number: Int
    package let course: Course
    package let subject: Line
    package let host: Office
    /// The version of each procedure that the case follows from now on (AC-120).
    package let versions: [ProcedureCode: Int]
    /// How each rule that can be switched stood; `nil` in what was kept before they were, which follows the program (AC-120).
    package let switches: PolicySwitches?

    package init(
        number: Int, course: Course, subject: Line, host: Office, versions: [ProcedureCode: Int],
        switches: PolicySwitches = .none
    ) {
        (self.number, self.course, self.subject) = (number, course, subject)
        (self.host, self.versions) = (host, versions)
        self.switches = switches.isEmpty ? nil : switches
    }
}

extension Case {
    /// `P01-12`.
    package var label: String { "\(opening.course.opening.rawValue)-\(opening.number)" }

    package var isFinished: Bool { proceedings.isFinished }

    /// The newest filing of an act that still stands; `nil` while the act is open.
    package func filing(_ key: ActKey) -> Filing? {
        proceedings.done(key) == nil ? nil : filed.last { $0.key == key }?.filing
    }

    package func paper(_ artefact: Artefact, of section: SectionID? = nil) -> Document? {
        papers.first { $0.document.artefact == artefact && $0.section == section }?.document
    }

    /// The paper of that id; `nil` when it is none of this case's.
    package func document(_ id: DocumentID) -> Document? { papers.first { $0.document.id == id }?.document }

    /// The case's own way on, once it has left monitoring: what P01.6 decided.
    package var handling: Handling? {
        let decide = ActReference(procedure: .p01, step: 6, name: "decide")
        return proceedings.branch(of: decide).flatMap { Handling(rawValue: $0.description) }
    }

    /// How a serious and urgent condition is handled (P01.6).
    package enum Handling: String, Hashable, Sendable, Codable {
        /// A: with the Dirjen, by a Surat Usulan.
        case dirjen
        /// B1: a meeting with other heads, without the Dirjen.
        case heads
        /// B2: inside the unit.
        case `internal`
    }

    /// The letter has gone to the Dirjen (P01.14).
    package var isProposed: Bool {
        proceedings.done(ActKey(ActReference(procedure: .p01, step: 14, name: "send"))) != nil
    }

}
