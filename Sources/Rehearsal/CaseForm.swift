package import Cases
import ControlRoom
package import Offices
package import Procedures

/// An act of a case that is no meeting, as the script has it.
///
/// With procedure, office and subject it is the one that begins the case.
package struct CaseForm: Sendable, Encodable {
    package var procedure: ProcedureCode?
    package var office: OfficeID?
    package var subject: Line?
    package var act: ActReference
    package var branch: BranchID?
    package var fields: [String: FieldValue]?

    package init(_ act: ActReference, branch: BranchID? = nil, fields: [String: FieldValue]? = nil) {
        (self.act, self.branch, self.fields) = (act, branch, fields)
    }

    /// What begins a case by the API; `nil` for a further act.
    var beginning: CaseBeginning? {
        guard let procedure, let office, let subject else { return nil }
        return CaseBeginning(
            procedure: procedure, office: office, subject: subject, act: act, branch: branch, fields: fields)
    }

    /// A further act of a case by the API.
    var request: CaseRequest { CaseRequest(act: act, branch: branch, fields: fields) }
}

extension FieldValue: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self = .text(text) }
}
