package import Documents
package import Offices
package import Procedures

/// Something that happened to a case; the journal keeps each for ever.
package enum CaseEvent: Hashable, Sendable, Codable {
    case opened(CaseOpening)
    case acted(CaseAct)

    /// The name under which the journal keeps it; never changes once written.
    package var form: String {
        switch self {
        case .opened: "case.opened@1"
        case .acted: "case.acted@1"
        }
    }

    /// Every form that this version of the project writes and reads.
    package static let forms: Set<String> = ["case.opened@1", "case.acted@1"]
}

/// An act as it is kept: who did what, what it brought, and what the service gave to it.
package struct CaseAct: Hashable, Sendable, Codable {
    package let key: ActKey
    package let by: Actor
    package let filing: Filing
    /// The paper that the act begins, or that it is about.
    package let document: DocumentID?
    /// The number that the register gave.
    package let number: LetterNumber?
    /// The code of what the paper says since this act; `nil` when it says what it said before.
    package internal(set) var code: VerificationCode?
    /// Whom the act names for what follows; `nil` when it names nobody (AC-018).
    package let assignees: [Assignee]?

    package init(
        key: ActKey, by actor: Actor, filing: Filing, document: DocumentID? = nil, number: LetterNumber? = nil,
        assignees: [Assignee]? = nil, code: VerificationCode? = nil
    ) {
        (self.key, self.by, self.filing) = (key, actor, filing)
        (self.document, self.number, self.assignees, self.code) = (document, number, assignees, code)
    }

    /// The same act, naming who does what follows.
    package func naming(_ assignees: [Assignee]) -> CaseAct {
        CaseAct(
            key: key, by: by, filing: filing, document: document, number: number,
            assignees: assignees.isEmpty ? nil : assignees, code: code)
    }
}
