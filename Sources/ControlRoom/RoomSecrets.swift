import Crypto
import Foundation
package import Offices

/// The secrets by which rooms prove themselves: one file each, mode 0600, made at the first start.
package struct RoomSecrets: Sendable {
    private var hashes: [RoomID: SHA256Digest] = [:]

    package init(rooms: [Room], folder: StateFolder) throws(ControlRoomFailure) {
        for room in rooms {
            let path = folder.secret(of: room.id)
            if !FileManager.default.fileExists(atPath: path) {
                try DurableFile.write(Data((BearerToken.make() + "\n").utf8), to: path)
            }
            let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
            let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
            guard secret.utf8.count == 64 else { throw .file(path, "is not a secret of 64 hexadecimal digits") }
            hashes[room.id] = SHA256.hash(data: Data(secret.utf8))
        }
    }

    package func admits(_ secret: String, to room: RoomID) -> Bool {
        hashes[room].map { $0 == SHA256.hash(data: Data(secret.utf8)) } ?? false
    }
}
