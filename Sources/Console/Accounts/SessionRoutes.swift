import Calls
import ControlRoom
import Foundation
import HTTPTypes
import Hummingbird
import Offices

/// Signing in and out with a password; one's own sessions.
struct SessionRoutes {
    let control: ControlRoom

    func add(to book: inout CallBook) {
        book.on(AccountCalls.signIn, use: begin)
        book.on(AccountCalls.signOut, use: end)
        book.on(AccountCalls.sessions, use: list)
        book.on(AccountCalls.endSession, use: revoke)
    }

    /// Answers with the session's token, and sets it as the cookie of pages.
    @Sendable private func begin(_ asked: Asked<SignInForm>) async throws -> Reply<NewSessionAnswer> {
        // Another site must not sign a browser in as somebody else.
        if let refusal = asked.request.otherPage { throw refusal }
        let form = try await asked.form()
        let signedIn = try await control.accounts.signIn(
            try form.signInName(), password: form.password, from: SignInOrigin(asked.request, asked.context))
        var reply = Reply(NewSessionAnswer(token: signedIn.text, expires: signedIn.session.expires))
        let seconds = Int(Session.longest)
        reply.headers[.setCookie] = asked.context.cookie.header(signedIn.text, seconds: seconds)
        if let device = signedIn.device {
            reply.headers.append(DeviceCookie.header(device, isSecure: asked.context.isSecure))
        }
        return reply
    }

    @Sendable private func end(_ asked: Asked<Nothing>) async throws -> HTTPFields {
        let person = try asked.context.anybody()
        guard case .session(let id) = asked.context.caller.proof else { throw Rejection.notFound("session") }
        try await control.accounts.endSession(id, of: person.id, at: asked.context.peer)
        return [.setCookie: asked.context.cookie.header("", seconds: 0)]
    }

    @Sendable private func list(_ asked: Asked<Nothing>) async throws -> [SessionAnswer] {
        let person = try asked.context.anybody()
        let sessions = await control.accounts.sessions(of: person.id)
        return sessions.map { SessionAnswer($0, current: current(asked.context)) }
    }

    @Sendable private func revoke(_ asked: Asked<Nothing>) async throws -> HTTPFields {
        let person = try asked.context.anybody()
        try await control.accounts.endSession(
            asked.parameter("session", SessionID.self), of: person.id, at: asked.context.peer)
        return [:]
    }

    private func current(_ context: ConsoleContext) -> SessionID? {
        guard case .session(let id) = context.caller.proof else { return nil }
        return id
    }
}

/// A name, by NIP or by the person's id, and the password.
struct SignInForm: Codable, Sendable {
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
