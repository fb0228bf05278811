import ControlRoom
import Offices
import Terminal

extension PeopleOptions {
    /// Prints a new token alone on its line; one that nobody could read is revoked, and the command says how to go on.
    func show(_ made: (text: String, token: PersonalToken), of person: Person) async throws {
        print(made.text)
        do {
            try StandardOutput.finish()
        } catch {
            let id = made.token.id
            do {
                try await change { try $0.accounts.revokeToken(id, of: person.id) }
            } catch let failure {
                complain("rljj: the token \(id), which nobody has read, could not be revoked: \(failure)")
                throw fail("\(error); run: rljj people token revoke \(person.id) \(id)", status: .missing)
            }
            let remedy = "make another: rljj people token add \(person.id) --name NAME"
            throw fail("\(error); the token \(id) is revoked; \(remedy)", status: .missing)
        }
    }
}
