package import Digests
import Disk
package import Foundation
import Meetings
package import Offices
import RoomLink

/// The pictures of rooms' screens, by hash, and which room handed each in.
///
/// A room proves its screen with a picture of its own: knowing the hash of some other file, such as the very page that
/// should be shown, proves nothing. Its functions block while they read and write files.
package struct ScreenShelf: Sendable {
    private let folder: StateFolder

    package init(_ folder: StateFolder) { self.folder = folder }

    /// Why a picture is not taken.
    package enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        case noPicture
        case differs(ContentHash)
        case notHandedIn(ContentHash)

        package var description: String {
            switch self {
            case .noPicture: "the picture is no PNG"
            case .differs(let found): "the bytes have SHA-256 \(found), not the one in the path"
            case .notHandedIn(let named):
                "the room has handed in no picture with SHA-256 \(named); hand it in first, then tell of it"
            }
        }
    }

    /// Keeps a room's picture; on disk when it returns, and nothing is kept of one that is refused.
    package func take(_ bytes: Data, named hash: ContentHash, by room: RoomID) throws {
        guard bytes.starts(with: [0x89, 0x50, 0x4e, 0x47]) else { throw Refusal.noPicture }
        let found = ContentHash(of: bytes)
        guard found == hash else { throw Refusal.differs(found) }
        _ = try BlobStore(folder).store(bytes)
        try DurableFile.write(Data(), to: mark(hash, room))
    }

    /// Whether the room itself handed that picture in.
    func holds(_ hash: ContentHash, of room: RoomID) -> Bool {
        FileManager.default.fileExists(atPath: mark(hash, room))
    }

    private func mark(_ hash: ContentHash, _ room: RoomID) -> String { "\(folder.blob(hash)).screen.\(room)" }
}

extension ScreenShelf {
    /// Refuses a picture that the room did not hand in itself, or that is the page to be proved.
    static func check(
        _ fact: RoomFact, from room: RoomID, in meeting: Meeting?, isHandedIn: Bool
    ) throws(ScreenShelf.Refusal) {
        guard case .screenTaken(let picture) = fact else { return }
        let page = meeting?.screenProof.orders[room]?.page
        guard picture.sha256 != page, isHandedIn else { throw .notHandedIn(picture.sha256) }
    }
}

extension ControlRoom {
    package nonisolated var screens: ScreenShelf { ScreenShelf(folder) }
}
