package import Offices
package import RoomLink

/// Every file of every recording of one meeting: when it began, how it ended, whether it has arrived.
package struct RecordingLedger: Hashable, Sendable {
    package private(set) var parts: [Key: Part] = [:]

    package init() {}

    /// A file of a recording: whose, which, the how-manieth.
    package struct Key: Hashable, Sendable, Comparable {
        package let room: RoomID
        package let track: Track
        package let number: Int

        package init(room: RoomID, track: Track, number: Int) {
            (self.room, self.track, self.number) = (room, track, number)
        }

        package static func < (left: Key, right: Key) -> Bool {
            (left.track.rawValue, left.room, left.number) < (right.track.rawValue, right.room, right.number)
        }
    }

    package struct Part: Hashable, Sendable {
        /// The number that its room gave it; there may be holes between one part and the next.
        package let number: Int
        package var firstFrame: Moment
        package var end: RecordingEnd?
        package var stored: StoredRecording?
        /// Nobody waits for it any longer, or what was stored is no longer there.
        package var givenUp: GivenUpRecording?

        /// Its file is at the service.
        package var isKept: Bool { stored != nil && givenUp == nil }
        /// Its file has not arrived, and is waited for.
        package var isAwaited: Bool { stored == nil && givenUp == nil }
        /// Nothing is being recorded into it.
        package var isOver: Bool { end != nil || !isAwaited }
    }

    /// A stretch of a recording without frames.
    package struct Gap: Hashable, Sendable, Codable {
        package let from: Moment
        package let to: Moment
        package let cause: RecordingEnd.Cause

        package var seconds: Double { to.seconds(since: from) }
    }

    package mutating func begin(_ start: RecordingStart, in room: RoomID) {
        let key = Key(room: room, track: start.part.track, number: start.part.number)
        if parts[key] == nil { parts[key] = Part(number: key.number, firstFrame: start.firstFrame) }
    }

    package mutating func end(_ end: RecordingEnd, in room: RoomID) {
        let key = Key(room: room, track: end.part.track, number: end.part.number)
        if parts[key]?.end == nil { parts[key]?.end = end }
    }

    package mutating func store(_ stored: StoredRecording) {
        let key = Key(room: stored.room, track: stored.part.track, number: stored.part.number)
        parts[key]?.stored = stored
        parts[key]?.givenUp = nil
    }

    package mutating func giveUp(_ givenUp: GivenUpRecording) {
        let key = Key(room: givenUp.room, track: givenUp.part.track, number: givenUp.part.number)
        parts[key]?.givenUp = givenUp
    }

    /// The files of one recording in the order of their numbers.
    package func parts(of room: RoomID, _ track: Track) -> [Part] {
        parts.filter { $0.key.room == room && $0.key.track == track }.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The recordings there are, the programme first.
    package var recordings: [(room: RoomID, track: Track)] {
        var seen: Set<Key> = []
        for key in parts.keys { seen.insert(Key(room: key.room, track: key.track, number: 0)) }
        return seen.sorted().map { ($0.room, $0.track) }
    }

    /// The stretches between the parts of one recording; a part that was given up is a stretch without frames too.
    package func gaps(of room: RoomID, _ track: Track) -> [Gap] {
        let files = parts(of: room, track).filter { $0.givenUp == nil }
        return zip(files, files.dropFirst()).compactMap { earlier, later in
            earlier.end.map { Gap(from: $0.lastFrame, to: later.firstFrame, cause: $0.cause) }
        }
    }

    /// Files that ended in their room and have not arrived.
    package var outstanding: [Key] {
        parts.filter { $0.value.end != nil && $0.value.isAwaited }.keys.sorted()
    }

    /// Files that have begun and have not been reported as ended.
    package var running: [Key] { parts.filter { !$0.value.isOver }.keys.sorted() }

    /// Every file of a recording has arrived or is no longer waited for, and there is at least one.
    package func isWhole(_ room: RoomID, _ track: Track) -> Bool {
        let files = parts(of: room, track)
        return files.contains(where: \.isKept) && !files.contains(where: \.isAwaited)
    }
}
