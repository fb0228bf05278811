package import Offices
package import RoomLink

/// What a meeting lacked though nobody ordered it, as its rooms told it: each once, with its beginning and its end.
package struct DisturbanceLog: Hashable, Sendable {
    package private(set) var entries: [Entry] = []

    package init() {}

    /// One disturbance, and the room that told of it.
    package struct Entry: Hashable, Sendable {
        package let teller: RoomID
        package internal(set) var disturbance: Disturbance
        /// Facts of the room whose moments the service corrected; 0 for what the room told itself.
        package internal(set) var corrected = 0

        /// The room that was lacking.
        package var room: RoomID { disturbance.room ?? teller }
    }

    /// What goes on.
    package var open: [Entry] { entries.filter { $0.disturbance.to == nil } }

    /// Keeps a room's word; a second one on the same disturbance is its end, and a third changes nothing.
    mutating func take(_ disturbance: Disturbance, from room: RoomID) {
        guard
            let place = entries.lastIndex(where: { $0.teller == room && $0.disturbance.isSame(as: disturbance) })
        else { return entries.append(Entry(teller: room, disturbance: disturbance)) }
        if entries[place].disturbance.to == nil { entries[place].disturbance.to = disturbance.to }
    }

    /// Keeps that the service corrected a fact whose moment could not be; facts that were equally wrong are one entry.
    mutating func correct(at moment: Moment, by seconds: Double, from room: RoomID) {
        let place = entries.lastIndex { entry in
            entry.teller == room && entry.corrected > 0
                && abs((entry.disturbance.seconds ?? 0) - seconds) <= Self.alike
        }
        if let place {
            entries[place].corrected += 1
            entries[place].disturbance.to = max(entries[place].disturbance.from, moment)
        } else {
            let wrong = Disturbance(kind: .clock, from: moment, to: moment, seconds: seconds)
            entries.append(Entry(teller: room, disturbance: wrong, corrected: 1))
        }
    }

    /// Seconds by which corrections of one cause may differ.
    private static let alike = 60.0
}
