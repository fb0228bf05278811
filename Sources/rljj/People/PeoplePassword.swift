import ArgumentParser
import ControlRoom
import Foundation
import Offices

/// `rljj people password`.
struct PeoplePassword: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password", abstract: "Sets a person's password.", subcommands: [SetPassword.self])

    /// `rljj people password set`.
    struct SetPassword: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set",
            abstract: "Sets a person's password and ends the sessions opened with an earlier one.",
            discussion: """
                At a terminal the password is asked for twice and not shown; otherwise it is
                the first line of standard input. It is never an argument: other users of the
                machine could read it. Allowed: 12 to 256 characters.

                  rljj people password set "Sari Puspitaningrum"
                """)

        @OptionGroup var options: PeopleOptions

        @Argument(help: "NIP, id or whole name of the person.")
        var who: String

        func run() async throws {
            try await inPlainWords {
                let person = try options.people().register.find(who)
                let text = try await OffPool.run { try PasswordEntry.read(for: person.name) }
                let hash = try await OffPool.run { try PasswordHash(of: try Password(text)) }
                let ended = try await options.change { people in
                    let ended = people.accounts.sessions(of: person.id).count
                    people.accounts.set(hash, of: person.id)
                    return ended
                }
                print("\(person.name)'s password is set; \(ended) sessions have ended.")
            }
        }
    }
}
