import ArgumentParser
import ControlRoom
import Foundation
import Offices

/// `rljj people token`.
struct PeopleToken: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Makes, lists and revokes a person's tokens.",
        discussion: "A token lets a program act as the person: \"Authorization: Bearer TOKEN\". Only its hash is kept.",
        subcommands: [Add.self, List.self, Revoke.self])

    /// `rljj people token add`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a token and prints it, once.",
            discussion:
                "The token alone goes to standard output. Without --last-day it is good for 90 days, with it for 366 at most. It ends with a change of the password."
        )

        @OptionGroup var options: PeopleOptions

        @Argument(help: "NIP, id or whole name of the person.")
        var who: String

        @Option(help: "What the token is for, such as \"wall of the control room\".")
        var name: String

        @Option(help: ArgumentHelp("Last day on which it is good (WIB).", valueName: "day"))
        var lastDay: String?

        func run() async throws {
            try await inPlainWords {
                guard let line = Line(name) else { throw Misuse("--name: allowed: 1 to 200 characters on one line") }
                let expires = try lastDay.map { Zone.wib.end(of: try day($0, "--last-day")) }
                let now = Moment(Date())
                let (person, made) = try await options.change { [who] people in
                    let person = try people.register.find(who)
                    return (person, try people.accounts.addToken(of: person.id, named: line, expires: expires, at: now))
                }
                let end = made.token.expires.map { "good until \(Zone.wib.date($0)), \(Zone.wib.time($0))" } ?? ""
                remark(
                    "\(person.name) has a new token \"\(line)\" with the id \(made.token.id), \(end), shown this once:")
                try await options.show(made, of: person)
            }
        }
    }

    /// `rljj people token list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists a person's tokens: id, name, when made, until when good; never the token.")

        @OptionGroup var options: PeopleOptions

        @Argument(help: "NIP, id or whole name of the person.")
        var who: String

        func run() async throws {
            try await inPlainWords {
                let (people, now) = (try options.people(), Moment(Date()))
                for token in people.accounts.tokens(of: try people.register.find(who).id) {
                    let end = token.expires.map { token.isGood(at: now) ? "good until \($0)" : "expired \($0)" }
                    print("\(token.id)  \(token.name)  made \(token.made)  \(end ?? "good until revoked")")
                }
            }
        }
    }

    /// `rljj people token revoke`.
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a token worthless from the next request on.")

        @OptionGroup var options: PeopleOptions

        @Argument(help: "NIP, id or whole name of the person.")
        var who: String

        @Argument(help: "The token's id, from \"people token list\".")
        var token: String

        func run() async throws {
            try await inPlainWords {
                guard let id = PersonalTokenID(token) else {
                    throw Misuse("token: allowed: an id from rljj people token list, not the token itself")
                }
                let person = try await options.change { [who] people in
                    let person = try people.register.find(who)
                    try people.accounts.revokeToken(id, of: person.id)
                    return person
                }
                print("\(person.name)'s token \(id) is revoked.")
            }
        }
    }
}
