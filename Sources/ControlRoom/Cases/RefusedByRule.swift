package import Cases
package import Engine
package import Journal
package import Meetings
package import Procedures

/// A rule that turned a request down; nothing was changed.
package protocol RefusedByRule: Error {
    /// The act that was refused; `nil` when the rule speaks of no single act.
    var refused: ActReference? { get }
    var word: RefusalWord { get }
    /// Indonesian, one line.
    var message: String { get }
    /// English, one line.
    var english: String { get }
}

/// The kind of rule that said no, as the API answers it and the audit keeps it.
package enum RefusalWord: String, Hashable, Sendable, CaseIterable {
    /// A step that must come before is missing, or the act is done already.
    case order
    /// Another role, or another office, does this.
    case role
    /// What the act brings does not fit.
    case form
    /// Things have moved on since the person looked, or the key was used before.
    case stale
    /// A condition outside the order of steps is not met.
    case condition
    /// There is no case or meeting of that id.
    case path

    init(_ rule: Meeting.Refusal.Rule) {
        self =
            switch rule {
            case .order: .order
            case .role: .role
            case .form: .form
            case .stale: .stale
            case .condition: .condition
            }
    }
}

extension Meeting.Refusal: RefusedByRule {
    package var refused: ActReference? { act }
    package var word: RefusalWord { RefusalWord(rule) }
}

extension Case.Refusal: RefusedByRule {
    package var refused: ActReference? { act }

    package var word: RefusalWord {
        switch self {
        case .procedure(let refusal): Meeting.Refusal(refusal).word
        case .form: .form
        case .paper: .condition
        }
    }
}

extension CaseBeginningRefusal: RefusedByRule {
    package var refused: ActReference? { nil }

    package var word: RefusalWord {
        switch self {
        case .notACase, .wrongOffice, .noSuchOfficial, .noScan: .form
        case .noRoom, .noControlRoom: .condition
        }
    }
}

extension UnknownCase: RefusedByRule {
    package var refused: ActReference? { nil }
    package var word: RefusalWord { .path }
    package var message: String { "perkara \(id) tidak ada" }
    package var english: String { "there is no case \(id)" }
}

extension UnknownMeeting: RefusedByRule {
    package var refused: ActReference? { nil }
    package var word: RefusalWord { .path }
    package var message: String { "rapat \(id) tidak ada" }
    package var english: String { "there is no meeting \(id)" }
}

extension NoPost: RefusedByRule {
    package var refused: ActReference? { nil }
    package var word: RefusalWord { .role }
    package var message: String { "\(person) tidak memegang jabatan saat ini" }
    package var english: String { "\(person) holds no post now" }
}

extension Journal.Refusal: RefusedByRule {
    package var refused: ActReference? { nil }
    package var word: RefusalWord { .stale }
    package var message: String { "coba lagi: \(self)" }
    package var english: String { "try again: \(self)" }
}

/// A body that is no act: an act that no procedure has, a field that does not fit.
package struct UnreadableAct: RefusedByRule, Hashable {
    /// Where the body does not fit, and how, on one line.
    package let line: String

    package init(_ line: String) { self.line = line }

    package var refused: ActReference? { nil }
    package var word: RefusalWord { .form }
    package var message: String { line }
    package var english: String { line }
}
