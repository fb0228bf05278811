import ArgumentParser
import ControlRoom
import Disk
import Offices

/// `rljj offices import`.
struct OfficesImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Brings offices in from a CSV file: every row, or none.",
        discussion: """
            One row for each office. The header names the columns, in any order:

              id        such as kpp-makassar; the same id is the same office
              name      the office's full name
              kind      rko, direktorat, kanwil, kpp, ppddp, kpddp, kpde or klip
              zone      WIB, WITA or WIT: the zone is the office's, not its Kanwil's
              short     a name for narrow columns
              parent    the id of the Kanwil above a KPP
              contact   whom to call there
              sections  such as pdi=Seksi PDI; pelayanan=Seksi Pelayanan

            The first four columns must be there. Cells are parted by , or ; or tabs and may
            stand in "…", which cells with the parting sign in them need.

            Every problem is told with its line and column, and then nothing is changed. A
            file can be imported twice. An office keeps its kind: procedures hang on it. No
            office is taken out by being left out of a file.
            """)

    @OptionGroup var options: PeopleOptions
    @OptionGroup var offices: OfficeOptions

    @Argument(help: "The CSV file.")
    var file: String

    @Flag(help: "Check everything and say what would be changed; change nothing.")
    var dryRun = false

    func run() async throws {
        try await inPlainWords {
            let (rooms, path, dryRun) = (try offices.described(), file, dryRun)
            let shelf = OfficeShelf(try options.folderMade())
            let done = try await OffPool.run {
                try shelf.take(try OfficeTable(CSVTable(path: path)), rooms: rooms, dryRun: dryRun)
            }
            for change in done.changes { remark(Self.words(change)) }
            print(
                "\(dryRun ? "Would be changed" : "Changed"): \(done.changes.count) offices; "
                    + "\(done.unchanged) rows said what the register says already.")
        }
    }

    private static func words(_ change: OfficeChange) -> String {
        switch change {
        case .added(let office): "+ \(office.id)  \(office.zone.rawValue)  \(office.name)"
        case .changed(let old, let new): "~ \(new.id)  \(old.zone.rawValue) → \(new.zone.rawValue)  \(new.name)"
        }
    }
}
