import ArgumentParser
import ControlRoom
import Foundation
import Offices

/// `rljj people list`.
struct PeopleList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the persons and their posts.",
        discussion: """
            One line for each person: id, name, masked NIP, posts in force. Of a NIP only
            the month of appointment can be read, of a short one its last three digits.
            Tokens and passwords are never shown.
            """)

    @OptionGroup var options: PeopleOptions

    @Option(help: ArgumentHelp("Only persons with a post in this office.", valueName: "office"))
    var office: String?

    @Flag(help: "Show posts that have ended or not begun, with their days (WIB).")
    var history = false

    func run() async throws {
        try await inPlainWords {
            let now = Moment(Date())
            let persons = try options.people().persons
            if persons.isEmpty { print("nobody yet; \"rljj people add\" adds a person") }
            for person in persons {
                let posts = (history ? person : person.inForce(at: now)).posts
                if let office, !posts.contains(where: { $0.office.description == office }) { continue }
                let words = posts.map { history ? $0.inWords(.wib) : Self.short($0) }.joined(separator: ", ")
                print(
                    "\(person.id)  \(person.name)  \(person.nip?.masked ?? "–")  \(words.isEmpty ? "no post" : words)")
            }
        }
    }

    private static func short(_ post: Post) -> String {
        "\(post.acting.map { "\($0.kind.term) " } ?? "")\(PostName(post))"
    }
}
