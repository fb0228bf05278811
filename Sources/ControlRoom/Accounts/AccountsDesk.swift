import Disk
package import Offices
import Synchronization

/// Who may act: persons with their posts, and the passwords, tokens, sessions and devices by which they are known.
///
/// Everything lies in the files of the people, which other processes change too: each request looks whether they have. What
/// happens at the door is told to the audit before anybody is answered.
package actor AccountsDesk {
    let folder: StateFolder
    let clock: @Sendable () -> Moment
    let steady: @Sendable () -> Moment
    /// What a password's hash costs that is made now.
    let passwordCost: PasswordHash.Cost
    let news: News
    /// Keeps what happened at the door.
    let door: @Sendable (DoorEvent, Person?, PeerAddress) async throws -> Void
    /// Takes over what has changed of anybody's rights.
    private let rightsChanged: @Sendable () async throws -> Void
    private let book: Mutex<People>
    /// The last request of each session.
    private var seen: [SessionID: Moment] = [:]
    /// When the last requests were last written down.
    private var seenWritten: Moment
    /// The writing down that is under way, or was last.
    private(set) var writingDown: Task<Void, Never>?
    var throttle = SignInThrottle()
    var hashingQueue = HashingQueue()
    let hashing = HashingPlaces()

    init(
        _ people: People, in folder: StateFolder, passwordCost: PasswordHash.Cost, news: News,
        steady: @escaping @Sendable () -> Moment, clock: @escaping @Sendable () -> Moment,
        door: @escaping @Sendable (DoorEvent, Person?, PeerAddress) async throws -> Void,
        rightsChanged: @escaping @Sendable () async throws -> Void
    ) {
        (self.folder, self.passwordCost, self.news, self.steady, self.clock) = (
            folder, passwordCost, news, steady, clock
        )
        (self.door, self.rightsChanged) = (door, rightsChanged)
        book = Mutex(people)
        seenWritten = clock()
    }

    /// Everybody, as the files were when they were last looked at.
    nonisolated var people: People { book.withLock { $0 } }

    /// Looks whether somebody has changed the files; one look at a time, so that none puts an older reading back.
    nonisolated func renew() { replace(Self.renew) }

    /// Waits until what is being written down is on disk.
    func finish() async { await writingDown?.value }

    /// Puts what was read in the place of what was; pages hear of it when it is something else.
    private nonisolated func replace(_ change: (inout People) -> Void) {
        let isOther = book.withLock { people in
            let before = people
            change(&people)
            return !people.isAsRead(with: before)
        }
        if isOther { news.tell() }
    }

    private static func renew(_ people: inout People) { if let renewed = try? people.renewed() { people = renewed } }

    /// The person whose token or session it is, with the posts in force now; `nil` for any other text.
    ///
    /// What is changed while the service runs counts from the next request on.
    package func caller(bearing token: String) -> (person: Person, proof: Accounts.Proof)? {
        renew()
        let now = clock()
        guard let (person, proof) = people.bearer(of: token, at: now, seen: seen) else { return nil }
        if case .session(let id) = proof { note(id, at: now) }
        return (person.inForce(at: now), proof)
    }

    /// The person whose token or session it is, with the posts in force now.
    package func person(bearing token: String) -> Person? { caller(bearing: token)?.person }

    /// Everybody, with the posts in force now.
    package nonisolated func personsInForce() -> [Person] {
        renew()
        let now = clock()
        return people.persons.map { $0.inForce(at: now) }
    }

    /// Whether what proved a caller still holds, and the person still has a post in force; it is no request of theirs.
    package func mayGoOn(_ person: PersonID, by proof: Accounts.Proof) -> Bool {
        renew()
        let now = clock()
        guard people.holds(proof, of: person, at: now, seen: seen) else { return false }
        return people.register[person]?.inForce(at: now).posts.isEmpty == false
    }

    // MARK: - One's own tokens and sessions

    package func tokens(of person: PersonID) -> [PersonalToken] { people.accounts.tokens(of: person) }

    /// The sessions that are open now, with the last request of each.
    package func sessions(of person: PersonID) -> [Session] {
        let now = clock()
        return people.accounts.sessions(of: person).compactMap { session in
            var session = session
            session.seen = max(session.seen, seen[session.id] ?? session.seen)
            return session.isOpen(at: now, lastSeen: session.seen) ? session : nil
        }
    }

    /// Makes a personal token, good for 90 days unless told otherwise; its text is given back this once.
    ///
    /// It outlives the session by which it is asked for, so it takes a session that has just begun with the password, or
    /// the password once more. Throws `TokenRefusal`, `SignInRefusal` or `Accounts.Refusal`.
    package func addToken(
        of person: Person, named name: Line, expires: Moment?, by proof: Accounts.Proof?, password: String?,
        from origin: SignInOrigin
    ) async throws -> (text: String, token: PersonalToken) {
        if let password {
            try await confirm(person, password: password, from: origin)
        } else {
            guard case .session(let id) = proof, people.accounts.session(id)?.isFresh(at: clock()) == true else {
                throw TokenRefusal.notFresh
            }
        }
        let now = clock()
        return try await change(by: .person(person.id)) {
            try $0.accounts.addToken(of: person.id, named: name, expires: expires, at: now)
        }
    }

    package func revokeToken(_ id: PersonalTokenID, of person: PersonID) async throws {
        try await change(by: .person(person)) { try $0.accounts.revokeToken(id, of: person) }
    }

    /// Signs out whoever has that session; a token of another kind, and one that is none, changes nothing.
    package func endSession(bearing token: String, at address: PeerAddress) async throws {
        guard let (person, proof) = caller(bearing: token), case .session(let id) = proof else { return }
        try await endSession(id, of: person.id, at: address)
    }

    /// Signs out: ends one of the person's sessions.
    package func endSession(_ id: SessionID, of person: PersonID, at address: PeerAddress = .unknown) async throws {
        try await change(by: .person(person)) { try $0.accounts.endSession(id, of: person) }
        seen[id] = nil
        try await door(.signedOut, people.register[person], address)
    }

    // MARK: - On disk

    /// Changes the people on disk, outside the cooperative pool, and takes them from there.
    func change<Result: Sendable>(
        by author: RightsAuthor, _ body: @escaping @Sendable (inout People) throws -> Result
    ) async throws -> Result {
        let (path, now, seen, known) = (folder.people, clock(), seen, people)
        let changed = try await OffPool.run {
            let (people, result) = try People.change(at: path, since: known, by: author, now: now) { people in
                people.accounts.tidy(at: now, seen: seen)
                return try body(&people)
            }
            return Changed(people: people, result: result)
        }
        // Another change may have come back before this one.
        replace { people in
            people = changed.people
            Self.renew(&people)
        }
        let open = Set(people.accounts.sessions.values.map(\.id))
        self.seen = self.seen.filter { open.contains($0.key) }
        // What cannot be noted now waits in its file for the next look.
        try? await rightsChanged()
        return changed.result
    }

    /// Gives an end to tokens of earlier programs, which had none.
    func endTokens() async throws {
        guard people.accounts.tokens.values.contains(where: { $0.expires == nil }) else { return }
        try await change(by: .service) { _ in }
    }

    private struct Changed<Result: Sendable>: Sendable {
        let people: People
        let result: Result
    }

    /// Remembers a session's last request; written down every five minutes, so that a restart signs nobody out.
    private func note(_ id: SessionID, at now: Moment) {
        seen[id] = now
        guard abs(now.seconds(since: seenWritten)) > 300 else { return }
        seenWritten = now
        writingDown = Task { try? await change(by: .service) { _ in } }
    }
}

/// Why a personal token is not made.
package enum TokenRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The session began too long ago, or by no password.
    case notFresh

    package var description: String {
        "a token is made within \(Int(Session.fresh / 60)) minutes of a sign-in with the password; "
            + "sign in again, or send the password along"
    }
}
