import ArgumentParser
import ControlRoom
import Foundation
import Offices

/// `rljj people appoint`.
struct PeopleAppoint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "appoint",
        abstract: "Gives a person a post, regularly or by an acting order (Plh, Plt).",
        discussion: """
            An office and a section have one regular head at a time; end or transfer the
            post first. An acting post needs the number and both days of the written
            order; every mark made in it shows both names.

              rljj people appoint "Baso Amiruddin" oc-kpp@kpp-makassar --from 2026-12-01
              rljj people appoint "Fitri Handayani" kepala-kpp@kpp-makassar \\
                  --acting plh --order ND-12/WPJ.15/2026 \\
                  --from 2026-12-01 --until 2026-12-07
            """)

    @OptionGroup var options: PeopleOptions
    @OptionGroup var offices: OfficeOptions

    @Argument(help: "NIP, id or whole name of the person.")
    var who: String

    @Argument(help: "ROLE@OFFICE or ROLE@OFFICE/SECTION.")
    var post: String

    @Option(help: ArgumentHelp("First day; without it, now.", valueName: "day"))
    var from: String?

    @Option(help: ArgumentHelp("Last day, included; without it, no end.", valueName: "day"))
    var until: String?

    @Option(help: ArgumentHelp("Stand in for the holder: plh or plt.", valueName: "kind"))
    var acting: String?

    @Option(help: ArgumentHelp("Number of the acting order.", valueName: "number"))
    var order: String?

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("Name of the holder stood in for; without it, the one in the register.", valueName: "name"))
    var holder: String?

    func run() async throws {
        try await inPlainWords {
            let directory = try offices.directory(beside: options)
            let name = try PostName(parsing: post)
            let zone = directory[name.office]?.zone ?? .wib
            let standing = try standing()
            if standing != nil, from == nil || until == nil {
                throw Misuse("--acting without --from and --until; allowed: the first and the last day of the order")
            }
            let begin = try from.map { zone.start(of: try day($0, "--from")) } ?? Moment(Date())
            let end = try until.map { zone.end(of: try day($0, "--until")) }
            let new = Post(
                role: name.role, office: name.office, section: name.section, from: begin, until: end, acting: standing)
            let (person, given) = try await options.change { [who] people in
                let person = try people.register.find(who)
                try people.register.appoint(person.id, to: new, in: directory)
                return (person, people.register[person.id]?.posts.last ?? new)
            }
            print("\(person.name) is appointed: \(given.inWords(zone)).")
        }
    }

    private func standing() throws -> Acting? {
        guard let acting else {
            if order != nil || holder != nil { throw Misuse("--order and --for belong to --acting plh or plt") }
            return nil
        }
        guard let kind = Acting.Kind(rawValue: acting.lowercased()) else {
            throw Misuse("--acting \"\(acting.prefix(40))\"; allowed: plh, plt")
        }
        guard let order = order.flatMap({ Line($0) }) else {
            throw Misuse(
                "--acting without --order; allowed: the number of the written order, such as ND-12/WPJ.15/2026")
        }
        guard let holder else { return Acting(kind: kind, order: order) }
        guard let line = Line(holder) else { throw Misuse("--for: allowed: 1 to 200 characters on one line") }
        return Acting(kind: kind, order: order, holder: line)
    }
}
