import Glibc

/// Questions to the file system that answer at once.
package enum FileFacts {
    /// Bytes of a regular file; `nil` for anything else.
    package static func size(of path: String) -> Int64? {
        var found = stat()
        guard stat(path, &found) == 0, found.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int64(found.st_size)
    }

    /// When a file was last changed: seconds since 1970, and nanoseconds; `nil` when there is none.
    package static func lastChange(of path: String) -> (seconds: Int, nanoseconds: Int)? {
        var found = stat()
        guard stat(path, &found) == 0 else { return nil }
        return (found.st_mtim.tv_sec, found.st_mtim.tv_nsec)
    }

    /// Bytes that this user may still write on the disk of a folder; 0 when it cannot be asked.
    package static func free(at path: String) -> Int64 {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return 0 }
        // A file system over a network may say anything.
        let (bytes, overflows) = Int64(clamping: status.f_bavail)
            .multipliedReportingOverflow(by: Int64(clamping: status.f_frsize))
        return overflows ? .max : bytes
    }
}

/// What tells one version of a file from another: every change puts a new file in its place.
package struct FileStamp: Hashable, Sendable {
    private let inode: UInt64
    private let size: Int64
    private let seconds: Int
    private let nanoseconds: Int

    /// The file as it is now; `nil` when there is none.
    package init?(_ path: String) {
        var found = stat()
        guard stat(path, &found) == 0 else { return nil }
        (inode, size) = (UInt64(found.st_ino), Int64(found.st_size))
        (seconds, nanoseconds) = (found.st_mtim.tv_sec, found.st_mtim.tv_nsec)
    }
}
