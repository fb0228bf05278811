import Glibc

/// A file that a person names to be written: a new one, or a regular one that is replaced whole.
///
/// A device, a pipe or a link that stands there is never replaced: as root that would destroy `/dev/full`.
package enum OutputFile {
    /// Why nothing was written, on one line.
    package enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        case noName
        /// What stands there is no regular file.
        case kind(String, found: String)
        /// The file belongs to another user, and would become ours.
        case owner(String, user: UInt32)
        case system(String, reason: String)

        package var description: String {
            switch self {
            case .noName: "found an empty name; allowed: a new name, or a regular file to replace"
            case .kind(let path, let found):
                "\(path): is \(found); allowed: a new name, or a regular file to replace"
            case .owner(let path, let user):
                "\(path): belongs to user \(user) and would become this user's; give a new name"
            case .system(let path, let reason):
                "\(path): cannot be written (\(reason)); give a file in a folder that is there and that this user may write"
            }
        }
    }

    /// Writes the bytes aside, flushes them, and puts them in place; until then what was there stays. Blocks.
    package static func write(_ bytes: [UInt8], to path: String) throws(Refusal) {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .noName }
        let old = try standing(at: path)
        let aside = "\(path).\(UInt64.random(in: .min ... .max)).partial"
        let descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .system(path, reason: words()) }
        do throws(Refusal) {
            defer { close(descriptor) }
            try fill(descriptor, bytes, path)
            if let old { try keep(old, on: descriptor, path) }
        } catch {
            unlink(aside)
            throw error
        }
        try place(aside, at: path, replacing: old != nil)
    }

    /// What stands at the path, when it may be replaced; `nil` for nothing.
    private static func standing(at path: String) throws(Refusal) -> stat? {
        var found = stat()
        guard lstat(path, &found) == 0 else {
            guard errno == ENOENT else { throw .system(path, reason: words()) }
            return nil
        }
        if let kind = kind(of: found.st_mode) { throw .kind(path, found: kind) }
        return found
    }

    /// The name of what is no regular file.
    private static func kind(of mode: mode_t) -> String? {
        switch mode & S_IFMT {
        case S_IFREG: nil
        case S_IFDIR: "a folder"
        case S_IFLNK: "a symbolic link"
        case S_IFIFO: "a pipe"
        case S_IFCHR, S_IFBLK: "a device"
        case S_IFSOCK: "a socket"
        default: "no regular file"
        }
    }

    private static func fill(_ descriptor: Int32, _ bytes: [UInt8], _ path: String) throws(Refusal) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .system(path, reason: words()) }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw .system(path, reason: words()) }
    }

    /// The new file gets mode and owner of the one that it replaces.
    private static func keep(_ old: stat, on descriptor: Int32, _ path: String) throws(Refusal) {
        var new = stat()
        guard fstat(descriptor, &new) == 0 else { throw .system(path, reason: words()) }
        if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid),
            fchown(descriptor, old.st_uid, old.st_gid) != 0, new.st_uid != old.st_uid
        {
            throw .owner(path, user: old.st_uid)
        }
        guard fchmod(descriptor, old.st_mode & 0o777) == 0 else { throw .system(path, reason: words()) }
    }

    /// A name that was free is taken only if it still is.
    private static func place(_ aside: String, at path: String, replacing: Bool) throws(Refusal) {
        let done = replacing ? rename(aside, path) == 0 : link(aside, path) == 0
        let reason = words()
        if !done || !replacing { unlink(aside) }
        guard done else { throw .system(path, reason: reason) }
    }

    private static func words() -> String { String(cString: strerror(errno)) }
}
