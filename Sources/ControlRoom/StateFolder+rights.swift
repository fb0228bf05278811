import Disk
import Foundation
import Glibc

/// The state folder and everything in it are for their owner alone: folders 0700, files 0600.
///
/// What is looser is tightened where it belongs to this user, and refused with the remedy where it does not. A symbolic
/// link is not followed: what it leads to has rights of its own.
extension StateFolder {
    /// By what a folder is known as one of the service's, so that a slip of the hand locks nobody out of another one.
    private static let marks: Set<String> = [
        "accounts.json", "blobs", "calendar.json", "journal.sqlite", "keys", "meetings", "people.json", "policy.yaml",
    ]

    /// Tightens the rights of the folder itself, before anything is put into it.
    static func claim(_ path: String, as user: uid_t = geteuid()) throws(ControlRoomFailure) {
        guard let found = Rights(path), found.isLoose else { return }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        guard found.mode & S_ISVTX == 0, names.isEmpty || !marks.isDisjoint(with: names) else {
            throw .rights(
                path, "its mode is \(found.octal) and it holds other files; give a folder of its own with --state")
        }
        try found.tighten(path, as: user)
    }

    /// Tightens the rights of everything in the folder; it blocks. Called at each start of the service.
    func tighten(as user: uid_t = geteuid()) throws(ControlRoomFailure) {
        try Self.claim(path, as: user)
        guard let names = FileManager.default.enumerator(atPath: path) else { return }
        while let name = names.nextObject() as? String {
            let path = "\(path)/\(name)"
            // A file that has gone since, such as one that was written aside, has no rights.
            if let found = Rights(path), found.isLoose { try found.tighten(path, as: user) }
        }
    }

    /// Throws when the folder is another user's: what a service of this user wrote there, its owner could not read.
    func expectOwn(as user: uid_t = geteuid()) throws(DiskFailure) {
        guard let owner = FileOwner(path), owner.user != user else { return }
        throw .foreign(path, owner: owner.name)
    }

    /// Who owns a file or folder, and what others may do with it.
    private struct Rights {
        let mode: mode_t
        let owner: uid_t
        let isFolder: Bool

        /// `nil` for what is not there, and for a symbolic link.
        init?(_ path: String) {
            var found = stat()
            guard lstat(path, &found) == 0, found.st_mode & S_IFMT != S_IFLNK else { return nil }
            (mode, owner) = (found.st_mode & 0o7777, found.st_uid)
            isFolder = found.st_mode & S_IFMT == S_IFDIR
        }

        var isLoose: Bool { mode & 0o077 != 0 }
        var octal: String { String(mode, radix: 8) }

        func tighten(_ path: String, as user: uid_t) throws(ControlRoomFailure) {
            let wanted: mode_t = isFolder ? 0o700 : 0o600
            let remedy = "allowed: \(String(wanted, radix: 8)); run: chmod \(String(wanted, radix: 8)) '\(path)'"
            guard owner == user else {
                throw .rights(path, "its mode is \(octal) and it belongs to user \(owner); \(remedy) as its owner")
            }
            guard chmod(path, wanted) == 0 else {
                throw .rights(path, "its mode is \(octal) (\(String(cString: strerror(errno)))); \(remedy)")
            }
        }
    }
}
