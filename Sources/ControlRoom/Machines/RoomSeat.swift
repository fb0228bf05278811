import Foundation
package import Offices
package import RoomLink

/// Which machine speaks for a room, and which others want to.
///
/// A secret proves a room and can lie on two disks. One machine at a time is heard: the one that came first. Another takes
/// its place when it is the next run in the same state folder and the one before has said nothing for two seconds, or when
/// the one before has been silent for long; one that speaks at the same time is refused until a person chooses.
package struct RoomSeat: Hashable, Sendable, Codable {
    /// A machine as the service met it.
    package struct Occupant: Hashable, Sendable, Codable {
        package var machine: RoomMachine
        /// Where it last called from.
        package var address: String
        package var since: Moment
        package var lastHeard: Moment
        /// A person has chosen another, knowing of this one.
        package var isKnown = false
    }

    package private(set) var holder: Occupant?
    /// The run whose place the holder has taken as the next one in its folder; heard again, it was copied.
    private var former: Occupant?
    /// One that spoke while the holder was not silent for long: a second machine, should the holder be heard again.
    private var waiting: Occupant?
    /// Machines that spoke while the holder did, in the order in which they were met.
    package private(set) var refused: [Occupant] = []

    package init() {}

    /// Seconds of silence after which another machine may take the holder's place: the same as count as cut off.
    static let patience = Pulse.patience
    /// Seconds in which words may still arrive that were on their way.
    static let grace = 2.0
    /// Seconds after which a refused machine that is no longer heard is forgotten.
    static let memory = 12 * 3600.0

    /// What a word from a machine means.
    enum Verdict: Hashable {
        /// The holder speaks, as before.
        case heard
        /// The machine speaks for the room from now on.
        case taken(from: Occupant?, Succession)
        /// The holder may still be there; ask again.
        case wait
        /// Another machine speaks for the room, until a person chooses.
        case refused
        /// The holder speaks, so that this other one is a second machine; it is refused from now on.
        case contested(Occupant)
    }

    /// By which right a machine came to speak for a room.
    enum Succession: String, Hashable, Codable, Sendable {
        case first
        /// The next run in the same state folder.
        case restart
        /// The one before was silent.
        case silence
        /// A person chose it.
        case chosen
    }

    /// Hears a machine.
    ///
    /// - Parameter opened: since when the service hears anybody; silence before it proves nothing.
    mutating func hear(_ machine: RoomMachine, from address: String, at now: Moment, opened: Moment) -> Verdict {
        refused.removeAll { now.seconds(since: $0.lastHeard) > Self.memory }
        let met = Occupant(machine: machine, address: address, since: now, lastHeard: now)
        if let index = refused.firstIndex(where: { $0.machine.isOrFollows(machine) }) {
            (refused[index].machine, refused[index].address, refused[index].lastHeard) = (machine, address, now)
            return .refused
        }
        guard let current = holder else { return take(met, from: nil, .first) }
        if current.machine.boot == machine.boot { return hearHolder(from: address, at: now) }
        if let former, former.machine.boot == machine.boot {
            return hearFormer(former, current, from: address, at: now)
        }
        let silence = now.seconds(since: max(current.lastHeard, opened))
        // A copy of the disk of a machine that runs says the same as the next run in its folder; that one's forerunner is silent.
        if machine.after == current.machine.boot, silence > Self.grace {
            defer { former = current }
            return take(met, from: current, .restart)
        }
        if silence > Self.patience { return take(met, from: current, .silence) }
        if waiting?.machine.boot != machine.boot { waiting = met }
        return .wait
    }

    /// A person chooses who speaks for the room; every other machine that is known is refused, and no alarm any more.
    ///
    /// - Returns: the holder before when it is another one, `nil` when the choice confirms it.
    mutating func choose(_ boot: BootID, at now: Moment) throws(RoomSeatRefusal) -> Occupant? {
        let known = (holder.map { [$0] } ?? []) + refused
        guard var chosen = known.first(where: { $0.machine.boot == boot }) else {
            throw .unknown(boot, known: known.map(\.machine.boot))
        }
        let before = holder
        refused = known.filter { $0.machine.boot != boot }.map { occupant in
            var occupant = occupant
            occupant.isKnown = true
            return occupant
        }
        (waiting, former) = (nil, nil)
        guard before?.machine.boot != boot else { return nil }
        (chosen.since, chosen.isKnown) = (now, false)
        holder = chosen
        return before
    }

    /// Machines that nobody has decided about.
    package var undecided: [Occupant] { refused.filter { !$0.isKnown } }

    private mutating func take(_ met: Occupant, from before: Occupant?, _ right: Succession) -> Verdict {
        (holder, former, waiting) = (met, nil, nil)
        return .taken(from: before, right)
    }

    private mutating func hearHolder(from address: String, at now: Moment) -> Verdict {
        holder?.address = address
        holder?.lastHeard = now
        guard let other = waiting, now.seconds(since: other.since) > Self.grace else { return .heard }
        waiting = nil
        refused.append(other)
        return .contested(other)
    }

    private mutating func hearFormer(
        _ former: Occupant, _ current: Occupant, from address: String, at now: Moment
    ) -> Verdict {
        guard now.seconds(since: current.since) > Self.grace else { return .wait }
        var back = former
        (back.address, back.lastHeard) = (address, now)
        (holder, self.former, waiting) = (back, nil, nil)
        refused.append(current)
        return .contested(current)
    }
}

extension RoomMachine {
    /// What a caller is that says nothing of itself: an agent of before.
    static let unnamed = RoomMachine(
        boot: BootID(uuid: UUID(uuid: uuid_t(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))),
        installation: InstallationID(uuid: UUID(uuid: uuid_t(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))),
        host: "")

    var isNamed: Bool { boot != Self.unnamed.boot }

    /// Whether another word comes from this machine, or from the next run in its folder.
    func isOrFollows(_ next: RoomMachine) -> Bool { next.boot == boot || next.after == boot }
}

/// Why a machine is not heard, or cannot be chosen.
package enum RoomSeatRefusal: Error, Hashable, Sendable {
    /// Another machine speaks for the room; this one waits for a person, or for the other's silence.
    case taken(RoomID, by: RoomMachine, heard: Moment, mayWait: Bool)
    case unknown(BootID, known: [BootID])
    case noRoom(RoomID)
}
