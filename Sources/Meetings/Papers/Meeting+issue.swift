import Digests
package import Documents
package import Offices
package import Procedures

extension Meeting {
    package typealias Means = Documents.Means

    /// The papers that a decided act issues, as events to keep with it; none for most acts. Changes nothing.
    package func issues(
        of content: ActContent, key: ActKey, by actor: Actor, with means: Means
    ) throws(Refusal) -> [MeetingEvent] {
        guard let host = host?.office else { return [] }
        var (means, after) = (means, self)
        var events: [MeetingEvent] = []
        for sheet in sheets(of: content, key, by: actor) {
            let issue = try issue(sheet, key.act, by: actor, host, with: means)
            do throws(Document.Refusal) {
                try after.take(issue, at: means.now)
            } catch {
                throw .form(key.act, "naskah ditolak: \(error.message)", "the paper is refused: \(error)")
            }
            if let number = issue.number { try? means.numbers.record(number, of: host, at: means.now) }
            events.append(.paper(issue))
        }
        try checkNumber(content, key, events)
        return events
    }

    /// The number that this meeting's Laporan Hasil Rapat has, or gets when it is written now; `nil` without a host.
    package func reportNumber(with means: Means) -> LetterNumber? {
        guard let host = host?.office else { return nil }
        return reportPaper?.document.registration?.number
            ?? means.numbers.next(
                .meetingReport, of: host, code: means.correspondence.code(of: host.id), at: means.now)
    }

    private func issue(
        _ sheet: PaperSheet, _ act: ActReference, by actor: Actor, _ host: Office, with means: Means
    ) throws(Refusal) -> PaperIssue {
        guard let form = means.correspondence.paper(sheet.artefact) else {
            throw .form(act, "\(sheet.artefact.rawValue) bukan naskah", "\(sheet.artefact.rawValue) is no paper")
        }
        // A notice is always a paper of its own; materials and the report go on in new versions.
        let known = form.kind == .notice ? nil : paper(sheet.artefact, of: sheet.office, section: sheet.section)
        let isNumbered = form.kind.isNumbered && known?.document.registration == nil
        let code = means.correspondence.code(of: host.id)
        return PaperIssue(
            document: known?.id ?? DocumentID(at: means.now), kind: form.kind, artefact: sheet.artefact,
            office: sheet.office, section: sheet.section, act: act, by: actor, draft: try draft(sheet, form, act),
            recipients: sheet.recipients.map(\.id), copies: sheet.copies.map(\.id),
            number: isNumbered ? means.numbers.next(form.kind, of: host, code: code, at: means.now) : nil)
    }

    private func draft(
        _ sheet: PaperSheet, _ form: Correspondence.Paper, _ act: ActReference
    ) throws(Refusal) -> Draft {
        do throws(Draft.Refusal) {
            return try Draft(
                subject: sheet.subject, paragraphs: sheet.paragraphs.compactMap { Passage($0) }, urgency: form.urgency,
                security: form.security, addressees: sheet.recipients.compactMap(\.headLine),
                copies: sheet.copies.compactMap(\.headLine),
                attachments: sheet.files)
        } catch {
            throw .form(act, "naskah tidak sesuai: \(error)", "the paper does not fit: \(error)")
        }
    }

    /// The report is printed before it is decided on; its number must still be the register's next.
    private func checkNumber(_ content: ActContent, _ key: ActKey, _ events: [MeetingEvent]) throws(Refusal) {
        guard case .reported(let report) = content, case .paper(let issue)? = events.first else { return }
        let number = (issue.number ?? reportPaper?.document.registration?.number).map { "\($0)" } ?? ""
        guard report.number.text != number else { return }
        throw .stale(
            key.act, "nomor \(report.number) sudah dipakai; buat laporan lagi dengan nomor \(number)",
            "the number \(report.number) is taken; write the report again under \(number)")
    }
}
