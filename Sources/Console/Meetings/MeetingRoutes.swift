import Calls
import ControlRoom
import Engine
import Foundation
import HTTPTypes
import Hummingbird
import Journal
import Meetings
import NIOCore
package import Offices
import Procedures
import RoomLink

/// What people do: every act goes through here, with the person's own token.
struct MeetingRoutes {
    let control: ControlRoom

    private let intake: MaterialIntake

    init(control: ControlRoom) { (self.control, intake) = (control, MaterialIntake(control.folder)) }

    func add(to book: inout CallBook) {
        book.on(MeetingCalls.list, use: list)
        book.on(MeetingCalls.begin, use: begin)
        book.on(MeetingCalls.show, use: show)
        book.on(MeetingCalls.act, use: act)
        book.on(MeetingCalls.probe, use: probe)
        book.on(MeetingCalls.giveUp, use: giveUp)
        book.on(MeetingCalls.materials, use: materials)
        book.on(MeetingCalls.report, use: report)
        book.on(MeetingCalls.deliveries, use: deliveries)
        book.on(MeetingCalls.followUps, use: followUps)
        book.on(MeetingCalls.tasks, use: tasks)
    }

    @Sendable private func list(_ asked: Asked<Nothing>) async throws -> Reply<[MeetingAnswer]> {
        let person = try asked.person()
        return try await Page(asked.request, id: \Meeting.id) { before, limit in
            try await control.meetings(before: before, limit: limit)
        } answer: {
            answer($0, to: person)
        }.reply()
    }

    @Sendable private func begin(_ asked: Asked<Decision>) async throws -> MeetingAnswer {
        let person = try asked.person()
        let key = try asked.key(of: person)
        let decision = try await asked.act(on: nil, by: person, key: key, at: control).form
        let deciding = ActReference(procedure: Course.controlRoomMeeting.opening, step: 1)
        let meeting = try await control.audited(nil, act: deciding, by: person, key: key) {
            try await control.begin(decision, by: person, key: key)
        }
        return MeetingAnswer(meeting, directory: control.directory, at: control.clock())
    }

    @Sendable private func show(_ asked: Asked<Nothing>) async throws -> MeetingAnswer {
        let person = try asked.person()
        let id = try asked.parameter("meeting", MeetingID.self)
        guard let meeting = try await control.meeting(id) else { throw UnknownMeeting(id: id) }
        guard let answer = answer(meeting, to: person) else { throw Rejection.forbidden }
        return answer
    }

    /// The meeting as far as the person may see it; `nil` for nothing at all.
    private func answer(_ meeting: Meeting, to person: Person) -> MeetingAnswer? {
        let answer = MeetingAnswer(meeting, directory: control.directory, at: control.clock())
        return meeting.mayRead(person) ? answer : meeting.mayReadNotice(person) ? answer.asNotice : nil
    }

    /// A meeting rests only when all that was agreed is done, so that the open ones have every item.
    @Sendable private func followUps(_ asked: Asked<Nothing>) async throws -> [OpenFollowUpAnswer] {
        let (person, now) = (try asked.person(), control.clock())
        return await control.openMeetings().filter { $0.mayRead(person) }
            .flatMap { OpenFollowUpAnswer.all(of: $0, at: now) }
            .sorted { ($0.item.due, $0.meeting.description) < ($1.item.due, $1.meeting.description) }
    }

    @Sendable private func act(_ asked: Asked<ActRequest>) async throws -> MeetingAnswer {
        let person = try asked.person()
        let id = try asked.parameter("meeting", MeetingID.self)
        let key = try asked.key(of: person)
        let (form, bytes) = try await asked.act(on: .meeting(id), by: person, key: key, at: control)
        let meeting = try await control.audited(.meeting(id), act: form.act, by: person, key: key) {
            try await control.perform(form, on: id, by: person, key: key, bytes: bytes)
        }
        return MeetingAnswer(meeting, directory: control.directory, at: control.clock())
    }

