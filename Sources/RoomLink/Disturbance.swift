package import Offices

/// Something that a meeting lacked for a while though nobody ordered it.
///
/// It is told when it begins and told again, with the same beginning, when it is over; what is known only afterwards is
/// told once.
package struct Disturbance: Hashable, Sendable, Codable {
    package var kind: Kind
    /// The room that was lacking, where the host tells of another; `nil`: the room that tells.
    package var room: RoomID?
    /// The recording that could not be written.
    package var track: Track?
    package var from: Moment
    /// `nil`: it goes on.
    package var to: Moment?
    /// Of a clock: seconds that it was ahead of the service's, negative for behind.
    package var seconds: Double?
    /// The library's or the system's own words, at most 300 characters.
    package var reason: String?

    package init(
        kind: Kind, room: RoomID? = nil, track: Track? = nil, from: Moment, to: Moment? = nil, seconds: Double? = nil,
        reason: String? = nil
    ) {
        (self.kind, self.room, self.track, self.from) = (kind, room, track, from)
        (self.to, self.seconds, self.reason) = (to, seconds, reason)
    }

    /// What was lacking.
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Nothing of a room arrived in the programme.
        case absent
        /// A room's sound arrived in the programme, its picture did not.
        case picture
        /// A room's picture arrived in the programme, its sound did not.
        case sound
        /// No new picture came into the file of the room's own camera, or of the programme (`track`).
        case standstill
        /// Nothing could be written to a recording.
        case recording
        /// The time of day of the room's machine was wrong.
        case clock
    }

    /// The two words belong together: one tells the beginning, the other the end.
    package func isSame(as other: Disturbance) -> Bool {
        (kind, room, track, from) == (other.kind, other.room, other.track, other.from)
    }

    /// Seconds that a clock may be wrong before it is an alarm: far above what measuring over a slow link misses, far
    /// below what would mislead a reader of minutes.
    package static let clockTolerance = 5.0
}
