package import Foundation
package import Offices

/// A personal token, by an id that may be shown.
package struct PersonalTokenID: Identifier {
    package let uuid: UUID
    package init(uuid: UUID) { self.uuid = uuid }
}

/// A token that a person made for a program of theirs; the secret itself is not here.
package struct PersonalToken: Hashable, Sendable, Codable, Identifiable {
    package let id: PersonalTokenID
    package let person: PersonID
    /// What it is for, in the person's own words.
    package let name: Line
    package let made: Moment
    /// Good up to, but not including, this moment; `nil` until it is revoked.
    package let expires: Moment?

    package func isGood(at moment: Moment) -> Bool { expires.map { moment < $0 } ?? true }
}
