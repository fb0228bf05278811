import Cases
import ControlRoom
import Documents
import Foundation
import Hummingbird
import Meetings
import Offices

/// The papers of cases and of meetings: what they are, how they are printed, and which one a code stands for.
struct DocumentRoutes {
    let control: ControlRoom

    func add(to router: Router<ConsoleContext>) {
        router.get("/api/documents", use: list)
        router.get("/api/documents/:document", use: show)
        router.get("/api/documents/:document/letter.pdf", use: letter)
        router.get("/api/meetings/:meeting/documents", use: ofMeeting)
        router.get("/api/verifications/:code", use: verify)
    }

    /// A paper of either, and what it belongs to.
    enum Found {
        case ofCase(Case, Case.Paper)
        case ofMeeting(Meeting, Paper)

        var document: Document {
            switch self {
            case .ofCase(_, let paper): paper.document
            case .ofMeeting(_, let paper): paper.document
            }
        }

        var answer: DocumentAnswer {
            switch self {
            case .ofCase(let known, let paper):
                DocumentAnswer(paper.document, of: .other(known.id), section: paper.section)
            case .ofMeeting(let meeting, let paper): DocumentAnswer(paper, of: meeting)
            }
        }

        func mayBeRead(by person: Person, at now: Moment) -> Bool {
            switch self {
            case .ofCase(let known, let paper): known.mayRead(paper.document, person, at: now)
            case .ofMeeting(let meeting, let paper): meeting.mayRead(paper, person, at: now)
            }
        }
    }

    @Sendable private func list(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let (person, now) = (try context.person(), control.clock())
        return try await Page(request, id: \.self) { before, limit in
            try await control.documents(before: before, limit: limit)
        } answer: { id in
            try await found(id).flatMap { $0.mayBeRead(by: person, at: now) ? $0.answer : nil }
        }.response()
    }

    @Sendable private func show(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        try .json(await paper(context).answer)
    }

    @Sendable private func letter(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let path =
            switch try await paper(context) {
            case .ofCase(let known, let paper): try await control.letter(of: paper.document, in: known)
            case .ofMeeting(let meeting, let paper): try await control.letter(of: paper, in: meeting)
            }
        return try await FileAnswer.response(to: request, path: path, type: "application/pdf")
    }

    /// Whoever gets a paper of the meeting finds it here, with a part in the meeting or without.
    @Sendable private func ofMeeting(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let (person, now) = (try context.person(), control.clock())
        let id = try context.parameter("meeting", MeetingID.self)
        guard let meeting = try await control.meeting(id) else { throw UnknownMeeting(id: id) }
        let papers = meeting.papers.filter { meeting.mayRead($0, person, at: now) }
        guard meeting.mayRead(person) || !papers.isEmpty else { throw Rejection.forbidden }
        return try .json(papers.map { DocumentAnswer($0, of: meeting) })
    }

    /// The paper whose newest content has the code; a paper that the person may not read is not there.
    @Sendable private func verify(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let (person, now) = (try context.person(), control.clock())
        let code = try VerificationCode(parsing: context.parameter("code", String.self))
        guard let document = try await control.document(of: code), let found = try await self.found(document),
            found.document.verificationCode == code, found.mayBeRead(by: person, at: now)
        else { throw Rejection.notFound("paper of the code \(code)") }
        return try .json(found.answer)
    }

    /// The paper of that id, in whatever case or meeting it is.
    private func found(_ id: DocumentID) async throws -> Found? {
        switch try await control.place(of: id) {
        case .other(let place):
            guard let known = try await control.caseOf(place) else { return nil }
            return known.papers.first { $0.document.id == id }.map { .ofCase(known, $0) }
        case .meeting(let place):
            guard let meeting = try await control.meeting(place) else { return nil }
            return meeting.paper(id).map { .ofMeeting(meeting, $0) }
        case nil: return nil
        }
    }

    /// The paper of the path, when the person may read it.
    func paper(_ context: ConsoleContext) async throws -> Found {
        let person = try context.person()
        let id = try context.parameter("document", DocumentID.self)
        guard let found = try await found(id) else { throw Rejection.notFound("document") }
        guard found.mayBeRead(by: person, at: control.clock()) else { throw Rejection.forbidden }
        return found
    }
}

extension DocumentAnswer {
    init(_ paper: Paper, of meeting: Meeting) {
        self.init(paper.document, of: .meeting(meeting.id), section: paper.section)
    }
}
