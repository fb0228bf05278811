import Crypto
import Foundation
import RoomLink

/// Size and SHA-256 of a file, read in pieces; blocks while it reads.
enum FileDigest {
    static func sha256(of path: String) throws -> (bytes: Int64, sha256: BlobHash) {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw ControlRoomFailure.file(path, "cannot be read")
        }
        defer { try? file.close() }
        var hash = SHA256()
        var bytes: Int64 = 0
        while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
            hash.update(data: piece)
            bytes += Int64(piece.count)
        }
        return (bytes, BlobHash(digest: hash.finalize()))
    }
}
