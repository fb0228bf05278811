package import Offices

/// What one person does at once in a procedure.
package struct Act: Hashable, Sendable, Codable {
    package let reference: ActReference
    package let label: Label
    /// Who does it; several are alternatives by the kind of office.
    package let roles: [Role]
    package let kinds: [ActionKind]
    package let form: Form
    package let copies: Copies
    /// May be done many times.
    package let repeats: Bool
    /// What must be done before.
    package let after: [Predecessor]
    /// The outcomes that a deciding act chooses from.
    package let branches: [Branch]
    /// The outcomes of a decision to which this act belongs; `nil` for all.
    package let condition: BranchCondition?
    package let guards: [Guard]
    /// Acts after which this one is no longer possible.
    package let until: [ActReference]
    package let basis: Basis
    /// The lines of the official text.
    package let source: String
    package let notes: String?

    /// "Proses selesai": reached by itself, done by nobody.
    package var isEnd: Bool { kinds == [.end] }

    /// The one role that does this act for an office of a kind; `nil` when nobody there does.
    package func role(at kind: OfficeKind) -> Role? {
        roles.first { $0.serves(kind) } ?? (copies == .once ? roles.first { $0.officeKind == .kantorPusat } : nil)
    }
}

/// An act, or a set of acts, that must be done before another.
package enum Predecessor: Hashable, Sendable, Codable {
    /// The copy of the same office and section; an act that happens once counts for all copies.
    case own(ActReference)
    /// Every copy: a join.
    case all(ActReference)
    /// At least one of these.
    case any([ActReference])
    /// The last act of the office's own preparation, whichever procedure prepares an office of its kind.
    case preparation

    /// The acts named.
    package var references: [ActReference] {
        switch self {
        case .own(let reference), .all(let reference): [reference]
        case .any(let references): references
        case .preparation: []
        }
    }
}

/// One official procedure as data.
package struct Procedure: Hashable, Sendable, Codable {
    package let code: ProcedureCode
    /// The name of the procedure's file in the project's model, `rljj-persiapan-kpp`.
    package let id: String
    /// Grows with every change of the definition; a running case keeps the version it began with (AC-120).
    package let version: Int
    package let title: Label
    /// The numbered items of the official text.
    package let items: Int
    /// The kind of office in which it runs.
    package let unit: OfficeKind
    /// The act with which an office's preparation is complete; `nil` for a procedure that prepares no room.
    package let ready: ActReference?
    /// In the order of the definition.
    package let acts: [Act]
}
