import Offices

/// Which derived rules have a part in a refusal, so that it can say that they are not printed.
extension Proceedings.Refusal.Reason {
    /// The rules of a reason that no official text gives, whatever the act.
    var ownRules: [RuleID] {
        switch self {
        case .sameChain: Self.rules("AC-118")
        case .wrongOffice: Self.rules("AC-068")
        case .notOral: Self.rules("AC-126")
        case .missing(let missing): missing.flatMap(\.rules).eachOnce
        case .outcome(let fault): fault.rules
        default: []
        }
    }

    /// The rules of the reason in a refusal of an act: those of an act that is not printed at all, and of the conditions
    /// that its printed text does not have.
    func rules(of act: Act) -> [RuleID] {
        let carried: [RuleID] =
            switch self {
            case .guards(let unmet): act.rules.filter { unmet.flatMap(\.demand.rules).contains($0) }
            case .missing where act.basis == .both: act.rules
            default: []
            }
        return ((act.basis == .derived ? act.rules : []) + carried + ownRules).eachOnce
    }

    fileprivate static func rules(_ names: String...) -> [RuleID] { names.compactMap { RuleID($0) } }
}

extension OutcomeFault {
    fileprivate var rules: [RuleID] {
        switch self {
        case .officeTwice: Proceedings.Refusal.Reason.rules("AC-071")
        case .notAParty: Proceedings.Refusal.Reason.rules("AC-091")
        case .lastSection: Proceedings.Refusal.Reason.rules("AC-046", "AC-122")
        case .notNotified, .handedIn: Proceedings.Refusal.Reason.rules("directorate-release")
        case .notInvited: Proceedings.Refusal.Reason.rules("AC-073")
        default: []
        }
    }
}

extension Guard {
    /// The derived rules that set the condition, where an act carries them; none for a condition that is printed.
    fileprivate var rules: [RuleID] {
        let names =
            switch self {
            case .materialsThere: ["central-materials"]
            case .devicesPass: ["AC-036", "AC-067"]
            case .agreementsDisplayed: ["AC-086"]
            case .recordingsStored: ["AC-083"]
            case .statementAttached: ["AC-112"]
            case .countsMatch: ["AC-114"]
            case .meetingLive, .screensConfirmed, .meetingClosed, .reportAttached, .inPlan: [String]()
            }
        return names.compactMap { RuleID($0) }
    }
}

extension Proceedings.Refusal {
    /// What a screen writes beside it: `bukan dari SOP: AC-118`; `nil` where the official text says no.
    package var remark: String? { RuleRemark(rules)?.indonesian }
}

/// The remark of derived rules, as screens, refusals and logs write it.
package struct RuleRemark: Hashable, Sendable {
    /// `bukan dari SOP: AC-118`, or `sebagian bukan dari SOP: …` when the text prints the act and not the condition.
    package let indonesian: String
    /// `not from the SOP: AC-118`.
    package let english: String

    /// `nil` without any rule.
    package init?(_ rules: [RuleID]) {
        guard !rules.isEmpty else { return nil }
        let policy = try? Policy.load()
        let isWhole = rules.allSatisfy { policy?[$0]?.basis == .derived }
        let names = rules.listed("")
        indonesian = "\((isWhole ? Basis.derived : .both).remark ?? ""): \(names)"
        english = "\(isWhole ? "not" : "partly not") from the SOP: \(names)"
    }
}

extension [RuleID] {
    fileprivate var eachOnce: [RuleID] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
