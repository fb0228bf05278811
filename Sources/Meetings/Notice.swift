package import Offices

/// The notice that a meeting will be held (P02.3a), with the fields that the procedure omits and AC-033 needs.
package struct Notice: Hashable, Sendable, Codable {
    package var start: Moment
    /// Planned length in minutes, `minutesAllowed`.
    package var minutes: Int
    package var agenda: Line
    /// Who chairs, with office held; the Dirjen in P09.
    package var chair: Line
    /// Whom to call with questions.
    package var contact: Line
    /// The invited offices with their rooms, in the order of the notice; the host is not among them.
    package var invited: [Site]
    /// The Sekretariat/Direktorat asked to attend and to prepare what is discussed.
    package var directorates: [Office]
    /// The Kanwils above invited KPPs that get the notice for information, "bukan dari SOP" (AC-072); `nil` for none.
    ///
    /// They are not invited: they have no case, no party and no report.
    package var copies: [Office]?
    /// The offices outside whose working hours the meeting lies, by their own calendars; `nil` for none.
    ///
    /// It is held all the same: the notice says so, "bukan dari SOP".
    package var outsideHours: [OfficeID]?
    /// The items of the agenda, in their order; `nil` when the agenda is the one item.
    package var topics: [Line]?

    package init(
        start: Moment, minutes: Int, agenda: Line, chair: Line, contact: Line, invited: [Site],
        directorates: [Office], copies: [Office] = [], topics: [Line] = []
    ) {
        self.topics = topics.isEmpty ? nil : topics
        (self.start, self.minutes, self.agenda) = (start, minutes, agenda)
        (self.chair, self.contact, self.invited, self.directorates) = (chair, contact, invited, directorates)
        self.copies = copies.isEmpty ? nil : copies
    }

    package static let minutesAllowed = 5...480
    /// Items of an agenda: as many as a meeting of eight hours can give twenty minutes each.
    package static let mostTopics = 24
    /// How far ahead a meeting may be noticed, in seconds: a year. What is urgent is held within days; a start beyond it
    /// is a slip of the pen, and would have the rooms hold a plan for as long.
    package static let longestAhead = 366 * 86_400.0

    package var end: Moment { start.advanced(bySeconds: Double(minutes) * 60) }

    /// The start as an office in that zone reads it: `Sabtu, 21 November 2026, 10.15 WITA` (AC-033).
    package func start(in zone: Zone) -> String { "\(zone.day(start)), \(zone.time(start))" }
}

/// An office and the room from which it takes part.
package struct Site: Hashable, Sendable, Codable {
    package var office: Office
    package var room: RoomID

    package init(office: Office, room: RoomID) {
        (self.office, self.room) = (office, room)
    }

    /// The label on its picture: `KPP Pratama Jayapura · WIT`.
    package var label: String { "\(office.name) · \(office.zone.rawValue)" }
}

/// Where offices and rooms stand in a list of sites: the plan of each of hundreds of rooms asks for it at each act.
struct SiteIndex: Hashable, Sendable {
    let offices: [OfficeID: Int]
    let rooms: [RoomID: Int]

    init(_ sites: [Site]) {
        offices = Dictionary(sites.indices.map { (sites[$0].office.id, $0) }) { first, _ in first }
        rooms = Dictionary(sites.indices.map { (sites[$0].room, $0) }) { first, _ in first }
    }
}

/// How many sites a meeting may have.
package enum Capacity {
    /// Sites composed in one programme: measured, decisions of the architecture article.
    package static let sitesOnStage = 16
    /// Offices that one meeting may invite: every Kanwil and KPP of 2024 (386), the processing centres, and room to grow.
    package static let offices = 420
}
