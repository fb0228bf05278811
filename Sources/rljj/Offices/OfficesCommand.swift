import ArgumentParser

/// `rljj offices`.
struct OfficesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "offices",
        abstract: "Keeps the register of offices.",
        discussion: """
            An office is known by a file in Rooms, where it has a room of its own; by
            offices.yaml in the state folder, with a room or without; or because it belongs
            to the head office. What stands in two places must have the same kind, zone and
            name in both.

            A service reads the register when it starts.
            """,
        subcommands: [OfficesList.self, OfficesImport.self, OfficesSample.self])
}
