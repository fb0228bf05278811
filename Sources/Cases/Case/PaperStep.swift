import Digests
import Documents
import Offices
import Procedures

/// What an act does to a paper of its case.
struct PaperStep {
    let artefact: Artefact
    let section: SectionID?
    let act: Act

    /// The paper's id: that of the paper there is, or of the one that this act begins.
    func document(in subject: Case, at moment: Moment) -> DocumentID {
        subject.paper(artefact, of: section)?.id ?? DocumentID(at: moment)
    }

    /// A number is given once: where the paper is registered, else where it is signed.
    func givesNumber(in procedures: Procedures) -> Bool {
        let acts = (procedures[act.reference.procedure]?.acts ?? []).filter { $0.object == artefact && $0.twin == nil }
        let registering = acts.first { $0.kinds.contains(.archive) } ?? acts.first { $0.kinds.contains(.sign) }
        return registering?.reference == act.reference
    }

    private var drafts: Bool { [.document, .optionalDocument, .plan].contains(act.form) }

    /// Does to the papers what the act says, by the paper's own rules.
    func perform(
        _ event: CaseAct, on papers: inout [Case.Paper], in subject: Case, correspondence: Correspondence,
        at now: Moment
    ) throws(Document.Refusal) {
        if drafts, event.filing.fields.isEmpty { return }
        var document: Document
        if let known = papers.first(where: { $0.document.artefact == artefact && $0.section == section }) {
            document = known.document
        } else {
            guard let id = event.document,
                let begun = correspondence.document(
                    id, artefact, of: subject.opening.host.id, chain: chain(in: subject))
            else { return }
            document = begun
        }
        try change(&document, by: event, in: subject, at: now)
        papers.removeAll { $0.document.id == document.id }
        papers.append(Case.Paper(section: section, document: document))
    }

    private func change(
        _ document: inout Document, by event: CaseAct, in subject: Case, at now: Moment
    ) throws(Document.Refusal) {
        let actor = event.by
        if act.twin != nil {
            if act.form == .remarks, let remarks = event.filing.text("remarks").flatMap({ Passage($0) }) {
                try document.giveBack(remarks, by: actor, at: now)
            }
            return
        }
        if drafts, let draft = subject.draft(event.filing) { try document.submit(draft, by: actor, at: now) }
        if let level = MarkLevel(act) {
            try document.mark(level.kind, by: actor, at: now, standsIn: actor.acting != nil)
        }
        if let number = event.number { try document.register(number, by: actor, at: now) }
        if act.form == .dispatch, let to = event.filing.text("to").flatMap({ Line($0) }),
            let channel = event.filing.text("channel").flatMap({ Line($0) })
        {
            let reference = event.filing.text("reference").flatMap { Line($0) }
            try document.dispatch(to: to, channel: channel, reference: reference, by: actor, at: now)
        }
    }

    private func chain(in subject: Case) -> [Act] {
        let procedures = subject.proceedings.procedures
        return procedures.all.flatMap(\.acts).filter { $0.object == artefact && $0.twin == nil }
    }
}

extension Case {
    /// What an act does to a paper; `nil` for an act that is about none.
    func paperStep(_ act: Act, _ key: ActKey) -> PaperStep? {
        guard let artefact = act.object, artefact.isDocument else { return nil }
        return PaperStep(artefact: artefact, section: key.section, act: act)
    }

    /// The paper as it was filled in; figures are those of the observations that still stand (AC-020).
    func draft(_ filing: Filing) -> Draft? {
        guard let subject = filing.text("subject").flatMap({ Line($0) }),
            let urgency = filing.text("urgency").flatMap({ Urgency(rawValue: $0) }),
            let security = filing.text("security").flatMap({ SecurityClass(rawValue: $0) })
        else { return nil }
        let lines = { (name: String) in filing.list(name).compactMap(\.text).compactMap { Line($0) } }
        let attachments = filing.list("attachments").compactMap(\.text).map(resolved).compactMap { ContentHash($0) }
        return try? Draft(
            subject: subject, paragraphs: filing.list("body").compactMap(\.text).compactMap { Passage($0) },
            urgency: urgency, security: security, addressees: lines("addressees"), copies: lines("copies"),
            attachments: attachments, figures: figures)
    }

    private var figures: [Draft.Figure] {
        let observe = ActKey(ActReference(procedure: .p01, step: 1, name: "observe"))
        guard let since = proceedings.done(observe)?.first.at else { return [] }
        let rows = filed.filter { $0.key == observe && $0.at >= since }.flatMap { $0.filing.list("figures") }
        return rows.compactMap(\.row).compactMap { row in
            guard let name = row["name"]?.text.flatMap({ Line($0) }),
                let value = row["value"]?.text.flatMap({ Line($0) }),
                let feed = row["feed"]?.text.flatMap({ Line($0) }), let asOf = row["asOf"]?.text.flatMap({ Moment($0) })
            else { return nil }
            return Draft.Figure(
                name: name, value: value, feed: feed, asOf: asOf, heldMissing: row["heldMissing"]?.flag ?? false)
        }
    }
}
