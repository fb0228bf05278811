import GRDB

extension Journal {
    /// Whether the journal takes writes, as its last write found.
    package enum Condition: Hashable, Sendable {
        case sound
        /// The last write found the disk full and left nothing behind; the next one that fits makes the journal sound.
        case full(Failure)
        /// A write failed so that nobody knows what is on disk; nothing is written until the service starts again.
        case stopped(Failure)

        /// Why nothing can be kept now; `nil` while all is well.
        package var failure: Failure? {
            switch self {
            case .sound: nil
            case .full(let failure), .stopped(let failure): failure
            }
        }

        package var isStopped: Bool { if case .stopped = self { true } else { false } }
    }
}

/// What all writers of one journal know of each other's writes: when one failed for good, none of them goes on.
///
/// Appends and the outbox share one file and one WAL: a failed fsync of either leaves both in doubt.
struct WriteGuard: Sendable {
    let path: String
    let conditions: Announcements<Journal.Condition>
    /// Told after each change of the outbox: how much the connection has ever changed.
    let work = Announcements<Int>(newest: nil)

    init(path: String) { (self.path, conditions) = (path, Announcements(newest: .sound)) }

    var condition: Journal.Condition { conditions.newest ?? .sound }

    /// Writes in one transaction, on disk when it returns; throws `Failure` for what SQLite says, else what `work` throws.
    ///
    /// What a write found is noted before the next one begins: one that waited meanwhile sees it.
    func write<T: Sendable>(in pool: DatabasePool, _ work: @escaping @Sendable (Database) throws -> T) async throws -> T
    {
        do {
            return try await pool.writeWithoutTransaction { db in
                if case .stopped(let failure) = condition { throw failure }
                return try noting { try transact(work, db) }
            }
        } catch let error as DatabaseError {
            throw Journal.Failure(error, path: path)
        }
    }

    private func transact<T>(_ work: (Database) throws -> T, _ db: Database) throws -> T {
        var result: T?
        try db.inTransaction(.immediate) {
            result = try work(db)
            return .commit
        }
        guard let result else { throw Journal.Failure.database(path: path, "a transaction without a result") }
        return result
    }

    private func noting<T>(_ write: () throws -> T) throws -> T {
        do {
            let result = try write()
            conditions.announce(.sound)
            return result
        } catch let error as DatabaseError {
            let failure = Journal.Failure(error, path: path)
            note(failure)
            throw failure
        }
    }

    private func note(_ failure: Journal.Failure) {
        switch failure {
        case .diskFull: conditions.announce(.full(failure))
        // After a failed fsync the kernel may have dropped the very pages that a second fsync would report as safe.
        case .damaged, .stopped: conditions.announce(.stopped(failure))
        default: break
        }
    }
}
