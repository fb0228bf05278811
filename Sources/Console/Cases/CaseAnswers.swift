import Cases
import ControlRoom
import Digests
import Documents
import Engine
import Foundation
package import Offices
import Procedures

/// A case that is no meeting, as the API tells it.
package struct CaseAnswer: Codable, Sendable {
    package let id: CaseID
    let label: String
    let course: Course
    let procedure: ProcedureCode
    let subject: String
    let office: OfficeID
    let finished: Bool
    /// The version of each procedure that the case follows (AC-120).
    let versions: [ProcedureCode: Int]
    var acts: [CaseActAnswer]
    var documents: [DocumentAnswer]
    let held: [Case.Held]
    /// The meeting that the case brought; the meeting names the case as its origin (AC-037).
    let meeting: MeetingID?

    init(_ known: Case, meeting: MeetingID?) {
        self.meeting = meeting
        (id, label, course) = (known.id, known.label, known.opening.course)
        (procedure, subject) = (known.opening.course.opening, known.opening.subject.text)
        (office, finished, versions) = (known.opening.host.id, known.isFinished, known.opening.versions)
        acts = known.filed.map { CaseActAnswer($0, in: known) }
        documents = known.papers.map { DocumentAnswer($0.document, of: .other(known.id), section: $0.section) }
        held = known.held
    }
}

/// An act as it was done.
struct CaseActAnswer: Codable, Sendable {
    let act: ActReference
    let office: OfficeID?
    let section: SectionID?
    let label: String
    let by: String
    let role: Role
    let at: Moment
    /// The moment in the office's own zone, with its name.
    let localTime: String
    let branch: BranchID?
    var fields: [String: FieldValue]
    /// Whether it still stands, or was opened again by a return.
    let stands: Bool
    /// Recorded on an oral order and not yet confirmed by the official (AC-126).
    let unconfirmed: Bool

    init(_ entry: Case.Entry, in known: Case) {
        (act, office, section) = (entry.key.act, entry.key.office, entry.key.section)
        label = known.proceedings.label(entry.key.act)?.id ?? entry.key.act.description
        (by, role, at) = (entry.by.name, entry.by.role, entry.at)
        let zone = known.opening.host.zone
        localTime = "\(zone.date(entry.at)) \(zone.time(entry.at))"
        (branch, fields) = (entry.filing.branch, entry.filing.fields)
        stands = known.proceedings.done(entry.key)?.last.at == entry.at
        unconfirmed = stands && known.proceedings.isUnconfirmed(entry.key)
    }
}

/// A paper, as the API tells it to somebody who may read it.
struct DocumentAnswer: Codable, Sendable {
    let id: DocumentID
    /// The case or the meeting.
    let caseID: String
    let meeting: Bool
    let artefact: Artefact
    let section: SectionID?
    let kind: String
    let subject: String
    let number: String?
    let urgency: String
    let security: String
    let version: Int
    let hash: String?
    let final: Bool
    let returned: Bool
    let verification: String?
    let marks: [MarkAnswer]

    init(_ document: Document, of subject: CaseReference, section: SectionID?) {
        (id, caseID, artefact, self.section) = (document.id, subject.description, document.artefact, section)
        if case .meeting = subject { meeting = true } else { meeting = false }
        let draft = document.newest?.draft
        (self.subject, urgency) = (draft?.subject.text ?? "", draft?.urgency.name ?? "")
        (kind, number) = (document.kind.name, document.registration.map { "\($0.number)" })
        security = draft?.security.name ?? ""
        (version, hash) = (document.versions.count, document.newest?.hash.hex)
        (final, returned) = (document.isFinal, document.isReturned)
        verification = document.verificationCode?.description
        marks = document.marks.map(MarkAnswer.init)
    }
}

/// A paraf, an approval or a signature, and whether it still holds.
struct MarkAnswer: Codable, Sendable {
    let kind: String
    let act: ActReference
    let by: String
    let role: Role
    let at: Moment
    let version: Int
    let hash: String
    let void: Bool

    init(_ mark: Document.Mark) {
        (kind, act, by, role) = (mark.kind.name, mark.act, mark.actor.name, mark.actor.role)
        (at, version, hash, void) = (mark.at, mark.version, mark.hash.hex, mark.void != nil)
    }
}

/// A task, as a person's inbox tells it.
struct InboxAnswer: Codable, Sendable {
    let caseID: String
    let meeting: Bool
    let label: String
    let subject: String
    let act: ActReference
    let office: OfficeID?
    let section: SectionID?
    let title: String
    let english: String
    let roles: [Role]
    let at: OfficeID
    let form: Form
    let since: Moment
    let due: Moment?
    /// `false` when no decree settles the holidays on the way.
    let dueCertain: Bool?
    let optional: Bool
    /// "bukan dari SOP", when the rule is not in the official text.
    let remark: String?
    /// The derived rules that the act carries.
    let rules: [RuleID]
    let waiting: [WaitingAnswer]
    /// Whom the act can name for what follows (AC-018).
    let candidates: [Assignee]

    init(_ task: InboxTask) {
        let open = task.task.act
        caseID = task.task.subject.description
        if case .meeting = task.task.subject { meeting = true } else { meeting = false }
        (label, subject) = (task.label, task.subject)
        (act, office, section) = (open.key.act, open.key.office, open.key.section)
        (title, english, roles, at, form) = (open.label.id, open.label.en, open.roles, open.office, open.form)
        (since, due, dueCertain) = (task.task.since, task.due?.at, task.due?.isCertain)
        (optional, remark, rules) = (open.isOptional, open.basis.remark, open.rules)
        candidates = task.candidates
        waiting = task.waiting.map { WaitingAnswer(act: $0.act, title: $0.label.id, roles: $0.roles) }
    }
}

/// Who waits for a task, and for what.
struct WaitingAnswer: Codable, Sendable {
    let act: ActReference
    let title: String
    let roles: [Role]
}
