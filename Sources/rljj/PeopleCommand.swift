import ArgumentParser
import ControlRoom
import Foundation
import Offices

/// `rljj people`.
struct PeopleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people", abstract: "Makes and lists the persons who may act.", subcommands: [Add.self, List.self])

    /// `rljj people add`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds a person and prints the person's token, once.",
            discussion: "A post is ROLE@OFFICE, such as oc-kpp@kpp-makassar or operator-rko@rko.")

        @Option(help: ArgumentHelp("Folder that the service keeps everything in.", valueName: "dir"))
        var state = ".state"

        @Option(help: "The person's name.")
        var name: String

        @Option(help: "The person's NIP, 18 digits.")
        var nip: String?

        @Option(name: .customLong("post"), help: ArgumentHelp("A post, as often as needed.", valueName: "role@office"))
        var posts: [String]

        func run() async throws {
            do {
                let parsed = try posts.map(post)
                let folder = try StateFolder(path: URL(fileURLWithPath: state).path)
                var people = try People(path: folder.people)
                let person = Person(
                    id: PersonID(at: Moment(Date())), name: name, nip: try nip.map { try NIP(parsing: $0) },
                    posts: parsed)
                print(try people.add(person))
            } catch let error as ExitCode {
                throw error
            } catch {
                throw fail("\(error)")
            }
        }

        private func post(_ text: String) throws -> Post {
            let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
            guard parts.count == 2, let role = Role(rawValue: parts[0]), let office = OfficeID(parts[1]) else {
                let roles = Role.allCases.map(\.rawValue).joined(separator: ", ")
                throw fail("--post \"\(text.prefix(80))\"; allowed: ROLE@OFFICE with ROLE one of \(roles)")
            }
            return Post(role: role, office: office)
        }
    }

    /// `rljj people list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the persons and their posts; never a token.")

        @Option(help: ArgumentHelp("Folder that the service keeps everything in.", valueName: "dir"))
        var state = ".state"

        func run() async throws {
            do {
                let folder = try StateFolder(path: URL(fileURLWithPath: state).path)
                for person in try People(path: folder.people).persons {
                    let posts = person.posts.map { "\($0.role.rawValue)@\($0.office)" }.joined(separator: ", ")
                    print("\(person.name)  \(person.nip?.masked ?? "–")  \(posts)")
                }
            } catch {
                throw fail("\(error)")
            }
        }
    }
}
