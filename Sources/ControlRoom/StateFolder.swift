package import Digests
import Disk
import Engine
import Foundation
import Glibc
import Journal
package import Offices

/// The folder that holds everything the service must keep: `journal.sqlite`, `blobs`, `meetings`, `keys`, `people.json`,
/// `accounts.json`, `calendar.json`, `state.json`, and `policy.yaml` and `offices.yaml` where there are any.
package struct StateFolder: Hashable, Sendable {
    package let path: String

    /// Opens or makes the folder with its parts; all of it is for the owner alone.
    ///
    /// Parts that root makes in another user's folder are that user's.
    package init(path: String) throws(ControlRoomFailure) {
        self.path = path
        _ = try Self.isThere(path)
        try Self.claim(path)
        for name in ["", "blobs", "meetings", "keys", "incoming"] {
            let folder = name.isEmpty ? path : "\(path)/\(name)"
            if try Self.isThere(folder) { continue }
            do throws(DiskFailure) {
                try DurableFile.makeFolder(folder)
                if !name.isEmpty { try FileOwner.handOver(folder) }
            } catch {
                throw .folder(folder, error.found)
            }
        }
        guard access(path, W_OK) == 0 else { throw .folder(path, String(cString: strerror(errno))) }
    }

    /// Opens a folder that is there; one that is not is never made, for its name may be mistyped.
    package init(existing path: String) throws(ControlRoomFailure) {
        guard try Self.isThere(path) else { throw .noFolder(path) }
        try self.init(path: path)
    }

    /// Whether there is a folder; throws when something else stands there.
    private static func isThere(_ path: String) throws(ControlRoomFailure) -> Bool {
        var found = stat()
        guard stat(path, &found) == 0 else {
            guard errno == ENOENT else { throw .folder(path, String(cString: strerror(errno))) }
            return false
        }
        guard found.st_mode & S_IFMT == S_IFDIR else { throw .folder(path, "is a file, not a folder") }
        return true
    }

    /// Takes a folder as it is, to look at it: nothing is made and nothing is changed.
    init(lookingAt path: String) throws(ControlRoomFailure) {
        guard try Self.isThere(path) else { throw .noFolder(path) }
        self.path = path
    }

    package var journal: String { "\(path)/journal.sqlite" }
    /// Where the next start begins in the journal; may be deleted.
    var docket: String { "\(path)/docket.json" }
    /// What was here when the folder was last looked at.
    var mark: String { "\(path)/state.json" }
    package var people: String { "\(path)/people.json" }
    /// The office's own policy; the program's counts where there is none.
    package var policy: String { "\(path)/policy.yaml" }
    /// The holiday tables that were taken in.
    package var calendar: String { "\(path)/calendar.json" }
    /// The offices that are known without a room.
    package var offices: String { "\(path)/offices.yaml" }
    /// What each person handed in within the last day; may be deleted.
    var handedIn: String { "\(path)/handed-in.json" }
    package var keys: String { "\(path)/keys" }
    /// Printed papers, named after what they say; every one of them can be drawn again.
    package var letters: String { "\(path)/letters" }

    package var incoming: String { "\(path)/incoming" }

    /// A path of the folder as it is told to people: within it.
    func within(_ path: String) -> String {
        path.hasPrefix("\(self.path)/") ? String(path.dropFirst(self.path.count + 1)) : path
    }

    package func blob(_ hash: ContentHash) -> String { "\(path)/blobs/\(hash)" }

    package func meeting(_ id: MeetingID) -> String { "\(path)/meetings/\(id)" }

    /// The secret by which a room proves itself.
    package func secret(of room: RoomID) -> String { "\(keys)/\(room).secret" }
}

/// The world broke something that the service needs: one line, what was found and what to do.
package enum ControlRoomFailure: Error, Hashable, Sendable, CustomStringConvertible {
    case folder(String, String)
    /// Where there must be a state folder there is nothing.
    case noFolder(String)
    /// Others may read or write what is for the service alone.
    case rights(String, String)
    case journal(String)
    case work(String)

    package var description: String {
        switch self {
        case .folder(let path, let found): "folder \(path): \(found); choose a folder that this user may write"
        case .noFolder(let path):
            "folder \(path): there is none; give the service's own with --state, which rljj serve and rljj people add make"
        case .rights(let path, let found): "\(path): \(found)"
        case .journal(let text), .work(let text): text
        }
    }

    /// Whether an error says that the state folder or the journal in it cannot be used.
    package static func isOfTheState(_ error: any Error) -> Bool {
        switch error {
        case ControlRoomFailure.folder, ControlRoomFailure.rights, ControlRoomFailure.journal: true
        case let failure as DiskFailure: if case .foreign = failure.kind { true } else { false }
        default: error is Journal.Failure || error is UnreadableEvent || error is StateLoss
        }
    }
}
