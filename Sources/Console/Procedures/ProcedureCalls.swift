import Calls
import ControlRoom

/// The procedures themselves, the rules beside them, their flowcharts, and the holidays by which due dates are counted.
enum ProcedureCalls {
    static let policy = Call(
        .get, "/api/policy", by: .person, "The derived rules, and which are on", gives: [RuleAnswer].self)
    static let list = Call(
        .get, "/api/procedures", by: .person, "The fourteen procedures", gives: [ProcedureAnswer].self)
    static let show = Call(
        .get, "/api/procedures/:procedure", by: .person, "A procedure with its acts", gives: ProcedureAnswer.self)
    static let chart = Call(
        .get, "/api/procedures/:procedure/flowchart.svg", by: .person, "Its flowchart", gives: File.self,
        typed: "image/svg+xml")
    static let caseChart = Call(
        .get, "/api/cases/:case/flowchart.svg", by: .person, "The case's procedure with its state", gives: File.self,
        typed: "image/svg+xml")
    static let meetingChart = Call(
        .get, "/api/meetings/:meeting/flowchart/:procedure", by: .person, "A procedure with the meeting's state",
        gives: File.self, typed: "image/svg+xml")
    static let calendar = Call(
        .get, "/api/calendar", by: .person, "The holiday tables, and who took them in", gives: CalendarAnswer.self)
    static let renewCalendar = Call(
        .post, "/api/calendar", by: .person, "Take in one year's holiday table: its YAML file", takes: File.self,
        as: ["text/yaml"], atMost: 64 << 10, gives: CalendarRenewal.self, status: 201)
}
