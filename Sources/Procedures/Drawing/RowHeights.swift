/// How high rows and channels are.
struct RowHeights {
    private var rows: [Double] = []
    private var channels: [Double] = []
    static let spacing = 4.5

    init() {}

    init(_ plan: LayoutPlan) {
        rows = [Double](repeating: 0, count: plan.grid.rows)
        var zones = rows
        for (number, cell) in plan.grid.cells.enumerated() {
            let height = Box.frameHeight(plan.chart.nodes[number], body: plan.boxes[number].body.height)
            rows[cell.row] = max(rows[cell.row], height)
            zones[cell.row] = max(zones[cell.row], Headroom.height(above: number, plan))
        }
        channels = zones.enumerated().map { row, zone in
            let lines = plan.channels[row].count
            let way = lines == 0 ? (row == 0 ? 5 : 9) : 4 + Double(lines - 1) * RowHeights.spacing + 8
            return way + max(0, zone - (lines == 0 ? 4 : 5))
        }
    }

    mutating func fit(_ row: Int, to height: Double) { rows[row] = height }

    var isEmpty: Bool { rows.isEmpty }

    var total: Double { rows.reduce(0, +) + channels.reduce(0, +) }

    /// Each channel's and row's upper edge; spare height goes into the channels.
    func placed(from top: Double, stretch: Double) -> Placed {
        var y = top
        var placed = Placed(rows: [], channels: [], bottom: top)
        for (row, channel) in zip(rows, channels) {
            placed.channels.append(y + 4 + stretch * 0.3)
            y += channel + stretch
            placed.rows.append(y)
            y += row
        }
        placed.channels.append(y + 4)
        placed.bottom = y
        return placed
    }

    struct Placed {
        /// The upper edge of each row.
        var rows: [Double]
        /// The first line of each channel.
        var channels: [Double]
        var bottom: Double

        func line(_ channel: Int, _ track: Int) -> Double { channels[channel] + Double(track) * RowHeights.spacing }
    }
}
