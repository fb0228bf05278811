import Calls

/// Signing in and out, who one is and who else there is, one's own sessions and tokens.
enum AccountCalls {
    static let signIn = Call(
        .post, "/api/sessions", by: .guest, "Sign in with NIP or person id and password", takes: SignInForm.self,
        atMost: 4096, gives: NewSessionAnswer.self, status: 201)
    static let signOut = Call(.delete, "/api/sessions/current", by: .account, "Sign out")
    static let me = Call(
        .get, "/api/me", by: .account, "The person who asks, with the posts in force", gives: PersonAnswer.self)
    static let people = Call(
        .get, "/api/people", by: .person, "Everybody, NIPs masked", gives: [PersonAnswer].self,
        with: [CallParameter("office", in: .query, .slug)])
    /// Three passwords of 1024 bytes, each byte written as three in a form.
    static let changePassword = Call(
        .post, "/api/me/password", by: .account,
        "Change one's own password; other sessions and all tokens end", takes: PasswordForm.self, atMost: 12 << 10)
    static let tokens = Call(
        .get, "/api/me/tokens", by: .account, "One's own personal tokens", gives: [TokenAnswer].self)
    static let addToken = Call(
        .post, "/api/me/tokens", by: .person, "A new personal token", takes: TokenForm.self,
        gives: NewTokenAnswer.self, status: 201)
    static let revokeToken = Call(.delete, "/api/me/tokens/:id", by: .account, "Revoke a token")
    static let sessions = Call(
        .get, "/api/me/sessions", by: .account, "One's own sessions", gives: [SessionAnswer].self)
    static let endSession = Call(.delete, "/api/me/sessions/:session", by: .account, "End a session")
}
