import Documents
import Offices
package import Procedures

extension Case {
    /// Why an act may not be done: the rule, the act's reference, and what is found and missing, in both languages.
    package enum Refusal: Error, Hashable, Sendable {
        /// Order, role, branch or guard.
        case procedure(Proceedings.Refusal)
        /// What was filed does not fit the form.
        case form(ActReference, message: String, english: String)
        /// The paper's own rules.
        case paper(ActReference, message: String, english: String)

        package var act: ActReference {
            switch self {
            case .procedure(let refusal): refusal.act
            case .form(let act, _, _), .paper(let act, _, _): act
            }
        }

        /// Indonesian, one line.
        package var message: String {
            switch self {
            case .procedure(let refusal): refusal.message
            case .form(let act, let message, _), .paper(let act, let message, _): "\(act) ditolak: \(message)"
            }
        }

        /// English, one line.
        package var english: String {
            switch self {
            case .procedure(let refusal): refusal.english
            case .form(let act, _, let english), .paper(let act, _, let english): "\(act) refused: \(english)"
            }
        }

        init(_ act: ActReference, _ refusal: Document.Refusal) {
            self = .paper(act, message: refusal.message, english: refusal.description)
        }
    }
}
