import Calls
import ControlRoom
import Foundation
import Hummingbird
import Offices

/// The holiday tables by which due dates are counted, and how a new one comes in.
struct CalendarRoutes {
    let control: ControlRoom

    func add(to book: inout CallBook) {
        book.on(ProcedureCalls.calendar, use: list)
        book.on(ProcedureCalls.renewCalendar, use: renew)
    }

    @Sendable private func list(_ asked: Asked<Nothing>) async throws -> CalendarAnswer {
        let tables = await control.holidayTables()
        return CalendarAnswer(
            tables: tables.map(TableAnswer.init), renewals: try await control.calendarRenewals())
    }

    /// The body is the file of one year, as `rljj calendar add` reads it.
    @Sendable private func renew(_ asked: Asked<File>) async throws -> CalendarRenewal {
        let person = try asked.person()
        guard person.mayRenewCalendar(at: control.clock()) else { throw Rejection.forbidden }
        let bytes = try await asked.bytes()
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Rejection.body("the body is not UTF-8") }
        let table = try HolidayFile.parse(text: text, file: "body")
        return try await control.renewCalendar(with: table, by: person)
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
