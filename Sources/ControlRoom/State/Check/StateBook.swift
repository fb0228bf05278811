import Engine
import Foundation
import Journal
import Meetings
import Offices
import RoomLink

/// What a journal says of the files beside it, gathered event by event.
struct StateBook {
    private let folder: StateFolder
    private let kept: KeptFiles
    private let shelf: RecordingShelf
    /// By their paths.
    private(set) var files: [String: KeptFile] = [:]
    /// Whose event names an attachment.
    private(set) var streams: [String: StreamID] = [:]
    /// The hashes of the events at the positions that were asked for.
    private(set) var hashes: [Int64: ChainHash] = [:]
    private let wanted: Set<Int64>
    /// Those without a report: a report's recordings are named after what was stored before.
    private var meetings: [MeetingID: Meeting] = [:]

    init(_ folder: StateFolder, hashesAt positions: Set<Int64>) {
        (self.folder, wanted) = (folder, positions)
        (kept, shelf) = (KeptFiles(folder: folder), RecordingShelf(folder))
    }

    /// Takes the next event. Throws what this version of the program cannot read.
    mutating func take(_ stored: StoredEvent) throws {
        let event = try stored.upcast(by: EventCodec.upcasters)
        if wanted.contains(event.position) { hashes[event.position] = event.hash }
        let entry = try Docket.Entry(event)
        for change in try kept.changes(by: event) {
            switch change {
            case .keep(let file):
                files[file.path] = file
                if file.kind == .attachment { streams[file.path] = event.stream }
            case .drop(let path): files[path] = nil
            }
        }
        if case .meeting(let content) = entry.content, case .meeting(let id) = CaseReference(stream: event.stream) {
            try follow(content, of: id, at: event.occurredAt)
        }
    }

    private mutating func follow(_ event: MeetingEvent, of id: MeetingID, at moment: Moment) throws {
        if meetings[id] == nil { meetings[id] = try Docket.meeting(id, beginningWith: event) }
        meetings[id]?.evolve(event, at: moment)
        guard case .act(_, _, .reported(let report)) = event, let meeting = meetings.removeValue(forKey: id) else {
            return
        }
        for recording in report.recordings ?? [] {
            guard let path = shelf.path(recording.room, recording.track, of: meeting) else { continue }
            let name = folder.within(path)
            files[name] = KeptFile(path: name, sha256: recording.sha256, bytes: recording.bytes, kind: .joined)
        }
    }
}
