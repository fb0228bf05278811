import Glibc

/// A lock that processes share by a file.
enum FileLock {
    /// Runs a body while no other process and no other thread holds the lock; blocks until it is its turn.
    static func hold<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        let descriptor = try open(path)
        defer {
            // A child that is just being started may still have a copy of the descriptor.
            flock(descriptor, LOCK_UN)
            close(descriptor)
        }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw ControlRoomFailure.file(path, String(cString: strerror(errno))) }
        }
        return try body()
    }

    /// The lock's file; one that root makes is its folder's owner's, who must be able to open it too.
    private static func open(_ path: String) throws -> Int32 {
        let made = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if made >= 0 {
            do {
                try FileOwner.handOver(path)
                return made
            } catch {
                close(made)
                throw error
            }
        }
        let found = errno == EEXIST ? Glibc.open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC) : -1
        guard found >= 0 else { throw ControlRoomFailure.file(path, String(cString: strerror(errno))) }
        return found
    }
}
