import Cases
import Disk
import Engine
import Foundation
import Offices
import Procedures
import Testing

@testable import ControlRoom

/// A year's new holiday table taken in while cases run.
struct CalendarTests {
    private static let sari = Service.official(.operatorRko, "Sari Puspitaningrum")
    private static let before = Moment("2026-11-27T09:00:00Z")
    private static let after = Moment("2026-11-30T09:00:00Z")

    private func service() throws -> Service {
        let service = try Service()
        service.pass(try #require(Moment("2026-11-20T16:00:00Z")).seconds(since: service.now()))
        return service
    }

    /// The days of 2026 as the program has them, and 25 November.
    static func table(version: Int = 2, decree numbers: [String]? = ["9 Tahun 2026"]) throws -> HolidayTable {
        let decree = try numbers.map {
            HolidayTable.Decree(numbers: $0, signed: try #require(CivilDay("2026-11-20")))
        }
        let known = try #require(try CalendarBook.load().holidays.table(of: 2026))
        let day = HolidayTable.Day(
            day: try #require(CivilDay("2026-11-25")), kind: .jointLeave, name: "Hari Guru", decree: decree)
        return try HolidayTable(
            id: .init(year: 2026, version: version), decree: decree, days: known.days + [day])
    }

    /// An outreach that has ended; its report is due 5 working days later.
    private func outreach(_ control: ControlRoom) async throws -> CaseID {
        let id = try await control.start(.p11).id
        try await control.advance(id, to: "P11.6")
        return id
    }

    private func due(_ control: ControlRoom, _ id: CaseID) async -> Moment? {
        await control.tasks(of: .other(id)).first { "\($0.task.act.key)" == "P11.6" }?.due?.at
    }

    @Test("A new table moves the open due dates at once, leaves one entry in plain words, and outlives a restart")
    func renews() async throws {
        let service = try service()
        let id = try await service.run { control in
            let id = try await outreach(control)
            #expect(await due(control, id) == Self.before)
            let renewal = try await control.renewCalendar(with: Self.table(), by: Self.sari)
            #expect(await due(control, id) == Self.after)
            #expect(
                renewal.text
                    == "Sari Puspitaningrum memasukkan daftar hari libur 2026/2 (Nomor 9 Tahun 2026 tanggal 20 "
                    + "November 2026): 25 November 2026: tidak tercantum → cuti bersama (Hari Guru). "
                    + "Tenggat terbuka yang bergeser: 1.")
            let again = try await control.renewCalendar(with: Self.table(), by: Self.sari)
            #expect(again == renewal, "again: nothing")
            return id
        }
        for _ in 0..<2 {
            try await service.run { control in
                #expect(await due(control, id) == Self.after)
                let renewals = try await control.calendarRenewals()
                #expect(renewals.map(\.table.description) == ["2026/2"] && renewals.first?.moved == 1)
                #expect(renewals.first?.person == Self.sari.id && renewals.first?.changes.count == 1)
            }
        }
    }

    @Test("An older version, one that is known, and an estimate are refused, and nothing is kept")
    func refuses() async throws {
        let service = try service()
        try await service.run { control in
            for table in [try Self.table(version: 1), try Self.table(version: 3, decree: nil)] {
                await #expect(throws: HolidayTable.Refusal.self) {
                    try await control.renewCalendar(with: table, by: Self.sari)
                }
            }
            _ = try await control.renewCalendar(with: Self.table(version: 3), by: Self.sari)
            await #expect(throws: HolidayTable.Refusal.self) {
                try await control.renewCalendar(with: Self.table(version: 2), by: Self.sari)
            }
            await #expect(throws: HolidayTable.Refusal.self, "the same version with other words") {
                try await control.renewCalendar(with: Self.table(version: 3, decree: ["8 Tahun 2026"]), by: Self.sari)
            }
            let renewals = try await control.calendarRenewals().map(\.table.version)
            #expect(renewals == [3])
            #expect(try CalendarShelf(service.folder).tables().count == 1)
        }
    }

    @Test("What another process keeps counts from the next look on, and from the next start on")
    func fromOutside() async throws {
        let service = try service()
        let shelf = CalendarShelf(service.folder)
        let id = try await service.run { control in
            let id = try await outreach(control)
            #expect(try shelf.add(Self.table(), by: Self.sari, at: service.now()))
            #expect(await due(control, id) == Self.before)
            try await control.renewCalendar()
            #expect(await due(control, id) == Self.after)
            return id
        }
        #expect(try shelf.add(Self.table(version: 3, decree: ["10 Tahun 2026"]), by: Self.sari, at: service.now()))
        try await service.run { control in
            #expect(await due(control, id) == Self.after)
            let renewals = try await control.calendarRenewals().map(\.moved)
            #expect(renewals == [1, 0])
        }
    }

    @Test("A file that is no calendar stops the start with its path, and is left as it is")
    func broken() async throws {
        let service = try service()
        try Data("{}".utf8).write(to: URL(fileURLWithPath: service.folder.calendar))
        let failure = await #expect(throws: DiskFailure.self) { try await service.open() }
        #expect(failure?.description.contains(service.folder.calendar) == true)
        #expect(FileManager.default.contents(atPath: service.folder.calendar) == Data("{}".utf8))
    }
}
