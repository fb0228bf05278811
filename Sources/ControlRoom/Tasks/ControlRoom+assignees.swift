import Offices
import Procedures

/// Who was named for a task, and who may therefore do it (AC-018).
extension ControlRoom {
    /// The persons named in an act, as the register has them; refuses those who cannot do what is assigned.
    ///
    /// Where several hold a role one of them must be named; the one holder of a role need not be.
    func assignees(
        _ named: [PersonID]?, by key: ActKey, in state: Proceedings
    ) throws(Proceedings.Refusal) -> [Assignee] {
        let assignments = state.assignments(by: key)
        let several = state.procedures[key.act]?.form == .agents
        var found: [Assignee] = []
        for person in named ?? [] {
            guard !assignments.isEmpty else { throw refusal(key, state, .unasked) }
            guard let role = role(of: person, among: assignments, key), let known = people.register[person] else {
                throw refusal(key, state, .holdsNone(person, needed: assignments.flatMap(\.roles).withoutRepeats))
            }
            // Of agents several are named, each once (P11.4).
            let isAgain = found.contains { several ? $0.person == person : $0.role == role }
            guard !isAgain else { throw refusal(key, state, .twice(role)) }
            found.append(Assignee(person: person, name: known.name, role: role))
        }
        try checkChoice(found, assignments, key, state)
        return found
    }

    /// Refuses an act for which somebody else of the same role was named, who still holds the post or has handed it over.
    func checkAssignee(_ actor: Actor, _ key: ActKey, _ state: Proceedings) throws(Proceedings.Refusal) {
        guard let assignee = state.assignee(of: key), binds(assignee, actor), !answers(actor, for: assignee) else {
            return
        }
        throw Proceedings.Refusal(key, state.label(key.act), .assigned(to: assignee))
    }

    /// Whom an assigning task can name: the holders of the roles that do what it assigns.
    func candidates(for key: ActKey, in state: Proceedings) -> [Assignee] {
        let all = state.assignments(by: key).flatMap { assignment in
            assignment.roles.flatMap { role in
                holders(of: role, in: assignment.place, for: key).map {
                    Assignee(person: $0.id, name: $0.name, role: role)
                }
            }
        }
        return all.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Whether a task is for a person: nobody was named for it, or this person, or whom this person follows or stands
    /// in for.
    func isFor(_ person: Person, _ task: OpenTask, in state: Proceedings) -> Bool {
        guard let assignee = state.assignee(of: task.act.key) else { return true }
        let actors = person.posts.filter { task.act.roles.contains($0.role) && $0.office == task.act.office }
            .compactMap { person.actor(as: $0.role, in: $0.office, section: $0.section, at: clock()) }
        return actors.contains { !binds(assignee, $0) || answers($0, for: assignee) }
    }

    /// Who was named binds the holders of the same role; another that may do the act, such as the Operator beside the LO
    /// in P03.2, is bound by nobody's name but its own.
    private func binds(_ assignee: Assignee, _ actor: Actor) -> Bool {
        assignee.role == (actor.order?.official.role ?? actor.role)
    }

    private func answers(_ actor: Actor, for assignee: Assignee) -> Bool {
        if actor.id == assignee.person { return true }
        if let acting = actor.acting { return acting.holder == nil || acting.holder?.text == assignee.name }
        let now = clock()
        let answering = people.register.answering(
            for: assignee.person, as: assignee.role, in: actor.office, at: now)
        return answering == nil || answering == actor.id
    }

    private typealias Assignment = (key: ActKey, roles: [Role], place: OfficeID)

    private func role(of person: PersonID, among assignments: [Assignment], _ key: ActKey) -> Role? {
        let now = clock()
        for assignment in assignments {
            let fitting = assignment.roles.first { role in
                people.register[person]?.actor(as: role, in: assignment.place, section: key.section, at: now) != nil
            }
            if let fitting { return fitting }
        }
        return nil
    }

    /// A decision may leave what it assigns on a branch not taken, so only an act without branches asks for a name.
    private func checkChoice(
        _ found: [Assignee], _ assignments: [Assignment], _ key: ActKey, _ state: Proceedings
    ) throws(Proceedings.Refusal) {
        guard state.procedures[key.act]?.branches.isEmpty == true else { return }
        for (_, roles, place) in assignments
        where roles.count == 1 && !found.contains(where: { roles.contains($0.role) }) {
            let holders = holders(of: roles[0], in: place, for: key)
            if holders.count > 1 { throw refusal(key, state, .needed(roles[0], among: holders.map(\.name))) }
        }
    }

    /// The regular holders of a role who can do something for that section.
    private func holders(of role: Role, in place: OfficeID, for key: ActKey) -> [Person] {
        let now = clock()
        return people.register.holders(of: role, in: place, at: now)
            .filter { $0.actor(as: role, in: place, section: key.section, at: now) != nil }
    }

    private func refusal(_ key: ActKey, _ state: Proceedings, _ fault: AssigneeFault) -> Proceedings.Refusal {
        Proceedings.Refusal(key, state.label(key.act), .assignee(fault))
    }
}

extension [Role] {
    fileprivate var withoutRepeats: [Role] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
