import Disk
import Foundation
import GRDB
package import Offices

/// The spine: an append-only, hash-chained sequence of events in one SQLite file, with what is derived from it.
///
/// One service writes a journal at a time. Nothing that was appended is ever changed or removed. All functions may be
/// called from any task; blocking work runs off the cooperative pool.
package final class Journal: Sendable {
    package let path: String
    /// Messages to be sent because of events.
    package let outbox: Outbox
    let pool: DatabasePool
    let projections: ProjectionSet
    let upcasters: Upcasters
    private let commits: GroupCommit
    let announcements: Announcements<Int64>
    /// Gives `recordedAt`.
    let clock: @Sendable () -> Moment
    let writing: WriteGuard
    private let lock: WriterLock

    /// Opens the journal at `path`, making it when there is none, and brings every projection up to date.
    ///
    /// Takes `path.lock` until `close()` or the end of the process. `clock` gives `recordedAt`. Throws `Failure`, or
    /// what a projection throws while it is rebuilt.
    package static func open(
        at path: String, projections: [any Projection] = [], upcasters: Upcasters = Upcasters(),
        clock: @escaping @Sendable () -> Moment
    ) async throws -> Journal {
        let path = URL(fileURLWithPath: path).standardizedFileURL.path
        return try await OffPool.run {
            try Opening.inspect(path)
            let lock = try WriterLock(journal: path)
            let pool = try Opening.pool(at: path)
            let set = try ProjectionSet(projections, path: path)
            try reporting(path) { try pool.write { db in try set.prepare(db, upcasters) } }
            let head = try reporting(path) { try pool.read(Reading.head) }
            return Journal(path, pool, set, upcasters, lock, head, clock)
        }
    }

    private init(
        _ path: String, _ pool: DatabasePool, _ projections: ProjectionSet, _ upcasters: Upcasters, _ lock: WriterLock,
        _ head: Head, _ clock: @escaping @Sendable () -> Moment
    ) {
        (self.path, self.pool, self.lock) = (path, pool, lock)
        (self.projections, self.upcasters, self.clock) = (projections, upcasters, clock)
        announcements = Announcements(newest: head.position > 0 ? head.position : nil)
        writing = WriteGuard(path: path)
        outbox = Outbox(pool: pool, writing: writing)
        let appender = Appender(projections: projections, upcasters: upcasters)
        commits = GroupCommit(
            pool: pool, writing: writing, appender: appender, clock: clock, announcements: announcements)
    }

    /// Appends all drafts to the stream, or none, and returns once they are on disk.
    ///
    /// The same `key` again returns the first receipt and appends nothing, whatever the stream's version is by now;
    /// for another request it is refused. What makes a request is `request` (the command's own bytes, for writers whose
    /// retries would draft other ids or times), else stream, types, payloads, actors and offices of the drafts.
    /// A cancelled task still gets its receipt. Throws `Refusal`, `Failure`, or what a projection throws.
    package func append(
        _ drafts: [EventDraft], to stream: StreamID, expecting expected: ExpectedVersion, key: IdempotencyKey,
        request: [UInt8]? = nil
    ) async throws -> AppendReceipt {
        if let objection = Submission.objection(to: drafts) { throw Refusal.unacceptable(objection) }
        let content = Submission.content(of: drafts, to: stream, request: request)
        return try await commits.submit(
            Submission(drafts: drafts, stream: stream, expected: expected, key: key, content: content))
    }

    /// The receipt of an earlier append under this key for the same request bytes; `nil` when the key is new.
    ///
    /// Ask before deciding, so that a retried command is not judged by the state that it made itself. Throws
    /// `Refusal.keyReused` when the key belongs to another request.
    package func receipt(for key: IdempotencyKey, request: [UInt8]) async throws -> AppendReceipt? {
        let content = Submission.content(request: request)
        return try await read { db in try Reading.receipt(key, content, db) }
    }

    /// The stream that the first append under this key began; `nil` when the key is new, or continued a stream.
    package func begun(by key: IdempotencyKey) async throws -> StreamID? {
        try await read { db in try Reading.begun(by: key, db) }
    }

    /// The newest position, given at once when there is one and again after commits, coalesced.
    ///
    /// A slow reader misses intermediate positions, never the newest; it reads what lies between from the journal.
    package func positions() -> AsyncStream<Int64> { announcements.stream() }

    /// Whether the journal takes writes, as the last write of anybody found.
    package var condition: Condition { writing.condition }

    /// The condition, given at once and again whenever it changes; ends when the journal is closed.
    package func conditions() -> AsyncStream<Condition> { writing.conditions.stream() }

    /// Writes a page that changes nothing, so that a journal which found the disk full finds whether there is space again.
    ///
    /// Throws `Failure` while there is none; the condition says the same.
    package func tryWriting() async throws {
        try await writing.write(in: pool) { db in try Schema.writeNothing(db) }
    }

    /// Looks at the projections' tables in one consistent view; the query cannot write.
    package func look<T: Sendable>(_ query: @escaping @Sendable (Tables) throws -> T) async throws -> T {
        try await read { db in try query(Tables(db)) }
    }

    /// Reads in one consistent view; the query cannot write.
    func read<T: Sendable>(_ query: @escaping @Sendable (Database) throws -> T) async throws -> T {
        do {
            return try await pool.read(query)
        } catch let error as DatabaseError {
            throw Failure(error, path: path)
        }
    }

    /// Waits for the appends under way, then closes the file and gives up the lock; later calls fail.
    package func close() async throws {
        await commits.stop()
        announcements.finish()
        writing.conditions.finish()
        writing.work.finish()
        let (pool, lock, path) = (pool, lock, path)
        try await OffPool.run {
            defer { lock.free() }
            // Only tidies the folder: what a reader still holds back is in the WAL, and as safe there.
            _ = try? pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
            try reporting(path) { try pool.close() }
        }
    }
}

/// Runs database work with SQLite's errors turned into one clear line.
func reporting<T>(_ path: String, _ work: () throws -> T) throws -> T {
    do {
        return try work()
    } catch let error as DatabaseError {
        throw Journal.Failure(error, path: path)
    }
}
