import Documents
package import Offices
package import Procedures

/// What may be asked of a case that there is.
package enum CaseCommand: Hashable, Sendable {
    /// A person performs an act of the procedures, and may name who does what follows.
    case perform(ActKey, Filing, by: Actor, naming: [PersonID]?)
}

extension Case {
    package typealias Command = CaseCommand

    /// The events of a command, or why it may not be; changes nothing.
    package func decide(_ command: Command, with means: Means) throws(Refusal) -> [CaseEvent] {
        switch command {
        case .perform(let key, let filing, let actor, let named):
            let decided = try decide(key, filing, by: actor, naming: named?.count ?? 0, with: means)
            return [try assigning(named, decided, by: actor, with: means)]
        }
    }

    /// The act as it is kept: done by who was named for it, and naming who does what follows.
    private func assigning(
        _ named: [PersonID]?, _ event: CaseEvent, by actor: Actor, with means: Means
    ) throws(Refusal) -> CaseEvent {
        guard case .acted(let act) = event else { return event }
        let naming = Naming(in: proceedings, among: means.people, at: means.now)
        do throws(Proceedings.Refusal) {
            try naming.check(actor, for: act.key)
            return .acted(act.naming(try naming.assignees(named, by: act.key)))
        } catch {
            throw .procedure(error)
        }
    }
}
