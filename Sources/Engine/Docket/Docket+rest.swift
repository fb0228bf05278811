package import Cases
import Meetings
import Offices
import Procedures

/// When a case leaves the memory.
extension Docket {
    /// Lets a case go that is at rest.
    mutating func settle(_ subject: CaseReference) {
        if isAtRest(subject) { forget(subject) }
    }

    /// Whether a case came to rest and lies on the shelf: it has to be woken before anything is decided in it.
    func isAside(_ subject: CaseReference) -> Bool {
        switch subject {
        case .meeting(let id): meetings[id] == nil && meeting(id) != nil
        case .other(let id): cases[id] == nil && caseOf(id) != nil
        }
    }

    /// Ended, and what can still be done is only to do again what was done (a follow-up that is finished, P09.5).
    private func isAtRest(_ subject: CaseReference) -> Bool {
        guard board.hasOnlyRepetitions(subject) else { return false }
        switch subject {
        case .meeting(let id): return meetings[id]?.isAtRest ?? false
        case .other(let id):
            guard let known = cases[id], known.isFinished else { return false }
            return !known.callsForMeeting || counts.origins[id] != nil
        }
    }
}

extension Meeting {
    /// Every procedure has ended, every recording is stored, and every agreement is carried out.
    fileprivate var isAtRest: Bool {
        guard proceedings.isFinished, recordings.outstanding.isEmpty, recordings.running.isEmpty else { return false }
        return agreements.allSatisfy { agreement in
            followUps.last { $0.agreement == agreement.number }?.state == .done
        }
    }
}

extension Case {
    /// The next case is the Dirjen's or the head's own meeting, which the service opens (P01.14, P01.6b1).
    package var callsForMeeting: Bool { opening.course == .monitoring && (handling == .heads || isProposed) }
}
