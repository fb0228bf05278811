package import Offices

/// What one person does at once in a procedure.
package struct Act: Hashable, Sendable {
    package let reference: ActReference
    package let label: Label
    /// Who does it: alternatives by the kind of office, or any one of several in the same office. Nobody does an end
    /// or a state that is reached by itself.
    package var roles: [Role]
    package let kinds: [ActionKind]
    package var form = Form.none
    package var copies = Copies.once
    /// May be done many times.
    package var repeats = false
    /// Nothing waits for it.
    package var isOptional = false
    /// What must be done before.
    package var after: [Predecessor] = []
    /// The outcomes that a deciding act chooses from.
    package var branches: [Branch] = []
    /// The outcomes of decisions to which this act belongs, as alternatives; empty for all.
    package var conditions: [BranchCondition] = []
    package var guards: [Guard] = []
    /// Acts after which this one is no longer possible.
    package var until: [ActReference] = []
    package var basis = Basis.seed
    /// The derived rules that this act carries, as the policy names them.
    package var rules: [RuleID] = []
    /// The lines of the official text.
    package let source: String
    package var notes: String?
    /// The paper or thing that the act is about.
    package var object: Artefact?
    package var takes: [Artefact] = []
    package var makes: [Artefact] = []
    /// Doing this act opens that one again, and everything built on it in the same place.
    package var reopens: ActReference?
    /// Who records the act when the official gives it orally: one, or alternatives by the kind of office; none for an act
    /// that is given in person alone (AC-126).
    package var oral: [Role] = []
    /// What those named in this act do from now on: nobody else holding the same role may (AC-018).
    package var assigns: [ActReference] = []
    package var due: Due?
    /// What this act is to another one, for the acts that no file writes.
    package var twin: Twin?

    /// An act that exists because of another one.
    package enum Twin: Hashable, Sendable {
        /// Gives the paper back to its drafter with remarks, instead of doing that act (A22).
        case giveBack(insteadOf: ActReference)
        /// The official confirms what was recorded on an oral order (AC-126).
        case confirmation(of: ActReference)
    }

    /// "Proses selesai": reached by itself, done by nobody.
    package var isEnd: Bool { kinds == [.end] }

    /// Reached by itself when everything before it is done: an end, or a state such as P14.17.
    package var isMilestone: Bool { roles.isEmpty }

    /// Those who may do this act for an office of a kind.
    package func roles(at kind: OfficeKind) -> [Role] {
        let serving = roles.filter { $0.serves(kind) }
        return serving.isEmpty && copies == .once ? roles.filter { $0.officeKind == .kantorPusat } : serving
    }

    /// Those who may record this act on an oral order for an office of a kind.
    package func recorders(at kind: OfficeKind) -> [Role] { oral.filter { $0.serves(kind) } }
}

/// An act, or a set of acts, that must be done before another.
package enum Predecessor: Hashable, Sendable {
    /// The copy of the same office and section; an act that happens once counts for all copies.
    case own(ActReference)
    /// Every copy: a join. Copies that were released do not count.
    case all(ActReference)
    /// At least one of these.
    case any([ActReference])
    /// Counts only while the act lies on no branch that was not taken.
    case ifOpen(ActReference)
    /// The last act of the office's own preparation, whichever procedure prepares an office of its kind.
    case preparation
    /// The host's notice of the meeting, whichever procedure gives it.
    case notice

    /// The acts named.
    package var references: [ActReference] {
        switch self {
        case .own(let reference), .all(let reference), .ifOpen(let reference): [reference]
        case .any(let references): references
        case .preparation, .notice: []
        }
    }
}

/// One official procedure as data.
package struct Procedure: Hashable, Sendable {
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
    /// Where the official text stands.
    package let source: String
    package let notes: String?
    /// What is there before the procedure begins.
    package let inputs: [Artefact]
    /// Acts of which one person does not do two in different roles (AC-118).
    package let chains: [[ActReference]]
    /// In the order of the definition; the acts that no file writes follow the one they belong to.
    package let acts: [Act]

    /// The items that are work: all but "Proses selesai".
    package var workingSteps: Int { items - 1 }
}
