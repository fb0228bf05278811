package import Foundation
package import Offices

/// A session, by an id that may be shown.
package struct SessionID: Identifier {
    package let uuid: UUID
    package init(uuid: UUID) { self.uuid = uuid }
}

/// What a sign-in with a password opened; the secret itself is not here.
package struct Session: Hashable, Sendable, Codable, Identifiable {
    package let id: SessionID
    package let person: PersonID
    package let began: Moment
    /// The last request that was written down; the service knows later ones.
    package internal(set) var seen: Moment
    /// The personal token by which it was opened, and with which it ends; `nil` for one opened with the password.
    var token: TokenHash?

    /// A session ends 12 hours after it began: a working day and its overtime.
    package static let longest = 43_200.0
    /// A session ends after an hour without a request.
    package static let longestSilence = 3_600.0

    /// Rights that outlive a session are given to one that began with the password so many seconds ago at most.
    package static let fresh = 900.0

    /// It began with the password, and not long ago.
    package func isFresh(at moment: Moment) -> Bool {
        token == nil && moment.seconds(since: began) <= Self.fresh
    }

    package var expires: Moment { began.advanced(bySeconds: Self.longest) }

    /// Whether it is open, when the last request was that one.
    package func isOpen(at moment: Moment, lastSeen: Moment) -> Bool {
        moment < expires && moment < max(seen, lastSeen).advanced(bySeconds: Self.longestSilence)
    }
}
