import Cases
import Disk
import Engine
import Foundation
import Journal
import Meetings
package import Offices
import Procedures

extension ControlRoom {
    /// Every version of every year's holiday table, in the order of years and versions.
    package func holidayTables() -> [HolidayTable] { calendars.holidays.versions }

    /// The tables that were taken in, as the audit has them.
    package func calendarRenewals() async throws -> [CalendarRenewal] {
        try await journal.events(of: EventCodec.calendar).map {
            try JSONDecoder().decode(CalendarRenewal.self, from: Data($0.payload))
        }
    }

    /// Takes a year's next table in: kept on disk, in the audit, and counting for every open due date when it returns.
    ///
    /// The same table again gives what it did the first time. Throws `HolidayTable.Refusal` for one that is not newer.
    package func renewCalendar(with table: HolidayTable, by person: Person) async throws -> CalendarRenewal {
        let (shelf, now) = (CalendarShelf(folder), clock())
        try await OffPool.run { _ = try shelf.add(table, by: person, at: now) }
        try await renewCalendar()
        guard let renewal = try await calendarRenewals().last(where: { $0.table == table.id }) else {
            throw ControlRoomFailure.journal("the journal has no entry of the holiday table \(table.id)")
        }
        return renewal
    }

    /// Takes in what another process has put into the state folder; called at the start and every few seconds.
    package func renewCalendar() async throws {
        guard let stamp = FileStamp(folder.calendar), stamp != calendarIntake.stamp else { return }
        let shelf = CalendarShelf(folder)
        let kept = try await OffPool.run { try shelf.tables() }
        try await alone {
            for entry in kept where !calendarIntake.known.contains(entry.table.id) { try await take(entry) }
            calendarIntake.stamp = stamp
        }
    }

    /// A table that is in the audit already was counted before the restart.
    private func take(_ entry: KeptTable) async throws {
        let id = entry.table.id
        guard let key = IdempotencyKey("calendar:\(id)") else { return }
        let request = Array("\(id)".utf8)
        let renewed = calendars.with(try calendars.holidays.joined(with: [entry.table]))
        if try await journal.receipt(for: key, request: request) == nil {
            let renewal = CalendarRenewal(entry, changes: try changes(entry.table), moved: moved(to: renewed))
            try await note(EventCodec.draft(renewal), in: EventCodec.calendar, key: key, request: request)
        }
        calendars = renewed
        calendarIntake.known.insert(id)
    }

    private func changes(_ table: HolidayTable) throws -> [HolidayChange] {
        let none = HolidayTable.ID(year: table.id.year, version: 0)
        let older = try calendars.holidays.table(of: table.id.year) ?? HolidayTable(id: none, decree: nil, days: [])
        return older.changes(to: table)
    }

    /// How many open tasks have another due date by another calendar.
    private func moved(to renewed: CalendarBook) -> Int {
        let running =
            docket.meetings.map { (CaseReference.meeting($0), $1.proceedings) }
            + docket.cases.map { (CaseReference.other($0), $1.proceedings) }
        return running.reduce(0) { sum, subject in
            sum
                + docket.board.tasks(of: subject.0).count { task in
                    guard task.act.due != nil else { return false }
                    return deadline(of: task, in: subject.1, by: renewed)?.at
                        != deadline(of: task, in: subject.1, by: calendars)?.at
                }
        }
    }
}
