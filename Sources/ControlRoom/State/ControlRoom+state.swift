import Cases
import Disk
import Documents
import Engine
import Foundation
import Journal
import Offices

/// How a start makes sure that the folder holds what it held, and how the service remembers what that is.
extension ControlRoom {
    static func projections(of folder: StateFolder) -> [any Projection] {
        [MeetingRegister(), CaseRegister(), FileRegister(folder)]
    }

    /// Opens the folder's journal when nothing that belongs to it is missing.
    ///
    /// Throws `StateLoss` unless the folder is begun anew; then nothing in it was changed.
    static func journal(
        of folder: StateFolder, rooms: [RoomID], beginAnew: Bool, clock: @escaping @Sendable () -> Moment
    ) async throws -> Journal {
        let (mark, snapshot) = try await OffPool.run {
            let mark = StateMark.read(folder)
            let loss = mark.map { $0.missing(in: folder, rooms: rooms) } ?? StateMark.missingWithoutMark(in: folder)
            if !beginAnew, let loss { throw loss }
            // The snapshot of what is given up would say at the next start that it is missing.
            if beginAnew { unlink(folder.docket) }
            return (mark, DocketSnapshot.read(folder.docket))
        }
        let journal = try await Journal.open(
            at: folder.journal, projections: projections(of: folder), upcasters: EventCodec.upcasters, clock: clock)
        guard !beginAnew else { return journal }
        do {
            if let mark, let loss = try await loss(of: journal, against: mark.head, in: folder) { throw loss }
            // A snapshot of another journal is not used; only the mark says whose folder this is.
            if let snapshot, let loss = try await loss(of: journal, against: snapshot.head, in: folder), loss.isShorter
            {
                throw loss
            }
            return journal
        } catch {
            try await journal.close()
            throw error
        }
    }

    private static func loss(
        of journal: Journal, against known: Head, in folder: StateFolder
    ) async throws -> StateLoss? {
        let event = try await journal.events(after: known.position - 1, limit: 1).first
        return StateLoss(of: known, in: try await journal.head(), hash: event?.hash, folder: folder.path)
    }

    /// Holds the folder against the files that the journal names, and begins the mark.
    ///
    /// Throws `StateLoss` for files by their hash, unless the folder is begun anew; recordings that are gone are
    /// remembered in `lostRecordings`, for their meetings can give them up.
    func checkFiles(beginAnew: Bool) async throws {
        let (folder, earlier) = (folder, try await OffPool.run { [folder] in StateMark.read(folder) })
        let missing = try await journal.look { tables in try FileRegister.missing(in: folder, tables) }
        lostRecordings = missing.filter { $0.file.kind == .original }
        var gone: [MissingFile] = []
        for file in missing where file.file.kind != .original {
            if try await !isPaper(file) { gone.append(file) }
        }
        let unknown = gone.filter { !(earlier?.without?.contains($0.file.path) ?? false) }
        guard beginAnew || unknown.isEmpty else {
            throw StateLoss(folder: folder.path, kind: .files(unknown.map(\.description)))
        }
        mark = beginAnew ? nil : earlier
        let head = try await journal.head()
        let rooms = directory.rooms.map(\.id)
        var begun = try await OffPool.run { [mark] in StateMark(of: folder, rooms: rooms, head: head, after: mark) }
        begun.without = gone.isEmpty ? nil : Set(gone.map(\.file.path))
        try await write(begun)
    }

    /// A lampiran may be a paper of its case, named by its hash.
    private func isPaper(_ missing: MissingFile) async throws -> Bool {
        guard missing.file.kind == .attachment, case .other(let id) = CaseReference(stream: missing.stream),
            let known = try await caseOf(id)
        else { return false }
        return known.papers.contains { paper in
            paper.document.versions.contains { $0.hash == missing.file.sha256 }
        }
    }

    /// Remembers what the folder holds, when that has changed; called every few seconds.
    package func keepMark() async throws {
        let (folder, rooms, head, last) = (folder, directory.rooms.map(\.id), try await journal.head(), mark)
        try await write(OffPool.run { StateMark(of: folder, rooms: rooms, head: head, after: last) })
    }

    private func write(_ new: StateMark) async throws {
        guard new != mark else { return }
        let folder = folder
        try await OffPool.run { try new.write(to: folder) }
        mark = new
    }

    /// What the start found amiss and the service can live with; one line each, for the log.
    package var stateRemarks: [String] {
        guard !lostRecordings.isEmpty else { return [] }
        let names = StateLoss.list(lostRecordings.map(\.description))
        return [
            "state folder \(folder.path): recordings missing or cut short: \(names); put them back, or let the operator "
                + "give them up"
        ]
    }
}
