package import Offices

/// What a refusal calls offices, rooms, people and bookings, and in whose zone it tells the time.
package struct ScheduleNames: Sendable {
    /// The zone of the office that reads it.
    package var zone: Zone
    package var offices: [OfficeID: String]
    package var people: [PersonID: String]
    /// What a booking is called where it has become a meeting (`RLJJ-12`).
    package var meetings: [BookingID: String]

    package init(
        zone: Zone, offices: [OfficeID: String] = [:], people: [PersonID: String] = [:],
        meetings: [BookingID: String] = [:]
    ) {
        (self.zone, self.offices, self.people, self.meetings) = (zone, offices, people, meetings)
    }

    func office(_ id: OfficeID) -> String { offices[id] ?? id.description }
    func person(_ id: PersonID) -> String { people[id] ?? id.description }
    func booking(_ id: BookingID, in schedule: Schedule) -> String {
        meetings[id] ?? schedule[id]?.label ?? id.description
    }

    /// The first few offices by name, and how many more there are.
    func list(_ ids: [OfficeID], more: String) -> String {
        let shown = ids.prefix(3).map(office).joined(separator: ", ")
        return ids.count > 3 ? "\(shown) + \(ids.count - 3) \(more)" : shown
    }

    /// The time alone on the day of the slot, with its date on any other.
    func time(_ moment: Moment, on slot: Slot) -> String {
        zone.day(moment) == zone.day(slot.start) ? zone.time(moment) : "\(zone.date(moment)) \(zone.time(moment))"
    }
}

/// A sentence in both languages, each on one line.
package struct Sentence: Hashable, Sendable {
    package let indonesian: String
    package let english: String

    package init(_ indonesian: String, _ english: String) {
        (self.indonesian, self.english) = (indonesian, english)
    }
}
