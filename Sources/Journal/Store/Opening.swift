import Disk
import Dispatch
import Foundation
import GRDB

/// The steps from a path to a database that may be trusted with an event.
enum Opening {
    /// Opens or creates the journal file with WAL and `synchronous=FULL`, both asserted.
    ///
    /// Blocks. The caller holds the writer lock.
    static func pool(at path: String) throws(Journal.Failure) -> DatabasePool {
        do {
            try createIfMissing(path)
            let pool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { db in
                // DatabasePool sets NORMAL after its own preparation, which loses the last commits at a power cut.
                try db.execute(sql: "PRAGMA synchronous = FULL")
                try assertDurable(db, path)
                try db.inTransaction(.immediate) {
                    try Schema.migrate(db)
                    return .commit
                }
            }
            try syncFolder(of: path)
            return pool
        } catch let failure as Journal.Failure {
            throw failure
        } catch let error as DatabaseError {
            throw Journal.Failure(error, path: path)
        } catch {
            throw .database(path: path, "\(error)")
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "journal"
        configuration.busyMode = .timeout(5)
        return configuration
    }

    /// Refuses what is no journal before anything is written to it or beside it.
    ///
    /// Blocks. A path at which there is nothing yet passes when its folder is there.
    static func inspect(_ path: String) throws {
        var isFolder: ObjCBool = false
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw Journal.Failure.folderMissing(path: path)
        }
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
        guard !isFolder.boolValue else { throw Journal.Failure.notAJournal(path: path, found: "a folder") }
        guard access(path, R_OK | W_OK) == 0, access(folder, W_OK) == 0 else {
            throw Journal.Failure.readOnly(path: path)
        }
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        guard size != 0 else { return }
        var configuration = configuration
        configuration.readonly = true
        try reporting(path) {
            try DatabaseQueue(path: path, configuration: configuration).read { db in try inspect(db, path) }
        }
    }

    /// Makes the file for its owner's eyes only; SQLite gives the WAL the same mode.
    private static func createIfMissing(_ path: String) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor < 0 && errno == EEXIST { return }
        guard descriptor >= 0 else {
            throw errno == ENOSPC ? Journal.Failure.diskFull(path: path) : Journal.Failure.readOnly(path: path)
        }
        _ = close(descriptor)
    }

    private static func inspect(_ db: Database, _ path: String) throws {
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id")
        let schema = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
        // A crash during creation leaves an empty database, which is as good as none.
        if application == 0, schema == 0, isEmpty { return }
        guard application == Schema.applicationID else {
            throw Journal.Failure.notAJournal(path: path, found: "the database of another program")
        }
        guard schema <= Schema.newest else {
            throw Journal.Failure.newerSchema(path: path, found: schema, known: Schema.newest)
        }
        guard try db.tableExists("outbox") else {
            throw Journal.Failure.notAJournal(path: path, found: "a sealed copy, which is only read")
        }
    }

    private static func assertDurable(_ db: Database, _ path: String) throws {
        let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous")
        guard synchronous == 2 else {
            throw Journal.Failure.notDurable(path: path, found: "synchronous is \(synchronous ?? -1), needed 2 (FULL)")
        }
        let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode")
        guard mode == "wal" else {
            throw Journal.Failure.notDurable(path: path, found: "journal_mode is \(mode ?? "unknown"), needed wal")
        }
    }

    /// Makes the names of new files in the folder durable.
    static func syncFolder(of path: String) throws(Journal.Failure) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try sync(folder, reporting: path)
    }

    /// Forces a file or folder to disk.
    static func sync(_ path: String, reporting journal: String) throws(Journal.Failure) {
        do { try DurableFile.flush(path) } catch {
            // What cannot be opened was not flushed at all; what cannot be flushed leaves nobody sure of it.
            throw error.operation == .fsync
                ? .stopped(path: journal, "fsync of \(path): \(error.words)") : .readOnly(path: journal)
        }
    }
}
