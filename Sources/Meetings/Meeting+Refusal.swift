import Offices
package import Procedures

extension Meeting {
    /// Why an act may not be done: the rule, the act's reference, and what is found and missing, in both languages.
    package struct Refusal: Error, Hashable, Sendable {
        package let rule: Rule
        /// The act that was refused (`P06.8`).
        package let act: ActReference
        /// Indonesian, one line.
        package let message: String
        /// English, one line.
        package let english: String

        package init(rule: Rule, act: ActReference, message: String, english: String) {
            (self.rule, self.act, self.message, self.english) = (rule, act, message, english)
        }

        /// The kind of rule that said no.
        package enum Rule: String, Hashable, Sendable, Codable {
            /// A step that must come before is missing, or the act is done already.
            case order
            /// Another role, or another office, does this.
            case role
            /// What the act brings does not fit.
            case form
            /// The meeting has moved on since the person looked.
            case stale
            /// A condition outside the order of steps is not met: devices, recording, display.
            case condition
        }

        /// - Parameter rule: the derived rule that says no; without one the official text does, or the form's own sense.
        static func form(
            _ act: ActReference, _ message: String, _ english: String, by rule: String? = nil
        ) -> Refusal {
            let remark = rule.flatMap { RuleID($0) }.flatMap { RuleRemark([$0]) }
            return Refusal(
                rule: .form, act: act, message: message + (remark.map { " [\($0.indonesian)]" } ?? ""),
                english: english + (remark.map { " [\($0.english)]" } ?? ""))
        }

        static func stale(_ act: ActReference, _ message: String, _ english: String) -> Refusal {
            Refusal(rule: .stale, act: act, message: message, english: english)
        }

        static func noAgreement(_ number: Int, _ act: ActReference) -> Refusal {
            .form(act, "kesepakatan \(number) tidak ada", "there is no agreement \(number)")
        }

        static func unknownOffice(_ office: OfficeID, in label: String, _ act: ActReference) -> Refusal {
            .form(act, "\(office) tidak mengikuti \(label)", "\(office) does not take part in \(label)")
        }
    }
}

extension Meeting.Refusal {
    /// The procedures' own refusal, with its reference.
    package init(_ refusal: Proceedings.Refusal) {
        self.init(
            rule: Rule(refusal.reason), act: refusal.act, message: refusal.message, english: refusal.english)
    }
}

extension Meeting.Refusal.Rule {
    fileprivate init(_ reason: Proceedings.Refusal.Reason) {
        self =
            switch reason {
            case .byNobody, .wrongRole, .wrongOffice, .wrongSection, .sameChain, .assigned: .role
            case .otherBranch, .closed, .alreadyDone, .missing, .notOral: .order
            case .unknownAct, .wrongShape, .noSuchCopy, .noSuchSection, .outcome, .assignee: .form
            case .guards: .condition
            }
    }
}
