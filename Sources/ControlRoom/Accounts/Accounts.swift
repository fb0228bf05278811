package import Offices

/// Passwords, personal tokens and sessions of the persons; of every secret only a hash.
///
/// Finding out whose a token is takes one look into a dictionary, however many there are.
package struct Accounts: Hashable, Sendable {
    var passwords: [PersonID: PasswordHash] = [:]
    var tokens: [TokenHash: PersonalToken] = [:]
    var sessions: [TokenHash: Session] = [:]

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
        case tooMany(Int)

        package var description: String {
            switch self {
            case .noToken(let id): "the person has no token \(id)"
            case .noSession(let id): "the person has no session \(id)"
            case .expired(let moment): "expires is \(moment); allowed: a moment to come, or none"
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
        guard let session = sessions[hash], session.isOpen(at: now, lastSeen: seen[session.id] ?? session.seen) else {
            return nil
        }
        return (session.person, .session(session.id))
    }

    // MARK: - Personal tokens

    /// The person's tokens, oldest first; expired ones stay until they are revoked or a day has passed.
    package func tokens(of person: PersonID) -> [PersonalToken] {
        tokens.values.filter { $0.person == person }.sorted { $0.id < $1.id }
    }

    /// Makes a token; its text is given back this once.
    package mutating func addToken(
        of person: PersonID, named name: Line, expires: Moment?, at now: Moment
    ) throws(Refusal) -> (text: String, token: PersonalToken) {
        if let expires, expires <= now { throw .expired(expires) }
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

    /// Sets the password and ends every session that an earlier one opened.
    package mutating func set(_ password: PasswordHash, of person: PersonID) {
        passwords[person] = password
        sessions = sessions.filter { $0.value.person != person }
    }

    /// The person's sessions, oldest first.
    package func sessions(of person: PersonID) -> [Session] {
        sessions.values.filter { $0.person == person }.sorted { $0.id < $1.id }
    }

    mutating func openSession(of person: PersonID, at now: Moment) -> (text: String, session: Session) {
        let own = sessions.filter { $0.value.person == person }.sorted { $0.value.seen < $1.value.seen }
        for (hash, _) in own.dropLast(Self.mostSessions - 1) { sessions[hash] = nil }
        let text = BearerToken.make()
        let session = Session(id: SessionID(at: now), person: person, began: now, seen: now)
        if let hash = TokenHash(of: text) { sessions[hash] = session }
        return (text, session)
    }

    mutating func endSession(_ id: SessionID, of person: PersonID) throws(Refusal) {
        guard let found = sessions.first(where: { $0.value.id == id && $0.value.person == person }) else {
            throw .noSession(id)
        }
        sessions[found.key] = nil
    }

    /// Writes down the last requests, and forgets what has ended.
    mutating func tidy(at now: Moment, seen: [SessionID: Moment] = [:]) {
        for (hash, session) in sessions {
            let last = max(session.seen, seen[session.id] ?? session.seen)
            sessions[hash]?.seen = last
            if !session.isOpen(at: now, lastSeen: last) { sessions[hash] = nil }
        }
        tokens = tokens.filter { $0.value.isGood(at: now.advanced(bySeconds: -86_400)) }
    }
}
