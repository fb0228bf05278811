import Crypto
package import Foundation
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
        if FileManager.default.fileExists(atPath: path) {
            // Whoever stores the same bytes at this moment may not have flushed the folder yet.
            try DurableFile.flushFolder(of: path)
            return hash
        }
        try DurableFile.write(bytes, to: path)
        return hash
    }

    /// Takes a finished file of this machine into the store and returns its hash; blocks while it reads the file.
    package func store(fileAt source: String) throws(ControlRoomFailure) -> BlobHash {
        guard let bytes = FileManager.default.contents(atPath: source) else { throw .file(source, "cannot be read") }
        return try store(bytes)
    }

    /// The bytes that the files take together; a file that is not there takes none.
    package func size(of hashes: some Sequence<BlobHash>) -> Int64 {
        hashes.reduce(0) { sum, hash in
            var found = stat()
            return stat(folder.blob(hash), &found) == 0 ? sum + Int64(found.st_size) : sum
        }
    }

    package func bytes(of hash: BlobHash) -> Data? { FileManager.default.contents(atPath: folder.blob(hash)) }
}
