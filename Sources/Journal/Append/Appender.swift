import Foundation
import GRDB
import Offices

/// Writes one submission into the open transaction: idempotency, expected version, rows, projections, outbox.
struct Appender: Sendable {
    let projections: ProjectionSet
    let upcasters: Upcasters

    /// Appends after `head` and moves it; on a throw the caller rolls back both.
    func append(_ submission: Submission, after head: inout Head, now: Moment, in db: Database) throws -> AppendReceipt
    {
        try write(submission, after: &head, now: now, in: db).receipt
    }

    /// Appends like `append`, and gives back what is stored; nothing for a request that was kept before.
    func write(
        _ submission: Submission, after head: inout Head, now: Moment, in db: Database
    ) throws -> (receipt: AppendReceipt, events: [StoredEvent]) {
        if let first = try Reading.receipt(submission.key, submission.content, db) { return (first, []) }
        let found = try Reading.version(of: submission.stream, db)
        guard submission.expected.admits(found) else {
            throw Journal.Refusal.wrongVersion(
                stream: submission.stream, found: found, expected: submission.expected)
        }
        let start = head.position + 1
        var stored: [StoredEvent] = []
        for (index, draft) in submission.drafts.enumerated() {
            let event = NewEvent(
                draft: draft, submission: submission, position: head.position + 1, version: found + 1 + Int64(index),
                previous: head.hash, recordedAt: now)
            try event.insert(db)
            head = Head(position: event.position, hash: event.hash)
            let current = try event.stored.upcast(by: upcasters)
            try projections.apply(current, in: db)
            try Outbox.insert(draft.outbox, position: event.position, at: now, db)
            stored.append(current)
        }
        let receipt = AppendReceipt(
            positions: start...head.position, versions: (found + 1)...(found + Int64(submission.drafts.count)),
            recordedAt: now, hash: head.hash, isRepeat: false)
        return (receipt, stored)
    }
}

/// A draft with its place in the chain.
private struct NewEvent {
    let draft: EventDraft
    let stream: StreamID
    let key: IdempotencyKey
    let header: EventHeader
    let salt: [UInt8]
    let payloadDigest: [UInt8]
    let previous: ChainHash
    let hash: ChainHash

    var position: Int64 { header.position }

    init(
        draft: EventDraft, submission: Submission, position: Int64, version: Int64, previous: ChainHash,
        recordedAt: Moment
    ) {
        (self.draft, stream, key, self.previous) = (draft, submission.stream, submission.key, previous)
        salt = Salt.make()
        payloadDigest = Salt.digest(salt, draft.payload)
        header = EventHeader(
            position: position, stream: Array(stream.text.utf8), version: version,
            type: Array(draft.type.description.utf8), actor: draft.actor,
            onBehalfOf: draft.onBehalfOf.map { Array($0.utf8) }, onOrderOf: draft.onOrderOf.map { Array($0.utf8) },
            office: draft.office.map { Array($0.description.utf8) }, occurredAt: draft.occurredAt.microseconds,
            clockOffset: Int64((draft.clockOffset * 1_000_000).rounded()), recordedAt: recordedAt.microseconds,
            key: Array(key.text.utf8), request: Salt.digest(salt, submission.content))
        hash = header.hash(after: previous, payloadDigest: payloadDigest)
    }

    var stored: StoredEvent {
        StoredEvent(
            position: header.position, stream: stream, version: header.version, type: draft.type,
            payload: draft.payload, storedType: draft.type, actor: draft.actor, onBehalfOf: draft.onBehalfOf,
            onOrderOf: draft.onOrderOf, office: draft.office, occurredAt: draft.occurredAt,
            clockOffset: Double(header.clockOffset) / 1_000_000,
            recordedAt: Moment(microseconds: header.recordedAt), key: key, hash: hash)
    }

    func insert(_ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO events (position, stream, version, type, actor, on_behalf_of, on_order_of, office,
                    occurred_at, clock_offset, recorded_at, key, request, salt, payload, payload_digest, previous, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            header.position, stream.text, header.version, draft.type.description, Data(draft.actor),
            draft.onBehalfOf, draft.onOrderOf, draft.office?.description, header.occurredAt, header.clockOffset,
            header.recordedAt, key.text, Data(header.request), Data(salt), Data(draft.payload), Data(payloadDigest),
            Data(previous.bytes), Data(hash.bytes),
        ])
    }
}
