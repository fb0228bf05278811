import GRDB
import Offices

/// Gathers appends that arrive together into one transaction, so that they share one fsync.
///
/// While a batch is being written, the next one gathers. Each append is a savepoint: one that is refused leaves the
/// others of its batch alone. Nobody is answered before the commit.
actor GroupCommit {
    private typealias Waiter = CheckedContinuation<AppendReceipt, any Error>
    private typealias Outcome = Result<AppendReceipt, any Error>

    private let pool: DatabasePool
    private let writing: WriteGuard
    private let appender: Appender
    private let clock: @Sendable () -> Moment
    private let announcements: Announcements<Int64>
    private var waiting: [(submission: Submission, waiter: Waiter)] = []
    private var drain: Task<Void, Never>?
    private var isClosed = false

    /// Bounds how long one transaction grows, and with it the wait of the first in it.
    private static let largestBatch = 256

    init(
        pool: DatabasePool, writing: WriteGuard, appender: Appender, clock: @escaping @Sendable () -> Moment,
        announcements: Announcements<Int64>
    ) {
        (self.pool, self.writing, self.appender) = (pool, writing, appender)
        (self.clock, self.announcements) = (clock, announcements)
    }

    func submit(_ submission: Submission) async throws -> AppendReceipt {
        if isClosed { throw Journal.Failure.closed(path: writing.path) }
        return try await withCheckedThrowingContinuation { waiter in
            waiting.append((submission, waiter))
            // A task of its own: the cancellation of one caller must not take back what others wait for.
            if drain == nil { drain = Task { await self.writeBatches() } }
        }
    }

    /// Refuses new appends and waits for those under way.
    func stop() async {
        isClosed = true
        await drain?.value
    }

    private func writeBatches() async {
        while !waiting.isEmpty {
            let batch = Array(waiting.prefix(Self.largestBatch))
            waiting.removeFirst(batch.count)
            let outcomes = await write(batch.map(\.submission))
            for (member, outcome) in zip(batch, outcomes) { member.waiter.resume(with: outcome) }
        }
        drain = nil
    }

    private func write(_ batch: [Submission]) async -> [Outcome] {
        do {
            let (appender, now) = (appender, clock())
            let (outcomes, head) = try await writing.write(in: pool) { db in
                try Self.write(batch, with: appender, now: now, in: db)
            }
            announcements.announce(head.position)
            return outcomes.map { outcome in outcome.mapError(clear) }
        } catch {
            return batch.map { _ in .failure(error) }
        }
    }

    private func clear(_ error: any Error) -> any Error {
        (error as? DatabaseError).map { Journal.Failure($0, path: writing.path) } ?? error
    }

    private static func write(
        _ batch: [Submission], with appender: Appender, now: Moment, in db: Database
    ) throws -> ([Outcome], Head) {
        var head = try Reading.head(db)
        var outcomes = [Outcome](repeating: .failure(CancellationError()), count: batch.count)
        for (index, submission) in batch.enumerated() {
            var moved = head
            do {
                try db.inSavepoint {
                    outcomes[index] = .success(try appender.append(submission, after: &moved, now: now, in: db))
                    return .commit
                }
                head = moved
            } catch {
                // A full disk or a failing one ends the whole transaction, and with it every member.
                guard db.isInsideTransaction, !Self.leavesDoubt(error) else { throw error }
                outcomes[index] = .failure(error)
            }
        }
        return (outcomes, head)
    }

    private static func leavesDoubt(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        return [.SQLITE_FULL, .SQLITE_IOERR].contains(error.resultCode)
    }
}
