import Disk
import Foundation

extension EvidenceFolder {
    /// The folder keeps a rule.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case destinationInUse(String)
        case inTheMaking(String)
        case unsafePath(String)
        case addedTwice(String)
        case undeclared(String)
        case missing(String)
        /// A file is not what the journal has of it.
        case differs(String, found: String, expected: String)
        case over

        package var description: String {
            switch self {
            case .destinationInUse(let path): "\(path): something is there already; give a new or an empty folder"
            case .inTheMaking(let path): "\(path): another process is making this folder; wait for it"
            case .unsafePath(let path):
                "\"\(path)\" is no path for evidence; allowed are parts of letters, digits, \".\", \"_\" and \"-\""
            case .addedTwice(let path): "\(path): was added twice"
            case .undeclared(let path): "\(path): lies in the folder, but nobody added it"
            case .missing(let path): "\(path): was announced, but never written"
            case .differs(let path, let found, let expected):
                "\(path): found \(found); the journal holds \(expected); put the right file back, or give it up with a reason"
            case .over: "the folder was sealed or abandoned before"
            }
        }
    }

    /// The world broke; nothing that looks finished was left.
    package enum Failure: Error, Hashable, CustomStringConvertible {
        case diskFull(String)
        case readOnly(String)
        case other(String, reason: String)

        package var description: String {
            switch self {
            case .diskFull(let path): "\(path): the disk is full; free space and try again"
            case .readOnly(let path): "\(path): cannot be written; make its folder writable or give another"
            case .other(let path, let reason): "\(path): \(reason)"
            }
        }
    }

    /// Runs work on the folder with every error as one of the two kinds above.
    static func reporting<T>(_ path: String, _ work: () throws -> T) throws -> T {
        do {
            return try work()
        } catch let problem as DiskFailure {
            throw failure(problem.code, path, problem.line)
        } catch let error as CocoaError {
            let code = (error.userInfo[NSUnderlyingErrorKey] as? POSIXError)?.code.rawValue
            throw failure(code ?? (error.code == .fileWriteOutOfSpace ? ENOSPC : 0), path, error.localizedDescription)
        }
    }

    private static func failure(_ code: Int32, _ path: String, _ reason: String) -> Failure {
        switch code {
        case ENOSPC, EDQUOT: .diskFull(path)
        case EACCES, EPERM, EROFS: .readOnly(path)
        default: .other(path, reason: reason)
        }
    }
}

/// The folder in which evidence gathers.
enum Staging {
    /// Makes it, empty, and returns the descriptor that holds its lock.
    static func make(_ path: String) throws -> Int32 {
        if mkdir(path, 0o755) != 0 {
            guard errno == EEXIST else { throw DiskFailure.system(path, code: errno) }
            let left = try lock(path)
            defer { _ = close(left) }
            try FileManager.default.removeItem(atPath: path)
            guard mkdir(path, 0o755) == 0 else { throw DiskFailure.system(path, code: errno) }
        }
        return try lock(path)
    }

    private static func lock(_ path: String) throws -> Int32 {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw DiskFailure.system(path, code: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            _ = close(descriptor)
            throw EvidenceFolder.Refusal.inTheMaking(path)
        }
        return descriptor
    }
}
