package import Offices

extension Document {
    /// Why a paper stays as it is; nothing changes when one of these is thrown.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case nothingHandedIn
        /// Another office's official (AC-008).
        case otherOffice(OfficeID, allowed: OfficeID)
        /// The chain is complete; only registration and dispatch may follow.
        case final
        /// AC-013, AC-018.
        case noAttachment
        case unchanged(version: Int)
        /// Nobody of that role gives such a mark here (AC-008).
        case notInChain(Mark.Kind, Role, chain: [MarkLevel])
        case notReviewer(Role, chain: [MarkLevel])
        case stale(newest: Int)
        case givenBack(version: Int)
        /// A mark further up stands already.
        case passed(Mark)
        case alreadyMarked(Mark)
        case samePerson(Mark)
        /// Marks of the chain are missing (AC-006, AC-007, AC-018).
        case unmarked(missing: [MarkLevel])
        case registered(LetterNumber)
        case otherKind(LetterNumber, allowed: DocumentKind)
        case unregistered

        /// English, one line.
        package var description: String {
            switch self {
            case .nothingHandedIn: "no version has been handed in; hand in a draft first"
            case .otherOffice(let found, let allowed):
                "the official acts for \(found); allowed: officials of \(allowed), which issues the paper"
            case .final: "every mark is there; allowed: registration and dispatch only"
            case .noAttachment: "nothing is attached; attach the signed report (P01.9)"
            case .unchanged(let version): "the draft says the same as version \(version); change it, or leave it"
            case .notInChain(let kind, let role, let chain):
                "\(role.term) gives no \(kind.english) here; allowed: \(Self.english(chain))"
            case .notReviewer(let role, let chain):
                "\(role.term) does not review this paper; allowed: \(Self.english(chain))"
            case .stale(let newest): "the paper has moved on to version \(newest); read that one"
            case .givenBack(let version): "version \(version) went back to its drafter; wait for the next version"
            case .passed(let mark): "\(mark.actor.name) gave the \(mark.kind.english) of \(mark.act) already"
            case .alreadyMarked(let mark): "\(mark.act) was done already, by \(mark.actor.name)"
            case .samePerson(let mark):
                "\(mark.actor.name) marked this version already (\(mark.act)); another person marks the other levels"
            case .unmarked(let missing): "marks are missing: \(Self.english(missing))"
            case .registered(let number): "the paper has the number \(number) already; a paper has one number"
            case .otherKind(let number, let allowed):
                "\(number) numbers a \(number.kind.english); allowed: a number beginning with \(allowed.prefix)-"
            case .unregistered: "the paper has no number; register it first (P01.14)"
            }
        }

        private static func english(_ levels: [MarkLevel]) -> String {
            levels.isEmpty
                ? "none, this paper is not marked"
                : levels.map { "\($0.kind.english) by \(words($0)) (\($0.act))" }.joined(separator: ", ")
        }

        static func words(_ level: MarkLevel) -> String { level.roles.map(\.term).joined(separator: " / ") }
    }
}
