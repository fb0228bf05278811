package import Offices
package import RoomLink

/// Every file of every recording of one meeting: when it began, how it ended, whether it has arrived.
package struct RecordingLedger: Hashable, Sendable {
    package private(set) var parts: [Key: Part] = [:]

    package init() {}

    /// A file of a recording: whose, which, the how-manieth, begun by which run of the room's agent.
    package struct Key: Hashable, Sendable, Comparable {
        package let room: RoomID
        package let track: Track
        package let number: Int
        package let boot: BootID?

        package init(room: RoomID, track: Track, number: Int, boot: BootID? = nil) {
            (self.room, self.track, self.number, self.boot) = (room, track, number, boot)
        }

        package init(room: RoomID, _ part: RecordingPart) {
            self.init(room: room, track: part.track, number: part.number, boot: part.boot)
        }

        package static func < (left: Key, right: Key) -> Bool {
            (left.track.rawValue, left.room, left.number, left.boot?.description ?? "")
                < (right.track.rawValue, right.room, right.number, right.boot?.description ?? "")
        }
    }

    package struct Part: Hashable, Sendable {
        /// The number that its room gave it; there may be holes between one part and the next.
        package let number: Int
        /// The run of the agent that began it; `nil` in what was recorded before rooms said so.
        package let boot: BootID?
        package var firstFrame: Moment
        package var end: RecordingEnd?
        /// When the machine that recorded it was last heard before another took its place; it gave no word of the end
        /// until then.
        package var lastHeard: Moment?
        package var stored: StoredRecording?
        /// Nobody waits for it any longer, or what was stored is no longer there.
        package var givenUp: GivenUpRecording?

        /// Its file is at the service.
        package var isKept: Bool { stored != nil && givenUp == nil }
        /// Its file has not arrived, and is waited for.
        package var isAwaited: Bool { stored == nil && !lacksFile }
        /// No file of it will be here: it was given up, or its room's disk took nothing of it.
        package var lacksFile: Bool { givenUp != nil || end?.isEmpty == true }
        /// Nothing is being recorded into it, as far as the service can know.
        package var isOver: Bool { lastKnown != nil || !isAwaited }
        /// Its last frame; without a word of it, when its machine was last heard.
        package var lastKnown: Moment? { end?.lastFrame ?? lastHeard.map { max($0, firstFrame) } }
        package var name: PartName { PartName(number: number, boot: boot) }
    }

    /// A stretch of a recording without frames.
    package struct Gap: Hashable, Sendable, Codable {
        package let from: Moment
        package let to: Moment
        /// `nil` when the machine that recorded before the gap was replaced and gave no word of its end: the gap then
        /// begins when it was last heard.
        package let cause: RecordingEnd.Cause?
        /// The library's words, where writing failed.
        package var reason: String?

        package var seconds: Double { to.seconds(since: from) }
    }

    package mutating func begin(_ start: RecordingStart, in room: RoomID) {
        let key = Key(room: room, start.part)
        if parts[key] == nil { parts[key] = Part(number: key.number, boot: key.boot, firstFrame: start.firstFrame) }
    }

    package mutating func end(_ end: RecordingEnd, in room: RoomID) {
        let key = Key(room: room, end.part)
        // A copy of the room's disk may have told that the file holds nothing, before its own machine told its end.
        if parts[key]?.end.map({ $0.isEmpty && !end.isEmpty }) ?? true { parts[key]?.end = end }
    }

    package mutating func store(_ stored: StoredRecording) {
        let key = Key(room: stored.room, stored.part)
        parts[key]?.stored = stored
        parts[key]?.givenUp = nil
    }

    package mutating func giveUp(_ givenUp: GivenUpRecording) {
        let key = Key(room: givenUp.room, givenUp.part)
        parts[key]?.givenUp = givenUp
    }

    /// Another machine has taken a room's place: what the one before was recording is over, as far as anybody knows.
    package mutating func replace(_ change: MachineChange, in room: RoomID) {
        for (key, part) in parts where key.room == room && part.end == nil && key.boot != change.to.boot {
            parts[key]?.lastHeard = part.lastHeard ?? change.lastHeard
        }
    }

    /// The files of one recording: of one run of the agent in the order of their numbers, the runs in the order in which
    /// they began to record.
    package func parts(of room: RoomID, _ track: Track) -> [Part] {
        let files = parts.filter { $0.key.room == room && $0.key.track == track }.map(\.value)
        let runs = Dictionary(grouping: files, by: \.boot).values.map { $0.sorted { $0.number < $1.number } }
        return runs.sorted { left, right in
            (left[0].firstFrame, left[0].boot?.description ?? "") < (
                right[0].firstFrame, right[0].boot?.description ?? ""
            )
        }.flatMap(\.self)
    }

    /// The recordings there are, the programme first.
    package var recordings: [(room: RoomID, track: Track)] {
        var seen: Set<Key> = []
        for key in parts.keys { seen.insert(Key(room: key.room, track: key.track, number: 0)) }
        return seen.sorted().map { ($0.room, $0.track) }
    }

    /// The stretches between the parts of one recording; a part of which there is no file is a stretch without frames too.
    package func gaps(of room: RoomID, _ track: Track) -> [Gap] {
        let files = parts(of: room, track).filter { !$0.lacksFile }
        return zip(files, files.dropFirst()).compactMap { earlier, later in
            guard let from = earlier.lastKnown else { return nil }
            // Two machines may have recorded at the same time: then nothing lacks between them.
            if earlier.boot != later.boot, from >= later.firstFrame { return nil }
            return Gap(from: from, to: later.firstFrame, cause: earlier.end?.cause, reason: earlier.end?.reason)
        }
    }

    /// Files that ended in their room, or whose machine was replaced, and that have not arrived.
    package var outstanding: [Key] {
        parts.filter { $0.value.isOver && $0.value.isAwaited }.keys.sorted()
    }

    /// Files that have begun and have not been reported as ended.
    package var running: [Key] { parts.filter { !$0.value.isOver }.keys.sorted() }

    /// Every file of a recording has arrived or is no longer waited for, and there is at least one.
    package func isWhole(_ room: RoomID, _ track: Track) -> Bool {
        let files = parts(of: room, track)
        return files.contains(where: \.isKept) && !files.contains(where: \.isAwaited)
    }
}
