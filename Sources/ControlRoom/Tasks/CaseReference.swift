package import Offices

/// A case of any kind: a meeting or a run of another procedure.
package enum CaseReference: Hashable, Sendable, CustomStringConvertible {
    case meeting(MeetingID)
    case other(CaseID)

    package var description: String {
        switch self {
        case .meeting(let id): id.description
        case .other(let id): id.description
        }
    }
}
