import ControlRoom
import Foundation
import Hummingbird
import Offices

/// The holiday tables by which due dates are counted, and how a new one comes in.
struct CalendarRoutes {
    let control: ControlRoom

    func add(to router: Router<ConsoleContext>) {
        router.get("/api/calendar", use: list)
        router.post("/api/calendar", use: renew)
    }

    @Sendable private func list(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try context.person()
        let tables = await control.holidayTables()
        return try .json(
            CalendarAnswer(tables: tables.map(TableAnswer.init), renewals: try await control.calendarRenewals()))
    }

    /// The body is the file of one year, as `rljj calendar add` reads it.
    @Sendable private func renew(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let person = try context.person()
        guard person.mayRenewCalendar(at: control.clock()) else { throw Rejection.forbidden }
        let bytes = try await request.bytes(atMost: 64 << 10)
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Rejection.body("the body is not UTF-8") }
        let table = try HolidayFile.parse(text: text, file: "body")
        return try .json(await control.renewCalendar(with: table, by: person), status: .created)
    }
}

/// What the API tells of the holidays.
struct CalendarAnswer: Codable, Sendable {
    let tables: [TableAnswer]
    /// The tables that were taken in, as the audit has them.
    let renewals: [CalendarRenewal]
}

/// One version of a year's holidays; the newest of its year counts.
struct TableAnswer: Codable, Sendable {
    let year: Int
    let version: Int
    /// `nil` for an estimate.
    let decree: HolidayTable.Decree?
    let days: [HolidayTable.Day]

    init(_ table: HolidayTable) {
        (year, version, decree, days) = (table.id.year, table.id.version, table.decree, table.days)
    }
}
