package import Offices
package import RoomLink

extension MeetingReport {
    /// A recording of the meeting (P09.3, AC-082).
    package struct Recording: Hashable, Sendable, Codable {
        package var track: Track
        package var room: String
        package var zone: Zone
        /// The file's path in the evidence folder.
        package var file: String
        package var started: Moment
        /// Seconds, gaps included.
        package var duration: Double
        package var bytes: Int64
        package var sha256: BlobHash
        package var parts: [Part]
        package var gaps: [Gap]

        package init(
            track: Track, room: String, zone: Zone, file: String, started: Moment, duration: Double, bytes: Int64,
            sha256: BlobHash, parts: [Part] = [], gaps: [Gap] = []
        ) {
            (self.track, self.room, self.zone, self.file) = (track, room, zone, file)
            (self.started, self.duration, self.bytes, self.sha256) = (started, duration, bytes, sha256)
            (self.parts, self.gaps) = (parts, gaps)
        }

        /// One crash-safe original.
        package struct Part: Hashable, Sendable, Codable {
            package var number: Int
            package var from: Moment
            package var to: Moment
            package var bytes: Int64
            package var sha256: BlobHash
            package var cause: RecordingEnd.Cause

            package init(
                number: Int, from: Moment, to: Moment, bytes: Int64, sha256: BlobHash, cause: RecordingEnd.Cause
            ) {
                (self.number, self.from, self.to) = (number, from, to)
                (self.bytes, self.sha256, self.cause) = (bytes, sha256, cause)
            }
        }

        /// A stretch without frames.
        package struct Gap: Hashable, Sendable, Codable {
            package var from: Moment
            package var to: Moment
            package var reason: String

            package init(from: Moment, to: Moment, reason: String) {
                (self.from, self.to, self.reason) = (from, to, reason)
            }
        }
    }
}
