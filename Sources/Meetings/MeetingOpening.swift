package import Offices
package import Procedures

/// How the case of a meeting begins.
package struct MeetingOpening: Hashable, Sendable, Codable {
    package var number: Int
    package var host: Site
    /// The version of each procedure that the case follows from now on (AC-120).
    package var versions: [ProcedureCode: Int]
    /// How each rule that can be switched stood; `nil` in what was kept before they were, which follows the program (AC-120).
    package var switches: PolicySwitches?
    package var kind: MeetingKind
    /// The case that brought it, when one did; otherwise the decision tells the ground.
    package var ground: Ground?
    package var agenda: Line?

    package init(
        number: Int, host: Site, versions: [ProcedureCode: Int], switches: PolicySwitches = .none,
        kind: MeetingKind = .seriousAndUrgent, ground: Ground? = nil, agenda: Line? = nil
    ) {
        (self.number, self.host, self.versions, self.kind) = (number, host, versions, kind)
        self.switches = switches.isEmpty ? nil : switches
        (self.ground, self.agenda) = (ground, agenda)
    }
}

/// What a meeting is called for.
package enum MeetingKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// A serious and urgent condition, as the procedures say.
    case seriousAndUrgent = "serius-dan-mendesak"
    /// Coordination among the leadership, "bukan dari SOP": the circular's body speaks of it, its procedures do not.
    case leadershipCoordination = "koordinasi-pimpinan"

    /// As screens and documents write it, in Indonesian.
    package var name: String {
        switch self {
        case .seriousAndUrgent: "kondisi serius dan mendesak"
        case .leadershipCoordination: "koordinasi pimpinan"
        }
    }

    /// The remark that screens and documents carry; `nil` for what the procedures say.
    package var remark: String? { self == .leadershipCoordination ? Basis.derived.remark : nil }
}
