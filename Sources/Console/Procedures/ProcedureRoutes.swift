import Cases
import ControlRoom
import Disk
import Foundation
import Hummingbird
import Meetings
import NIOCore
import Offices
import Procedures

/// The procedures themselves, their flowcharts with and without a running case, and the description of the API.
struct ProcedureRoutes {
    let control: ControlRoom

    func add(to router: Router<ConsoleContext>) {
        router.get("/openapi.json", use: description)
        router.get("/api/policy", use: policy)
        router.get("/api/procedures", use: list)
        router.get("/api/procedures/:procedure", use: show)
        router.get("/api/procedures/:procedure/flowchart.svg", use: chart)
        router.get("/api/cases/:case/flowchart.svg", use: caseChart)
        router.get("/api/meetings/:meeting/flowchart/:procedure", use: meetingChart)
    }

    @Sendable private func description(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        // Running cases may still follow what the policy in force leaves out.
        try .json(OpenAPI(procedures: try Procedures.load()).document)
    }

    @Sendable private func policy(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try context.person()
        return try .json(control.policy.rules.map(RuleAnswer.init))
    }

    @Sendable private func list(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try context.person()
        return try .json(control.procedures.all.map { ProcedureAnswer($0, withActs: false) })
    }

    @Sendable private func show(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try context.person()
        return try .json(ProcedureAnswer(procedure(context), withActs: true))
    }

    @Sendable private func chart(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try context.person()
        return try await drawn(procedure(context), among: control.procedures, overlay: nil)
    }

    @Sendable private func caseChart(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let person = try context.person()
        let id = try context.parameter("case", CaseID.self)
        guard let known = try await control.caseOf(id) else { throw UnknownCase(id: id) }
        guard known.mayRead(person) else { throw Rejection.forbidden }
        guard let procedure = known.proceedings.procedures[known.opening.course.opening] else {
            throw Rejection.notFound("procedure")
        }
        let overlay = await control.overlay(
            of: .other(id), known.proceedings, procedure, caption: "\(known.label) · \(known.opening.subject)")
        return try await drawn(procedure, among: known.proceedings.procedures, overlay: overlay)
    }

    @Sendable private func meetingChart(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let person = try context.person()
        let id = try context.parameter("meeting", MeetingID.self)
        guard let meeting = try await control.meeting(id) else { throw UnknownMeeting(id: id) }
        guard meeting.mayRead(person) else { throw Rejection.forbidden }
        let code = try procedure(context).code
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
