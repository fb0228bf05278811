package import Digests
package import Offices

/// Something that happened in a room and that the journal keeps.
package enum RoomFact: Hashable, Sendable, Codable {
    /// The agent runs and listens here; said at every start and whenever a port changes.
    case opened(Opening)
    /// The answer to a `ProbeOrder`.
    case probed(ProbeReport)
    /// A recording's first frame is in its file.
    case recordingStarted(RecordingStart)
    /// A recording's file is complete, or as complete as it will ever be.
    case recordingEnded(RecordingEnd)
    /// A media process died and was started again.
    case childLost(ChildLoss)
    /// The room's screen, or the programme in the host room, shows this page since then; `nil` shows none.
    case shown(Showing)
    /// The answer to a `ScreenOrder`: the picture is stored at the service under this hash.
    case screenTaken(ScreenPicture)
    /// The meeting lacks a picture, a sound or a right clock, or lacked it for a while.
    case disturbed(Disturbance)
}

/// Where a room's media processes listen. Ports are the agent's own choice; none is fixed.
package struct Opening: Hashable, Sendable, Codable {
    /// Where the room takes the programme's return.
    package var programmeReturn: Endpoint
    /// In the host room: where it takes each site's stream.
    package var sites: [RoomID: Endpoint]

    package init(programmeReturn: Endpoint, sites: [RoomID: Endpoint] = [:]) {
        (self.programmeReturn, self.sites) = (programmeReturn, sites)
    }
}

/// What a real test of the room's devices measured.
package struct ProbeReport: Hashable, Sendable, Codable {
    /// The `ProbeOrder` answered; 0 from the command line.
    package var number: Int
    package var measures: [Measure]

    /// Every kind that each room has was measured, and everything that was measured passed.
    package var passed: Bool { missing.isEmpty && measures.allSatisfy(\.passed) }

    /// The kinds that each room has and that the test did not measure.
    package var missing: [Kind] { Kind.everywhere.filter { kind in !measures.contains { $0.kind == kind } } }

    package init(number: Int, measures: [Measure]) {
        (self.number, self.measures) = (number, measures)
    }

    /// One measured property of a device, what was found and what is allowed.
    package struct Measure: Hashable, Sendable, Codable {
        package var kind: Kind
        /// In the unit of the kind.
        package var value: Double
        /// The least value that passes, in the same unit.
        package var least: Double
        package private(set) var passed: Bool

        package init(kind: Kind, value: Double, least: Double) {
            (self.kind, self.value, self.least) = (kind, value, least)
            passed = value >= least
        }

        /// Judged by the numbers again, not by the word of whoever sent it.
        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                kind: try container.decode(Kind.self, forKey: .kind),
                value: try container.decode(Double.self, forKey: .value),
                least: try container.decode(Double.self, forKey: .least))
        }
    }

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Frames per second that the camera delivers.
        case frameRate
        /// Mean luma of the picture, 16 (black) to 235 (white).
        case brightness
        /// Mean absolute luma difference between pictures a quarter of a second apart; exactly 0 is frozen.
        case motion
        /// RMS level of the microphone in dBFS, the loudest second of the test.
        case soundLevel
        /// Free bytes on the disk that takes the recording.
        case freeDisk
        /// Frames per second that reach the room's screen.
        case screenRate

        /// What every test measures: each room has a camera, a microphone and a disk, a window for its screen not each.
        package static let everywhere: [Kind] = [.frameRate, .brightness, .motion, .soundLevel, .freeDisk]
    }
}

/// Which recording of a meeting.
package enum Track: String, Hashable, Sendable, Codable, CaseIterable {
    /// The room's own camera and microphone.
    case room
    /// The composed picture and sound, in the host room.
    case programme
}

/// One file of a recording; a new part begins whenever its process had to be started again.
package struct RecordingPart: Hashable, Sendable, Codable {
    package var meeting: MeetingID
    package var track: Track
    /// 1, 2, …
    package var number: Int
    /// The run of the agent that began the file; `nil` in what was recorded before rooms said so.
    package var boot: BootID?

    package init(meeting: MeetingID, track: Track, number: Int, boot: BootID? = nil) {
        (self.meeting, self.track, self.number, self.boot) = (meeting, track, number, boot)
    }
}

/// The beginning of one file of a recording.
package struct RecordingStart: Hashable, Sendable, Codable {
    package var part: RecordingPart
    /// UTC at which the first frame was finished, on the service's clock.
    package var firstFrame: Moment

    package init(part: RecordingPart, firstFrame: Moment) {
        (self.part, self.firstFrame) = (part, firstFrame)
    }
}

/// The end of one file of a recording.
package struct RecordingEnd: Hashable, Sendable, Codable {
    package var part: RecordingPart
    /// UTC of the end of the last frame, on the service's clock.
    package var lastFrame: Moment
    package var frames: Int
    package var bytes: Int64
    package var sha256: ContentHash
    package var cause: Cause
    /// Of `writeFailed`: the library's own words, at most 300 characters.
    package var reason: String?

    package init(
        part: RecordingPart, lastFrame: Moment, frames: Int, bytes: Int64, sha256: ContentHash, cause: Cause,
        reason: String? = nil
    ) {
        (self.part, self.lastFrame, self.frames) = (part, lastFrame, frames)
        (self.bytes, self.sha256, self.cause, self.reason) = (bytes, sha256, cause, reason)
    }

    /// Frames were handed to the disk and not one byte of them arrived there: no file of it can ever come.
    package var isEmpty: Bool { bytes == 0 }

    package enum Cause: String, Hashable, Sendable, Codable, CaseIterable {
        /// The plan said so.
        case ordered
        /// The recording process died; what it had written is kept.
        case died
        /// No space was left on the disk.
        case diskFull
        /// The file could not be written for another reason (`reason`): rights, a broken disk, a network share.
        case writeFailed
    }
}

/// A media process of the room that died.
package struct ChildLoss: Hashable, Sendable, Codable {
    package var child: ChildName
    /// The library's or the system's own words, at most 300 characters.
    package var reason: String

    package init(child: ChildName, reason: String) {
        (self.child, self.reason) = (child, reason)
    }
}

/// The media processes that an agent supervises, one pipeline each.
package enum ChildName: String, Hashable, Sendable, Codable, CaseIterable {
    case capture, send, preview, programme, display
}

/// What a picture showed, and since when.
package struct Showing: Hashable, Sendable, Codable {
    package var surface: Surface
    package var page: ContentHash?
    package var since: Moment

    package init(surface: Surface, page: ContentHash?, since: Moment) {
        (self.surface, self.page, self.since) = (surface, page, since)
    }

    package enum Surface: String, Hashable, Sendable, Codable, CaseIterable {
        /// The room's own screen.
        case screen
        /// The programme's main picture.
        case programme
    }
}

/// A picture taken of a room's screen.
package struct ScreenPicture: Hashable, Sendable, Codable {
    /// The `ScreenOrder` answered.
    package var number: Int
    package var sha256: ContentHash
    package var taken: Moment

    package init(number: Int, sha256: ContentHash, taken: Moment) {
        (self.number, self.sha256, self.taken) = (number, sha256, taken)
    }
}
