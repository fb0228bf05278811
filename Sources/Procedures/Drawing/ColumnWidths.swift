/// What each column needs for its longest word, and how the rest is shared.
struct ColumnWidths {
    private let least: [Double]
    private let weights: [Double]

    init(_ chart: Chart, _ grid: Grid, _ lights: [Light?], size: Double) {
        let own = (0..<grid.columns).map { column in
            chart.nodes.indices.filter { grid.cells[$0].column == column }
        }
        weights = own.map { nodes in
            2.2 + (nodes.map { Typeface.width(of: chart.nodes[$0].label, size: 1) }.max() ?? 1).squareRoot()
        }
        least = own.enumerated().map { column, nodes in
            let words = nodes.map { ColumnWidths.least(of: chart.nodes[$0], lights[$0], size: size) }
            let lane = grid.lanes[column]
            let share = Double(grid.lanes.count { $0 == lane })
            return max(words.max() ?? 0, ColumnWidths.longestWord(of: chart.lanes[lane], Layout.headSize * 1.1) / share)
        }
    }

    private static func least(of node: Chart.Node, _ light: Light?, size: Double) -> Double {
        let times = light?.times.map { Typeface.width(of: $0, size: Sheet.smallest, isBold: true) } ?? []
        return max(longestWord(of: node.label, size), times.max() ?? 0) + Box.sides(of: node) + 0.5
    }

    private static func longestWord(of text: String, _ size: Double) -> Double {
        text.split(separator: " ").map { Typeface.width(of: String($0), size: size) }.max() ?? 0
    }

    /// The widths that fill what there is.
    func filling(_ room: Double) -> [Double] {
        let needed = least.reduce(0, +)
        guard needed < room else { return least.map { $0 * room / needed } }
        let sum = weights.reduce(0, +)
        return zip(least, weights).map { $0 + (room - needed) * $1 / sum }
    }
}
