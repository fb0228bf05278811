package import Documents
package import Offices
package import Procedures

/// A paper of a meeting: what one of its acts puts before other offices in writing.
///
/// The act and the paper that it issues are kept together: neither is there without the other, and a refused act leaves
/// no paper and uses no number. Four acts issue papers:
///
/// - P02.3/notify and P03.2/inform: one *Pemberitahuan RLJJ* for all invited offices, which asks each for materials and its
///   room (AC-028), and another for the Sekretariat/Direktorat concerned, which asks them to attend and to prepare what is
///   discussed (AC-030). Each has a number; neither goes out without date, time, agenda, chair and contact (AC-033).
/// - P02.3/tell: a *Pemberitahuan Tidak Perlu RLJJ* for the proposer, with a number.
/// - P02.4, P03.6 and P04.5 to P08.5: *bahan-bahan/data*, one paper for each office and section that hands them in, a version
///   for each time, without a number. Whoever approves them (P06.8) leaves an approval, never a paraf or signature (AC-044).
/// - P09.4/write and P10.4/write: the *Laporan Hasil Rapat* with a number of the host's register; written again, it is a new
///   version of the same paper under the same number. Nobody marks it (AC-092); P09.4/deliver sends it.
///
/// The host's number comes from the register that numbers every paper of that office. A meeting whose journal was
/// written before papers were kept has none.
package struct Paper: Hashable, Sendable, Codable, Identifiable {
    /// The section whose materials it is; `nil` for all others.
    package let section: SectionID?
    package internal(set) var document: Document
    /// The offices that it goes to, in the order of its addressees.
    package internal(set) var recipients: [OfficeID]
    /// The offices that get a copy (tembusan).
    package internal(set) var copies: [OfficeID]

    package var id: DocumentID { document.id }

    /// Those who may read it: who wrote it and the host, and once it was sent the offices it went to.
    /// - Parameter host: the posts that read every paper of the meeting.
    package func readership(host: Set<Readership.Place>) -> Readership {
        let sent = document.dispatches.isEmpty ? [] : recipients + copies
        let places = ([document.office] + sent).map { Readership.Place(office: $0) }
        return Readership(of: document, addressees: host.union(places))
    }

    /// How a paper of a meeting goes out: its receivers find it in the system, no letter office is involved.
    static let channel = Line("konsol Ruang Kendali")
}

/// A version of a meeting's paper, as the act that stands before it in the journal issued it.
package struct PaperIssue: Hashable, Sendable, Codable {
    package let document: DocumentID
    package let kind: DocumentKind
    package let artefact: Artefact
    package let office: OfficeID
    package let section: SectionID?
    /// The act that issued it (`P02.3/notify`).
    package let act: ActReference
    package let by: Actor
    package let draft: Draft
    package let recipients: [OfficeID]
    package let copies: [OfficeID]
    /// The number that the register gave; `nil` for materials.
    package let number: LetterNumber?

    package init(
        document: DocumentID, kind: DocumentKind, artefact: Artefact, office: OfficeID, section: SectionID? = nil,
        act: ActReference, by actor: Actor, draft: Draft, recipients: [OfficeID] = [], copies: [OfficeID] = [],
        number: LetterNumber? = nil
    ) {
        (self.document, self.kind, self.artefact, self.office) = (document, kind, artefact, office)
        (self.section, self.act, by, self.draft) = (section, act, actor, draft)
        (self.recipients, self.copies, self.number) = (recipients, copies, number)
    }
}

extension Meeting {
    /// The paper of that id; `nil` when it is none of this meeting's.
    package func paper(_ id: DocumentID) -> Paper? { papers.first { $0.id == id } }

    /// The paper that an office issued last.
    package func paper(_ artefact: Artefact, of office: OfficeID, section: SectionID? = nil) -> Paper? {
        papers.last {
            $0.document.artefact == artefact && $0.document.office == office && $0.section == section
        }
    }

    /// The Laporan Hasil Rapat; `nil` before P09.4, and in a meeting from before papers were kept.
    package var reportPaper: Paper? { host.flatMap { paper(.laporanHasilRapat, of: $0.office.id) } }

    /// Those who read a paper of this meeting, whatever its class: the host with the official who decides on the meeting
    /// (P02.1, P03.1), the writer's office, and the offices that it went to.
    package func readership(of paper: Paper) -> Readership {
        guard let host = host?.office else { return paper.readership(host: []) }
        let deciding = proceedings.procedures[deciding]?.roles ?? []
        let heads = deciding.filter { $0.officeKind == .kantorPusat }
            .map { Readership.Place(office: .kantorPusat, role: $0) }
        return paper.readership(host: Set(heads + [Readership.Place(office: host.id)]))
    }
}
