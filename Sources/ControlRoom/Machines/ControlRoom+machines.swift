import Disk
import Engine
import Foundation
import Journal
import Meetings
package import Offices
package import RoomLink

extension ControlRoom {
    /// Lets a machine speak for a room, or refuses it; gives lines for the log.
    ///
    /// An agent of before says nothing of itself (`nil`): two of those cannot be told apart. Throws `RoomSeatRefusal`.
    package func admit(_ machine: RoomMachine?, to room: RoomID, from address: String) async throws -> [String] {
        let (machine, now) = (machine ?? .unnamed, clock())
        let verdict = seats[room, default: RoomSeat()].hear(machine, from: address, at: now, opened: opened)
        switch verdict {
        case .heard: return []
        case .wait, .refused:
            guard let holder = seats[room]?.holder else { return [] }
            throw RoomSeatRefusal.taken(
                room, by: holder.machine, heard: holder.lastHeard, mayWait: verdict == .wait)
        case .taken(let before, let right):
            let entry = MachineEntry(
                room: room, kind: .init(right), machine: machine, other: before?.machine, address: address,
                lastHeard: before?.lastHeard, by: nil, at: now)
            try await keepSeats(entry)
            if right == .silence, let before { try await tellMeeting(of: room, before, machine, .silence, at: now) }
            return [entry.line].compactMap(\.self)
        case .contested(let other):
            let entry = MachineEntry(
                room: room, kind: .refused, machine: other.machine, other: machine, address: other.address,
                lastHeard: now, by: nil, at: now)
            try await keepSeats(entry)
            return [entry.line].compactMap(\.self)
        }
    }

    /// Whether this machine still speaks for the room; a stream of plans asks before each word.
    package func speaks(_ machine: RoomMachine?, for room: RoomID) -> Bool {
        seats[room]?.holder.map { $0.machine.boot == (machine ?? .unnamed).boot } ?? true
    }

    /// Which machine speaks for each room, and which are refused.
    package func machines() -> [RoomID: RoomSeat] { seats }

    /// A person chooses which of the machines that are known speaks for a room; kept in the audit.
    ///
    /// Choosing the one that speaks already confirms it. Throws `RoomSeatRefusal`.
    package func choose(_ boot: BootID, for room: RoomID, by author: RightsAuthor) async throws -> RoomSeat {
        guard directory.rooms.contains(where: { $0.id == room }), var seat = seats[room] else {
            throw RoomSeatRefusal.noRoom(room)
        }
        let now = clock()
        let before = try seat.choose(boot, at: now)
        seats[room] = seat
        guard let chosen = seat.holder else { return seat }
        try await keepSeats(
            MachineEntry(
                room: room, kind: .chosen, machine: chosen.machine, other: before?.machine, address: chosen.address,
                lastHeard: before?.lastHeard, by: author, at: now))
        if let before { try await tellMeeting(of: room, before, chosen.machine, .chosen, at: now) }
        return seat
    }

    /// Takes over the choices that the command line left; called every few seconds.
    ///
    /// One that fits nothing any more is forgotten: the machines that it chose between are gone.
    func takeMachineChoices() async throws {
        let shelf = MachineShelf(folder)
        guard shelf.hasChoices else { return }
        let choices = try await OffPool.run { try shelf.choices() }
        for choice in choices {
            do {
                _ = try await choose(choice.boot, for: choice.room, by: choice.by)
            } catch is RoomSeatRefusal {}
        }
        let taken = Set(choices.map(\.id))
        try await OffPool.run { try shelf.forget(taken) }
    }

    /// Keeps who speaks for the rooms, with the moments at which they were last heard.
    func keepSeats() async throws {
        let (shelf, seats) = (MachineShelf(folder), seats)
        if !seats.isEmpty { try await OffPool.run { try shelf.keep(seats) } }
    }

    private func keepSeats(_ entry: MachineEntry) async throws {
        try await keepSeats()
        let draft = try EventCodec.draft(entry)
        guard let key = IdempotencyKey("machine:\(UUID().uuidString.lowercased())") else { return }
        try await note(draft, in: EventCodec.machines, key: key, request: draft.payload)
    }

    /// The meeting that a room serves hears of its new machine: what the one before was recording has no end.
    ///
    /// A new run in the same state folder finds the recorder that it left, and is no other machine.
    private func tellMeeting(
        of room: RoomID, _ before: RoomSeat.Occupant, _ machine: RoomMachine, _ ground: MachineChange.Ground,
        at now: Moment
    ) async throws {
        guard before.machine.isNamed, machine.isNamed, before.machine.installation != machine.installation,
            let key = IdempotencyKey("replaced:\(room):\(machine.boot):\(now.microseconds)")
        else { return }
        let change = MachineChange(
            from: before.machine, to: machine, lastHeard: before.lastHeard, at: now, ground: ground)
        let request = Array("\(key)".utf8)
        try await engine.submit(
            Command(key: key, request: request) { docket, now in
                guard let meeting = docket.holder(of: room, at: now), meeting.isTouched(byMachineOf: room) else {
                    return nil
                }
                let events = try meeting.decide(
                    .replace(change, in: room), with: docket.means(PeopleRegister(), at: now))
                return try Proposal(events, to: Meeting.self, meeting.id, at: now)
            })
    }
}

extension Meeting {
    /// The meeting is under way, or something of it is recorded in the room.
    fileprivate func isTouched(byMachineOf room: RoomID) -> Bool {
        (stage.began != nil && stage.ended == nil) || recordings.running.contains { $0.room == room }
    }
}
