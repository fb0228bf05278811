package import Disk
import Foundation
package import Offices

/// The secrets by which rooms prove themselves: one file each, mode 0600, made at the first start.
///
/// A file that is replaced counts from the next request on, so that a secret that got about can be taken back.
package struct RoomSecrets: Sendable {
    private var known: [RoomID: Known] = [:]

    private struct Known {
        let path: String
        let stamp: FileStamp?
        /// `nil` while the file holds no secret.
        let hash: TokenHash?
    }

    package init(rooms: [Room], folder: StateFolder) throws(DiskFailure) {
        for room in rooms {
            let path = folder.secret(of: room.id)
            if !FileManager.default.fileExists(atPath: path) {
                try DurableFile.write(Data((BearerToken.make() + "\n").utf8), to: path)
            }
            let stamp = FileStamp(path)
            guard let hash = Self.hash(of: path) else { throw .file(path, "is not a secret of 64 hexadecimal digits") }
            known[room.id] = Known(path: path, stamp: stamp, hash: hash)
        }
    }

    /// Reads a room's file again when it is another one than before.
    mutating func renew(_ room: RoomID) {
        guard let found = known[room] else { return }
        let stamp = FileStamp(found.path)
        guard stamp != found.stamp else { return }
        known[room] = Known(path: found.path, stamp: stamp, hash: Self.hash(of: found.path))
    }

    package func admits(_ secret: String, to room: RoomID) -> Bool {
        known[room]?.hash.map { $0 == TokenHash(of: secret) } ?? false
    }

    private static func hash(of path: String) -> TokenHash? {
        let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return TokenHash(of: secret)
    }
}
