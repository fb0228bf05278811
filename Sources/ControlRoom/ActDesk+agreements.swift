import BoundedProcess
import Digests
import Foundation
import Meetings
import Offices
import Procedures
import Reports

extension ActDesk {
    func noted(_ form: AgreementForm, in meeting: Meeting, at now: Moment) async throws -> ActContent {
        let wording = try await wording(
            form.number, form.text, form.responsible, form.due, act: meeting.reference(.note), in: meeting, at: now)
        return .noted(number: form.number, wording: wording)
    }

    func corrected(_ form: CorrectionForm, in meeting: Meeting, at now: Moment) async throws -> ActContent {
        let wording = try await wording(
            form.number, form.text, form.responsible, form.due, act: meeting.reference(.correct), in: meeting, at: now)
        return .corrected(number: form.number, version: form.version, wording: wording)
    }

    /// Draws the card at once, so that putting it on air later takes no time.
    private func wording(
        _ number: Int, _ text: Passage, _ responsible: OfficeID, _ due: CivilDay, act: ActReference,
        in meeting: Meeting,
        at now: Moment
    ) async throws -> Agreement.Wording {
        let item = AgreementPages.Item(
            number: number, text: text.text, office: directory[responsible]?.name ?? responsible.description,
            due: due.inWords)
        let cards = try await draw { try await AgreementPages.card(item, of: heading(of: meeting), into: $0) }
        guard let card = cards.first, cards.count == 1 else {
            throw Meeting.Refusal(
                rule: .form, act: act,
                message: "naskah terlalu panjang untuk satu layar; ringkas atau bagi menjadi dua kesepakatan",
                english: "the text does not fit on one screen; shorten it or make two agreements of it")
        }
        return Agreement.Wording(text: text, responsible: responsible, due: due, notedAt: now, card: card)
    }

    /// The pages of the list at the end (P09.3).
    func list(_ meeting: Meeting, at now: Moment) async throws -> Display {
        let items = meeting.agreements.map { agreement in
            let wording = agreement.current
            return AgreementPages.Item(
                number: agreement.number, text: wording.text.text,
                office: directory[wording.responsible]?.name ?? wording.responsible.description,
                due: wording.due.inWords)
        }
        let pages = try await draw { try await AgreementPages.list(items, of: heading(of: meeting), into: $0) }
        return Display(versions: meeting.agreements.map(\.version), pages: pages, at: now)
    }

    private func heading(of meeting: Meeting) -> AgreementPages.Heading {
        AgreementPages.Heading(meeting: meeting.label, title: meeting.agenda)
    }

    private func draw(_ work: (URL) async throws -> [PagePicture]) async throws -> [ContentHash] {
        try await Scratch.folder(below: URL(fileURLWithPath: folder.incoming)) { scratch in
            try await work(scratch).map { try blobs.store(fileAt: $0.file.path) }
        }
    }
}