    @Sendable private func probe(_ asked: Asked<ProbeForm>) async throws -> ProbeAnswer {
        let person = try asked.person()
        let id = try asked.parameter("meeting", MeetingID.self)
        let key = try asked.key(of: person)
        let form = try await asked.act(on: .meeting(id), by: person, key: key, at: control).form
        let number = try await control.audited(.meeting(id), by: person, key: key) {
            try await control.orderProbe(of: form.office, on: id, by: person, key: key)
        }
        return ProbeAnswer(number: number)
    }

    /// A recording that will never arrive is waited for no longer; not from an official procedure.
    @Sendable private func giveUp(_ asked: Asked<GivingUp>) async throws -> MeetingAnswer {
        let person = try asked.person()
        let id = try asked.parameter("meeting", MeetingID.self)
        let key = try asked.key(of: person)
        let (form, bytes) = try await asked.act(on: .meeting(id), by: person, key: key, at: control)
        let meeting = try await control.audited(.meeting(id), by: person, key: key) {
            try await control.giveUp(form, on: id, by: person, key: key, bytes: bytes)
        }
        return MeetingAnswer(meeting, directory: control.directory, at: control.clock())
    }

    @Sendable private func materials(_ asked: Asked<File>) async throws -> Reply<MaterialShelf.Entry> {
        let person = try asked.person()
        guard await control.openMeetings().contains(where: { $0.expectsMaterials(from: person) }) else {
            throw Rejection.forbidden
        }
        return try await control.files.handingIn(by: person.id) { count in
            try await intake.answer(asked, from: person, counting: count)
        }
    }

    @Sendable private func report(_ asked: Asked<Nothing>) async throws -> Response {
        let (_, report) = try await reported(asked.context)
        return try await FileAnswer.response(to: asked.request, blob: report.pdf, in: control, type: "application/pdf")
    }

    /// The report's annex on delivery and follow-up as it stands now: a later edition of what the report itself says.
    @Sendable private func deliveries(_ asked: Asked<Nothing>) async throws -> Response {
        let (meeting, _) = try await reported(asked.context)
        return try await FileAnswer.response(
            to: asked.request, path: try await control.deliveries(of: meeting), type: "application/pdf")
    }

    /// The meeting of the path with its report, when the person may read that.
    private func reported(_ context: ConsoleContext) async throws -> (Meeting, ReportFile) {
        let (meeting, person) = (try await meeting(context), try context.person())
        guard let report = meeting.report else { throw Rejection.notFound("report") }
        if let paper = meeting.reportPaper, !meeting.mayRead(paper, person, at: control.clock()) {
            throw Rejection.forbidden
        }
        return (meeting, report)
    }

    @Sendable private func tasks(_ asked: Asked<Nothing>) async throws -> [TaskAnswer] {
        try await meeting(asked.context).openActs.map(TaskAnswer.init)
    }

    /// The meeting of the path, when the person has a part in it.
    private func meeting(_ context: ConsoleContext) async throws -> Meeting {
        let person = try context.person()
        let id = try context.parameter("meeting", MeetingID.self)
        guard let meeting = try await control.meeting(id) else { throw UnknownMeeting(id: id) }
        guard meeting.mayRead(person) else { throw Rejection.forbidden }
        return meeting
    }
}

/// Which room's devices are tested.
package struct ProbeForm: Codable, Sendable {
    package let office: OfficeID

    package init(office: OfficeID) { self.office = office }
}

/// The number of the test that was asked for.
package struct ProbeAnswer: Codable, Sendable { package let number: Int }

extension Request {
    /// The client's idempotency key, made the person's own; a fresh one when the client gives none.
    func key(of person: Person) throws(Rejection) -> IdempotencyKey {
        let given = HTTPField.Name("Idempotency-Key").flatMap { headers[$0] } ?? UUID().uuidString
        guard (1...120).contains(given.utf8.count), let key = IdempotencyKey("\(person.id):\(given)") else {
            throw .body("Idempotency-Key: 1 to 120 printable characters without a space")
        }
        return key
    }
}

extension Meeting {
    /// The acts that are open now, with who may do each.
    var openActs: [OpenAct] { proceedings.available() }
}
