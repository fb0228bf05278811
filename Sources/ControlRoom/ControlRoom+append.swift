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

    /// Keeps the drafts, the next of their stream, and takes them into memory; call it while nobody else decides.
    @discardableResult
    func append(
        _ drafts: [EventDraft], to stream: StreamID, key: IdempotencyKey, request: [UInt8]?
    ) async throws -> AppendReceipt {
        if docket.versions[stream] == nil { try await wake(stream) }
        // A refused append leaves a case that was at rest as it was.
        defer { if let subject = CaseReference(stream: stream) { docket.settle(subject) } }
        let expected: ExpectedVersion = docket.versions[stream].map { .exactly($0) } ?? .none
        let receipt = try await journal.append(drafts, to: stream, expecting: expected, key: key, request: request)
        if receipt.isRepeat { return receipt }
        for event in try await journal.events(of: stream, afterVersion: receipt.versions.lowerBound - 1) {
            try take(event)
        }
        await keepSnapshotWhenDue()
        return receipt
    }

    /// Keeps an entry that belongs to no case, such as a room's word or a line of the audit; once for one key.
    func note(
        _ draft: EventDraft, in stream: StreamID, key: IdempotencyKey, request: [UInt8]
    ) async throws -> AppendReceipt {
        let receipt = try await journal.append([draft], to: stream, expecting: .any, key: key, request: request)
        docket.pass(Head(position: receipt.positions.upperBound, hash: receipt.hash))
        return receipt
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
        return try await append(drafts, to: stream, key: key, request: request)
    }
}
