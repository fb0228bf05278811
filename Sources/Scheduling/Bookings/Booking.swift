package import Documents
package import Foundation
package import Offices

/// One meeting's place on the schedule: its rooms, its people and what it asks of the machine, at one time.
package struct Booking: Hashable, Sendable, Codable, Identifiable {
    package let id: BookingID
    /// The display number (`PJ-7`, *pemesanan jadwal*); never a key.
    package let number: Int
    package let agenda: Line
    package let kind: Kind
    package let urgency: Urgency
    package internal(set) var slot: Slot
    package let margins: Margins
    /// The host first, then the invited offices, in the order of the notice.
    package internal(set) var sites: [Site]
    /// Sekretariat/Direktorat who sit in the host's room (A25).
    package internal(set) var guests: [OfficeID]
    package internal(set) var people: [Attendee]
    package internal(set) var load: Load
    /// The series of which this is one occurrence.
    package let series: SeriesID?
    package internal(set) var state: State
    /// How often it has changed: an order that names an older count is refused.
    package internal(set) var changes = 0
    /// How often a hold was moved by itself.
    package internal(set) var moves = 0

    package init(
        id: BookingID, number: Int, agenda: Line, kind: Kind, urgency: Urgency, slot: Slot, margins: Margins,
        sites: [Site], guests: [OfficeID], people: [Attendee], load: Load, series: SeriesID?, state: State
    ) {
        (self.id, self.number, self.agenda, self.kind, self.urgency) = (id, number, agenda, kind, urgency)
        (self.slot, self.margins, self.sites, self.guests) = (slot, margins, sites, guests)
        (self.people, self.load, self.series, self.state) = (people, load, series, state)
    }

    /// What a booking is made for.
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case meeting = "rapat"
        /// Coordination among the leadership, "bukan dari SOP".
        case leadershipCoordination = "koordinasi-pimpinan"
        /// A check of the rooms by appointment, with real media; never a meeting.
        case rehearsal = "gladi"
    }

    /// How far a booking is, and what it binds.
    package enum State: Hashable, Sendable, Codable {
        /// Kept free until then for a meeting that waits for the Dirjen's decision (P02.1).
        case held(until: Moment)
        case booked
        case running(since: Moment)
        case adjourned(at: Moment)
        case ended(at: Moment)
        case cancelled(reason: Line)
        /// The Dirjen decided that no meeting is needed (P02.1b).
        case released(reason: Line)
        /// A hold of which nobody decided in time.
        case lapsed

        /// It is to be, or is.
        package var isOpen: Bool {
            switch self {
            case .held, .booked, .running, .adjourned: true
            case .ended, .cancelled, .released, .lapsed: false
            }
        }
    }

    /// An office that takes part, and the room in which it sits.
    package struct Site: Hashable, Sendable, Codable {
        package let office: OfficeID
        package let room: RoomID
        package let need: Need

        package init(office: OfficeID, room: RoomID, need: Need = .required) {
            (self.office, self.room, self.need) = (office, room, need)
        }
    }

    /// A person who takes part: the chair, a head or who stands for one (Plh/Plt), an operator.
    package struct Attendee: Hashable, Sendable, Codable {
        package let person: PersonID
        package let part: Part
        package let need: Need

        package init(person: PersonID, part: Part, need: Need = .required) {
            (self.person, self.part, self.need) = (person, part, need)
        }
    }

    /// What somebody does in a meeting.
    package enum Part: String, Hashable, Sendable, Codable, CaseIterable {
        case chair = "pimpinan"
        case head = "kepala"
        case `operator`
    }

    /// Whether the meeting is held without it.
    package enum Need: String, Hashable, Sendable, Codable, CaseIterable {
        case required = "wajib"
        case preferred = "diharapkan"
    }

    /// What the meeting is called on screens and in refusals.
    package var label: String { "PJ-\(number)" }

    /// When it was ended; `nil` while it has not been.
    var endedAt: Moment? { if case .ended(let at) = state { at } else { nil } }

    /// Whether it was ended later than that; never when nothing was.
    func ended(after moment: Moment?) -> Bool {
        guard let moment, let endedAt else { return false }
        return endedAt > moment
    }

    /// The office whose room is the meeting's control room.
    package var host: Site? { sites.first }
}

/// One place on the schedule.
package struct BookingID: Identifier {
    package let uuid: UUID
    package init(uuid: UUID) { self.uuid = uuid }
}

/// Meetings that come again, each of them a booking of its own.
package struct SeriesID: Identifier {
    package let uuid: UUID
    package init(uuid: UUID) { self.uuid = uuid }
}

/// What nobody can be in twice.
package enum Resource: Hashable, Sendable {
    case room(RoomID)
    case person(PersonID)
}

extension Booking {
    /// The cells that it binds of everything but rooms; `nil` when it binds none.
    package var cells: Range<Cell>? {
        switch state {
        case .held, .booked: return slot.cells
        case .running(let since):
            // A meeting that began before its slot has the cells from then on.
            let first = min(Cell(containing: since), slot.cells.lowerBound)
            return first..<slot.cells.upperBound
        case .adjourned(let at), .ended(let at):
            let used = Cell(notBefore: at)
            return used > slot.cells.lowerBound ? slot.cells.lowerBound..<min(used, slot.cells.upperBound) : nil
        case .cancelled, .released, .lapsed: return nil
        }
    }

    /// The resources that it binds while it binds any.
    var resources: [Resource] { sites.map { .room($0.room) } + people.map { .person($0.person) } }

    /// The cells that it binds of one resource: rooms are set up before and cleared after.
    func cells(of resource: Resource) -> Range<Cell>? {
        guard let cells else { return nil }
        switch resource {
        case .room: return margins.around(cells)
        case .person: return cells
        }
    }
}
