import Glibc

/// A lock that processes share by a file, held until the value goes away or the process ends, however it ends.
package struct FileLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock, or says `nil` when another process holds it or the file cannot be opened.
    package init?(path: String) {
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else { return nil }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            close(opened)
            return nil
        }
        descriptor = opened
    }

    /// Waits for the lock; it blocks. A file that root makes is its folder's owner's, who must be able to open it too.
    private init(waitingFor path: String) throws(DiskFailure) {
        let opened = try Self.openOrMake(path)
        while flock(opened, LOCK_EX) != 0 {
            guard errno == EINTR else {
                let failure = DiskFailure.system(path, .flock)
                close(opened)
                throw failure
            }
        }
        descriptor = opened
    }

    deinit {
        // Closing alone would leave the lock to a child that is just being started and has not closed its copy.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Runs a body while no other process and no other thread holds the lock; blocks until it is its turn.
    package static func hold<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        let lock = try FileLock(waitingFor: path)
        return try lock.holding(body)
    }

    private borrowing func holding<Result>(_ body: () throws -> Result) rethrows -> Result { try body() }

    /// Replaces the file's text, such as by a process number.
    package borrowing func write(_ text: String) {
        ftruncate(descriptor, 0)
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    }

    private static func openOrMake(_ path: String) throws(DiskFailure) -> Int32 {
        let made = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if made >= 0 {
            do throws(DiskFailure) {
                try FileOwner.handOver(path)
                return made
            } catch {
                close(made)
                throw error
            }
        }
        let found = errno == EEXIST ? open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC) : -1
        guard found >= 0 else { throw .system(path, .open) }
        return found
    }
}
