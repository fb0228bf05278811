package import Offices

/// By what somebody signs in, beside the password.
package enum SignInName: Hashable, Sendable {
    case nip(NIP)
    case person(PersonID)

    /// What failures are counted by while nobody of that name is known.
    fileprivate var key: String {
        switch self {
        case .nip(let nip): nip.digits
        case .person(let id): id.description
        }
    }
}

extension ControlRoom {
    /// Sign-ins whose passwords wait to be hashed at a time; each takes 32 MiB and a good part of a second.
    private static let mostSignIns = 16

    /// The person whose token or session it is, with the posts in force now; `nil` for any other text.
    ///
    /// What is changed while the service runs counts from the next request on.
    package func caller(bearing token: String) -> (person: Person, proof: Accounts.Proof)? {
        if let renewed = try? people.renewed() { people = renewed }
        let now = clock()
        guard let (person, proof) = people.bearer(of: token, at: now, seen: seen) else { return nil }
        if case .session(let id) = proof { note(id, at: now) }
        return (person.inForce(at: now), proof)
    }

    /// The person whose token or session it is, with the posts in force now.
    package func person(bearing token: String) -> Person? { caller(bearing: token)?.person }

    /// Everybody, with the posts in force now.
    package func personsInForce() -> [Person] {
        if let renewed = try? people.renewed() { people = renewed }
        let now = clock()
        return people.persons.map { $0.inForce(at: now) }
    }

    // MARK: - Signing in

    /// Opens a session for a name and its password; the token is given back this once.
    ///
    /// A wrong name takes as long as a wrong password and gets the same answer.
    package func signIn(_ name: SignInName, password: String) async throws -> (text: String, session: Session) {
        if let renewed = try? people.renewed() { people = renewed }
        let person = person(named: name)
        let key = person?.id.description ?? name.key
        guard signingIn < Self.mostSignIns else { throw SignInRefusal.busy }
        try throttle.admit(key, at: clock())
        signingIn += 1
        defer { signingIn -= 1 }
        let kept = person.flatMap { people.accounts.passwords[$0.id] }
        guard try await matches(kept ?? .decoy, password), kept != nil, let person else { throw SignInRefusal.wrong }
        throttle.clear(key)
        let now = clock()
        return try await change { people in
            // The password may have been changed, by another process, while it was being compared.
            guard people.accounts.passwords[person.id] == kept else { throw SignInRefusal.wrong }
            return people.accounts.openSession(of: person.id, at: now)
        }
    }

    /// One at a time: two cores and 32 MiB each are not to be had by asking often.
    private func matches(_ hash: PasswordHash, _ password: String) async throws -> Bool {
        await hashing.enter()
        let result: Bool
        do {
            result = try await OffPool.run { hash.matches(password) }
        } catch {
            await hashing.leave()
            throw error
        }
        await hashing.leave()
        return result
    }

    private func person(named name: SignInName) -> Person? {
        switch name {
        case .nip(let nip): people.register[nip]
        case .person(let id): people.register[id]
        }
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

    /// Makes a personal token; its text is given back this once.
    package func addToken(
        of person: PersonID, named name: Line, expires: Moment?
    ) async throws -> (text: String, token: PersonalToken) {
        let now = clock()
        return try await change { try $0.accounts.addToken(of: person, named: name, expires: expires, at: now) }
    }

    package func revokeToken(_ id: PersonalTokenID, of person: PersonID) async throws {
        try await change { try $0.accounts.revokeToken(id, of: person) }
    }

    package func endSession(_ id: SessionID, of person: PersonID) async throws {
        try await change { try $0.accounts.endSession(id, of: person) }
        seen[id] = nil
    }

    // MARK: - On disk

    /// Changes the people on disk, outside the cooperative pool, and takes them from there.
    private func change<Result: Sendable>(
        _ body: @escaping @Sendable (inout People) throws -> Result
    ) async throws -> Result {
        let (path, now, seen, known) = (folder.people, clock(), seen, people)
        let changed = try await OffPool.run {
            let (people, result) = try People.change(at: path, since: known) { people in
                people.accounts.tidy(at: now, seen: seen)
                return try body(&people)
            }
            return Changed(people: people, result: result)
        }
        // Another change may have come back before this one.
        people = (try? changed.people.renewed()) ?? changed.people
        let open = Set(people.accounts.sessions.values.map(\.id))
        self.seen = self.seen.filter { open.contains($0.key) }
        return changed.result
    }

    private struct Changed<Result: Sendable>: Sendable {
        let people: People
        let result: Result
    }

    /// Remembers a session's last request; written down every five minutes, so that a restart signs nobody out.
    private func note(_ id: SessionID, at now: Moment) {
        seen[id] = now
        guard now.seconds(since: seenWritten) > 300 else { return }
        seenWritten = now
        keeping = Task { try? await change { _ in } }
    }
}
