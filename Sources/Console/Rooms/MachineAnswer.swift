import ControlRoom
import Offices
import RoomLink

/// Which machine speaks for a room, and which others have its secret, as the API tells it.
struct MachineAnswer: Codable, Sendable {
    let room: RoomID
    let holder: Machine?
    /// Machines that spoke at the same time; they are not heard.
    let refused: [Machine]

    /// A machine as the service met it.
    struct Machine: Codable, Sendable {
        /// The run of its agent, by which it is chosen.
        let boot: BootID
        /// Two machines with one installation come from one copied disk.
        let installation: InstallationID
        let host: String
        let address: String
        let since: Moment
        let lastHeard: Moment
        /// A person has already chosen another, knowing of it.
        let decided: Bool

        init(_ occupant: RoomSeat.Occupant) {
            (boot, installation) = (occupant.machine.boot, occupant.machine.installation)
            (host, address, decided) = (occupant.machine.host, occupant.address, occupant.isKnown)
            (since, lastHeard) = (occupant.since, occupant.lastHeard)
        }
    }

    init(_ room: RoomID, _ seat: RoomSeat) {
        self.room = room
        (holder, refused) = (seat.holder.map(Machine.init), seat.refused.map(Machine.init))
    }
}

/// A person's choice.
struct MachineForm: Codable, Sendable {
    let boot: BootID
}
