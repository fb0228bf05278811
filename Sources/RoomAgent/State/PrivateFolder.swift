import Disk
import Foundation
import Glibc

/// The agent's folders: for their owner alone, who is the user that runs it.
enum PrivateFolder {
    /// Makes a folder with everything above it, for the owner alone; one that others may look into is tightened.
    ///
    /// `marks` are names by which a loose folder that is not empty is known as an agent's own; without them it is.
    static func make(_ path: String, knownBy marks: Set<String>? = nil) throws(DiskFailure) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let isOwn = names.isEmpty || marks.map { !$0.isDisjoint(with: names) } ?? true
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .file(path, "make folder: \(error.localizedDescription)")
        }
        var found = stat()
        guard stat(path, &found) == 0 else { throw .system(path, .stat) }
        guard found.st_mode & 0o077 != 0 else { return }
        guard isOwn, found.st_mode & S_ISVTX == 0, found.st_uid == geteuid(), chmod(path, 0o700) == 0 else {
            let mode = String(found.st_mode & 0o7777, radix: 8)
            throw .file(
                path,
                "mode \(mode), user \(found.st_uid): allowed: a folder of this user alone; run: chmod 700 \(path)")
        }
    }

    /// Throws when a folder is another user's: what this user wrote there, as root perhaps, its owner could not read.
    static func expectOwn(_ path: String) throws(DiskFailure) {
        guard let owner = FileOwner(path), owner.user != geteuid() else { return }
        throw .file(
            path,
            "owner \(owner.user): allowed: a folder of this user, \(geteuid()); run this as the folder's owner")
    }
}
