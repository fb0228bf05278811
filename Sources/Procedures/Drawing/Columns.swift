/// Where columns, gutters and lanes stand from left to right.
struct Columns {
    /// The boxes of each column.
    let boxes: [(x: Double, width: Double)]
    /// From the left of each lane to its right.
    let lanes: [(x: Double, width: Double)]
    /// The middle of each track of each gutter.
    private let tracks: [[Double]]
    private let lines: [Tracks]

    /// The widest that a box grows.
    static let widestBox = 165.0
    private static let spacing = 5.0

    init(_ draft: Draft, within area: Rect, _ widths: ColumnWidths) {
        let grid = draft.grid
        lines = (0...grid.columns).map { gutter in
            Tracks(draft.ways.flatMap { $0.stretches(inGutter: gutter) }, apart: 1)
        }
        let gutters = lines.enumerated().map { gutter, tracks in
            let isOuter = gutter == 0 || gutter == grid.columns
            return (isOuter ? 6 : 10) + Double(tracks.count) * Columns.spacing
        }
        let widths = widths.filling(area.width - gutters.reduce(0, +))
        var (x, boxes, starts) = (area.x, [(x: Double, width: Double)](), [Double]())
        for (gutter, width) in zip(gutters, widths) {
            starts.append(x)
            let box = min(width, Columns.widestBox)
            boxes.append((x + gutter + (width - box) / 2, box))
            x += gutter + width
        }
        starts.append(x)
        self.boxes = boxes
        tracks = zip(starts, lines).enumerated().map { gutter, pair in
            let left = pair.0 + (gutter == 0 ? 3 : 6.5)
            return (0..<pair.1.count).map { left + (Double($0) + 0.2) * Columns.spacing }
        }
        lanes = Columns.lanes(of: grid, starts, to: area.maxX)
    }

    private static func lanes(of grid: Grid, _ starts: [Double], to end: Double) -> [(x: Double, width: Double)] {
        Set(grid.lanes).sorted().map { lane in
            let own = grid.lanes.indices.filter { grid.lanes[$0] == lane }
            let from = starts[own.first ?? 0] + (own.first == 0 ? 0 : 2)
            let to = own.last == grid.columns - 1 ? end : starts[(own.last ?? 0) + 1] + 2
            return (from, to - from)
        }
    }

    /// The track of a gutter that a net runs in.
    func track(_ gutter: Int, net: Int) -> Double { tracks[gutter][lines[gutter].lines[net] ?? 0] }
}
