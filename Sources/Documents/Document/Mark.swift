package import Digests
package import Offices
package import Procedures

extension Document {
    /// What a person put under one version of a paper: initials, an approval or a signature.
    package struct Mark: Hashable, Sendable, Codable {
        package let kind: Kind
        /// The step of the procedure that asks for it.
        package let act: ActReference
        /// Name, role and office as they were at the time.
        package let actor: Actor
        package let at: Moment
        /// The version that the person saw.
        package let version: Int
        /// The content that the mark vouches for.
        package let hash: ContentHash
        /// Why the mark stands no more; `nil` while it stands.
        package internal(set) var void: Void?

        /// The kinds of mark, the lowest first.
        package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
            case paraf
            /// Menyetujui without a signature, such as P11.7.
            case approval
            case signature

            /// The Indonesian name.
            package var name: String {
                switch self {
                case .paraf: "paraf"
                case .approval: "persetujuan"
                case .signature: "tanda tangan"
                }
            }

            /// The English name.
            package var english: String {
                switch self {
                case .paraf: "initials"
                case .approval: "approval"
                case .signature: "signature"
                }
            }
        }

        /// The end of a mark.
        package struct Void: Hashable, Sendable, Codable {
            package let at: Moment
            package let reason: Reason
            package let by: Actor

            package enum Reason: Hashable, Sendable, Codable {
                /// A new version was handed in (AC-015).
                case changed(version: Int)
                /// The paper went back to its drafter (AC-016).
                case returned(remarks: Passage)
            }
        }
    }
}

/// One level of the chain through which a paper goes up.
package struct MarkLevel: Hashable, Sendable, Codable {
    package let kind: Document.Mark.Kind
    /// Who gives the mark; several are alternatives.
    package let roles: [Role]
    /// The step of the procedure (`P01.4`).
    package let act: ActReference

    package init(kind: Document.Mark.Kind, roles: [Role], act: ActReference) {
        (self.kind, self.roles, self.act) = (kind, roles, act)
    }

    /// The level that an act of a procedure stands for; `nil` for an act that leaves no mark.
    ///
    /// An act that approves and signs (P01.6) is one signature.
    package init?(_ act: Act) {
        let marks: [(ActionKind, Document.Mark.Kind)] = [(.sign, .signature), (.approve, .approval), (.paraf, .paraf)]
        guard let kind = marks.first(where: { act.kinds.contains($0.0) })?.1, !act.roles.isEmpty else { return nil }
        self.init(kind: kind, roles: act.roles, act: act.reference)
    }
}
