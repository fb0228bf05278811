import ControlRoom
import Foundation
import HTTPTypes
import Hummingbird
import Offices

/// Who one is, who else there is, and one's own tokens.
struct PeopleRoutes {
    let control: ControlRoom

    func add(to router: Router<ConsoleContext>) {
        router.get("/api/me", use: me)
        router.get("/api/people", use: list)
        router.get("/api/me/tokens", use: tokens)
        router.post("/api/me/tokens", use: addToken)
        router.delete("/api/me/tokens/:id", use: revokeToken)
    }

    @Sendable private func me(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        try .json(PersonAnswer(context.anybody(), directory: control.directory))
    }

    /// Everybody, or those with a post in force in one office (`?office=`).
    @Sendable private func list(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try context.person()
        let office = try request.uri.queryParameters.get("office").map { text in
            guard let office = OfficeID(text) else { throw Rejection.path("office", String(text.prefix(80))) }
            return office
        }
        let persons = await control.personsInForce().filter { person in
            office.map { person.isPosted(in: $0) } ?? true
        }
        return try .json(persons.map { PersonAnswer($0, directory: control.directory) })
    }

    @Sendable private func tokens(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let person = try context.anybody()
        let now = control.clock()
        return try .json(await control.tokens(of: person.id).map { TokenAnswer($0, at: now) })
    }

    @Sendable private func addToken(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let person = try context.person()
        let form = try await request.form(TokenForm.self).form
        let (text, token) = try await control.addToken(
            of: person, named: form.name, expires: form.expires, by: context.caller.proof, password: form.password,
            from: SignInOrigin(request, context))
        return try .json(NewTokenAnswer(id: token.id, token: text, expires: token.expires), status: .created)
    }

    @Sendable private func revokeToken(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let person = try context.anybody()
        try await control.revokeToken(context.parameter("id", PersonalTokenID.self), of: person.id)
        return Response(status: .noContent)
    }
}

struct TokenForm: Codable, Sendable {
    let name: Line
    /// The end; without one the token is good for 90 days.
    let expires: Moment?
    /// Needed when the session is not fresh.
    let password: String?
}
