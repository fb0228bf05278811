import ArgumentParser
import ControlRoom
import Foundation
import Offices

/// `rljj people transfer`.
struct PeopleTransfer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfer",
        abstract: "Hands a post to another person: the old holder's ends the moment the new one's begins.",
        discussion: """
            Open tasks go to the new holder; marks made before stay with the old one. --of \
            is needed only where several persons hold the role. Without --from the post \
            passes now.

              rljj people transfer kepala-kpp@kpp-makassar --to 198504122010121002 --from 2027-01-02
            """)

    @OptionGroup var options: PeopleOptions
    @OptionGroup var offices: OfficeOptions

    @Argument(help: "ROLE@OFFICE or ROLE@OFFICE/SECTION.")
    var post: String

    @Option(help: ArgumentHelp("NIP, id or whole name of the new holder.", valueName: "who"))
    var to: String

    @Option(name: .customLong("of"), help: ArgumentHelp("The old holder, where there are several.", valueName: "who"))
    var old: String?

    @Option(help: ArgumentHelp("First day of the new holder.", valueName: "day"))
    var from: String?

    func run() async throws {
        try await inPlainWords {
            let (name, directory) = (try PostName(parsing: post), try offices.directory(beside: options))
            let zone = directory[name.office]?.zone ?? .wib
            let moment = try from.map { zone.start(of: try day($0, "--from")) } ?? Moment(Date())
            let (before, after) = try await options.change { [to, old] people in
                let after = try people.register.find(to)
                let before = try people.register.transfer(
                    name.role, in: name.office, section: name.section,
                    from: try old.map { try people.register.find($0).id }, to: after.id, at: moment,
                    directory: directory)
                return (before, after)
            }
            print(
                "\(name) passes from \(before.name) to \(after.name) on \(zone.date(moment)), \(zone.time(moment)); "
                    + "open tasks go along, marks stay.")
        }
    }
}
