import GRDB
import Offices

/// One part of a batch: what continues one stream under one key.
package struct BatchPart: Hashable, Sendable {
    package var drafts: [EventDraft]
    package var stream: StreamID
    package var expected: ExpectedVersion
    package var key: IdempotencyKey
    /// The command's own bytes; without them the drafts say what makes a request.
    package var request: [UInt8]?

    package init(
        _ drafts: [EventDraft], to stream: StreamID, expecting expected: ExpectedVersion, key: IdempotencyKey,
        request: [UInt8]? = nil
    ) {
        (self.drafts, self.stream, self.expected) = (drafts, stream, expected)
        (self.key, self.request) = (key, request)
    }

    var content: [UInt8] { Submission.content(of: drafts, to: stream, request: request) }
}

/// Why a batch was not kept: one of its parts could not be, and the parts after it may rest on it.
package struct BatchFault: Error, Hashable, CustomStringConvertible {
    /// Which part; 0 is the first.
    package let part: Int
    package let reason: Reason

    /// What is so of the part alone.
    package enum Reason: Hashable, Sendable {
        /// The same request was kept before.
        case known(AppendReceipt)
        case refused(Journal.Refusal)
    }

    package var description: String {
        switch reason {
        case .known(let receipt): "part \(part) was kept before, at position \(receipt.positions.lowerBound)"
        case .refused(let refusal): "part \(part): \(refusal)"
        }
    }
}

extension Journal {
    /// Appends all parts in their order, or none, and gives back what is stored, part by part, once it is on disk.
    ///
    /// All of it is recorded at one moment. A part that was kept before, or that the journal refuses, ends the batch with
    /// `BatchFault`: whoever decided the parts one after another decides again without it. A cancelled task still gets its
    /// answer from whoever waits for it: call this from a task of its own. Throws `Failure`, or what a projection throws.
    package func append(_ batch: [BatchPart]) async throws -> [[StoredEvent]] {
        for (part, entry) in batch.enumerated() {
            guard let objection = Submission.objection(to: entry.drafts) else { continue }
            throw BatchFault(part: part, reason: .refused(.unacceptable(objection)))
        }
        let submissions = batch.map {
            Submission(drafts: $0.drafts, stream: $0.stream, expected: $0.expected, key: $0.key, content: $0.content)
        }
        let (appender, now) = (Appender(projections: projections, upcasters: upcasters), clock())
        let (stored, head) = try await writing.write(in: pool) { db in
            try Self.write(submissions, with: appender, now: now, in: db)
        }
        announcements.announce(head.position)
        return stored
    }

    private static func write(
        _ batch: [Submission], with appender: Appender, now: Moment, in db: Database
    ) throws -> ([[StoredEvent]], Head) {
        var head = try Reading.head(db)
        let stored = try batch.enumerated().map { part, submission in
            do {
                let (receipt, events) = try appender.write(submission, after: &head, now: now, in: db)
                if receipt.isRepeat { throw BatchFault(part: part, reason: .known(receipt)) }
                return events
            } catch let refusal as Refusal {
                throw BatchFault(part: part, reason: .refused(refusal))
            }
        }
        return (stored, head)
    }

    /// What is known of each request: the receipt of the append that kept it, or that its key belongs to another one.
    ///
    /// Ask before deciding, so that a retried command is not judged by the state that it made itself.
    package func receipts(
        for requests: [(key: IdempotencyKey, request: [UInt8])]
    ) async throws -> [Result<AppendReceipt?, Refusal>] {
        let asked = requests.map { ($0.key, Submission.content(request: $0.request)) }
        return try await read { db in
            try asked.map { key, content in
                do {
                    return .success(try Reading.receipt(key, content, db))
                } catch let refusal as Refusal {
                    return .failure(refusal)
                }
            }
        }
    }
}
