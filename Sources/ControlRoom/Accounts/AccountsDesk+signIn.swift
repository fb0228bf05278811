import Disk
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

/// What a sign-in gives, this once: the secrets of the session and of the device.
package struct SignedIn: Sendable {
    package let text: String
    package let session: Session
    /// What the browser keeps, so that it is known the next time; `nil` for a sign-in by a personal token.
    package let device: String?
}

extension AccountsDesk {
    /// Opens a session for a name and its password.
    ///
    /// A wrong name takes as long as a wrong password and gets the same answer. Throws `SignInRefusal`.
    package func signIn(_ name: SignInName, password: String, from origin: SignInOrigin) async throws -> SignedIn {
        renew()
        let person = person(named: name)
        let proved: PasswordHash
        do {
            proved = try await prove(password, of: person, named: name.key, from: origin)
        } catch let refusal as SignInRefusal {
            try await door(.refused(refusal), person, origin.address)
            throw refusal
        }
        guard let person else { throw SignInRefusal.wrong }
        let kept = try await strengthened(proved, password)
        let now = clock()
        let signedIn = try await change(by: .person(person.id)) { people in
            // The password may have been changed, by another process, while it was being compared.
            guard people.accounts.passwords[person.id] == proved else { throw SignInRefusal.wrong }
            people.accounts.passwords[person.id] = kept
            let (text, session) = people.accounts.openSession(of: person.id, at: now)
            let device = people.accounts.recognise(origin.device, of: person.id, at: now)
            return SignedIn(text: text, session: session, device: device)
        }
        try await door(.signedIn, person, origin.address)
        return signedIn
    }

    /// Opens a session by a personal token, with which it ends; `nil` when it is no good token.
    package func signIn(bearing token: String, from origin: SignInOrigin) async throws -> SignedIn? {
        guard let (person, proof) = caller(bearing: token), case .token = proof, let hash = TokenHash(of: token) else {
            try await door(.refused(.wrong), nil, origin.address)
            return nil
        }
        let now = clock()
        let signedIn = try await change(by: .person(person.id)) { people in
            let (text, session) = people.accounts.openSession(of: person.id, by: hash, at: now)
            return SignedIn(text: text, session: session, device: nil)
        }
        try await door(.signedIn, person, origin.address)
        return signedIn
    }

    /// Has a signed-in person prove the password once more; gives the kept hash that it matches. Throws `SignInRefusal`.
    @discardableResult
    func confirm(_ person: Person, password: String, from origin: SignInOrigin) async throws -> PasswordHash {
        do {
            return try await prove(password, of: person, named: person.id.description, from: origin)
        } catch let refusal as SignInRefusal {
            try await door(.refused(refusal), person, origin.address)
            throw refusal
        }
    }

    /// The kept hash that the password matches; whoever fails too often must wait.
    private func prove(
        _ password: String, of person: Person?, named name: String, from origin: SignInOrigin
    ) async throws -> PasswordHash {
        let device = person.flatMap { people.accounts.device(origin.device, of: $0.id, at: clock()) }
        let attempt = SignInAttempt(
            account: person?.id.description ?? name, address: origin.address, device: device?.id)
        try hashingQueue.enter(attempt)
        defer { hashingQueue.leave(attempt) }
        try throttle.admit(attempt, at: steady())
        let kept = person.flatMap { people.accounts.passwords[$0.id] }
        let decoy = PasswordHash.decoy(passwordCost)
        let matches = try await hashed(known: device != nil) { (kept ?? decoy).matches(password) }
        guard matches, let kept else { throw SignInRefusal.wrong }
        throttle.succeed(attempt)
        return kept
    }

    /// The hash at the cost of today; the same one when it has it already.
    private func strengthened(_ kept: PasswordHash, _ password: String) async throws -> PasswordHash {
        let cost = passwordCost
        guard kept.isCheaper(than: cost) else { return kept }
        return try await hashed(known: true) { try PasswordHash(ofProved: password, as: kept, cost: cost) }
    }

    /// Makes a hash in its turn: two cores and 128 MiB each are not to be had by asking often.
    func hashed<Result: Sendable>(
        known isKnown: Bool, _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        await hashing.enter(known: isKnown)
        do {
            let result = try await OffPool.run(work)
            await hashing.leave(known: isKnown)
            return result
        } catch {
            await hashing.leave(known: isKnown)
            throw error
        }
    }

    private func person(named name: SignInName) -> Person? {
        switch name {
        case .nip(let nip): people.register[nip]
        case .person(let id): people.register[id]
        }
    }
}
