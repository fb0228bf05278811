import ControlRoom
import Digests
import Foundation
import Journal
import Meetings
import Offices
import RoomLink

/// A meeting's evidence folder, with what its journal says.
struct Dossier: Sendable {
    let folder: URL
    let summary: Summary
    /// The meeting's own events, in order.
    let events: [MeetingEvent]
    let stored: [StoredEvent]

    init(_ folder: URL) throws {
        self.folder = folder
        summary = try JSONDecoder().decode(
            Summary.self, from: Data(contentsOf: folder.appending(path: "summary.json")))
        var stored: [StoredEvent] = []
        _ = try ChainVerifier.verify(folder.appending(path: "journal.sqlite").path, access: .sealed) {
            if $0.stream.text.hasPrefix("meeting/") { stored.append($0) }
        }
        self.stored = stored
        events = try stored.map { try JSONDecoder().decode(MeetingEvent.self, from: Data($0.payload)) }
    }

    struct Summary: Decodable, Sendable {
        var meeting: String
        var agenda: String
        var started: Moment
        var closed: Moment
        var rooms: [Room]
        var agreements: [Agreement]

        struct Room: Decodable, Sendable {
            var room: String
            var office: String
            var zone: Zone
        }

        struct Agreement: Decodable, Sendable {
            var number: Int
            var version: Int
            var text: String
            var responsible: OfficeID
            var due: CivilDay
            var position: Double
        }

        /// How long the meeting took, in seconds.
        var seconds: Double { closed.seconds(since: started) }
    }

    func file(_ path: String) -> URL { folder.appending(path: path) }

    /// Every act with its reference and the name of the person, in order.
    var acts: [String] {
        events.compactMap { event in
            guard case .act(let key, let actor, _) = event else { return nil }
            return "\("\(key)".prefix { $0 != "/" && $0 != "@" }) \(actor.name)"
        }
    }

    /// When each agreement was noted first.
    var noted: [Int: Moment] {
        var moments: [Int: Moment] = [:]
        for case .act(_, _, .noted(let number, let wording)) in events { moments[number] = wording.notedAt }
        return moments
    }

    /// When the programme showed something else, each with the page's hash; `nil` shows the sites alone.
    var showings: [(page: ContentHash?, since: Moment)] {
        facts.compactMap { _, fact in
            guard case .shown(let showing) = fact, showing.surface == .programme else { return nil }
            return (showing.page, showing.since)
        }
    }

    /// The files of one recording in their order: beginning, and end as told by the room.
    func parts(of room: String, _ track: Track) -> [(start: RecordingStart, end: RecordingEnd?)] {
        let mine = facts.filter { $0.room.description == room }.map(\.fact)
        let ends = mine.compactMap {
            if case .recordingEnded(let end) = $0, end.part.track == track { end } else { nil }
        }
        return mine.compactMap { fact in
            guard case .recordingStarted(let start) = fact, start.part.track == track else { return nil }
            return (start, ends.first { $0.part == start.part })
        }.sorted { $0.start.part.number < $1.start.part.number }
    }

    var losses: [(room: RoomID, loss: ChildLoss)] {
        facts.compactMap { room, fact in if case .childLost(let loss) = fact { (room, loss) } else { nil } }
    }

    /// What rooms told, in the order of the journal.
    var envelopes: [FactEnvelope] {
        events.compactMap { if case .fact(_, let envelope) = $0 { envelope } else { nil } }
    }

    /// Every file of every recording, as its room told its beginning.
    var starts: [RecordingStart] {
        envelopes.compactMap { if case .recordingStarted(let start) = $0.fact { start } else { nil } }
    }

    private var facts: [(room: RoomID, fact: RoomFact)] {
        events.compactMap { event in
            guard case .fact(let room, let envelope) = event else { return nil }
            return (room, envelope.fact)
        }
    }

    /// Where a part lies as its room wrote it, whichever run of the agent began it.
    func original(_ room: String, _ track: Track, _ number: Int) throws -> String {
        let prefix = "\(room)-\(track.rawValue)-\(number)"
        let found = try names(in: "originals").filter { name in
            name == "\(prefix).mkv" || (name.hasPrefix("\(prefix)-") && name.count == prefix.count + 1 + 36 + 4)
        }
        guard let name = found.first, found.count == 1 else {
            throw Ran.TimedOut(description: "\(found.count) originals are called \(prefix)")
        }
        return "originals/\(name)"
    }

    /// The names in one folder of the evidence, sorted.
    func names(in subfolder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: file(subfolder).path).sorted()
    }
}
