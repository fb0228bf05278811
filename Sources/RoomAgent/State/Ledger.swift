import Foundation
import Offices
import RoomLink

/// The room's recordings from their first order to the service's receipt, kept on the disk.
struct Ledger: Sendable {
    /// One file of a recording.
    struct Entry: Codable, Hashable, Sendable {
        var part: RecordingPart
        var stage: Stage
        /// UTC of the first frame on this machine's clock, once it was told.
        var firstFrame: Moment?
    }

    /// How far a file has come.
    enum Stage: Codable, Hashable, Sendable {
        /// Its process is to write it.
        case open
        /// Its process is to complete it.
        case closing
        /// Told as ended; it waits to be brought up to the service.
        case ended(UploadSeal)
    }

    private(set) var entries: [Entry]
    private let folder: StateFolder

    init(folder: StateFolder) {
        self.folder = folder
        entries = DurableFile.read([Entry].self, at: folder.ledger) ?? []
    }

    subscript(part: RecordingPart) -> Entry? { entries.first { $0.part == part } }

    /// The file of a track that is to be written now.
    func open(_ track: Track) -> Entry? { entries.first { $0.part.track == track && $0.stage == .open } }

    /// The files of a track whose process has not completed them.
    func unfinished(_ track: Track) -> [Entry] {
        entries.filter { $0.part.track == track && ($0.stage == .open || $0.stage == .closing) }
    }

    /// The entry of a file by its path.
    func entry(at path: String) -> Entry? { entries.first { folder.recording($0.part) == path } }

    /// Opens the next part of a track; its number is above every one known or found on the disk.
    mutating func begin(_ track: Track, of meeting: MeetingID) throws -> RecordingPart {
        let known = entries.filter { $0.part.meeting == meeting && $0.part.track == track }.map(\.part.number)
        let highest = (known + numbersOnDisk(track, of: meeting)).max() ?? 0
        let part = RecordingPart(meeting: meeting, track: track, number: highest + 1)
        try DurableFile.makeFolder((folder.recording(part) as NSString).deletingLastPathComponent)
        entries.append(Entry(part: part, stage: .open))
        try save()
        return part
    }

    mutating func set(_ stage: Stage, of part: RecordingPart) throws {
        try change(part) { $0.stage = stage }
    }

    mutating func set(firstFrame: Moment, of part: RecordingPart) throws {
        try change(part) { $0.firstFrame = firstFrame }
    }

    /// Forgets a file: sent, or one that never held a frame.
    mutating func remove(_ part: RecordingPart) throws {
        entries.removeAll { $0.part == part }
        try save()
    }

    private mutating func change(_ part: RecordingPart, _ edit: (inout Entry) -> Void) throws {
        guard let index = entries.firstIndex(where: { $0.part == part }) else { return }
        var entry = entries[index]
        edit(&entry)
        guard entry != entries[index] else { return }
        entries[index] = entry
        try save()
    }

    private func save() throws { try DurableFile.save(entries, to: folder.ledger) }

    private func numbersOnDisk(_ track: Track, of meeting: MeetingID) -> [Int] {
        [folder.recordings, folder.sent].flatMap { root in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(meeting)")) ?? []
            return names.compactMap { name -> Int? in
                guard name.hasPrefix(track.rawValue + "-"), name.hasSuffix(".mkv") else { return nil }
                return Int(name.dropFirst(track.rawValue.count + 1).dropLast(4))
            }
        }
    }
}
