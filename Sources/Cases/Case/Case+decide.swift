package import Documents
package import Offices
package import Procedures

extension Case {
    package typealias Means = Documents.Means

    /// The event of an act, or why it may not be done; changes nothing.
    ///
    /// Order, role and office are the procedures' rules; the form's fields and the paper's rules are checked here.
    /// - Parameter agents: how many persons the act names, each of whom gets a share of the work (P11.4).
    package func decide(
        _ key: ActKey, _ given: Filing, by actor: Actor, naming agents: Int = 0, with means: Means
    ) throws(Refusal) -> CaseEvent {
        guard let act = proceedings.procedures[key.act], let fields = act.form.fields else {
            throw .procedure(Proceedings.Refusal(key, nil, .unknownAct))
        }
        try permit(key, Filing(branch: given.branch, fields: [:]), act, by: actor, givenOutcome: nil)
        let filing = try checked(given, act, fields, key, at: means.now)
        try permit(key, filing, act, by: actor, givenOutcome: outcome(of: filing, act, naming: agents))
        let paper = paperStep(act, key)
        var event = CaseAct(key: key, by: actor, filing: filing, document: paper?.document(in: self, at: means.now))
        if let paper, paper.givesNumber(in: proceedings.procedures) {
            event = CaseAct(
                key: key, by: actor, filing: filing, document: event.document,
                number: number(for: paper, with: means))
        }
        if let paper { event.code = try code(after: event, paper, with: means) }
        return .acted(event)
    }

    /// Order and role first, before a form is read; then all of it.
    private func permit(
        _ key: ActKey, _ filing: Filing, _ act: Act, by actor: Actor, givenOutcome: Outcome??
    ) throws(Refusal) {
        do throws(Proceedings.Refusal) {
            try proceedings.check(key, by: actor, outcome: givenOutcome ?? nil) { rule, key in
                answer(rule, key, filing)
            }
        } catch {
            // Before the form is read only order and role can be told.
            if givenOutcome == nil {
                switch error.reason {
                case .outcome, .guards: return
                default: break
                }
            }
            throw .procedure(error)
        }
    }

    private func checked(
        _ given: Filing, _ act: Act, _ fields: [Field], _ key: ActKey, at now: Moment
    ) throws(Refusal) -> Filing {
        let isLeftOut = act.form == .optionalDocument && given.fields.isEmpty
        do throws(FieldCheck.Fault) {
            let kept = isLeftOut ? [:] : try FieldCheck.check(given.fields, against: fields, at: now)
            if kept["feed"]?.text == "lain", kept["other"] == nil {
                throw FieldCheck.Fault(path: "other", found: "nothing", allowed: "the name of the other feed")
            }
            let filing = Filing(branch: given.branch, fields: kept)
            if fields.contains(where: { $0.name == "body" }), !isLeftOut, draft(filing) == nil {
                throw FieldCheck.Fault(path: "attachments", found: "a file twice", allowed: "each file once")
            }
            return filing
        } catch {
            throw .form(
                key.act, message: "isian tidak sesuai: \(error.line)", english: "the form does not fit: \(error.line)")
        }
    }

    func outcome(of filing: Filing, _ act: Act, naming agents: Int) -> Outcome? {
        if let branch = filing.branch { return .decided(branch) }
        if act.form == .agents { return .contacted(Proceedings.shares(agents)) }
        guard act.form == .statements else { return nil }
        let open = filing.list("banks").compactMap(\.row).filter { $0["statement"]?.flag == false }
        return .contacted(open.compactMap { $0["id"]?.text.flatMap { SectionID($0) } })
    }

    private func number(for step: PaperStep, with means: Means) -> LetterNumber? {
        guard let paper = means.correspondence.paper(step.artefact) else { return nil }
        return means.numbers.next(
            paper.kind, of: opening.host, code: means.correspondence.code(of: opening.host.id), at: means.now)
    }

    /// Tries the act on its paper; the code of the paper, when the act changes what it says.
    private func code(after event: CaseAct, _ step: PaperStep, with means: Means) throws(Refusal) -> VerificationCode? {
        var papers = papers
        do throws(Document.Refusal) {
            try step.perform(event, on: &papers, in: self, correspondence: means.correspondence, at: means.now)
        } catch {
            throw Refusal(event.key.act, error)
        }
        let code = papers.first { $0.document.id == event.document }?.document.verificationCode
        return code == event.document.flatMap(document)?.verificationCode ? nil : code
    }
}
