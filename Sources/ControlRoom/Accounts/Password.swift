import Foundation
package import Offices

/// A password that may be set: 12 to 256 characters without control characters, and not soon guessed.
package struct Password: Sendable {
    let bytes: Data

    /// Takes a text as a password of the person, whose names, numbers and offices make it no harder to guess.
    package init(_ text: String, of person: Person? = nil) throws(Refusal) {
        guard (12...256).contains(text.count), text.utf8.count <= 1024 else { throw .length(text.count) }
        guard text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else { throw .control }
        let strength = PasswordStrength(of: text, known: person.map(PasswordStrength.words) ?? [])
        if strength.isCommon { throw .common }
        guard strength.bits >= PasswordStrength.least else { throw .guessable }
        bytes = Self.bytes(of: text)
    }

    /// Composed (NFC), so that two keyboards which write é differently give the same password.
    static func bytes(of text: String) -> Data { Data(text.precomposedStringWithCanonicalMapping.utf8) }

    /// Why a text is no password; the text itself is never repeated.
    package enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        case length(Int)
        case control
        case common
        case guessable

        package var description: String {
            let advice = "such as four words that do not belong together"
            return switch self {
            case .length(let count): "the password has \(count) characters; allowed: 12 to 256, \(advice)"
            case .control: "the password holds a control character; allowed: what can be typed on one line"
            case .common: "the password is one of those that many people have; allowed: one of your own, \(advice)"
            case .guessable:
                "the password is soon guessed: it repeats itself, follows the keyboard or the alphabet, or is made of "
                    + "names, numbers, offices or years; allowed: what nobody would try, \(advice)"
            }
        }
    }
}
