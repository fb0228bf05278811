package import Offices
package import RoomLink

/// Another machine speaks for a room: who before, who now, and what is known of the time between.
package struct MachineChange: Hashable, Sendable, Codable {
    package var from: RoomMachine
    package var to: RoomMachine
    /// When the service last heard the machine before.
    package var lastHeard: Moment
    /// When the other took its place.
    package var at: Moment
    package var ground: Ground

    package init(from: RoomMachine, to: RoomMachine, lastHeard: Moment, at: Moment, ground: Ground) {
        (self.from, self.to, self.lastHeard, self.at, self.ground) = (from, to, lastHeard, at, ground)
    }

    /// Why the other took its place.
    package enum Ground: String, Hashable, Sendable, Codable {
        /// The machine before was silent.
        case silence
        /// A person chose between two that spoke at the same time.
        case chosen
    }
}
