package import Foundation
package import Offices

/// Who changed what persons may do.
package enum RightsAuthor: Hashable, Sendable, Codable {
    /// A person, over the API.
    case person(PersonID)
    /// Somebody at the service's machine, by the name of their user there.
    case administrator(String)
    /// The service itself: what has expired is put away.
    case service

    /// Whoever runs this process; with sudo, also who called it.
    package static var localUser: RightsAuthor {
        let name = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "\(geteuid())"
        let caller = ProcessInfo.processInfo.environment["SUDO_USER"].map { " (sudo: \($0.prefix(40)))" } ?? ""
        return .administrator(name + caller)
    }
}

/// A change of what persons may do, as the audit keeps it: persons and posts, passwords, personal tokens; never a secret.
package struct RightsChange: Hashable, Sendable, Codable {
    package let id: UUID
    package let by: RightsAuthor
    package let at: Moment
    package let changes: [Change]

    /// What changed for one person.
    package struct Change: Hashable, Sendable, Codable {
        package let kind: Kind
        package let person: PersonID
        /// The person's name at that time.
        package let name: String
        /// All posts as they are after the change, where they changed.
        package let posts: [Post]?
        package let token: PersonalTokenID?

        init(_ kind: Kind, _ person: PersonID, _ name: String, posts: [Post]? = nil, token: PersonalTokenID? = nil) {
            (self.kind, self.person, self.name, self.posts, self.token) = (kind, person, name, posts, token)
        }
    }

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case personAdded = "person-added"
        case personChanged = "person-changed"
        case passwordSet = "password-set"
        case tokenMade = "token-made"
        /// Revoked, or ended with the password under which it was made.
        case tokenEnded = "token-ended"
    }

    /// Changes that one entry of the audit holds at most; an import has more entries.
    static let most = 200
}

extension RightsChange {
    /// What differs between the people before and after; nothing when nobody's rights do.
    static func all(from before: People, to after: People, by author: RightsAuthor, at now: Moment) -> [RightsChange] {
        let changes =
            (before.register == after.register ? [] : persons(before, after))
            + (before.accounts.passwords == after.accounts.passwords ? [] : passwords(before, after))
            + (before.accounts.tokens == after.accounts.tokens ? [] : tokens(before, after, at: now))
        return stride(from: 0, to: changes.count, by: most).map { start in
            RightsChange(
                id: UUID(), by: author, at: now, changes: Array(changes[start..<min(start + most, changes.count)]))
        }
    }

    private static func persons(_ before: People, _ after: People) -> [Change] {
        after.persons.compactMap { person in
            guard let earlier = before.register[person.id] else {
                return Change(.personAdded, person.id, person.name, posts: person.posts)
            }
            return earlier == person ? nil : Change(.personChanged, person.id, person.name, posts: person.posts)
        }
    }

    /// A password that is only hashed anew, at a higher cost, is the password that it was: the service does that.
    private static func passwords(_ before: People, _ after: People) -> [Change] {
        after.accounts.passwords.filter { before.accounts.passwords[$0.key]?.isReplaced(by: $0.value) ?? true }
            .keys.sorted().map { Change(.passwordSet, $0, name(of: $0, after)) }
    }

    private static func tokens(_ before: People, _ after: People, at now: Moment) -> [Change] {
        let made = after.accounts.tokens.filter { before.accounts.tokens[$0.key] == nil }.values
        let ended = before.accounts.tokens.filter { after.accounts.tokens[$0.key] == nil }.values
            .filter { $0.isGood(at: now) }
        return made.sorted { $0.id < $1.id }.map {
            Change(.tokenMade, $0.person, name(of: $0.person, after), token: $0.id)
        }
            + ended.sorted { $0.id < $1.id }.map {
                Change(.tokenEnded, $0.person, name(of: $0.person, after), token: $0.id)
            }
    }

    private static func name(of person: PersonID, _ people: People) -> String {
        people.register[person].map { String($0.name.prefix(200)) } ?? ""
    }
}
