package import Cases
package import Meetings
package import Procedures

/// What a case follows from its beginning to its end: the version of each procedure, and what the policy switched.
package struct Edition: Hashable, Sendable {
    let versions: [ProcedureCode: Int]
    let switches: PolicySwitches

    package init(_ opening: MeetingOpening) { (versions, switches) = (opening.versions, opening.switches ?? .none) }

    package init(_ opening: CaseOpening) { (versions, switches) = (opening.versions, opening.switches ?? .none) }

    package func load() throws(Procedures.Refusal) -> Procedures {
        try Procedures.load(versions: versions, switches: switches)
    }
}
