import Disk
import Foundation
import Glibc
import RoomLink

/// Sockets, process numbers and logs of the media processes.
struct RunFolder: Hashable, Sendable {
    /// An absolute path.
    let path: String

    func socket(_ child: ChildName) -> String { "\(path)/\(child.rawValue).sock" }
    func lock(_ child: ChildName) -> String { "\(path)/\(child.rawValue).pid" }
    func log(_ child: ChildName) -> String { "\(path)/\(child.rawValue).log" }

    /// The number of the process that holds the lock of a child; `nil` when none does.
    func processHolding(_ child: ChildName) -> pid_t? {
        let descriptor = open(lock(child), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK else { return nil }
        let text = FileManager.default.contents(atPath: lock(child)).map { String(decoding: $0, as: UTF8.self) }
        return text.flatMap { pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) }.flatMap { $0 > 1 ? $0 : nil }
    }

    /// The last line of a child's log, for the reason of its death; at most 300 characters.
    func lastWords(_ child: ChildName) -> String? {
        guard let handle = FileHandle(forReadingAtPath: log(child)) else { return nil }
        defer { try? handle.close() }
        let size = (try? handle.seekToEnd()) ?? 0
        try? handle.seek(toOffset: size > 2000 ? size - 2000 : 0)
        let text = String(decoding: (try? handle.readToEnd()) ?? Data(), as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).last.map { String($0.prefix(300)) }
    }
}

/// A folder held open, so that a Unix socket in it has a short name however long the folder's path is (the kernel
/// takes at most 107 bytes).
final class SocketFolder: Sendable {
    private let descriptor: Int32

    init(_ path: String) throws(DiskFailure) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DiskFailure.system(path, .open) }
    }

    deinit { close(descriptor) }

    /// A path to a file of the folder that works in this process while the folder is held.
    func short(_ path: String) -> String {
        "/proc/self/fd/\(descriptor)/" + (path as NSString).lastPathComponent
    }
}
