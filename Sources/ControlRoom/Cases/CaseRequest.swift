package import Cases
package import Offices
package import Procedures

/// An act in a case as a person asks for it over the API.
package struct CaseRequest: Hashable, Sendable, Codable, FilingForm {
    package var act: ActReference
    package var office: OfficeID?
    package var section: SectionID?
    /// The role in which the person acts; without it, the one that the act asks for.
    package var role: Role?
    package var branch: BranchID?
    package var fields: [String: FieldValue]?
    /// On whose oral order the person records the act (AC-126).
    package var order: OralOrder?
    /// Whom an assigning act names, one person for each role (AC-018).
    package var assignees: [PersonID]?

    package init(
        act: ActReference, office: OfficeID? = nil, section: SectionID? = nil, role: Role? = nil,
        branch: BranchID? = nil, fields: [String: FieldValue]? = nil, order: OralOrder? = nil,
        assignees: [PersonID]? = nil
    ) {
        (self.act, self.office, self.section, self.role) = (act, office, section, role)
        (self.branch, self.fields, self.order, self.assignees) = (branch, fields, order, assignees)
    }

    package var key: ActKey { ActKey(act, office: office, section: section) }
    package var filing: Filing { Filing(branch: branch, fields: fields ?? [:]) }
}

/// A new case: which procedure, where, about what, and the first act with what it brings.
package struct CaseBeginning: Hashable, Sendable, Codable, FilingForm {
    package var procedure: ProcedureCode
    package var office: OfficeID
    package var subject: Line
    package var act: ActReference
    package var role: Role?
    package var branch: BranchID?
    package var fields: [String: FieldValue]?

    package init(
        procedure: ProcedureCode, office: OfficeID, subject: Line, act: ActReference, role: Role? = nil,
        branch: BranchID? = nil, fields: [String: FieldValue]? = nil
    ) {
        (self.procedure, self.office, self.subject, self.act) = (procedure, office, subject, act)
        (self.role, self.branch, self.fields) = (role, branch, fields)
    }
}
