package import Digests
package import Disk
package import Foundation
import Synchronization

/// Files by their SHA-256: written once, never changed, so that a hash in the journal names exact bytes.
///
/// A file that a failing disk or a restored backup has changed is never handed out. Its functions block.
package struct BlobStore: Sendable {
    private let folder: StateFolder
    private let proven = ProvenFiles()

    package init(_ folder: StateFolder) { self.folder = folder }

    /// The path of a stored file; `nil` when it is not there.
    package func path(of hash: ContentHash) -> String? {
        let path = folder.blob(hash)
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// The path of a stored file whose bytes have that hash; `nil` when it is not there.
    ///
    /// The bytes are read once and again when the file is another one. Throws when they have another hash.
    package func soundPath(of hash: ContentHash) throws -> String? {
        guard let path = path(of: hash) else { return nil }
        guard let stamp = FileStamp(path), !proven.holds(stamp, at: path) else { return path }
        let found = try FileDigest.sha256(of: path)
        guard found.sha256 == hash else { throw Self.damaged(path, bytes: found.bytes) }
        proven.add(stamp, at: path)
        return path
    }

    /// The bytes of a stored file; `nil` when it is not there. Throws when they have another hash.
    package func bytes(of hash: ContentHash) throws -> Data? {
        let path = folder.blob(hash)
        guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
        guard ContentHash(of: bytes) == hash else {
            throw Self.damaged(path, bytes: Int64(bytes.count))
        }
        return bytes
    }

    private static func damaged(_ path: String, bytes: Int64) -> DiskFailure {
        .file(path, "its \(bytes) bytes are not those that were kept; put the file back from a backup")
    }

    /// Stores bytes and returns their hash; written aside, flushed to disk, then renamed.
    package func store(_ bytes: Data) throws(DiskFailure) -> ContentHash {
        let hash = ContentHash(of: bytes)
        let path = folder.blob(hash)
        // What lies there damaged is mended by the same bytes coming again.
        if FileManager.default.contents(atPath: path) == bytes {
            // Whoever stores the same bytes at this moment may not have flushed the folder yet.
            try DurableFile.flushFolder(of: path)
            return hash
        }
        try DurableFile.write(bytes, to: path)
        return hash
    }

    /// Takes a finished file of this machine into the store and returns its hash; blocks while it reads the file.
    package func store(fileAt source: String) throws(DiskFailure) -> ContentHash {
        guard let bytes = FileManager.default.contents(atPath: source) else { throw .file(source, "cannot be read") }
        return try store(bytes)
    }

    /// The bytes that the files take together; a file that is not there takes none.
    package func size(of hashes: some Sequence<ContentHash>) -> Int64 {
        hashes.reduce(0) { sum, hash in sum + (FileFacts.size(of: folder.blob(hash)) ?? 0) }
    }
}

/// Files whose bytes were held against their hash, each as it was then.
private final class ProvenFiles: Sendable {
    private let stamps = Mutex<[String: FileStamp]>([:])
    /// Enough for the files of some hundred meetings; then all is read anew once.
    private static let most = 20_000

    func holds(_ stamp: FileStamp, at path: String) -> Bool { stamps.withLock { $0[path] == stamp } }

    func add(_ stamp: FileStamp, at path: String) {
        stamps.withLock { stamps in
            if stamps.count >= Self.most { stamps.removeAll() }
            stamps[path] = stamp
        }
    }
}
