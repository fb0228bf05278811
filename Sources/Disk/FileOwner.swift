import Foundation
package import Glibc

/// Whose a file is: root that changes the files of a service which runs as another user leaves them that user's.
///
/// Otherwise `rljj people add` by root would end with a file that the service cannot read.
package struct FileOwner: Hashable, Sendable {
    package let user: uid_t
    package let group: gid_t

    /// The owner of what stands at the path; of a symbolic link itself. `nil` for nothing.
    package init?(_ path: String) {
        var found = stat()
        guard lstat(path, &found) == 0 else { return nil }
        (user, group) = (found.st_uid, found.st_gid)
    }

    /// Gives a new file, which is to stand at the path, the owner of the one there, or of the folder when root makes it.
    ///
    /// Throws when the file there is another user's, who could then read it no longer.
    package static func keep(of path: String, on descriptor: Int32) throws(DiskFailure) {
        let old = FileOwner(path)
        let folder = geteuid() == 0 ? FileOwner((path as NSString).deletingLastPathComponent) : nil
        guard let owner = old ?? folder, owner.user != geteuid() else { return }
        guard fchown(descriptor, owner.user, owner.group) == 0 else { throw .foreign(path, owner: owner.name) }
    }

    /// Gives what root has just made at the path, a file or a folder, to the owner of its folder.
    ///
    /// Opened without following a link, so that nobody can lead root to a file of its own.
    package static func handOver(_ path: String) throws(DiskFailure) {
        guard geteuid() == 0, let owner = FileOwner((path as NSString).deletingLastPathComponent), owner.user != 0
        else { return }
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(path, .open) }
        defer { close(descriptor) }
        guard fchown(descriptor, owner.user, owner.group) == 0 else { throw .foreign(path, owner: owner.name) }
    }

    /// Name and number, as far as the system knows a name.
    package var name: String {
        guard let entry = getpwuid(user), let name = entry.pointee.pw_name else { return "\(user)" }
        return String(cString: name)
    }
}
