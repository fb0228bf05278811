/// The way of each arrow through the grid, before anything has a size.
///
/// Heights are counted in half rows: the channel above row `r` is `2r`, the middle of the row `2r + 1`.
struct Routes {
    /// One for each edge of the chart.
    let paths: [Path]

    enum Path: Hashable {
        /// Straight down in one column.
        case drop
        /// Along the channel below the source, then down the target's column.
        case byTarget
        /// Down the source's column, then along the channel above the target.
        case bySource
        /// Along a channel, down the gutter left of that column, along another channel.
        case byGutter(Int)
        /// Straight from side to side within a row.
        case across
        /// From the side of the source through a gutter to the side of the target.
        case side(from: Int, to: Int)
    }

    init(_ chart: Chart, on grid: Grid) {
        var router = Router(grid)
        var paths = [Path](repeating: .drop, count: chart.edges.count)
        let order = chart.edges.indices.sorted { one, other in
            let (a, b) = (router.rank(chart.edges[one]), router.rank(chart.edges[other]))
            return a != b ? a < b : one < other
        }
        for number in order { paths[number] = router.route(chart.edges[number]) }
        self.paths = paths
    }
}

/// Chooses ways that meet no box and no other arrow's column.
private struct Router {
    let grid: Grid
    private var owners: [Grid.Cell: Int] = [:]
    private var loads: [Int: [ClosedRange<Int>]] = [:]

    init(_ grid: Grid) {
        self.grid = grid
        for (number, cell) in grid.cells.enumerated() { owners[cell] = -1 - number }
    }

    /// Back arrows last, straight ones first, then the short ones.
    func rank(_ edge: Chart.Edge) -> Int {
        let (from, to) = (grid.cells[edge.from], grid.cells[edge.to])
        if edge.isBack { return 1000 }
        return (from.column == to.column ? 0 : 100) + to.row - from.row
    }

    mutating func route(_ edge: Chart.Edge) -> Routes.Path {
        let (from, to) = (grid.cells[edge.from], grid.cells[edge.to])
        if edge.isBack { return side(from, to) }
        if from.row == to.row { return .across }
        let between = from.row + 1..<max(from.row + 1, to.row)
        if isFree(between, to.column, for: edge.to) {
            claim(between, to.column, for: edge.to)
            return from.column == to.column ? .drop : between.isEmpty ? .bySource : .byTarget
        }
        if from.column != to.column, isFree(between, from.column, for: 1000 + edge.from) {
            claim(between, from.column, for: 1000 + edge.from)
            return .bySource
        }
        let gutter = bestGutter(from, to)
        loads[gutter, default: []].append(2 * (from.row + 1)...2 * to.row)
        return .byGutter(gutter)
    }

    private func isFree(_ rows: Range<Int>, _ column: Int, for owner: Int) -> Bool {
        rows.allSatisfy { row in
            guard let known = owners[Grid.Cell(row: row, column: column)] else { return true }
            return known == owner
        }
    }

    private mutating func claim(_ rows: Range<Int>, _ column: Int, for owner: Int) {
        for row in rows { owners[Grid.Cell(row: row, column: column)] = owner }
    }

    /// The gutter with the shortest way that is not crowded.
    private func bestGutter(_ from: Grid.Cell, _ to: Grid.Cell) -> Int {
        let span = 2 * (from.row + 1)...2 * to.row
        func cost(_ gutter: Int) -> Int {
            let middle = 2 * gutter
            let way = abs(middle - (2 * from.column + 1)) + abs(middle - (2 * to.column + 1))
            let crowd = (loads[gutter] ?? []).count { $0.overlaps(span) }
            return 2 * way + 3 * crowd
        }
        return (0...grid.columns).min { cost($0) < cost($1) } ?? 0
    }

    /// On the outer side when both stand in one column; between the two otherwise.
    private mutating func side(_ from: Grid.Cell, _ to: Grid.Cell) -> Routes.Path {
        let choices: [(Int, Int)] = [
            (from.column, to.column), (from.column + 1, to.column), (from.column, to.column + 1),
            (from.column + 1, to.column + 1),
        ]
        let span = 2 * min(from.row, to.row) + 1...2 * max(from.row, to.row) + 1
        func cost(_ choice: (Int, Int)) -> Int {
            let crowd = (loads[choice.0] ?? []).count { $0.overlaps(span) }
            return 4 * abs(choice.0 - choice.1) + crowd
        }
        let best = choices.min { cost($0) < cost($1) } ?? choices[0]
        loads[best.0, default: []].append(span)
        return .side(from: best.0, to: best.1)
    }
}
