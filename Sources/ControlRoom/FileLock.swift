import Glibc

/// A lock that processes share by a file.
enum FileLock {
    /// Runs a body while no other process and no other thread holds the lock; blocks until it is its turn.
    static func hold<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ControlRoomFailure.file(path, String(cString: strerror(errno))) }
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
}
