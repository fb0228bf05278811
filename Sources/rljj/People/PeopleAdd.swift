import ArgumentParser
import ControlRoom
import Foundation
import Offices

/// `rljj people add`.
struct PeopleAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Adds a person and prints the person's first token, once.",
        discussion: """
            The token alone goes to standard output, so that a program can take it; keep
            it like a key, it is good for 90 days. A post given here is held regularly and since ever; use "people
            appoint" for one with days or by an acting order.
            """)

    @OptionGroup var options: PeopleOptions
    @OptionGroup var offices: OfficeOptions

    @Option(help: "The person's name.")
    var name: String

    @Option(help: "The person's NIP: 18 digits, or the short 9, with or without blanks.")
    var nip: String?

    @Option(name: .customLong("post"), help: ArgumentHelp("A post, as often as needed.", valueName: "role@office"))
    var posts: [String] = []

    func run() async throws {
        try await inPlainWords {
            if let reason = Person.objection(to: name) { throw Misuse("--name: found a name \(reason)") }
            guard let line = Line(name) else { throw Misuse("--name: allowed: 1 to 200 characters on one line") }
            let number = try nip.map { try NIP(parsing: $0) }
            if number?.hasUnusualAppointment == true {
                remark(
                    "The NIP names no month of appointment in digits 13 and 14, as with contract staff; taken as it is."
                )
            }
            let (names, directory) = (
                try posts.map { try PostName(parsing: $0) }, try offices.directory(beside: options)
            )
            let now = Moment(Date())
            let person = Person(id: PersonID(at: now), name: line.text, nip: number, posts: [])
            let made = try await options.change(making: true) { people in
                try people.register.enrol(person)
                for name in names {
                    let post = Post(role: name.role, office: name.office, section: name.section)
                    try people.register.appoint(person.id, to: post, in: directory)
                }
                return try people.addFirstToken(of: person.id, at: now)
            }
            remark(
                "\(line) is added with the id \(person.id); this is the token, good for 90 days and shown this once:")
            try await options.show(made, of: person)
        }
    }
}
