package import Offices
package import Procedures

/// Something that somebody can do now.
package struct OpenTask: Hashable, Sendable {
    package let subject: CaseReference
    package let act: OpenAct
    /// Since when it can be done.
    package let since: Moment
}

/// Every open task of every case, found by the post that may do it.
///
/// It is kept up with each act, so that an inbox costs what stands in it and nothing else.
package struct TaskBoard: Sendable {
    private var tasks: [CaseReference: [ActKey: OpenTask]] = [:]
    private var seats: [Seat: Set<Place>] = [:]

    /// Where a task is looked for: a role in an office.
    private struct Seat: Hashable {
        let role: Role
        let office: OfficeID
    }

    private struct Place: Hashable {
        let subject: CaseReference
        let key: ActKey
    }

    package init() {}

    /// How many tasks are open.
    package var count: Int { tasks.values.reduce(0) { $0 + $1.count } }

    /// What can be done in a case, in the order of the procedures.
    package func tasks(of subject: CaseReference) -> [OpenTask] {
        (tasks[subject] ?? [:]).values.sorted { ($0.act.key) < ($1.act.key) }
    }

    /// What the holder of these posts can do, the oldest first.
    package func inbox(of posts: [Post]) -> [OpenTask] {
        var found: Set<OpenTask> = []
        for post in posts {
            for place in seats[Seat(role: post.role, office: post.office)] ?? [] {
                guard let task = tasks[place.subject]?[place.key] else { continue }
                let section = task.act.key.section
                if section == nil || post.section == nil || post.section == section { found.insert(task) }
            }
        }
        return found.sorted { ($0.since, $0.act.key) < ($1.since, $1.act.key) }
    }

    /// Takes in what an act changed.
    package mutating func update(_ subject: CaseReference, after key: ActKey, in state: Proceedings, at moment: Moment)
    {
        guard let touched = state.touched(by: key) else {
            replace(subject, with: state, at: moment)
            return
        }
        for key in touched {
            if let open = state.opened(key) { put(open, of: subject, at: moment) } else { remove(key, of: subject) }
        }
    }

    /// Asks for everything that is open in a case; what was open before keeps its time.
    package mutating func replace(_ subject: CaseReference, with state: Proceedings, at moment: Moment) {
        let open = state.available()
        let keys = Set(open.map(\.key))
        for key in (tasks[subject] ?? [:]).keys where !keys.contains(key) { remove(key, of: subject) }
        for act in open { put(act, of: subject, at: moment) }
    }

    /// Notes a task that is open.
    mutating func put(_ act: OpenAct, of subject: CaseReference, at moment: Moment) {
        let since = tasks[subject]?[act.key]?.since ?? moment
        tasks[subject, default: [:]][act.key] = OpenTask(subject: subject, act: act, since: since)
        for role in act.roles {
            seats[Seat(role: role, office: act.office), default: []].insert(Place(subject: subject, key: act.key))
        }
    }

    /// Whether nothing can be done in a case, or only what was done before and may be done again.
    func hasOnlyRepetitions(_ subject: CaseReference) -> Bool {
        tasks[subject]?.values.allSatisfy { $0.act.repeats && $0.act.timesDone > 0 } ?? true
    }

    /// Takes away every task of a case.
    mutating func forget(_ subject: CaseReference) {
        for key in (tasks[subject] ?? [:]).keys { remove(key, of: subject) }
    }

    private mutating func remove(_ key: ActKey, of subject: CaseReference) {
        guard let task = tasks[subject]?.removeValue(forKey: key) else { return }
        for role in task.act.roles {
            seats[Seat(role: role, office: task.act.office)]?.remove(Place(subject: subject, key: key))
        }
        if tasks[subject]?.isEmpty ?? false { tasks[subject] = nil }
    }
}
