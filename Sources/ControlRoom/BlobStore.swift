import Crypto
package import Foundation
import Glibc
package import RoomLink

/// Files by their SHA-256: written once, never changed, so that a hash in the journal names exact bytes.
package struct BlobStore: Sendable {
    private let folder: StateFolder

    package init(_ folder: StateFolder) { self.folder = folder }

    /// The path of a stored file; `nil` when it is not there.
    package func path(of hash: BlobHash) -> String? {
        let path = folder.blob(hash)
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// Stores bytes and returns their hash; written aside, flushed to disk, then renamed.
    package func store(_ bytes: Data) throws(ControlRoomFailure) -> BlobHash {
        let hash = BlobHash(digest: SHA256.hash(data: bytes))
        let path = folder.blob(hash)
        if FileManager.default.fileExists(atPath: path) { return hash }
        try DurableFile.write(bytes, to: path)
        return hash
    }

    /// Takes a finished file of this machine into the store and returns its hash; blocks while it reads the file.
    package func store(fileAt source: String) throws(ControlRoomFailure) -> BlobHash {
        guard let bytes = FileManager.default.contents(atPath: source) else { throw .file(source, "cannot be read") }
        return try store(bytes)
    }

    package func bytes(of hash: BlobHash) -> Data? { FileManager.default.contents(atPath: folder.blob(hash)) }
}

/// Files that are whole or not there: written aside, flushed, renamed, and the folder flushed.
package enum DurableFile {
    package static func write(_ bytes: Data, to path: String, mode: mode_t = 0o644) throws(ControlRoomFailure) {
        let aside = "\(path).\(UInt64.random(in: .min ... .max)).partial"
        let descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .file(path, words()) }
        do {
            try writeAll(bytes, to: descriptor, path: path)
        } catch {
            close(descriptor)
            unlink(aside)
            throw error
        }
        close(descriptor)
        guard rename(aside, path) == 0 else {
            let found = words()
            unlink(aside)
            throw .file(path, found)
        }
        flushFolder(of: path)
    }

    private static func writeAll(_ bytes: Data, to descriptor: Int32, path: String) throws(ControlRoomFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw .file(path, words()) }
            rest = rest.dropFirst(written)
        }
        guard fsync(descriptor) == 0 else { throw .file(path, words()) }
    }

    private static func flushFolder(of path: String) {
        let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private static func words() -> String { String(cString: strerror(errno)) }
}
