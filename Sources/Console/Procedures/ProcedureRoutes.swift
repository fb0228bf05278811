import Calls
import Cases
import ControlRoom
import Disk
import Engine
import Foundation
import Hummingbird
import Meetings
import NIOCore
import Offices
import Procedures

/// The procedures themselves, their flowcharts with and without a running case.
struct ProcedureRoutes {
    let control: ControlRoom

    func add(to book: inout CallBook) {
        book.on(ProcedureCalls.policy, use: policy)
        book.on(ProcedureCalls.list, use: list)
        book.on(ProcedureCalls.show, use: show)
        book.on(ProcedureCalls.chart, use: chart)
        book.on(ProcedureCalls.caseChart, use: caseChart)
        book.on(ProcedureCalls.meetingChart, use: meetingChart)
    }

    @Sendable private func policy(_ asked: Asked<Nothing>) async throws -> [RuleAnswer] {
        control.policy.rules.map(RuleAnswer.init)
    }

    @Sendable private func list(_ asked: Asked<Nothing>) async throws -> [ProcedureAnswer] {
        control.procedures.all.map { ProcedureAnswer($0, withActs: false) }
    }

    @Sendable private func show(_ asked: Asked<Nothing>) async throws -> ProcedureAnswer {
        try ProcedureAnswer(procedure(asked.context), withActs: true)
    }

    @Sendable private func chart(_ asked: Asked<Nothing>) async throws -> Response {
        try await drawn(procedure(asked.context), among: control.procedures, overlay: nil)
    }

    @Sendable private func caseChart(_ asked: Asked<Nothing>) async throws -> Response {
        let person = try asked.person()
        let id = try asked.parameter("case", CaseID.self)
        guard let known = try await control.caseOf(id) else { throw UnknownCase(id: id) }
        guard known.mayRead(person) else { throw Rejection.forbidden }
        guard let procedure = known.proceedings.procedures[known.opening.course.opening] else {
            throw Rejection.notFound("procedure")
        }
        let overlay = await control.overlay(
            of: .other(id), known.proceedings, procedure, caption: "\(known.label) · \(known.opening.subject)")
        return try await drawn(procedure, among: known.proceedings.procedures, overlay: overlay)
    }

    @Sendable private func meetingChart(_ asked: Asked<Nothing>) async throws -> Response {
        let person = try asked.person()
        let id = try asked.parameter("meeting", MeetingID.self)
        guard let meeting = try await control.meeting(id) else { throw UnknownMeeting(id: id) }
        guard meeting.mayRead(person) else { throw Rejection.forbidden }
        let code = try procedure(asked.context).code
        guard let procedure = meeting.proceedings.procedures[code] else { throw Rejection.notFound("procedure") }
        let overlay = await control.overlay(
            of: .meeting(id), meeting.proceedings, procedure, caption: "\(meeting.label) · \(meeting.agenda)")
        return try await drawn(procedure, among: meeting.proceedings.procedures, overlay: overlay)
    }

    private func procedure(_ context: ConsoleContext) throws -> Procedure {
        let text = context.parameters.get("procedure") ?? ""
        guard let code = ProcedureCode(rawValue: text.uppercased()), let procedure = control.procedures[code] else {
            throw Rejection.path("procedure", "P01 – P14")
        }
        return procedure
    }

    /// Drawing tries many layouts and takes a while: not on the pool that answers everybody.
    private func drawn(_ procedure: Procedure, among own: Procedures, overlay: Overlay?) async throws -> Response {
        let all = own.all + control.procedures.all.filter { own[$0.code] == nil }
        let svg = try await OffPool.run { Drawing(Chart(procedure, among: all), overlay: overlay).svg }
        return Response(
            status: .ok, headers: [.contentType: "image/svg+xml; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: svg)))
    }
}

/// A procedure, as the API tells it.
struct ProcedureAnswer: Codable, Sendable {
    let code: ProcedureCode
    let version: Int
    let title: Label
    let items: Int
    let unit: OfficeKind
    let acts: [ActAnswer]?

    init(_ procedure: Procedure, withActs: Bool) {
        (code, version, title) = (procedure.code, procedure.version, procedure.title)
        (items, unit) = (procedure.items, procedure.unit)
        acts = withActs ? procedure.acts.map(ActAnswer.init) : nil
    }
}

/// An act of a procedure, as the API tells it.
struct ActAnswer: Codable, Sendable {
    let act: ActReference
    let label: Label
    let roles: [Role]
    let form: Form
    let branches: [BranchID]
    /// "bukan dari SOP", when the rule is not in the official text.
    let remark: String?
    let rules: [RuleID]
    let source: String

    init(_ act: Act) {
        (self.act, label, roles, form) = (act.reference, act.label, act.roles, act.form)
        (branches, remark, rules, source) = (act.branches.map(\.id), act.basis.remark, act.rules, act.source)
    }
}
