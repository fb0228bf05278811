import Cases
package import Engine
import Meetings
package import Offices
package import Procedures

/// A task as a person finds it in the inbox.
package struct InboxTask: Sendable {
    package let task: OpenTask
    /// `RLJJ-12`, `P01-3`.
    package let label: String
    /// What the case is about.
    package let subject: String
    /// By when, where the official text sets a limit.
    package let due: WorkingCalendar.Deadline?
    /// The acts that cannot be done before it, and who does them.
    package let waiting: [Waiting]
    /// Whom the act can name for what follows; empty for an act that assigns nothing.
    package let candidates: [Assignee]

    /// Who waits for a task, and for what.
    package struct Waiting: Hashable, Sendable {
        package let act: ActReference
        package let label: Label
        package let roles: [Role]
    }
}

extension ControlRoom {
    /// What a person can do now, in all posts in force, the oldest first.
    package func inbox(of person: Person) -> [InboxTask] {
        docket.board.inbox(of: person.inForce(at: clock()).posts).filter { task in
            proceedings(of: task.subject).map { naming(in: $0).isFor(person, task.act) } ?? false
        }.compactMap { described($0) }
    }

    private func naming(in state: Proceedings) -> Naming {
        Naming(in: state, among: accounts.people.register, at: clock())
    }

    private func proceedings(of subject: CaseReference) -> Proceedings? {
        switch subject {
        case .meeting(let id): docket.meetings[id]?.proceedings
        case .other(let id): docket.cases[id]?.proceedings
        }
    }

    /// What can be done now in a case, whoever does it.
    package func tasks(of subject: CaseReference) -> [InboxTask] {
        docket.board.tasks(of: subject).compactMap { described($0) }
    }

    /// How many tasks are open in all cases.
    package func openTaskCount() -> Int { docket.board.count }

    private func described(_ task: OpenTask) -> InboxTask? {
        switch task.subject {
        case .meeting(let id):
            guard let meeting = docket.meetings[id] else { return nil }
            return inboxTask(task, meeting.label, meeting.agenda, meeting.proceedings)
        case .other(let id):
            guard let known = docket.cases[id] else { return nil }
            return inboxTask(task, known.label, known.opening.subject.text, known.proceedings)
        }
    }

    private func inboxTask(
        _ task: OpenTask, _ label: String, _ subject: String, _ state: Proceedings
    ) -> InboxTask {
        let waiting = state.procedures.following(task.act.key.act).map {
            InboxTask.Waiting(act: $0.reference, label: $0.label, roles: $0.roles)
        }
        return InboxTask(
            task: task, label: label, subject: subject, due: deadline(of: task, in: state, by: calendars),
            waiting: waiting, candidates: naming(in: state).candidates(for: task.act.key))
    }

    /// By when a task is due as a book of calendars has it; `nil` for a task without a limit.
    func deadline(
        of task: OpenTask, in state: Proceedings, by calendars: CalendarBook
    ) -> WorkingCalendar.Deadline? {
        guard let due = task.act.due, let start = state.mark(of: due.from, for: task.act.key),
            let office = directory[task.act.office]
        else { return nil }
        let calendar = WorkingCalendar.of(office.kind, id: office.id, in: calendars)
        return calendar.due(due.limit.span, after: start.at, in: office.zone)
    }
}

extension Due.Limit {
    /// As the calendar counts it.
    var span: WorkingSpan {
        switch self {
        case .sameContact, .atOnce, .sameRun: .moments
        case .workingHours(let hours): .workingHours(hours)
        case .workingDays(let days): .workingDays(days)
        }
    }
}
