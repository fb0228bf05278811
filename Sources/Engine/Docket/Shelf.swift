import Cases
import Meetings
import Offices

/// A few cases at rest, at hand for who looks at them again; the longest there goes first.
struct Shelf: Sendable {
    private var known: [CaseReference: Known] = [:]
    /// The longest there first.
    private var order: [CaseReference] = []

    /// Enough for a page of a list.
    static let capacity = 64

    /// A case as it stands.
    enum Known: Sendable {
        case meeting(Meeting)
        case other(Case)
    }

    func meeting(_ id: MeetingID) -> Meeting? {
        if case .meeting(let meeting) = known[.meeting(id)] { meeting } else { nil }
    }

    func caseOf(_ id: CaseID) -> Case? { if case .other(let found) = known[.other(id)] { found } else { nil } }

    mutating func put(_ subject: CaseReference, _ value: Known) {
        remove(subject)
        if order.count >= Self.capacity { known[order.removeFirst()] = nil }
        known[subject] = value
        order.append(subject)
    }

    mutating func remove(_ subject: CaseReference) {
        guard known.removeValue(forKey: subject) != nil else { return }
        order.removeAll { $0 == subject }
    }
}
