package import Offices

/// Passwords, personal tokens, sessions and known devices of the persons; of every secret only a hash.
///
/// Finding out whose a token is takes one look into a dictionary, however many there are.
package struct Accounts: Hashable, Sendable {
    var passwords: [PersonID: PasswordHash] = [:]
    var tokens: [TokenHash: PersonalToken] = [:]
    var sessions: [TokenHash: Session] = [:]
    var devices: [TokenHash: KnownDevice] = [:]

    /// Tokens that one person may have at a time.
    static let mostTokens = 50
    /// Sessions that one person may have at a time; the longest unused one gives way.
    static let mostSessions = 20

    /// What proved who calls.
    package enum Proof: Hashable, Sendable {
        case token(PersonalTokenID)
        case session(SessionID)
    }

    /// Why a change of accounts is refused.
    package enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        case noToken(PersonalTokenID)
        case noSession(SessionID)
        case expired(Moment)
        case tooLong(Moment)
        case tooMany(Int)

        package var description: String {
            switch self {
            case .noToken(let id): "the person has no token \(id)"
            case .noSession(let id): "the person has no session \(id)"
            case .expired(let moment): "expires is \(moment); allowed: a moment to come, or none for 90 days"
            case .tooLong(let moment): "expires is \(moment); allowed: at most 366 days from now, or none for 90 days"
            case .tooMany(let count): "the person has \(count) tokens; revoke one that is no longer needed"
            }
        }
    }

    /// Whose token it is and of which kind; `nil` for one that is unknown, expired or revoked.
    ///
    /// `seen` tells the last request of a session, where it is known.
    func bearer(
        of token: String, at now: Moment, seen: [SessionID: Moment] = [:]
    ) -> (person: PersonID, proof: Proof)? {
        guard let hash = TokenHash(of: token) else { return nil }
        if let found = tokens[hash] { return found.isGood(at: now) ? (found.person, .token(found.id)) : nil }
        guard let session = sessions[hash], isGood(session, at: now, lastSeen: seen[session.id] ?? session.seen) else {
            return nil
        }
        return (session.person, .session(session.id))
    }

    /// Whether the session is open, and the token by which it was opened still good.
    func isGood(_ session: Session, at now: Moment, lastSeen: Moment) -> Bool {
        guard session.isOpen(at: now, lastSeen: lastSeen) else { return false }
        return session.token.map { tokens[$0]?.isGood(at: now) == true } ?? true
    }

    /// The session; `nil` when it has ended.
    package func session(_ id: SessionID) -> Session? { sessions.values.first { $0.id == id } }

    // MARK: - Personal tokens

    /// The person's tokens, oldest first; expired ones stay until they are revoked or a day has passed.
    package func tokens(of person: PersonID) -> [PersonalToken] {
        tokens.values.filter { $0.person == person }.sorted { $0.id < $1.id }
    }

    /// Makes a token; its text is given back this once. Without an end it is good for 90 days.
    package mutating func addToken(
        of person: PersonID, named name: Line, expires: Moment?, at now: Moment
    ) throws(Refusal) -> (text: String, token: PersonalToken) {
        let expires = expires ?? now.advanced(bySeconds: PersonalToken.usual)
        guard expires > now else { throw .expired(expires) }
        guard expires.seconds(since: now) <= PersonalToken.longest else { throw .tooLong(expires) }
        let count = tokens(of: person).count
        guard count < Self.mostTokens else { throw .tooMany(count) }
        let text = BearerToken.make()
        let token = PersonalToken(
            id: PersonalTokenID(at: now), person: person, name: name, made: now, expires: expires)
        if let hash = TokenHash(of: text) { tokens[hash] = token }
        return (text, token)
    }

    /// Makes one of the person's tokens worthless.
    package mutating func revokeToken(_ id: PersonalTokenID, of person: PersonID) throws(Refusal) {
        guard let found = tokens.first(where: { $0.value.id == id && $0.value.person == person }) else {
            throw .noToken(id)
        }
        tokens[found.key] = nil
    }

    // MARK: - Passwords and sessions

    package func hasPassword(_ person: PersonID) -> Bool { passwords[person] != nil }

    /// Sets the password. When there was one before, everything ends that was made under it: sessions, tokens, known
    /// devices; tells how many sessions and tokens that were.
    ///
    /// - Parameters:
    ///   - kept: the session that goes on, for it has just proved the old password.
    ///   - device: what the browser of that session keeps.
    @discardableResult
    package mutating func set(
        _ password: PasswordHash, of person: PersonID, keeping kept: SessionID? = nil, in device: String? = nil
    ) -> (sessions: Int, tokens: Int) {
        let earlier = passwords.updateValue(password, forKey: person)
        let before = (sessions: sessions.count, tokens: tokens.count)
        let own = device.flatMap { TokenHash(of: $0) }
        sessions = sessions.filter { $0.value.person != person || $0.value.id == kept }
        devices = devices.filter { $0.value.person != person || (kept != nil && $0.key == own) }
        if earlier != nil { tokens = tokens.filter { $0.value.person != person } }
        // It stands on the password that was just proved, and no longer on a token that has ended.
        for (hash, session) in sessions where session.id == kept { sessions[hash]?.token = nil }
        return (before.sessions - sessions.count, before.tokens - tokens.count)
    }

    /// The person's sessions, oldest first.
    package func sessions(of person: PersonID) -> [Session] {
        sessions.values.filter { $0.person == person }.sorted { $0.id < $1.id }
    }

    /// Opens a session, by the password or by a personal token.
    mutating func openSession(
        of person: PersonID, by token: TokenHash? = nil, at now: Moment
    ) -> (text: String, session: Session) {
        let own = sessions.filter { $0.value.person == person }.sorted { $0.value.seen < $1.value.seen }
        for (hash, _) in own.dropLast(Self.mostSessions - 1) { sessions[hash] = nil }
        let text = BearerToken.make()
        let session = Session(id: SessionID(at: now), person: person, began: now, seen: now, token: token)
        if let hash = TokenHash(of: text) { sessions[hash] = session }
        return (text, session)
    }

    mutating func endSession(_ id: SessionID, of person: PersonID) throws(Refusal) {
        guard let found = sessions.first(where: { $0.value.id == id && $0.value.person == person }) else {
            throw .noSession(id)
        }
        sessions[found.key] = nil
    }

    /// Writes down the last requests, forgets what has ended, and gives tokens of earlier programs an end.
    mutating func tidy(at now: Moment, seen: [SessionID: Moment] = [:]) {
        for (hash, session) in sessions {
            let last = max(session.seen, seen[session.id] ?? session.seen)
            sessions[hash]?.seen = last
            if !session.isOpen(at: now, lastSeen: last) { sessions[hash] = nil }
        }
        for (hash, token) in tokens where token.expires == nil {
            tokens[hash]?.expires = now.advanced(bySeconds: PersonalToken.usual)
        }
        tokens = tokens.filter { $0.value.isGood(at: now.advanced(bySeconds: -86_400)) }
        sessions = sessions.filter { session in session.value.token.map { tokens[$0] != nil } ?? true }
        devices = devices.filter { $0.value.isKnown(at: now) }
    }
}
