import Calls
import Cases
import ControlRoom
import Documents
import Engine
import Foundation
import Hummingbird
import Meetings
import Offices

/// The papers of cases and of meetings: what they are, how they are printed, and which one a code stands for.
struct DocumentRoutes {
    let control: ControlRoom

    func add(to book: inout CallBook) {
        book.on(PaperCalls.list, use: list)
        book.on(PaperCalls.show, use: show)
        book.on(PaperCalls.letter, use: letter)
        book.on(PaperCalls.ofMeeting, use: ofMeeting)
        book.on(PaperCalls.verify, use: verify)
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

    @Sendable private func list(_ asked: Asked<Nothing>) async throws -> Reply<[DocumentAnswer]> {
        let (person, now) = (try asked.person(), control.clock())
        return try await Page(asked.request, id: \.self) { before, limit in
            try await control.documents(before: before, limit: limit)
        } answer: { id in
            try await found(id).flatMap { $0.mayBeRead(by: person, at: now) ? $0.answer : nil }
        }.reply()
    }

    @Sendable private func show(_ asked: Asked<Nothing>) async throws -> DocumentAnswer {
        try await paper(asked.context).answer
    }

    @Sendable private func letter(_ asked: Asked<Nothing>) async throws -> Response {
        let path =
            switch try await paper(asked.context) {
            case .ofCase(let known, let paper): try await control.letter(of: paper.document, in: known)
            case .ofMeeting(let meeting, let paper): try await control.letter(of: paper, in: meeting)
            }
        return try await FileAnswer.response(to: asked.request, path: path, type: "application/pdf")
    }

    /// Whoever gets a paper of the meeting finds it here, with a part in the meeting or without.
    @Sendable private func ofMeeting(_ asked: Asked<Nothing>) async throws -> [DocumentAnswer] {
        let (person, now) = (try asked.person(), control.clock())
        let id = try asked.parameter("meeting", MeetingID.self)
        guard let meeting = try await control.meeting(id) else { throw UnknownMeeting(id: id) }
        let papers = meeting.papers.filter { meeting.mayRead($0, person, at: now) }
        guard meeting.mayRead(person) || !papers.isEmpty else { throw Rejection.forbidden }
        return papers.map { DocumentAnswer($0, of: meeting) }
    }

    /// The paper whose newest content has the code; a paper that the person may not read is not there.
    @Sendable private func verify(_ asked: Asked<Nothing>) async throws -> DocumentAnswer {
        let (person, now) = (try asked.person(), control.clock())
        let code = try VerificationCode(parsing: asked.parameter("code", String.self))
        guard let document = try await control.document(of: code), let found = try await self.found(document),
            found.document.verificationCode == code, found.mayBeRead(by: person, at: now)
        else { throw Rejection.notFound("paper of the code \(code)") }
        return found.answer
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
