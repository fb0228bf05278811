package import Offices

extension Proceedings {
    /// Why an act may not be done; nothing was changed.
    package struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        /// The copy that was asked for.
        package let key: ActKey
        /// `nil` for an act that no procedure of the meeting has.
        package let label: Label?
        package let reason: Reason
        /// The derived rules by which it says no; empty where the official text does.
        package let rules: [RuleID]

        package init(_ key: ActKey, _ label: Label?, _ reason: Reason) {
            (self.key, self.label, self.reason) = (key, label, reason)
            rules = reason.ownRules
        }

        /// The refusal of an act, with the rules that are not printed and have a part in it.
        init(_ key: ActKey, _ act: Act, _ reason: Reason) {
            (self.key, label, self.reason) = (key, act.label, reason)
            rules = reason.rules(of: act)
        }

        /// The act's reference, such as `P06.8`.
        package var act: ActReference { key.act }

        /// What was found, in one line of English.
        package var description: String { english }

        /// The rule that said no.
        package enum Reason: Hashable, Sendable {
            case unknownAct
            /// An end is reached by itself.
            case byNobody
            /// The key names an office or a section where the act has none, or lacks one.
            case wrongShape(Copies)
            /// The act has no copy for that office; it has for these.
            case noSuchCopy([OfficeID])
            /// The act has no copy for that section; it has for these.
            case noSuchSection([SectionID])
            case wrongRole(found: Role, needed: [Role])
            /// The right role, held in another office (AC-068).
            case wrongOffice(found: OfficeID, needed: OfficeID)
            /// The right role, held for another section (AC-056).
            case wrongSection(found: SectionID, needed: SectionID)
            /// The decision took a branch to which the act does not belong (AC-025).
            case otherBranch(of: ActReference, taken: BranchID, label: Label?)
            /// A later act has ended the time for this one.
            case closed(by: ActReference)
            case alreadyDone(Mark)
            /// Acts that must be done before, all of them (AC-116).
            case missing([Missing])
            /// The same person acted in another role of the same chain (AC-118).
            case sameChain(ActReference, Mark)
            /// The act was done by the official in person; there is nothing to confirm.
            case notOral(Mark)
            /// Somebody else was named for it, and still holds the post (AC-018).
            case assigned(to: Assignee)
            case assignee(AssigneeFault)
            case outcome(OutcomeFault)
            case guards([UnmetGuard])
        }
    }
}

/// A condition that does not hold, and what was found instead.
package struct UnmetGuard: Hashable, Sendable {
    package let demand: Guard
    package let found: String
}
