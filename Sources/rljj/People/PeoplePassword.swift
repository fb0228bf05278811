import ArgumentParser
import ControlRoom
import Disk
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
            abstract: "Sets a person's password; the sessions, tokens and devices of an earlier one end.",
            discussion: """
                At a terminal the password is asked for twice and not shown; otherwise it is
                the first line of standard input. It is never an argument: other users of the
                machine could read it. Allowed: 12 to 256 characters that nobody would soon guess:
                no common password, no repeats or rows of the keyboard, nothing made of the
                person's own names, numbers and offices.

                  rljj people password set "Sari Puspitaningrum"
                """)

        @OptionGroup var options: PeopleOptions

        @Argument(help: "NIP, id or whole name of the person.")
        var who: String

        func run() async throws {
            try await inPlainWords {
                let person = try options.people().register.find(who)
                let text = try await OffPool.run { try PasswordEntry.read(for: person.name) }
                let hash = try await OffPool.run { try PasswordHash(of: try Password(text, of: person)) }
                let ended = try await options.change { $0.accounts.set(hash, of: person.id) }
                print(
                    "\(person.name)'s password is set; \(ended.sessions) sessions and \(ended.tokens) tokens have ended."
                )
            }
        }
    }
}
