package import Offices

/// Why one's own password is not changed; what is wrong with the old one is told as at a sign-in (`SignInRefusal`), and
/// what is wrong with the new one by `Password.Refusal`.
package enum PasswordChangeRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The new password is the old one.
    case same
    /// A personal token is for programs; a password is changed where one signs in.
    case noSession

    package var description: String {
        switch self {
        case .same: "the new password is the old one; give another"
        case .noSession: "a password is changed in a session; sign in with the password, then change it"
        }
    }
}

extension AccountsDesk {
    /// Changes the person's own password: the old one is proved first, in the same line and with the same pauses as a
    /// sign-in.
    ///
    /// Everything that was made under the old one ends, other sessions, tokens and known devices, but the session that asks
    /// and the device in which it lives. Throws `SignInRefusal`, `Password.Refusal` or `PasswordChangeRefusal`.
    package func changePassword(
        of person: Person, from current: String, to new: String, by proof: Accounts.Proof?, at origin: SignInOrigin
    ) async throws {
        guard case .session(let session) = proof else { throw PasswordChangeRefusal.noSession }
        let proved = try await confirm(person, password: current, from: origin)
        // Compared as they are kept: composed, so that two keyboards write the same.
        guard Password.bytes(of: current) != Password.bytes(of: new) else { throw PasswordChangeRefusal.same }
        let cost = passwordCost
        // Judging a password takes as long as hashing it, so it is judged in the same place.
        let hash = try await hashed(known: true) { try PasswordHash(of: Password(new, of: person), cost: cost) }
        try await change(by: .person(person.id)) { people in
            // Another change may have come first, by another process.
            guard people.accounts.passwords[person.id] == proved else { throw SignInRefusal.wrong }
            people.accounts.set(hash, of: person.id, keeping: session, in: origin.device)
        }
    }
}
