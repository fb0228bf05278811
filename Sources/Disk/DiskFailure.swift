import Glibc

/// The file system refused something, or holds what it should not: one line, what was found and what to do.
package struct DiskFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package let path: String
    /// What was refused; `nil` for what the system did not refuse.
    package let operation: Operation?
    /// What the system said of it, or what was found in it.
    package let words: String
    package let kind: Kind
    /// The system's own number for it; 0 for what the system did not refuse.
    package let code: Int32

    /// What can be done about it.
    package enum Kind: Hashable, Sendable {
        /// Nothing in general.
        case other
        /// It may not be written.
        case readOnly
        /// The disk takes nothing more; nothing of the file was kept.
        case full
        /// It is of another user, who could no longer use it.
        case foreign(owner: String)
    }

    /// A call to the system, by its name.
    package enum Operation: String, Hashable, Sendable {
        case open, close, read, write, fsync, truncate, rename, mkdir, chmod, stat, flock
    }

    private init(_ path: String, _ operation: Operation?, _ words: String, _ kind: Kind, _ code: Int32 = 0) {
        (self.path, self.operation, self.words, self.kind, self.code) = (path, operation, words, kind, code)
    }

    /// What the last call to the system said of a path.
    package static func system(_ path: String, _ operation: Operation? = nil, code: Int32 = errno) -> DiskFailure {
        let kind: Kind =
            switch code {
            case ENOSPC, EDQUOT: .full
            case EACCES, EPERM, EROFS: .readOnly
            default: .other
            }
        return DiskFailure(path, operation, String(cString: strerror(code)), kind, code)
    }

    /// A file or folder is not as it should be.
    package static func file(_ path: String, _ found: String) -> DiskFailure { DiskFailure(path, nil, found, .other) }

    /// A file or folder is another user's.
    package static func foreign(_ path: String, owner: String) -> DiskFailure {
        DiskFailure(path, nil, "belongs to \(owner)", .foreign(owner: owner))
    }

    /// What was found, with the call that found it.
    package var found: String { (operation.map { "\($0): " } ?? "") + words }

    /// Path and finding alone, for whoever says what it was about.
    package var line: String { "\(path): \(found)" }

    package var description: String {
        switch kind {
        case .other, .readOnly: "file \(line)"
        case .full: "file \(path): the disk is full; free space and try again"
        case .foreign(let owner):
            "\(path) belongs to \(owner) and is left as it is; run this as that user: runuser -u \(owner) -- rljj …"
        }
    }
}
