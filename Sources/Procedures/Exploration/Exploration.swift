package import Offices

/// Every way through one procedure, played with the rules that play the real cases.
///
/// A small instance stands for all: one host, one invited office of the kind, two sections, two banks. What other
/// procedures must bring first is taken as brought. An act that may repeat and that nothing waits for leads nowhere
/// new and is only asked whether it can be done.
package struct Exploration: Sendable {
    package let procedure: ProcedureCode
    /// How many different states were reached.
    package let states: Int
    /// How many acts were done in all of them together.
    package let transitions: Int
    package let findings: [Finding]

    /// What is wrong with a procedure.
    package enum Finding: Hashable, Sendable, CustomStringConvertible {
        /// No way through the procedure ever does it.
        case unreachable(ActReference)
        /// No way takes this outcome of the decision.
        case branchNotTaken(ActReference, BranchID)
        /// From here the end cannot be reached any more; the acts done so far.
        case stuck(after: [ActKey])
        /// The act can be done before what it takes was made.
        case takenBeforeMade(ActReference, Artefact)
        /// Nobody in such an office can do it.
        case nobody(ActReference, OfficeKind)
        /// The definition offers an act that its own check refuses.
        case offeredButRefused(ActKey, String)
        /// The instance is too large to be explored.
        case tooLarge(Int)

        package var description: String {
            switch self {
            case .unreachable(let act): "\(act) can never be done"
            case .branchNotTaken(let act, let branch): "\(act) never decides \(branch)"
            case .stuck(let done):
                "no way to the end after "
                    + (done.isEmpty ? "nothing" : done.map(\.description).joined(separator: ", "))
            case .takenBeforeMade(let act, let artefact):
                "\(act) can be done before \(artefact.rawValue), which it takes, was made"
            case .nobody(let act, let kind): "\(act) can be done by nobody in an office of kind \(kind.rawValue)"
            case .offeredButRefused(let key, let why): "\(key) is offered but refused: \(why)"
            case .tooLarge(let states): "more than \(states) states"
            }
        }
    }

    /// Plays a procedure of a set; gives up above `most` states.
    package init(_ code: ProcedureCode, of procedures: Procedures, upTo most: Int = 60_000) {
        var explorer = Explorer(code, of: procedures, upTo: most)
        explorer.run()
        procedure = code
        (states, transitions) = (explorer.count, explorer.transitions)
        findings = explorer.findings() + Self.resolve(code, of: procedures)
    }

    /// Every role is held in every kind of office that can take part.
    private static func resolve(_ code: ProcedureCode, of procedures: Procedures) -> [Finding] {
        guard let procedure = procedures[code], let course = Course.allCases.first(where: { $0.codes.contains(code) })
        else { return [] }
        let running = procedures.following(course).all.filter { $0.ready != nil }.map(\.unit)
        let hosts = course.isMeeting ? [procedure.unit] : []
        let kinds = Set(running + hosts).filter { $0 == procedure.unit || Course.meeting(hostedBy: $0) == nil }
        return procedure.acts.flatMap { act -> [Finding] in
            switch act.copies {
            case .site, .attendee, .party, .owingParty:
                kinds.filter { act.roles(at: $0).isEmpty }.map { .nobody(act.reference, $0) }
            case .directorate: act.roles(at: .direktorat).isEmpty ? [.nobody(act.reference, .direktorat)] : []
            case .once, .office, .section:
                act.isMilestone || !act.roles(at: procedure.unit).isEmpty
                    ? [] : [.nobody(act.reference, procedure.unit)]
            }
        }
    }
}
