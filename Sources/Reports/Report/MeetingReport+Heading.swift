package import Offices

extension MeetingReport {
    /// Under whose name a report goes out, and how it is classed.
    package struct Heading: Hashable, Sendable, Codable {
        /// The office that holds the meeting, as it stands in the letterhead.
        package var unit: String
        /// The town that stands before the date; `nil` where none is known.
        package var place: String?
        /// The urgency of its paper: `Segera`.
        package var urgency: String
        /// The security class of its paper: `Terbatas`.
        package var security: String

        package init(unit: String, place: String?, urgency: String, security: String) {
            (self.unit, self.place, self.urgency, self.security) = (unit, place, urgency, security)
        }
    }

    /// Which items of the procedures a report cites: those by which its own meeting was decided and conducted.
    package struct Items: Hashable, Sendable, Codable {
        /// `P02.1`, or `P01.6 b.1 dan P03.1`.
        package var ground: String
        /// `P09` or `P10`.
        package var conduct: String

        package init(ground: String, conduct: String) {
            (self.ground, self.conduct) = (ground, conduct)
        }

        /// `P10.4`.
        package func item(_ step: Int) -> String { "\(conduct).\(step)" }
    }

    /// An act of the chair, with whoever recorded it.
    package struct ChairAct: Hashable, Sendable, Codable {
        package var kind: Kind
        package var at: Moment
        /// Who did it, or recorded it on whose order, as marks are printed (AC-126).
        package var by: String
        /// By whom and when what was recorded on an oral order was confirmed; `nil` while it is not, and for what was
        /// done in person.
        package var confirmed: String?
        /// Whether it was recorded on an oral order.
        package var isOral: Bool

        package init(kind: Kind, at: Moment, by: String, confirmed: String? = nil, isOral: Bool = false) {
            (self.kind, self.at, self.by, self.confirmed, self.isOral) = (kind, at, by, confirmed, isOral)
        }

        package enum Kind: String, Hashable, Sendable, Codable {
            case opening, closing
        }
    }

    /// A topic of the agenda and what was said of it.
    package struct Topic: Hashable, Sendable, Codable {
        package var title: String
        /// As the operator wrote it down; `nil` when nothing was written.
        package var summary: String?

        package init(title: String, summary: String? = nil) {
            (self.title, self.summary) = (title, summary)
        }
    }

    /// A rule that no official text prints, or prints without its condition.
    package struct DerivedRule: Hashable, Sendable, Codable {
        /// `AC-073`, the name by which the policy knows it.
        package var name: String
        package var statement: String
        /// The act stands in the text, and only its condition does not.
        package var isPartly: Bool

        package init(name: String, statement: String, isPartly: Bool = false) {
            (self.name, self.statement, self.isPartly) = (name, statement, isPartly)
        }
    }
}
