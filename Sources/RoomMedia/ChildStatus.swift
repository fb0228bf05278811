package import Digests
package import Offices
package import RoomLink

/// What a media process is doing now: the whole state, told after every change and at least once a second.
package struct ChildStatus: Hashable, Sendable, Codable {
    package var state: ChildState
    /// Why it failed: element, domain, code and text of the library, on one line.
    package var failure: String?
    package var measures: Measures
    /// The file being written, once its first frame is in it.
    package var recording: RecordingFile?
    /// Files that are complete, newest last, since the process began.
    package var finished: [RecordingFile]
    /// What the picture shows as its page, and since when; `nil` before anything was shown.
    package var showing: PageShown?
    /// The newest picture taken of the screen.
    package var taken: PictureTaken?
    /// Of the programme: the sites of which something does not arrive.
    package var lacks: [Lack]?

    package init(state: ChildState = .starting) {
        self.state = state
        measures = Measures()
        finished = []
    }

    /// Measured over the last three seconds; `nil` where the process has no such thing or not yet enough of it.
    package struct Measures: Hashable, Sendable, Codable {
        /// Frames per second: camera (capture), composed (programme), drawn (display).
        package var frameRate: Double?
        /// Mean luma, 16 to 235.
        package var brightness: Double?
        /// Mean absolute luma difference at 4 fps.
        package var motion: Double?
        /// RMS in dBFS: microphone (capture), mix (programme), loudspeaker (display).
        package var soundLevel: Double?

        package init() {}
    }

    package struct RecordingFile: Hashable, Sendable, Codable {
        package var path: String
        /// UTC of the first frame on this machine's clock.
        package var firstFrame: Moment
        /// The same instant on the machine's steady clock; `nil` from a process of an earlier version.
        package var began: SteadyMoment?
        /// UTC of the end of the newest frame in the file.
        package var lastFrame: Moment
        package var frames: Int
        /// The file ended because the disk was full.
        package var diskFull: Bool
        /// Why the file ended, when writing failed for another reason: the library's words on one line.
        package var failure: String?
        /// Stretches of at least three seconds in which no frame came, newest last, the last 16 of them.
        package var pauses: [Pause]?

        package init(path: String, firstFrame: Moment, lastFrame: Moment, frames: Int, diskFull: Bool = false) {
            (self.path, self.firstFrame, self.lastFrame) = (path, firstFrame, lastFrame)
            (self.frames, self.diskFull) = (frames, diskFull)
        }
    }

    /// A stretch without a frame.
    package struct Pause: Hashable, Sendable, Codable {
        package var from: SteadyMoment
        package var to: SteadyMoment

        package init(from: SteadyMoment, to: SteadyMoment) {
            (self.from, self.to) = (from, to)
        }
    }

    /// What does not arrive of one site of the programme, and since when.
    package struct Lack: Hashable, Sendable, Codable {
        package var room: RoomID
        package var kind: Disturbance.Kind
        package var since: SteadyMoment

        package init(room: RoomID, kind: Disturbance.Kind, since: SteadyMoment) {
            (self.room, self.kind, self.since) = (room, kind, since)
        }
    }

    package struct PageShown: Hashable, Sendable, Codable {
        /// `nil`: no page.
        package var page: ContentHash?
        package var since: Moment

        package init(page: ContentHash?, since: Moment) {
            (self.page, self.since) = (page, since)
        }
    }

    package struct PictureTaken: Hashable, Sendable, Codable {
        package var path: String
        package var at: Moment

        package init(path: String, at: Moment) {
            (self.path, self.at) = (path, at)
        }
    }
}
