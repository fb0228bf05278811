import Foundation
import GRDB

extension Journal {
    /// The world broke; each case is one line with what to do.
    package enum Failure: Error, Hashable {
        case folderMissing(path: String)
        case notAJournal(path: String, found: String)
        case newerSchema(path: String, found: Int, known: Int)
        case heldByAnother(path: String, process: String)
        case readOnly(path: String)
        case diskFull(path: String)
        case notDurable(path: String, found: String)
        case destinationExists(path: String)
        case damaged(path: String, String)
        /// A write failed in a way after which nobody knows what is on disk.
        case stopped(path: String, String)
        case closed(path: String)
        case database(path: String, String)
    }
}

extension Journal.Failure: CustomStringConvertible, LocalizedError {
    package var description: String {
        switch self {
        case .folderMissing(let path): "journal \(path): its folder does not exist; make it first"
        case .notAJournal(let path, let found):
            "journal \(path): found \(found); give the path of a journal or a new one"
        case .newerSchema(let path, let found, let known):
            "journal \(path): written in format \(found), this program knows up to \(known); use the newer program"
        case .heldByAnother(let path, let process):
            "journal \(path): another service\(process) already writes it; stop that one or use another state folder"
        case .readOnly(let path): "journal \(path): cannot be written; make the file and its folder writable"
        case .diskFull(let path): "journal \(path): the disk is full; free space and try again"
        case .notDurable(let path, let found):
            "journal \(path): \(found); it would not survive a crash, so it stays closed"
        case .destinationExists(let path): "snapshot \(path): the file exists; give a new name"
        case .damaged(let path, let what): "journal \(path): damaged: \(what); restore it from a copy"
        case .stopped(let path, let what): "journal \(path): stopped after \(what); start the service again"
        case .closed(let path): "journal \(path): closed"
        case .database(let path, let what): "journal \(path): \(what)"
        }
    }

    package var errorDescription: String? { description }

    /// The line for what SQLite said.
    init(_ error: DatabaseError, path: String) {
        let words = "\(error.message ?? error.resultCode.description) (SQLite \(error.extendedResultCode.rawValue))"
        switch error.resultCode {
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN: self = .readOnly(path: path)
        case .SQLITE_NOTADB: self = .notAJournal(path: path, found: "a file that is no database")
        case .SQLITE_CORRUPT: self = .damaged(path: path, words)
        case .SQLITE_IOERR: self = .stopped(path: path, words)
        default: self = .database(path: path, words)
        }
    }
}
