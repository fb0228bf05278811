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
                command, to: Meeting.self, id, people: accounts.people.register, key: key, request: request,
                before: before))
    }
}
