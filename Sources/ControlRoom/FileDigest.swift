import Digests
import Foundation

/// Size and SHA-256 of a file, read in pieces; blocks while it reads.
enum FileDigest {
    static func sha256(of path: String) throws -> (bytes: Int64, sha256: ContentHash) {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw ControlRoomFailure.file(path, "cannot be read")
        }
        defer { try? file.close() }
        var hasher = ContentHasher()
        while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
            piece.withUnsafeBytes { hasher.update($0) }
        }
        return (hasher.bytes, hasher.hash)
    }
}
