import Engine
import Journal
import Meetings
import Offices
import RoomLink

extension ControlRoom {
    /// The cases and meetings that are not at rest, and what is counted over all of them, as the journal has them.
    nonisolated var docket: Docket { engine.docket }

    /// Runs the body while no other such body runs.
    func alone<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        await turnstile.enter()
        do {
            let result = try await body()
            await turnstile.leave()
            return result
        } catch {
            await turnstile.leave()
            throw error
        }
    }

    /// Keeps an entry that belongs to no case, such as a line of the audit; once for one key.
    func note(_ draft: EventDraft, in stream: StreamID, key: IdempotencyKey, request: [UInt8]) async throws {
        try await engine.record(draft, in: stream, key: key, request: request)
    }

    /// Has a command to a meeting decided, by the people as they are now.
    @discardableResult
    func submit(
        _ command: MeetingCommand, to id: MeetingID, key: IdempotencyKey, request: [UInt8]? = nil,
        before: @escaping @Sendable (Meeting, Docket, Moment) throws -> Void = { _, _, _ in }
    ) async throws -> Command.Outcome {
        try await engine.submit(
            Command(
                command, to: Meeting.self, id, people: people.register, key: key, request: request, before: before))
    }

    /// Does what follows from events of one turn, each once: rooms and pages hear of them, work is begun.
    func react(to events: [Docket.Entry]) async {
        let concerned = RoomsConcerned(by: events, in: docket)
        refreshPlans(of: concerned.rooms.union(planBoard.rooms(servingAnyOf: Set(events.compactMap(\.meeting)))))
        // A line of the audit is on no page.
        if events.contains(where: \.isOfACase) { tellPages() }
        if events.contains(where: \.beginsWork) { Task { await workOffOutbox() } }
        await keepSnapshotWhenDue()
    }
}

extension Docket.Entry {
    /// Whether it says something of a case, a meeting or a room.
    fileprivate var isOfACase: Bool { if case .nothing = content { false } else { true } }

    /// The meeting of which it says something; a fact of one room takes no other out of it.
    fileprivate var meeting: MeetingID? {
        guard case .meeting(let event) = content, case .meeting(let id) = CaseReference(stream: self.event.stream)
        else {
            return nil
        }
        switch event {
        case .act, .live, .closed: return id
        default: return nil
        }
    }

    /// Whether it may have set work going for which somebody waits: a picture to be looked at, a recording that is whole.
    fileprivate var beginsWork: Bool {
        guard case .meeting(.fact(_, let fact)) = content else { return false }
        if case .recordingEnded(let end) = fact.fact { return end.isEmpty }
        return fact.fact.picture != nil
    }
}
