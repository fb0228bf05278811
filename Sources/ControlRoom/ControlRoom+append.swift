import Journal
import Meetings
import Offices

extension ControlRoom {
    /// Runs the body while nobody else decides.
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

    /// Keeps the events and takes them into memory; on disk when it returns. The same key again changes nothing.
    @discardableResult
    func append(
        _ events: [MeetingEvent], to id: MeetingID, key: IdempotencyKey, at moment: Moment, request: [UInt8]? = nil,
        outbox: [OutboxMessage] = []
    ) async throws -> AppendReceipt {
        let stream = EventCodec.stream(of: id)
        var drafts = try events.map { try EventCodec.draft($0, at: moment) }
        if !outbox.isEmpty, let last = events.last {
            drafts[drafts.count - 1] = try EventCodec.draft(last, at: moment, outbox: outbox)
        }
        let expected: ExpectedVersion = versions[stream].map { .exactly($0) } ?? .none
        let receipt = try await journal.append(drafts, to: stream, expecting: expected, key: key, request: request)
        if receipt.isRepeat { return receipt }
        for event in try await journal.events(of: stream, afterVersion: receipt.versions.lowerBound - 1) {
            try apply(event)
        }
        return receipt
    }
}
