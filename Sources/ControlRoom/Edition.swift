import Cases
import Meetings
import Procedures

/// What a case follows from its beginning to its end: the version of each procedure, and what the policy switched.
struct Edition: Hashable, Sendable {
    let versions: [ProcedureCode: Int]
    let switches: PolicySwitches

    init(_ opening: MeetingOpening) { (versions, switches) = (opening.versions, opening.switches ?? .none) }

    init(_ opening: CaseOpening) { (versions, switches) = (opening.versions, opening.switches ?? .none) }

    func load() throws(Procedures.Refusal) -> Procedures {
        try Procedures.load(versions: versions, switches: switches)
    }
}
