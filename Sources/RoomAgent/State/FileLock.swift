import Glibc

/// A lock on a file, held until the value goes away or the process ends, however it ends.
struct FileLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock, or says `nil` when another process holds it or the file cannot be opened.
    init?(path: String) {
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else { return nil }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            close(opened)
            return nil
        }
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// Replaces the file's text, such as by a process number.
    borrowing func write(_ text: String) {
        ftruncate(descriptor, 0)
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    }
}
