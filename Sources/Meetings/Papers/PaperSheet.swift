import Digests
import Documents
import Offices
import Procedures

/// What a paper is to say, before it has a number.
struct PaperSheet {
    let artefact: Artefact
    /// The office that issues it; the host of the meeting for all that have numbers.
    let office: OfficeID
    var section: SectionID?
    let subject: Line
    let paragraphs: [String]
    var recipients: [Office] = []
    var copies: [Office] = []
    var files: [ContentHash] = []
}

extension Meeting {
    /// The papers that an act issues, in the order in which they are numbered.
    func sheets(of content: ActContent, _ key: ActKey, by actor: Actor) -> [PaperSheet] {
        guard let host = host?.office, let agenda = Line(agenda) else { return [] }
        let wording = PaperWording(meeting: self, host: host, by: actor)
        switch content {
        case .noticed(let notice): return sheets(of: notice, wording)
        case .toldProposer(let proposer):
            return [
                PaperSheet(
                    artefact: .pemberitahuanTidakPerlu, office: host.id, subject: agenda,
                    paragraphs: wording.notNeeded, recipients: [proposer])
            ]
        case .submitted(let material):
            // The host shows the central materials (P02.4); the office that prepared them issues them.
            return [
                PaperSheet(
                    artefact: .bahanData, office: actor.office, section: material.section, subject: material.title,
                    paragraphs: [wording.material(material)], files: [material.file])
            ]
        case .reported(let report):
            return [
                PaperSheet(
                    artefact: .laporanHasilRapat, office: host.id, subject: agenda,
                    paragraphs: [wording.report], recipients: parties, files: [report.pdf])
            ]
        default: return []
        }
    }

    /// One notice for the invited offices, another for the Sekretariat/Direktorat (AC-028, AC-030).
    private func sheets(of notice: Notice, _ wording: PaperWording) -> [PaperSheet] {
        let offices = notice.invited.map(\.office)
        let sheets = [
            PaperSheet(
                artefact: .pemberitahuanRljj, office: wording.host.id, subject: notice.agenda,
                paragraphs: wording.invitation(notice, of: offices), recipients: offices),
            PaperSheet(
                artefact: .pemberitahuanRljj, office: wording.host.id, subject: notice.agenda,
                paragraphs: wording.attendance(notice, of: notice.directorates), recipients: notice.directorates),
        ]
        return sheets.filter { !$0.recipients.isEmpty }
    }
}

extension Office {
    /// Whom a paper to the office is addressed to: `Direktur Potensi, Kepatuhan dan Penerimaan`, `Kepala KPP Pratama Jayapura`.
    var headLine: Line? { Line(headTitle) ?? Line(id.description) }
}
