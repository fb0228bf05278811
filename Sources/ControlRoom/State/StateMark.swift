import Disk
import Foundation
import Journal
import Offices
import RoomLink

/// What a state folder held when it was last looked at, so that the next start notices what has gone missing since.
///
/// It lies beside the journal (`state.json`), never ahead of it: what it names was on disk before. A folder restored whole
/// from a backup brings its own mark and starts; one from which the journal, its write-ahead log, keys or people were
/// lost or put back older does not, unless it is begun anew on purpose. A mark that is missing or unreadable says nothing.
struct StateMark: Hashable, Sendable, Codable {
    /// The journal reached at least this far.
    var head: Head
    /// The files that were there, by their paths within the folder.
    var files: Set<String>
    /// Files that the journal names and that the folder was begun anew without; `nil` when there are none.
    var without: Set<String>?

    /// The files without which a start would make others in their place, or serve less than was kept.
    private static func files(of rooms: [RoomID]) -> [String] {
        ["journal.sqlite", "people.json", "accounts.json", "calendar.json", "keys/evidence.key"]
            + rooms.map { "keys/\($0).secret" }
    }

    /// The mark of a folder that is there now; what an earlier mark names stays named, also while it is gone. It blocks.
    init(of folder: StateFolder, rooms: [RoomID], head: Head, after earlier: StateMark?) {
        let found = Self.files(of: rooms).filter { FileFacts.size(of: "\(folder.path)/\($0)") ?? 0 > 0 }
        (self.head, without) = (head, earlier?.without)
        files = Set(found).union(earlier?.files ?? [])
    }

    /// What the folder's mark says, and what its snapshot and contents say where it has none; it blocks.
    static func read(_ folder: StateFolder) -> StateMark? {
        FileManager.default.contents(atPath: folder.mark).flatMap {
            try? JSONDecoder().decode(StateMark.self, from: $0)
        }
    }

    /// Replaces the mark; on disk when it returns. It blocks.
    func write(to folder: StateFolder) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try DurableFile.write(try encoder.encode(self), to: folder.mark)
    }

    // MARK: - At a start

    /// What the folder lacks before its journal is opened; a start would make it anew in silence. It blocks.
    func missing(in folder: StateFolder, rooms: [RoomID]) -> StateLoss? {
        Self.loss(of: Self.files(of: rooms).filter(files.contains), in: folder)
    }

    /// The same for a folder without a mark: what lies in it cannot have come there without a journal. It blocks.
    static func missingWithoutMark(in folder: StateFolder) -> StateLoss? {
        let kept = ["blobs", "meetings", "letters", "docket.json"].contains { name in
            let path = "\(folder.path)/\(name)"
            if let size = FileFacts.size(of: path) { return size > 0 }
            return (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty == false
        }
        return kept ? loss(of: ["journal.sqlite"], in: folder) : nil
    }

    private static func loss(of names: [String], in folder: StateFolder) -> StateLoss? {
        let gone = names.filter { FileFacts.size(of: "\(folder.path)/\($0)") ?? 0 == 0 }.sorted()
        return gone.isEmpty ? nil : StateLoss(folder: folder.path, kind: .files(gone))
    }
}
