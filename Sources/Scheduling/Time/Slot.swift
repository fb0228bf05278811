package import Offices

/// When a meeting is to be: a start on the grid and a length.
package struct Slot: Hashable, Sendable, Codable, Comparable {
    package let start: Moment
    /// A multiple of five.
    package let minutes: Int

    /// What a meeting is planned with: from one cell to a working day without its break (PMK 221/PMK.01/2021: 07:30 to 17:00,
    /// less the midday break and an hour of setting up).
    package static let minutesAllowed = 5...480
    /// What a running meeting can be prolonged to.
    package static let mostMinutes = 720
    /// How far ahead somebody may book, in seconds: a year. A start beyond it is a slip of the pen.
    package static let longestAhead = 366 * 86_400.0

    /// Refuses what lies off the grid and a length that is not allowed.
    package init(start: Moment, minutes: Int) throws(Refusal) {
        guard Self.minutesAllowed.contains(minutes), minutes % Cell.minutes == 0 else { throw .length(minutes) }
        try self.init(start: start, prolongedTo: minutes)
    }

    /// From one moment to another, both with their zone.
    package init(from start: Moment, to end: Moment) throws(Refusal) {
        guard start < end else { throw .endsBeforeStart(start, end) }
        guard end.seconds(since: start) <= Double(Self.mostMinutes * 60) else { throw .length(nil) }
        try self.init(start: start, minutes: Int(end.seconds(since: start)) / 60)
        guard self.end == end else { throw .offGrid(end) }
    }

    /// A slot that a running meeting has grown into.
    package init(start: Moment, prolongedTo minutes: Int) throws(Refusal) {
        guard (Cell.minutes...Self.mostMinutes).contains(minutes), minutes % Cell.minutes == 0 else {
            throw .length(minutes)
        }
        guard Cell(beginningAt: start) != nil else { throw .offGrid(start) }
        (self.start, self.minutes) = (start, minutes)
    }

    /// The slot of some cells; `nil` when they are too many or none.
    package init?(cells: Range<Cell>) {
        try? self.init(start: cells.lowerBound.start, prolongedTo: cells.count * Cell.minutes)
    }

    package var end: Moment { start.advanced(bySeconds: Double(minutes) * 60) }

    /// The cells of the meeting itself, without setting up and clearing away.
    package var cells: Range<Cell> {
        let first = Cell(containing: start)
        return first..<first.advanced(by: minutes / Cell.minutes)
    }

    /// `Senin, 23 November 2026, 09.00–10.30 WIB`, as an office of that zone reads it.
    package func words(in zone: Zone) -> String {
        let end =
            zone.day(start) == zone.day(self.end)
            ? zone.time(self.end) : "\(zone.day(self.end)), \(zone.time(self.end))"
        return "\(zone.day(start)), \(zone.civil(start).clock(separator: "."))–\(end)"
    }

    package static func < (left: Slot, right: Slot) -> Bool {
        (left.start, left.minutes) < (right.start, right.minutes)
    }

    package init(from decoder: any Decoder) throws {
        let table = try decoder.container(keyedBy: CodingKeys.self)
        let start = try table.decode(Moment.self, forKey: .start)
        try self.init(start: start, prolongedTo: table.decode(Int.self, forKey: .minutes))
    }

    /// Why a time is no slot.
    package enum Refusal: Error, Hashable, Sendable {
        case offGrid(Moment)
        /// `nil` for one that is longer than any.
        case length(Int?)
        case endsBeforeStart(Moment, Moment)
    }
}

/// How long a room is bound before and after a meeting, in minutes; multiples of five.
package struct Margins: Hashable, Sendable, Codable {
    package let setup: Int
    package let teardown: Int

    package static let minutesAllowed = 0...120
    /// A quarter of an hour for the device test (P06.6) and ten minutes to clear the room (bukan dari SOP).
    package static let usual = Margins(known: 15, 10)

    private init(known setup: Int, _ teardown: Int) { (self.setup, self.teardown) = (setup, teardown) }

    /// `nil` for what is off the grid or out of bounds.
    package init?(setup: Int, teardown: Int) {
        for minutes in [setup, teardown] {
            guard Self.minutesAllowed.contains(minutes), minutes % Cell.minutes == 0 else { return nil }
        }
        (self.setup, self.teardown) = (setup, teardown)
    }

    package init(from decoder: any Decoder) throws {
        let table = try decoder.container(keyedBy: CodingKeys.self)
        let (setup, teardown) = (
            try table.decode(Int.self, forKey: .setup), try table.decode(Int.self, forKey: .teardown)
        )
        guard let margins = Margins(setup: setup, teardown: teardown) else {
            throw DecodingError.dataCorruptedError(
                forKey: .setup, in: table,
                debugDescription: "found \(setup) and \(teardown); allowed: 0 to 120 minutes in steps of 5")
        }
        self = margins
    }

    /// The cells of a room for a meeting in those cells.
    func around(_ cells: Range<Cell>) -> Range<Cell> {
        cells.lowerBound.advanced(by: -setup / Cell.minutes)..<cells.upperBound.advanced(by: teardown / Cell.minutes)
    }
}
