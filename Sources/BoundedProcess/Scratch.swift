package import Foundation
import Glibc

/// A private folder for one piece of work, gone when the work is done; what a killed process left is cleared later.
///
/// Whoever works in one holds a lock on it, which the kernel gives back with the end of the process, in whatever way.
package enum Scratch {
    private static let prefix = ".rljj-"
    /// The name until the lock is held.
    private static let unlocked = ".rljj-new-"
    /// Seconds for which a folder may lack its lock: between making it and locking it lies no work.
    private static let longestUnlocked = 3600.0

    /// Runs `work` with a new folder (mode 0700) below `parent`, and removes the folder with all it holds afterwards.
    ///
    /// Throws what `work` throws, or Foundation's error when the folder cannot be made.
    package static func folder<Result>(
        below parent: URL = FileManager.default.temporaryDirectory, _ work: (URL) async throws -> Result
    ) async throws -> Result {
        let id = UUID().uuidString.lowercased()
        let made = parent.appendingPathComponent(unlocked + id, isDirectory: true)
        try FileManager.default.createDirectory(
            at: made, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let lock = locked(made.path)
        defer { if let lock { close(lock) } }
        // Without a lock, as on some network disks, it keeps its first name and is cleared by its age.
        let folder = lock == nil ? made : parent.appendingPathComponent(prefix + id, isDirectory: true)
        if lock != nil { try FileManager.default.moveItem(at: made, to: folder) }
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await work(folder)
    }

    /// Removes the folders of this user that work left behind whose process is gone; blocks. Called at a program's start.
    package static func clear(below parent: String = FileManager.default.temporaryDirectory.path) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let path = "\(parent)/\(name)"
            var found = stat()
            guard lstat(path, &found) == 0, found.st_mode & S_IFMT == S_IFDIR, found.st_uid == geteuid() else {
                continue
            }
            let age = Date().timeIntervalSince1970 - Double(found.st_mtim.tv_sec)
            guard !name.hasPrefix(unlocked) || age > longestUnlocked, let lock = locked(path) else { continue }
            try? FileManager.default.removeItem(atPath: path)
            close(lock)
        }
    }

    /// The folder's lock as a descriptor, when nobody holds it.
    private static func locked(_ path: String) -> Int32? {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
        close(descriptor)
        return nil
    }
}
