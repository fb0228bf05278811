package import Offices
package import Procedures

/// An act of a case that is no meeting, as the API takes it.
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
}

/// What stands in a field of a form.
package indirect enum FieldValue: Sendable, Hashable, Encodable {
    case text(String)
    case flag(Bool)
    case list([FieldValue])
    case row([String: FieldValue])

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let value): try container.encode(value)
        case .flag(let value): try container.encode(value)
        case .list(let values): try container.encode(values)
        case .row(let values): try container.encode(values)
        }
    }
}

extension FieldValue: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self = .text(text) }
}
