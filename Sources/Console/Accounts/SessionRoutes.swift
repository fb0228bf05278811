import ControlRoom
import Foundation
import HTTPTypes
import Hummingbird
import Offices

/// Signing in and out with a password; one's own sessions.
struct SessionRoutes {
    let control: ControlRoom

    func add(to router: Router<ConsoleContext>) {
        router.post("/api/sessions", use: begin)
        router.delete("/api/sessions/current", use: end)
        router.get("/api/me/sessions", use: list)
        router.delete("/api/me/sessions/:session", use: revoke)
    }

    /// Answers with the session's token, and sets it as the cookie of pages.
    @Sendable private func begin(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        // Another site must not sign a browser in as somebody else.
        if let refusal = request.otherPage { throw refusal }
        let form = try await request.form(SignInForm.self, atMost: 4096).form
        let signedIn = try await control.signIn(
            try form.signInName(), password: form.password, from: SignInOrigin(request, context))
        var response = try Response.json(
            NewSessionAnswer(token: signedIn.text, expires: signedIn.session.expires), status: .created)
        let seconds = Int(Session.longest)
        response.headers[.setCookie] = context.cookie.header(signedIn.text, seconds: seconds)
        if let device = signedIn.device {
            response.headers.append(DeviceCookie.header(device, isSecure: context.isSecure))
        }
        return response
    }

    @Sendable private func end(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let person = try context.anybody()
        guard case .session(let id) = context.caller.proof else { throw Rejection.notFound("session") }
        try await control.endSession(id, of: person.id, at: context.peer)
        var response = Response(status: .noContent)
        response.headers[.setCookie] = context.cookie.header("", seconds: 0)
        return response
    }

    @Sendable private func list(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let person = try context.anybody()
        let sessions = await control.sessions(of: person.id)
        return try .json(sessions.map { SessionAnswer($0, current: current(context)) })
    }

    @Sendable private func revoke(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let person = try context.anybody()
        try await control.endSession(
            context.parameter("session", SessionID.self), of: person.id, at: context.peer)
        return Response(status: .noContent)
    }

    private func current(_ context: ConsoleContext) -> SessionID? {
        guard case .session(let id) = context.caller.proof else { return nil }
        return id
    }
}

/// A name, by NIP or by the person's id, and the password.
struct SignInForm: Decodable, Sendable {
    let nip: NIP?
    let person: PersonID?
    let password: String

    func signInName() throws(Rejection) -> SignInName {
        switch (nip, person) {
        case (let nip?, nil): return .nip(nip)
        case (nil, let person?): return .person(person)
        default: throw .body("nip, person: allowed: one of the two")
        }
    }
}
