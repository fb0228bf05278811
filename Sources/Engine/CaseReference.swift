package import Journal
package import Offices

/// A case of any kind: a meeting or a run of another procedure.
package enum CaseReference: Hashable, Sendable, CustomStringConvertible {
    case meeting(MeetingID)
    case other(CaseID)

    /// The case whose events a stream holds; `nil` for another stream.
    package init?(stream: StreamID) {
        switch stream.kind {
        case "meeting":
            guard let id = EventCodec.meeting(of: stream) else { return nil }
            self = .meeting(id)
        case "case":
            guard let id = EventCodec.caseID(of: stream) else { return nil }
            self = .other(id)
        default: return nil
        }
    }

    /// Where its events are.
    package var stream: StreamID {
        switch self {
        case .meeting(let id): EventCodec.stream(of: id)
        case .other(let id): EventCodec.stream(of: id)
        }
    }

    package var description: String {
        switch self {
        case .meeting(let id): id.description
        case .other(let id): id.description
        }
    }
}
