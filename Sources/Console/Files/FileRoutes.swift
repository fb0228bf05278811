import Calls
import Cases
import ControlRoom
import Digests
import Disk
import Documents
import Engine
import Foundation
import HTTPTypes
import Hummingbird
import Meetings
import Offices
import Procedures

/// Files that go with something: handed in by whoever has a post, handed back to who may read what they go with.
struct FileRoutes {
    let control: ControlRoom

    func add(to book: inout CallBook) {
        book.on(FileCalls.handIn, use: take)
        book.on(FileCalls.attachment, use: attachment)
        book.on(FileCalls.scanOfCase, use: scanOfCase)
        book.on(FileCalls.scanOfMeeting, use: scanOfMeeting)
    }

    @Sendable private func take(_ asked: Asked<File>) async throws -> Enclosure {
        let person = try asked.person()
        guard person.inForce(at: control.clock()).hasPost else { throw Rejection.forbidden }
        let shelf = control.files.enclosures
        return try await control.files.handingIn(by: person.id) { count in
            let bytes = try await asked.bytes()
            try await count(bytes.count)
            return try await OffPool.run { try shelf.take(bytes) }
        }
    }

    @Sendable private func attachment(_ asked: Asked<Nothing>) async throws -> Response {
        let found = try await DocumentRoutes(control: control).paper(asked.context)
        let file = try asked.context.hash()
        let attached = found.document.versions.flatMap(\.draft.attachments)
        guard attached.contains(file) else { throw Rejection.notFound("attachment") }
        return try await answer(file, to: asked.request)
    }

    @Sendable private func scanOfCase(_ asked: Asked<Nothing>) async throws -> Response {
        let person = try asked.person()
        let id = try asked.parameter("case", CaseID.self)
        guard let known = try await control.caseOf(id) else { throw UnknownCase(id: id) }
        guard known.mayRead(person) else { throw Rejection.forbidden }
        return try await scan(among: known.filed.map(\.by), asked.context, asked.request)
    }

    @Sendable private func scanOfMeeting(_ asked: Asked<Nothing>) async throws -> Response {
        let person = try asked.person()
        let id = try asked.parameter("meeting", MeetingID.self)
        guard let meeting = try await control.meeting(id) else { throw UnknownMeeting(id: id) }
        guard meeting.mayRead(person) else { throw Rejection.forbidden }
        return try await scan(among: meeting.proceedings.allDone.values.map(\.last.actor), asked.context, asked.request)
    }

    private func scan(
        among actors: [Offices.Actor], _ context: ConsoleContext, _ request: Request
    ) async throws -> Response {
        let file = try context.hash()
        guard actors.contains(where: { $0.order?.scan == file.hex }) else { throw Rejection.notFound("scan") }
        return try await answer(file, to: request)
    }

    private func answer(_ file: ContentHash, to request: Request) async throws -> Response {
        guard let enclosure = control.files.enclosures.entry(file) else { throw Rejection.notFound("file") }
        var response = try await FileAnswer.response(
            to: request, blob: file, in: control, type: enclosure.type.rawValue)
        // Handed in by somebody: saved, never shown as a page of this service.
        response.headers[.contentDisposition] =
            "attachment; filename=\"\(file.hex.prefix(12)).\(enclosure.type.suffix)\""
        return response
    }
}
