package import Offices
package import Procedures

/// How the papers of the procedures are issued: the type of each, and the code and address of each office.
package struct Correspondence: Hashable, Sendable {
    private let papers: [Artefact: Paper]
    private let offices: [OfficeID: Head]

    init(papers: [Artefact: Paper], offices: [OfficeID: Head]) {
        (self.papers, self.offices) = (papers, offices)
    }

    /// How one paper of the procedures is issued.
    package struct Paper: Hashable, Sendable {
        package let kind: DocumentKind
        /// The name of the paper, as it is printed.
        package let title: String
        /// What a new draft begins with.
        package let urgency: Urgency
        /// What a new draft begins with.
        package let security: SecurityClass
        /// It may not be handed in without an attachment (P01.9).
        package let needsAttachment: Bool
    }

    /// What stands for an office at the head of its papers.
    struct Head: Hashable, Sendable {
        let code: OfficeCode
        let address: [String]
        let town: String?
    }

    /// How a paper is issued; `nil` for what is no paper.
    package func paper(_ artefact: Artefact) -> Paper? { papers[artefact] }

    /// The code in an office's numbers: the table's, or one derived from its id.
    package func code(of office: OfficeID) -> OfficeCode {
        offices[office]?.code ?? OfficeCode(derivedFor: office)
    }

    /// The address lines of an office's letterhead; empty when none is known.
    package func address(of office: OfficeID) -> [String] { offices[office]?.address ?? [] }

    /// The town that stands before a date in an office's papers; `nil` where none is known. The Ruang Kendali Operasi
    /// is a room of Kantor Pusat.
    package func town(of office: Office) -> String? {
        offices[office.kind == .rko ? .kantorPusat : office.id]?.town
    }

    /// A paper of which nothing has been handed in; `nil` for what is no paper.
    /// - Parameter chain: the acts that mark it, the lowest level first; acts that leave no mark are passed over.
    package func document(_ id: DocumentID, _ artefact: Artefact, of office: OfficeID, chain: [Act]) -> Document? {
        guard let paper = papers[artefact] else { return nil }
        return Document(
            id: id, kind: paper.kind, artefact: artefact, office: office, chain: chain.compactMap(MarkLevel.init),
            needsAttachment: paper.needsAttachment)
    }
}
