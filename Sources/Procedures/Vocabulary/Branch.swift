package import Offices

/// The name of one outcome of a decision, such as `needed` in P02.1.
package struct BranchID: SlugIdentifier {
    package let slug: Slug
    package init(slug: Slug) { self.slug = slug }
}

/// One outcome that a deciding act can have.
package struct Branch: Hashable, Sendable, Codable, Identifiable {
    package let id: BranchID
    package let label: Label

    package init(id: BranchID, label: Label) { (self.id, self.label) = (id, label) }
}

/// Says that an act belongs only to some outcomes of a decision.
package struct BranchCondition: Hashable, Sendable, Codable {
    package let decision: ActReference
    package let branches: [BranchID]

    package init(decision: ActReference, branches: [BranchID]) {
        (self.decision, self.branches) = (decision, branches)
    }
}

/// A text in Indonesian, for screens and documents, and in English, for logs and developers.
package struct Label: Hashable, Sendable, Codable {
    package let id: String
    package let en: String

    package init(id: String, en: String) { (self.id, self.en) = (id, en) }
}
