import Documents
import Offices
import Procedures

extension Meeting {
    /// Takes an issued version; what the paper's own rules refuse throws, and changes nothing.
    mutating func take(_ issue: PaperIssue, at moment: Moment) throws(Document.Refusal) {
        let place = papers.firstIndex { $0.id == issue.document }
        var paper = place.map { papers[$0] } ?? begun(by: issue)
        try paper.take(issue, at: moment)
        if let place { papers[place] = paper } else { papers.append(paper) }
    }

    private func begun(by issue: PaperIssue) -> Paper {
        let acts = proceedings.procedures[issue.act.procedure]?.acts ?? []
        let chain = acts.filter { $0.object == issue.artefact && $0.twin == nil }.compactMap(MarkLevel.init)
        let document = Document(
            id: issue.document, kind: issue.kind, artefact: issue.artefact, office: issue.office, chain: chain)
        return Paper(section: issue.section, document: document, recipients: [], copies: [])
    }

    /// What an act that brings nothing else does to a paper: approving materials marks them, giving them back voids that.
    ///
    /// An event of the journal is a fact: where there is no such paper, or its rules refuse, it stays as it is.
    mutating func review(_ key: ActKey, remarks: Passage? = nil, by actor: Actor, at moment: Moment) {
        guard let act = proceedings.procedures[key.act], let artefact = act.object,
            let place = papers.lastIndex(where: {
                $0.document.artefact == artefact && $0.document.office == actor.office && $0.section == key.section
            })
        else { return }
        if let remarks {
            try? papers[place].document.giveBack(remarks, by: actor, at: moment, unmarked: true)
        } else if act.twin == nil, let level = MarkLevel(act) {
            try? papers[place].document.mark(level.kind, by: actor, at: moment, standsIn: actor.acting != nil)
        }
    }

    /// The Laporan Hasil Rapat goes out (P09.4/deliver).
    mutating func sendReport(by actor: Actor, at moment: Moment) {
        guard let id = reportPaper?.id, let place = papers.firstIndex(where: { $0.id == id }) else { return }
        try? papers[place].send(by: actor, at: moment)
    }
}

extension Paper {
    fileprivate mutating func take(_ issue: PaperIssue, at moment: Moment) throws(Document.Refusal) {
        if document.registration == nil {
            try document.submit(issue.draft, by: issue.by, at: moment)
            if let number = issue.number { try document.register(number, by: issue.by, at: moment) }
        } else {
            try document.correct(issue.draft, by: issue.by, at: moment)
        }
        (recipients, copies) = (issue.recipients, issue.copies)
        // A notice is sent by the act that writes it, the report by an act of its own.
        if document.kind == .notice { try send(by: issue.by, at: moment) }
    }

    fileprivate mutating func send(by actor: Actor, at moment: Moment) throws(Document.Refusal) {
        let addressees = document.newest?.draft.addressees ?? []
        let all = addressees.count == 1 ? addressees.first : Line("\(addressees.count) kantor menurut daftar alamat")
        guard let all, let channel = Self.channel else { return }
        try document.dispatch(to: all, channel: channel, by: actor, at: moment)
    }
}
