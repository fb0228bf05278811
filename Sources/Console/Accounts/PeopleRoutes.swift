import Calls
import ControlRoom
import Foundation
import HTTPTypes
import Hummingbird
import Offices

/// Who one is, who else there is, and one's own tokens.
struct PeopleRoutes {
    let control: ControlRoom

    func add(to book: inout CallBook) {
        book.on(AccountCalls.me, use: me)
        book.on(AccountCalls.people, use: list)
        book.on(AccountCalls.tokens, use: tokens)
        book.on(AccountCalls.addToken, use: addToken)
        book.on(AccountCalls.revokeToken, use: revokeToken)
    }

    @Sendable private func me(_ asked: Asked<Nothing>) async throws -> PersonAnswer {
        try PersonAnswer(asked.context.anybody(), directory: control.directory)
    }

    /// Everybody, or those with a post in force in one office (`?office=`).
    @Sendable private func list(_ asked: Asked<Nothing>) async throws -> [PersonAnswer] {
        let office = try asked.request.uri.queryParameters.get("office").map { text in
            guard let office = OfficeID(text) else { throw Rejection.path("office", String(text.prefix(80))) }
            return office
        }
        let persons = control.accounts.personsInForce().filter { person in
            office.map { person.isPosted(in: $0) } ?? true
        }
        return persons.map { PersonAnswer($0, directory: control.directory) }
    }

    @Sendable private func tokens(_ asked: Asked<Nothing>) async throws -> [TokenAnswer] {
        let person = try asked.context.anybody()
        let now = control.clock()
        return await control.accounts.tokens(of: person.id).map { TokenAnswer($0, at: now) }
    }

    @Sendable private func addToken(_ asked: Asked<TokenForm>) async throws -> NewTokenAnswer {
        let person = try asked.person()
        let form = try await asked.form()
        let (text, token) = try await control.accounts.addToken(
            of: person, named: form.name, expires: form.expires, by: asked.context.caller.proof,
            password: form.password,
            from: SignInOrigin(asked.request, asked.context))
        return NewTokenAnswer(id: token.id, token: text, expires: token.expires)
    }

    @Sendable private func revokeToken(_ asked: Asked<Nothing>) async throws -> HTTPFields {
        let person = try asked.context.anybody()
        try await control.accounts.revokeToken(asked.parameter("id", PersonalTokenID.self), of: person.id)
        return [:]
    }
}

struct TokenForm: Codable, Sendable {
    let name: Line
    /// The end; without one the token is good for 90 days.
    let expires: Moment?
    /// Needed when the session is not fresh.
    let password: String?
}
