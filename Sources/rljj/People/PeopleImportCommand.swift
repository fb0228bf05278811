import ArgumentParser
import ControlRoom
import Foundation
import Offices

/// `rljj people import`.
struct PeopleImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Brings persons and posts in from a CSV file: every row, or none.",
        discussion: """
            One row for each post. The header names the columns, in any order:

              name     the person's name
              nip      18 or 9 digits; the same NIP is the same person
              role     such as kepala-kpp
              office   such as kpp-makassar
              section  such as pelayanan, where a role is held for one section
              from     first day, such as 2026-12-01; empty: since ever
              until    last day, included; empty: no end
              acting   plh or plt; then from, until and order are needed
              order    number of the written order
              for      name of the holder stood in for; empty: as the register knows

            The first four columns must be there. Cells are parted by , or ; or tabs as the
            header has it, or as a line sep=; before it says, and may stand in "…". The text
            is UTF-8, with or without a byte order mark, or UTF-16 with one. Keep the column
            nip as text: a spreadsheet rounds numbers of 18 digits.

            Every problem is told with its line and column, and then nothing is changed. A
            file can be imported twice: what the register says already is left as it is.
            Imported persons have no token and no password yet.
            """)

    @OptionGroup var options: PeopleOptions
    @OptionGroup var offices: OfficeOptions

    @Argument(help: "The CSV file.")
    var file: String

    @Flag(help: "Check everything and say what would be changed; change nothing.")
    var dryRun = false

    func run() async throws {
        try await inPlainWords {
            let directory = try offices.directory(beside: options)
            let rows = try PeopleFile(CSVTable(path: file), in: directory)
            let now = Moment(Date())
            let done: PeopleImport
            if dryRun {
                done = try PeopleImport(rows, into: try register(), directory: directory, at: now)
            } else {
                done = try await options.change(making: true) { people in
                    let done = try PeopleImport(rows, into: people.register, directory: directory, at: now)
                    people.register = done.register
                    return done
                }
            }
            done.warnings.forEach { remark("\($0)") }
            print(
                "\(dryRun ? "Would be added" : "Added"): \(done.newPersons) persons, \(done.newPosts) posts; "
                    + "\(done.unchanged) rows said what the register says already.")
        }
    }

    /// Who is there already; nobody where the state folder is yet to be made.
    private func register() throws -> PeopleRegister {
        do {
            return try options.people().register
        } catch ControlRoomFailure.noFolder {
            return PeopleRegister([])
        }
    }
}
