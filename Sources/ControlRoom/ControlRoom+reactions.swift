import Engine
import Journal
import Meetings
import Offices
import RoomLink

/// What follows from what happens, in one place: nobody who changes something has to think of rooms and pages.
///
/// What is in memory beside the docket tells pages by itself when it changes (`didSet` in `ControlRoom`), and so does the
/// journal of its condition and its outbox.
extension ControlRoom {
    /// Does what follows, each once: rooms and pages hear of it, work is begun.
    func react(to happening: Happening) async {
        switch happening {
        case .began, .passed:
            makePlans(of: Set(directory.rooms.map(\.id)))
            tellPages()
        case .kept(let events): await react(to: events)
        }
    }

    private func react(to events: [Docket.Entry]) async {
        let concerned = RoomsConcerned(by: events, in: docket)
        makePlans(of: concerned.rooms.union(planBoard.rooms(servingAnyOf: Set(events.compactMap(\.meeting)))))
        // A line of the audit is on no page.
        if events.contains(where: \.isOfACase) { tellPages() }
        if events.contains(where: \.beginsWork) { Task { await workOffOutbox() } }
        await keepSnapshotWhenDue()
    }

    /// Lets pages know whenever it changes whether acts are kept, and what work there is.
    func watchJournal() {
        let (keepings, work) = (keepings(), journal.outbox.changes())
        Task { [weak self] in for await _ in keepings { await self?.tellPages() } }
        Task { [weak self] in for await _ in work { await self?.tellPages() } }
    }
}

extension Docket.Entry {
    /// Whether it says something of a case, a meeting or a room.
    fileprivate var isOfACase: Bool { if case .nothing = content { false } else { true } }

    /// The meeting of which it says something; a fact of one room takes no other out of it.
    fileprivate var meeting: MeetingID? {
        guard case .meeting(let event) = content, case .meeting(let id) = CaseReference(stream: self.event.stream)
        else {
            return nil
        }
        switch event {
        case .act, .live, .closed: return id
        default: return nil
        }
    }

    /// Whether it may have set work going for which somebody waits: a picture to be looked at, a recording that is whole.
    fileprivate var beginsWork: Bool {
        guard case .meeting(.fact(_, let fact)) = content else { return false }
        if case .recordingEnded(let end) = fact.fact { return end.isEmpty }
        return fact.fact.picture != nil
    }
}
