import Digests
import Foundation
import Glibc

/// SHA-256 of files.
enum FileDigest {
    /// Size and hash of a file as it is now; read in pieces of 1 MiB on a thread of its own.
    static func hash(ofFile path: String) async throws -> (bytes: Int64, hash: ContentHash) {
        try await BlockingWork.run { try read(path) }
    }

    private static func read(_ path: String) throws(DurableFile.Failure) -> (bytes: Int64, hash: ContentHash) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DurableFile.failure(path, "open") }
        defer { close(descriptor) }
        var hasher = ContentHasher()
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw DurableFile.failure(path, "read") }
            guard count > 0 else { return (hasher.bytes, hasher.hash) }
            piece[..<count].withUnsafeBytes { hasher.update($0) }
        }
    }
}
