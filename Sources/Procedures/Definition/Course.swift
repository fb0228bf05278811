package import Offices

/// Which procedures run together as one case.
package enum Course: String, Hashable, Sendable, Codable, CaseIterable {
    /// Monitoring and proposal at a Sekretariat/Direktorat (P01).
    case monitoring
    /// A meeting in the RKO, its preparation everywhere, its report (P02, P04 to P08, P09).
    case controlRoomMeeting = "control-room-meeting"
    /// A meeting hosted by a Sekretariat/Direktorat (P03, P04 to P08, P10).
    case directorateMeeting = "directorate-meeting"
    /// KLIP's outreach (P11).
    case outreach
    /// A question about an electronic application (P12).
    case question
    /// The follow-up of an escalated question (P13).
    case escalation
    /// A day's distribution of MPN data (P14).
    case distribution

    /// The procedures, in the order of the work.
    package var codes: [ProcedureCode] {
        switch self {
        case .monitoring: [.p01]
        case .controlRoomMeeting: [.p02, .p04, .p05, .p06, .p07, .p08, .p09]
        case .directorateMeeting: [.p03, .p04, .p05, .p06, .p07, .p08, .p10]
        case .outreach: [.p11]
        case .question: [.p12]
        case .escalation: [.p13]
        case .distribution: [.p14]
        }
    }

    /// The procedure with which a case begins.
    package var opening: ProcedureCode { codes[0] }

    /// Whether it is a meeting, with rooms and media.
    package var isMeeting: Bool { self == .controlRoomMeeting || self == .directorateMeeting }

    /// The meeting that an office of a kind hosts; `nil` for one that hosts none.
    package static func meeting(hostedBy kind: OfficeKind) -> Course? {
        switch kind {
        case .rko: .controlRoomMeeting
        case .direktorat: .directorateMeeting
        default: nil
        }
    }

    /// The course that begins with a procedure; `nil` for one that begins none.
    package init?(opening code: ProcedureCode) {
        guard let course = Self.allCases.first(where: { $0.opening == code }) else { return nil }
        self = course
    }
}
