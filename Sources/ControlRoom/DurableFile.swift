package import Foundation
import Glibc

/// Files that are whole or not there: written aside, flushed, renamed, and the folder flushed.
///
/// Unless told otherwise they are for their owner alone, who stays the same whoever writes them (`FileOwner`).
package enum DurableFile {
    package static func write(_ bytes: Data, to path: String, mode: mode_t = 0o600) throws(ControlRoomFailure) {
        let aside = "\(path).\(UInt64.random(in: .min ... .max)).partial"
        let descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure(path) }
        do {
            try FileOwner.keep(of: path, on: descriptor)
            try writeAll(bytes, to: descriptor, path: path)
        } catch {
            close(descriptor)
            unlink(aside)
            throw error
        }
        close(descriptor)
        try rename(aside, to: path)
    }

    /// The bytes of a file that is there; one that this user may not read says whose it is.
    package static func read(_ path: String) throws(ControlRoomFailure) -> Data {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let code = errno
            guard code == EACCES, let owner = FileOwner(path), owner.user != geteuid() else {
                throw .file(path, "cannot be read (\(String(cString: strerror(code))))")
            }
            throw .foreign(path, owner: owner.name)
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do { return try file.readToEnd() ?? Data() } catch {
            throw .file(path, "cannot be read (\(error.localizedDescription))")
        }
    }

    /// Puts a file that somebody else wrote aside in its place: the file flushed, renamed, and the folder flushed.
    package static func publish(_ aside: String, as path: String) throws(ControlRoomFailure) {
        guard chmod(aside, 0o600) == 0 else { throw failure(aside) }
        try flush(aside)
        try rename(aside, to: path)
    }

    /// Makes a folder with everything above it; the new names are on disk when it returns.
    package static func makeFolder(_ path: String) throws(ControlRoomFailure) {
        if FileManager.default.fileExists(atPath: path) { return }
        let parent = (path as NSString).deletingLastPathComponent
        if parent != path { try makeFolder(parent) }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure(path) }
        try flush(parent)
    }

    /// Makes the names in a file's folder durable.
    package static func flushFolder(of path: String) throws(ControlRoomFailure) {
        try flush((path as NSString).deletingLastPathComponent)
    }

    private static func rename(_ aside: String, to path: String) throws(ControlRoomFailure) {
        guard Glibc.rename(aside, path) == 0 else {
            let found = failure(path)
            unlink(aside)
            throw found
        }
        try flushFolder(of: path)
    }

    /// Forces a file or folder to disk.
    private static func flush(_ path: String) throws(ControlRoomFailure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(path) }
    }

    private static func writeAll(_ bytes: Data, to descriptor: Int32, path: String) throws(ControlRoomFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw failure(path) }
            rest = rest.dropFirst(written)
        }
        guard fsync(descriptor) == 0 else { throw failure(path) }
    }

    /// What the last call to the kernel said.
    private static func failure(_ path: String) -> ControlRoomFailure {
        let code = errno
        return code == ENOSPC || code == EDQUOT ? .full(path) : .file(path, String(cString: strerror(code)))
    }
}
