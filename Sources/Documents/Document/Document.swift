package import Digests
package import Offices
package import Procedures

/// A paper in all its versions, with the marks, the number and the dispatches it has.
///
/// A mark binds to the content that its giver saw. A new version voids every mark, and so does a return with remarks.
/// Once the last mark of the chain is there, only registration and dispatch may follow.
package struct Document: Hashable, Sendable, Codable, Identifiable {
    package let id: DocumentID
    package let kind: DocumentKind
    /// What the procedures call it.
    package let artefact: Artefact
    /// The office that issues it.
    package let office: OfficeID
    /// Who marks it, the lowest level first; empty when no step of the procedure marks it (AC-092).
    package let chain: [MarkLevel]
    /// It may not be handed in without an attachment (P01.9).
    package let needsAttachment: Bool
    /// In the order in which they were handed in.
    package internal(set) var versions: [Version] = []
    /// In the order in which they were given, void ones among them.
    package internal(set) var marks: [Mark] = []
    package internal(set) var returns: [Return] = []
    package internal(set) var registration: Registration?
    package internal(set) var dispatches: [Dispatch] = []

    package init(
        id: DocumentID, kind: DocumentKind, artefact: Artefact, office: OfficeID, chain: [MarkLevel],
        needsAttachment: Bool = false
    ) {
        (self.id, self.kind, self.artefact, self.office) = (id, kind, artefact, office)
        (self.chain, self.needsAttachment) = (chain, needsAttachment)
    }

    /// A draft as it was handed in.
    package struct Version: Hashable, Sendable, Codable {
        /// From 1.
        package let number: Int
        package let draft: Draft
        package let hash: ContentHash
        package let by: Actor
        package let at: Moment
    }

    /// A return to the drafter, with remarks (AC-016).
    package struct Return: Hashable, Sendable, Codable {
        package let version: Int
        package let remarks: Passage
        package let by: Actor
        package let at: Moment
    }

    /// The entry in the register (P01.14).
    package struct Registration: Hashable, Sendable, Codable {
        package let number: LetterNumber
        package let by: Actor
        package let at: Moment
    }

    /// How the paper went out, once for each way (P01.14; external SOP X1).
    package struct Dispatch: Hashable, Sendable, Codable {
        package let to: Line
        /// Such as *Subbagian Umum*.
        package let channel: Line
        /// The number in the dispatch book.
        package let reference: Line?
        package let by: Actor
        package let at: Moment
    }
}

extension Document {
    /// The version handed in last.
    package var newest: Version? { versions.last }

    /// The marks that count: none of them is void, each binds to the newest content.
    package var standing: [Mark] { marks.filter { $0.void == nil && $0.hash == newest?.hash } }

    /// The levels of the chain whose mark does not stand, the lowest first.
    package var missing: [MarkLevel] {
        let given = Set(standing.map(\.act))
        return chain.filter { !given.contains($0.act) }
    }

    /// Every mark of the chain stands.
    package var isMarked: Bool { newest != nil && missing.isEmpty }

    /// Nothing of it may change any more: the chain is complete, or it has no chain and is registered.
    package var isFinal: Bool { isMarked && (!chain.isEmpty || registration != nil) }

    /// It went back, and its drafter has not handed in another version yet.
    package var isReturned: Bool { newest != nil && returns.last?.version == newest?.number }

    /// The level whose turn it is; `nil` when it is the drafter's turn, or nobody's.
    package var next: MarkLevel? { newest == nil || isReturned ? nil : missing.first }

    /// The code under which the newest content can be verified; `nil` without a version.
    package var verificationCode: VerificationCode? {
        newest.map { VerificationCode(document: id, hash: $0.hash) }
    }
}
