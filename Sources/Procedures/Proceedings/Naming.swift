package import Offices

/// Who was named for a task, and who may therefore do it (AC-018), among the people as they are at a moment.
package struct Naming: Sendable {
    private let state: Proceedings
    private let people: PeopleRegister
    private let now: Moment

    package init(in state: Proceedings, among people: PeopleRegister, at now: Moment) {
        (self.state, self.people, self.now) = (state, people, now)
    }

    /// The persons named in an act, as the register has them; refuses those who cannot do what is assigned.
    ///
    /// Where several hold a role one of them must be named; the one holder of a role need not be.
    package func assignees(_ named: [PersonID]?, by key: ActKey) throws(Proceedings.Refusal) -> [Assignee] {
        let assignments = state.assignments(by: key)
        let several = state.procedures[key.act]?.form == .agents
        var found: [Assignee] = []
        for person in named ?? [] {
            guard !assignments.isEmpty else { throw refusal(key, .unasked) }
            guard let role = role(of: person, among: assignments, key), let known = people[person] else {
                throw refusal(key, .holdsNone(person, needed: assignments.flatMap(\.roles).withoutRepeats))
            }
            // Of agents several are named, each once (P11.4).
            let isAgain = found.contains { several ? $0.person == person : $0.role == role }
            guard !isAgain else { throw refusal(key, .twice(role)) }
            found.append(Assignee(person: person, name: known.name, role: role))
        }
        try checkChoice(found, assignments, key)
        return found
    }

    /// Refuses an act for which somebody else of the same role was named, who still holds the post or has handed it over.
    package func check(_ actor: Actor, for key: ActKey) throws(Proceedings.Refusal) {
        guard let assignee = state.assignee(of: key), binds(assignee, actor), !answers(actor, for: assignee) else {
            return
        }
        throw Proceedings.Refusal(key, state.label(key.act), .assigned(to: assignee))
    }

    /// Whom an assigning task can name: the holders of the roles that do what it assigns.
    package func candidates(for key: ActKey) -> [Assignee] {
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
    package func isFor(_ person: Person, _ task: OpenAct) -> Bool {
        guard let assignee = state.assignee(of: task.key) else { return true }
        let actors = person.posts.filter { task.roles.contains($0.role) && $0.office == task.office }
            .compactMap { person.actor(as: $0.role, in: $0.office, section: $0.section, at: now) }
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
        let answering = people.answering(for: assignee.person, as: assignee.role, in: actor.office, at: now)
        return answering == nil || answering == actor.id
    }

    private typealias Assignment = (key: ActKey, roles: [Role], place: OfficeID)

    private func role(of person: PersonID, among assignments: [Assignment], _ key: ActKey) -> Role? {
        for assignment in assignments {
            let fitting = assignment.roles.first { role in
                people[person]?.actor(as: role, in: assignment.place, section: key.section, at: now) != nil
            }
            if let fitting { return fitting }
        }
        return nil
    }

    /// A decision may leave what it assigns on a branch not taken, so only an act without branches asks for a name.
    private func checkChoice(
        _ found: [Assignee], _ assignments: [Assignment], _ key: ActKey
    ) throws(Proceedings.Refusal) {
        guard state.procedures[key.act]?.branches.isEmpty == true else { return }
        for (_, roles, place) in assignments
        where roles.count == 1 && !found.contains(where: { roles.contains($0.role) }) {
            let holders = holders(of: roles[0], in: place, for: key)
            if holders.count > 1 { throw refusal(key, .needed(roles[0], among: holders.map(\.name))) }
        }
    }

    /// The regular holders of a role who can do something for that section.
    private func holders(of role: Role, in place: OfficeID, for key: ActKey) -> [Person] {
        people.holders(of: role, in: place, at: now)
            .filter { $0.actor(as: role, in: place, section: key.section, at: now) != nil }
    }

    private func refusal(_ key: ActKey, _ fault: AssigneeFault) -> Proceedings.Refusal {
        Proceedings.Refusal(key, state.label(key.act), .assignee(fault))
    }
}

extension [Role] {
    fileprivate var withoutRepeats: [Role] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
