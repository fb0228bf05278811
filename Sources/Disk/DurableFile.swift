package import Foundation
import Glibc

/// Files that are whole or not there after any crash: written aside, flushed, renamed, and the folder flushed.
///
/// Unless told otherwise they are for their owner alone, who stays the same whoever writes them (`FileOwner`). All of it
/// blocks.
package enum DurableFile {
    /// Puts a file with these bytes in the place of what stands there.
    package static func write(_ bytes: Data, to path: String, mode: mode_t = 0o600) throws(DiskFailure) {
        let aside = "\(path).\(UInt64.random(in: .min ... .max)).partial"
        try create(aside, mode: mode, whoseNameIs: path) { descriptor throws(DiskFailure) in
            try FileOwner.keep(of: path, on: descriptor)
            try append(bytes, to: descriptor, path: path)
        }
        try rename(aside, to: path)
    }

    /// Writes a new file, on disk when it returns; what fails leaves nothing. Its name is durable with its folder's flush.
    ///
    /// Failures name `name`, the path that people know, where the file is written aside.
    package static func create(
        _ path: String, mode: mode_t, whoseNameIs name: String? = nil, _ body: (Int32) throws(DiskFailure) -> Void
    ) throws(DiskFailure) {
        let name = name ?? path
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw .system(name, .open) }
        do throws(DiskFailure) {
            try body(descriptor)
            guard fsync(descriptor) == 0 else { throw .system(name, .fsync) }
        } catch {
            close(descriptor)
            unlink(path)
            throw error
        }
        guard close(descriptor) == 0 else {
            let failure = DiskFailure.system(name, .close)
            unlink(path)
            throw failure
        }
    }

    /// The bytes of a file that is there; one that this user may not read says whose it is.
    package static func read(_ path: String) throws(DiskFailure) -> Data {
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
    ///
    /// It gets `mode`; with `nil` it keeps the one that it has.
    package static func publish(_ aside: String, as path: String, mode: mode_t? = 0o600) throws(DiskFailure) {
        if let mode, chmod(aside, mode) != 0 { throw .system(aside, .chmod) }
        try flush(aside)
        try rename(aside, to: path)
    }

    /// Puts what was written aside in its place, and makes the name durable; what cannot be placed is removed.
    package static func rename(_ aside: String, to path: String) throws(DiskFailure) {
        guard Glibc.rename(aside, path) == 0 else {
            let failure = DiskFailure.system(path, .rename)
            unlink(aside)
            throw failure
        }
        try flushFolder(of: path)
    }

    /// Gives a file or folder another name, durable when it returns; one that cannot be moved stays where it is.
    package static func move(_ old: String, to new: String) throws(DiskFailure) {
        guard Glibc.rename(old, new) == 0 else { throw .system(new, .rename) }
        try flushFolder(of: new)
    }

    /// Makes a folder with everything above it; the new names are on disk when it returns.
    package static func makeFolder(_ path: String) throws(DiskFailure) {
        if FileManager.default.fileExists(atPath: path) { return }
        let parent = (path as NSString).deletingLastPathComponent
        if parent != path { try makeFolder(parent) }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .system(path, .mkdir) }
        try flush(parent)
    }

    /// Makes the names in a file's folder durable.
    package static func flushFolder(of path: String) throws(DiskFailure) {
        let folder = (path as NSString).deletingLastPathComponent
        try flush(folder.isEmpty ? "." : folder)
    }

    /// Forces a file or folder to disk.
    package static func flush(_ path: String) throws(DiskFailure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(path, .open) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system(path, .fsync) }
    }

    /// Writes every byte to an open file; it does not flush.
    package static func append(_ bytes: Data, to descriptor: Int32, path: String) throws(DiskFailure) {
        // The library's function forgets the type of what its body throws.
        let failure = bytes.withUnsafeBytes { bytes -> DiskFailure? in
            do throws(DiskFailure) {
                try append(bytes, to: descriptor, path: path)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    /// Writes every byte to an open file; it does not flush.
    package static func append(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String
    ) throws(DiskFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .system(path, .write) }
            rest = rest.dropFirst(count)
        }
    }
}
