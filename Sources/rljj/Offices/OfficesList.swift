import ArgumentParser
import ControlRoom
import Offices

/// `rljj offices list`.
struct OfficesList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the offices.",
        discussion: """
            One line for each office: id, zone, kind, whether it has a room, name; the Kanwil
            above a KPP and the contact where they are known.
            """)

    @OptionGroup var options: PeopleOptions
    @OptionGroup var offices: OfficeOptions

    @Option(help: ArgumentHelp("Only offices of this kind, such as kpp.", valueName: "kind"))
    var kind: OfficeKind?

    @Option(help: ArgumentHelp("Only offices in this zone.", valueName: "zone"))
    var zone: Zone?

    func run() async throws {
        try await inPlainWords {
            let directory = try offices.directory(beside: options)
            let shown = directory.offices.filter { (kind ?? $0.kind) == $0.kind && (zone ?? $0.zone) == $0.zone }
            for office in shown {
                let room = directory.room(of: office.id) == nil ? "no room" : "room"
                let rest = [office.parent.map { "under \($0)" }, office.contact].compactMap(\.self)
                print(
                    ([office.id.description, office.zone.rawValue, office.kind.rawValue, room, office.name] + rest)
                        .joined(separator: "  "))
            }
            remark("\(shown.count) of \(directory.offices.count) offices.")
        }
    }
}

extension OfficeKind: ExpressibleByArgument {}

extension Zone: ExpressibleByArgument {
    /// Both `WITA` and `wita` are understood.
    package init?(argument: String) { self.init(rawValue: argument.uppercased()) }
}
