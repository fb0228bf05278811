import ArgumentParser
import ControlRoom
import Disk
import Foundation
import Offices

/// `rljj calendar`.
struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "Keeps the yearly tables of holidays and joint leave by which due dates are counted.",
        discussion: """
            The holidays of a year come from a joint decree of three ministers (SKB 3
            Menteri); an amendment is a further version of the whole year. Of each year the
            newest version counts. The program comes with tables; a new one is taken in as
            a FILE such as

              years:
                - year: 2027
                  version: 2
                  decree:
                    numbers: [1 Tahun 2026, 2 Tahun 2026, 3 Tahun 2026]
                    signed: 2026-09-20
                  days:
                    - {day: 2027-01-01, kind: libur-nasional, name: Tahun Baru Masehi}
                    - {day: 2027-02-05, kind: cuti-bersama, name: Tahun Baru Imlek}

            One file holds one year, and all of its days: those that it leaves out are
            working days again. decree has the number of each minister and the day of
            signing. A day may have "estimated: true" while the moon decides on it.

            Tables are never deleted, so that it can be told what was known when.
            """,
        subcommands: [CalendarList.self, CalendarCheck.self, CalendarAdd.self])
}

/// `rljj calendar list`.
struct CalendarList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the tables: year and version, decree, days, who took it in.",
        discussion: """
            One line for each version, the one that counts marked with *:

              * 2026/1  Nomor 1497 Tahun 2025, … tanggal 19 September 2025  25 days  program
            """)

    @OptionGroup var options: PeopleOptions

    func run() async throws {
        try await inPlainWords {
            let shelf = CalendarShelf(try options.folder())
            let kept = Dictionary(try shelf.tables().map { ($0.table.id, $0) }) { first, _ in first }
            let holidays = try shelf.book().holidays
            for table in holidays.versions {
                let mark = holidays.table(of: table.id.year)?.id == table.id ? "*" : " "
                let source = kept[table.id].map { "\($0.name), \($0.at)" } ?? "program"
                print("\(mark) \(table.id)  \(table.decreeWords)  \(table.days.count) days  \(source)")
            }
        }
    }
}

/// `rljj calendar check`.
struct CalendarCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reads a table and says which days it would change; changes nothing.",
        discussion: """
            Every problem of the file is told with its line and column. A table that is not
            newer than the year's newest is refused, as it would be by add.
            """)

    @OptionGroup var options: PeopleOptions

    @Argument(help: "The file of one year.")
    var file: String

    func run() async throws {
        try await inPlainWords {
            let table = try HolidayFile.read(file)
            let holidays = try CalendarShelf(try options.folder()).book().holidays
            let lines = try CalendarWords.changes(table, to: holidays)
            print("\(table.id): \(table.decreeWords), \(table.days.count) days; it would change \(lines.count) days.")
            lines.forEach { print("  \($0)") }
        }
    }
}

/// `rljj calendar add`.
struct CalendarAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Takes a year's new table in.",
        discussion: """
            The table is kept in the state folder. A service that runs there takes it in \
            within seconds, else at its next start: it works out every open due date anew and \
            writes one entry into the journal that says who took in which decree, which days \
            changed, and how many due dates moved.

            --by is the NIP, id or whole name of a person in the register.

              rljj calendar add skb-2027.yaml --by "Sari Puspitaningrum"
            """)

    @OptionGroup var options: PeopleOptions

    @Argument(help: "The file of one year.")
    var file: String

    @Option(help: ArgumentHelp("Who takes it in.", valueName: "who"))
    var by: String

    func run() async throws {
        try await inPlainWords {
            let table = try HolidayFile.read(file)
            let person = try options.people().register.find(by)
            let shelf = CalendarShelf(try options.folder())
            if try shelf.tables().contains(where: { $0.table == table }) {
                return print("\(table.id) was taken in before; nothing is changed.")
            }
            let lines = try CalendarWords.changes(table, to: shelf.book().holidays)
            try await OffPool.run { _ = try shelf.add(table, by: person, at: Moment(Date())) }
            print("\(table.id) is taken in by \(person.name): \(table.decreeWords); \(lines.count) days change.")
            lines.forEach { print("  \($0)") }
        }
    }
}

/// What a table changes, in plain words.
enum CalendarWords {
    /// A line for each day; refuses a table that cannot be taken in.
    static func changes(_ table: HolidayTable, to holidays: HolidayTables) throws -> [String] {
        _ = try holidays.renewed(with: table, at: Moment(Date()))
        let none = HolidayTable.ID(year: table.id.year, version: 0)
        let older = try holidays.table(of: table.id.year) ?? HolidayTable(id: none, decree: nil, days: [])
        return older.changes(to: table).map(\.description)
    }
}

extension HolidayTable {
    /// The decree's numbers and day, or that there is none yet.
    fileprivate var decreeWords: String { decree?.description ?? "estimate, no decree" }
}
