import Foundation
import Synchronization

/// The right to write one journal, held by one process through an advisory lock on a file beside it.
///
/// The kernel frees it when the process ends in whatever way, so that no stale lock needs removing.
final class WriterLock: Sendable {
    private let descriptor: Mutex<Int32>

    /// Takes the lock of the journal at `path`, or says who has it.
    init(journal path: String) throws(Journal.Failure) {
        // O_CLOEXEC: a child process would otherwise keep the lock after this one ended.
        let opened = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard opened >= 0 else {
            throw errno == ENOSPC ? .diskFull(path: path) : .readOnly(path: path)
        }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.holder(opened)
            _ = Glibc.close(opened)
            throw .heldByAnother(path: path, process: holder.map { " (process \($0))" } ?? "")
        }
        let text = Array("\(getpid())\n".utf8)
        _ = ftruncate(opened, 0)
        _ = pwrite(opened, text, text.count, 0)
        descriptor = Mutex(opened)
    }

    deinit { free() }

    /// Gives the lock up; a second call does nothing.
    func free() {
        descriptor.withLock { held in
            if held >= 0 {
                // Closing alone would leave the lock to a child that is just being started and has not closed its copy.
                _ = flock(held, LOCK_UN)
                _ = Glibc.close(held)
            }
            held = -1
        }
    }

    private static func holder(_ descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes.prefix(count).prefix { $0 != 10 }, as: UTF8.self))
    }
}
