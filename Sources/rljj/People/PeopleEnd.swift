import ArgumentParser
import ControlRoom
import Foundation
import Offices

/// `rljj people end`.
struct PeopleEnd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end",
        abstract: "Ends a post; it stays in the person's history.",
        discussion: """
            Without --last-day the post ends now. Marks made in it stay with the person.

              rljj people end "Baso Amiruddin" oc-kpp@kpp-makassar --last-day 2026-12-31
            """)

    @OptionGroup var options: PeopleOptions
    @OptionGroup var offices: OfficeOptions

    @Argument(help: "NIP, id or whole name of the person.")
    var who: String

    @Argument(help: "ROLE@OFFICE or ROLE@OFFICE/SECTION.")
    var post: String

    @Option(help: ArgumentHelp("Last day of the post, included.", valueName: "day"))
    var lastDay: String?

    func run() async throws {
        try await inPlainWords {
            let name = try PostName(parsing: post)
            let zone = try offices.directory(beside: options)[name.office]?.zone ?? .wib
            let moment = try lastDay.map { zone.end(of: try day($0, "--last-day")) } ?? Moment(Date())
            let person = try await options.change { [who] people in
                let person = try people.register.find(who)
                try people.register.end(name.role, in: name.office, section: name.section, of: person.id, at: moment)
                return person
            }
            let words = lastDay.map { "with \($0) as its last day" } ?? "now, \(zone.time(moment))"
            print("\(person.name)'s post \(name) ends \(words); the marks made in it stay \(person.name)'s.")
        }
    }
}
