import ArgumentParser

/// `rljj people`.
struct PeopleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people",
        abstract: "Keeps the register of persons and posts, and their tokens and passwords.",
        discussion: """
            WHO is a person's NIP (18 or 9 digits), id, or whole name if only one person
            has it. POST is ROLE@OFFICE or ROLE@OFFICE/SECTION:

              kepala-kpp@kpp-makassar
              kasi-terkait-kpp@kpp-makassar/pelayanan

            A day is written 2026-12-01 and belongs to the time zone of the office.

            Posts are never deleted: they end, and marks made in them stay with who made
            them. A service that is running takes changes from the next request on.
            """,
        subcommands: [
            PeopleList.self, PeopleAdd.self, PeopleImportCommand.self, PeopleAppoint.self, PeopleEnd.self,
            PeopleTransfer.self, PeopleToken.self, PeoplePassword.self,
        ])
}
