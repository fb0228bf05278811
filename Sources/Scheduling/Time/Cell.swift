package import Offices

/// Five minutes of the schedule's grid, counted from 1970-01-01T00:00Z.
///
/// Every zone of the country is a whole number of hours ahead of UTC, so the grid's lines lie on five minutes of every wall.
package struct Cell: Hashable, Sendable, Comparable, Strideable {
    /// Cells since 1970-01-01T00:00Z.
    package let index: Int

    package init(index: Int) { self.index = index }

    /// Minutes of one cell: coarser than any clock in a meeting room, and every full and quarter hour is a line.
    package static let minutes = 5
    package static let perDay = 24 * 60 / minutes
    private static let length = Int64(minutes) * 60_000_000

    /// The cell in which a moment lies.
    package init(containing moment: Moment) {
        let (quotient, rest) = moment.microseconds.quotientAndRemainder(dividingBy: Self.length)
        index = Int(rest < 0 ? quotient - 1 : quotient)
    }

    /// The cell that begins at a moment; `nil` when the moment is no line of the grid.
    package init?(beginningAt moment: Moment) {
        guard moment.microseconds % Self.length == 0 else { return nil }
        self.init(containing: moment)
    }

    /// The first cell that begins at the moment or after it.
    package init(notBefore moment: Moment) {
        let cell = Cell(containing: moment)
        index = cell.start < moment ? cell.index + 1 : cell.index
    }

    /// When the cell begins.
    package var start: Moment { Moment(microseconds: Int64(index) * Self.length) }

    package static func < (left: Cell, right: Cell) -> Bool { left.index < right.index }
    package func distance(to other: Cell) -> Int { other.index - index }
    package func advanced(by cells: Int) -> Cell { Cell(index: index + cells) }
}
