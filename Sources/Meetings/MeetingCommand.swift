import Documents
package import Offices
package import Procedures
package import RoomLink

/// What may be asked of a meeting that there is.
package enum MeetingCommand: Hashable, Sendable {
    /// A person performs an act of the procedures, and may name who does what follows.
    case perform(ActKey, ActContent, by: Actor, naming: [PersonID]?)
    /// The officer of a room asks for a test of its devices (before P02.5 or P06.6 is confirmed).
    case probe(OfficeID, by: Actor)
    /// The host's operator gives files up that will never arrive; `lost` are those that came and are here no more.
    case giveUp([RecordingLedger.Key], because: Line, by: Actor, lost: Set<RecordingLedger.Key>)
    /// A room tells something.
    case hear(FactEnvelope, from: RoomID)
    /// A recording's file is here, whole.
    case store(StoredRecording)
    /// A picture of a room's screen was held against the page that should be on it.
    case check(ScreenCheck, of: RoomID)
    /// Another machine speaks for a room.
    case replace(MachineChange, in: RoomID)
    /// The clock alone closes a meeting whose recording ended before it did; nothing when it does not.
    case closeLate
}

extension Meeting {
    package typealias Command = MeetingCommand

    /// The events of a command, or why it may not be; changes nothing.
    package func decide(_ command: Command, with means: Means) throws(Refusal) -> [MeetingEvent] {
        switch command {
        case .perform(let key, let content, let actor, let named):
            try perform(key, content, by: actor, naming: named, with: means)
        case .probe(let office, let actor): try orderProbe(of: office, by: actor)
        case .giveUp(let keys, let reason, let actor, let lost):
            try giveUp(keys, because: reason, by: actor, lost: lost)
        case .hear(let fact, let room): [.fact(room: room, fact: fact)] + consequences(of: fact.fact, from: room)
        case .store(let recording): [.stored(recording: recording)]
        case .check(let check, let room): [.screenChecked(room: room, check: check)]
        case .replace(let change, let room): [.replaced(room: room, change: change)]
        case .closeLate: lateClose(at: means.now)
        }
    }

    /// The act, whom it names, and the papers that it issues: one entry of the journal.
    private func perform(
        _ key: ActKey, _ content: ActContent, by actor: Actor, naming named: [PersonID]?, with means: Means
    ) throws(Refusal) -> [MeetingEvent] {
        let done = try decide(key, content, by: actor, at: means.now)
        let papers = try issues(of: content, key: key, by: actor, with: means)
        let naming = Naming(in: proceedings, among: means.people, at: means.now)
        do throws(Proceedings.Refusal) {
            try naming.check(actor, for: key)
            let assignees = try naming.assignees(named, by: key)
            return done + (assignees.isEmpty ? [] : [.assigned(by: key, to: assignees)]) + papers
        } catch {
            throw Refusal(error)
        }
    }
}
