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
    /// Good up to, but not including, this moment; `nil` in one of an earlier program that has not been given its end yet.
    package internal(set) var expires: Moment?

    /// How long a token is good unless it is made for less, in seconds: 90 days.
    package static let usual = 7_776_000.0
    /// The longest that a token can be made for, in seconds: 366 days.
    package static let longest = 31_622_400.0

    package func isGood(at moment: Moment) -> Bool { expires.map { moment < $0 } ?? true }
}
