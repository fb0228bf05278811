import Calls
import Cases
import ControlRoom
import Documents
import Engine
import Foundation
import Hummingbird
import Meetings
import Offices
import Procedures

/// Cases, and what each person has to do.
struct CaseRoutes {
    let control: ControlRoom

    func add(to book: inout CallBook) {
        book.on(CaseCalls.inbox, use: inbox)
        book.on(CaseCalls.list, use: list)
        book.on(CaseCalls.begin, use: begin)
        book.on(CaseCalls.show, use: show)
        book.on(CaseCalls.act, use: act)
        book.on(CaseCalls.tasks, use: tasks)
    }

    @Sendable private func list(_ asked: Asked<Nothing>) async throws -> Reply<[CaseAnswer]> {
        let person = try asked.person()
        return try await Page(asked.request, id: \Case.id) { before, limit in
            try await control.cases(before: before, limit: limit)
        } answer: {
            $0.mayRead(person) ? await answer($0, to: person) : nil
        }.reply()
    }

    @Sendable private func begin(_ asked: Asked<CaseBeginning>) async throws -> CaseAnswer {
        let person = try asked.person()
        let key = try asked.key(of: person)
        let (form, bytes) = try await asked.act(on: nil, by: person, key: key, at: control)
        let opened = try await control.audited(nil, act: form.act, by: person, key: key) {
            try await control.begin(form, by: person, key: key, bytes: bytes)
        }
        return CaseAnswer(opened, meeting: nil)
    }

    @Sendable private func show(_ asked: Asked<Nothing>) async throws -> CaseAnswer {
        let person = try asked.person()
        let known = try await readable(asked.context)
        return await answer(known, to: person)
    }

    @Sendable private func act(_ asked: Asked<CaseRequest>) async throws -> CaseAnswer {
        let person = try asked.person()
        let id = try asked.parameter("case", CaseID.self)
        let key = try asked.key(of: person)
        let (form, bytes) = try await asked.act(on: .other(id), by: person, key: key, at: control)
        let known = try await control.audited(.other(id), act: form.act, by: person, key: key) {
            try await control.perform(form, on: id, by: person, key: key, bytes: bytes)
        }
        return await answer(known, to: person)
    }

    @Sendable private func tasks(_ asked: Asked<Nothing>) async throws -> [InboxAnswer] {
        let known = try await readable(asked.context)
        return await control.tasks(of: .other(known.id)).map(InboxAnswer.init)
    }

    @Sendable private func inbox(_ asked: Asked<Nothing>) async throws -> [InboxAnswer] {
        let person = try asked.person()
        return await control.inbox(of: person).map(InboxAnswer.init)
    }

    private func answer(_ known: Case, to person: Person) async -> CaseAnswer {
        let meeting = await control.meeting(openedBy: known.id)
        return CaseAnswer(known, meeting: meeting).readable(by: person, at: control.clock(), of: known)
    }

    private func readable(_ context: ConsoleContext) async throws -> Case {
        let person = try context.person()
        let id = try context.parameter("case", CaseID.self)
        guard let known = try await control.caseOf(id) else { throw UnknownCase(id: id) }
        guard known.mayRead(person) else { throw Rejection.forbidden }
        return known
    }
}

extension CaseAnswer {
    /// Without the papers that this person may not read, and without what was written in them.
    func readable(by person: Person, at now: Moment, of known: Case) -> CaseAnswer {
        var answer = self
        let open = Set(known.papers.filter { known.mayRead($0.document, person, at: now) }.map(\.document.id))
        answer.documents = documents.filter { open.contains($0.id) }
        guard open.count < documents.count else { return answer }
        answer.acts = acts.map { $0.withoutPaper() }
        return answer
    }
}

extension CaseActAnswer {
    fileprivate func withoutPaper() -> CaseActAnswer {
        guard fields["body"] != nil || fields["remarks"] != nil else { return self }
        var act = self
        act.fields = [:]
        return act
    }
}
