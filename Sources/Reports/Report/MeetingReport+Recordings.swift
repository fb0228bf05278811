package import Digests
package import Offices
package import RoomLink

extension MeetingReport {
    /// A recording of the meeting (P09.3, AC-082).
    package struct Recording: Hashable, Sendable, Codable {
        package var track: Track
        package var room: String
        package var zone: Zone
        package var started: Moment
        /// The file that people play; `nil` when there is none.
        package var joined: Joined?
        /// Why there is no such file, or what is wrong with it.
        package var objection: String?
        package var parts: [Part]
        package var missing: [Missing]
        package var gaps: [Gap]

        package init(
            track: Track, room: String, zone: Zone, started: Moment, joined: Joined?, objection: String? = nil,
            parts: [Part] = [], missing: [Missing] = [], gaps: [Gap] = []
        ) {
            (self.track, self.room, self.zone, self.started) = (track, room, zone, started)
            (self.joined, self.objection) = (joined, objection)
            (self.parts, self.missing, self.gaps) = (parts, missing, gaps)
        }

        /// The parts on one time line.
        package struct Joined: Hashable, Sendable, Codable {
            /// The file's path in the evidence folder.
            package var file: String
            /// Seconds, gaps included.
            package var duration: Double
            package var bytes: Int64
            package var sha256: ContentHash

            package init(file: String, duration: Double, bytes: Int64, sha256: ContentHash) {
                (self.file, self.duration, self.bytes, self.sha256) = (file, duration, bytes, sha256)
            }
        }

        /// One crash-safe original.
        package struct Part: Hashable, Sendable, Codable {
            package var number: Int
            /// By what it is told from a part of the same number that another machine recorded; `nil` where there is none.
            package var machine: String?
            package var from: Moment
            /// `nil` when its room gave no word of its end, and so no cause of it either.
            package var to: Moment?
            package var bytes: Int64
            package var sha256: ContentHash
            package var cause: RecordingEnd.Cause?

            package init(
                number: Int, machine: String? = nil, from: Moment, to: Moment?, bytes: Int64, sha256: ContentHash,
                cause: RecordingEnd.Cause?
            ) {
                (self.number, self.machine, self.from, self.to) = (number, machine, from, to)
                (self.bytes, self.sha256, self.cause) = (bytes, sha256, cause)
            }
        }

        /// A part that began in its room and is not here.
        package struct Missing: Hashable, Sendable, Codable {
            package var number: Int
            /// By what it is told from a part of the same number that another machine recorded; `nil` where there is none.
            package var machine: String?
            package var from: Moment
            package var to: Moment?
            package var reason: String

            package init(number: Int, machine: String? = nil, from: Moment, to: Moment?, reason: String) {
                (self.number, self.machine, self.from, self.to) = (number, machine, from, to)
                self.reason = reason
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
