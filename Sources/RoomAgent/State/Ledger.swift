import Disk
import Foundation
import Offices
import RoomLink

/// The room's recordings from their first order to the service's receipt, kept on the disk.
struct Ledger: Sendable {
    /// One file of a recording.
    struct Entry: Codable, Hashable, Sendable {
        /// As the file is called in this room; files that stay empty use up such numbers.
        var part: RecordingPart
        var stage: Stage
        /// UTC of the first frame on this machine's clock, once it was told.
        var firstFrame: Moment?
        /// The same instant on the service's clock, as it was told.
        var began: Moment?
        /// The run of the agent that told it; another one than began the file, after a restart.
        var teller: UUID?
        /// The number by which the service knows the file, given with its first frame; empty files get none.
        var number: Int?
        /// Why the service will never take the file; it stays here, and is not sent again.
        var refused: String?
        /// The run of the agent that began the file; `nil` for one of an earlier version, told by its number alone.
        var boot: BootID?

        /// The file as the service knows it.
        var told: RecordingPart? {
            number.map { RecordingPart(meeting: part.meeting, track: part.track, number: $0, boot: boot) }
        }
    }

    /// How far a file has come.
    enum Stage: Codable, Hashable, Sendable {
        /// Its process is to write it.
        case open
        /// Its process is to complete it.
        case closing
        /// Told as ended; it waits to be brought up to the service.
        case ended(UploadSeal)
        /// The service holds these bytes; what is kept of them here lies among the sent files.
        case sent(UploadSeal)
    }

    private(set) var entries: [Entry]
    /// The last change is not on the disk.
    private(set) var isBehind = false
    private let folder: StateFolder

    init(folder: StateFolder) {
        self.folder = folder
        entries = StateFile.read([Entry].self, at: folder.ledger) ?? []
        // An earlier version told a file by its own number.
        for index in entries.indices where entries[index].firstFrame != nil && entries[index].number == nil {
            entries[index].number = entries[index].part.number
        }
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

    /// Opens the next file of a track; its number is above every one known or found on the disk.
    mutating func begin(_ track: Track, of meeting: MeetingID, in boot: BootID) throws -> RecordingPart {
        let known = entries(track, of: meeting).map(\.part.number)
        let onDisk = [folder.recordings, folder.sent].flatMap { numbers(in: $0, track, of: meeting) }
        let highest = (known + onDisk).max() ?? 0
        let part = RecordingPart(meeting: meeting, track: track, number: highest + 1)
        try PrivateFolder.make((folder.recording(part) as NSString).deletingLastPathComponent)
        entries.append(Entry(part: part, stage: .open, boot: boot))
        try save()
        return part
    }

    mutating func set(_ stage: Stage, of part: RecordingPart) throws {
        try change(part) { $0.stage = stage }
    }

    mutating func set(refused reason: String, of part: RecordingPart) throws {
        try change(part) { $0.refused = reason }
    }

    mutating func set(
        firstFrame: Moment, began: Moment? = nil, teller: UUID? = nil, number: Int, of part: RecordingPart
    ) throws {
        try change(part) {
            ($0.firstFrame, $0.number) = (firstFrame, number)
            ($0.began, $0.teller) = (began, teller)
        }
    }

    /// Dates anew what an agent's run told before it knew the service's clock.
    mutating func redate(by seconds: Double, toldBy teller: UUID) throws {
        guard entries.contains(where: { $0.teller == teller }) else { return }
        for index in entries.indices where entries[index].teller == teller {
            entries[index].began = entries[index].began?.advanced(bySeconds: seconds)
        }
        try save()
    }

    /// Writes what could not be written when it changed, such as on a full disk.
    mutating func catchUp() throws { if isBehind { try save() } }

    /// The number that a file is told by, or is to be told by: one above every file of its recording that was told.
    func number(of part: RecordingPart) -> Int {
        let others = entries(part.track, of: part.meeting)
        if let number = others.first(where: { $0.part == part })?.number { return number }
        // A file that no entry knows was told by a number not above its own.
        let unknown = Set(numbers(in: folder.recordings, part.track, of: part.meeting))
            .subtracting(others.map(\.part.number))
        let told = others.compactMap(\.number) + numbers(in: folder.sent, part.track, of: part.meeting) + unknown
        return (told.max() ?? 0) + 1
    }

    /// An earlier file of the same recording may still turn out to hold frames, and then comes before this one.
    func waits(_ part: RecordingPart) -> Bool {
        entries(part.track, of: part.meeting).contains { $0.part.number < part.number && $0.number == nil }
    }

    /// The files of one recording, in the order of their beginning.
    func entries(_ track: Track, of meeting: MeetingID) -> [Entry] {
        entries.filter { $0.part.meeting == meeting && $0.part.track == track }
    }

    /// More files that were sent are forgotten, the oldest first; their numbers are known by the files themselves.
    private static let mostSent = 500

    /// Remembers that the service holds a file, so that one restored from a backup can be given it again.
    mutating func setSent(_ part: RecordingPart, seal: UploadSeal) throws {
        let sent = entries.filter { $0.isSent }.prefix(max(0, entries.count { $0.isSent } - Self.mostSent + 1))
        entries.removeAll { entry in sent.contains { $0.part == entry.part } }
        try set(.sent(seal), of: part)
    }

    /// Offers every file again that was sent and is still here; says how many there are.
    mutating func offerAgain() throws -> Int {
        var offered = 0
        for index in entries.indices {
            guard case .sent(let seal) = entries[index].stage, let path = path(of: entries[index]),
                (FileFacts.size(of: path) ?? 0) == seal.bytes
            else { continue }
            entries[index].stage = .ended(seal)
            offered += 1
        }
        if offered > 0 { try save() }
        return offered
    }

    /// Where a file lies: among the recordings, or among the sent ones; `nil` when it is in neither.
    func path(of entry: Entry) -> String? {
        let places = [folder.recording(entry.part)] + (entry.told.map { [folder.sent($0)] } ?? [])
        return places.first { FileFacts.size(of: $0) != nil }
    }

    /// Forgets a file that never held a frame.
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

    private mutating func save() throws {
        isBehind = true
        try StateFile.save(entries, to: folder.ledger)
        isBehind = false
    }

    private func numbers(in root: String, _ track: Track, of meeting: MeetingID) -> [Int] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(meeting)")) ?? []
        return names.compactMap { name -> Int? in
            guard name.hasPrefix(track.rawValue + "-"), name.hasSuffix(".mkv") else { return nil }
            let number = Int(name.dropFirst(track.rawValue.count + 1).dropLast(4))
            return number.flatMap { Implausible.parts.contains($0) ? $0 : nil }
        }
    }
}

extension Ledger.Entry {
    var isEnded: Bool { if case .ended = stage { true } else { false } }
    /// Nothing of it is on the disk: there is no file to bring up.
    var isEmpty: Bool { if case .ended(let seal) = stage { seal.bytes == 0 } else { false } }
    var isSent: Bool { if case .sent = stage { true } else { false } }
}
