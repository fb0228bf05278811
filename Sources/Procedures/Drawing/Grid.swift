/// Where each node of a chart stands: its row by the order of acts, its column within its lane.
struct Grid: Hashable {
    struct Cell: Hashable {
        let row: Int
        let column: Int
    }

    /// One cell a node; no two are equal.
    let cells: [Cell]
    /// The lane of each column, from left to right.
    let lanes: [Int]
    let rows: Int

    /// How a chart is spread over the grid.
    struct Spread: Hashable {
        /// The most columns of a lane.
        let columnsPerLane: Int
        let sharing: Sharing
    }

    /// Whether an act may stand in the row of the one before it, in another lane.
    enum Sharing: CaseIterable {
        case never
        /// Only to the right.
        case rightwards
        case always
    }

    init(_ chart: Chart, _ spread: Spread) {
        var placer = GridPlacer(chart, spread)
        placer.placeAll()
        let used = Set(placer.places.map(\.column))
        let columns = (0..<chart.lanes.count * spread.columnsPerLane).filter { column in
            used.contains(column) || column % spread.columnsPerLane == 0
        }
        cells = placer.places.map { Cell(row: $0.row, column: columns.firstIndex(of: $0.column) ?? 0) }
        lanes = columns.map { $0 / spread.columnsPerLane }
        rows = 1 + (cells.map(\.row).max() ?? 0)
    }

    var columns: Int { lanes.count }
}

/// Puts nodes into cells: first those on the way to the end, then those beside it.
private struct GridPlacer {
    let chart: Chart
    let spread: Grid.Spread
    private(set) var places: [Grid.Cell]
    /// Cells with a box, or with an arrow from one box of the row to another.
    private var taken: Set<Grid.Cell> = []
    /// Boxes whose left (-1) or right (1) side has an arrow.
    private var sides: Set<Side> = []
    private var placed: Set<Int> = []
    private let before: [[Chart.Edge]]
    private let isMain: [Bool]

    private struct Side: Hashable {
        let node: Int
        let direction: Int
    }

    init(_ chart: Chart, _ spread: Grid.Spread) {
        (self.chart, self.spread) = (chart, spread)
        places = chart.nodes.map { _ in Grid.Cell(row: 0, column: 0) }
        let forward = chart.edges.filter { !$0.isBack }
        before = chart.nodes.indices.map { number in forward.filter { $0.to == number } }
        isMain = Self.leadingToEnd(chart, forward)
    }

    /// Which nodes the end waits for.
    private static func leadingToEnd(_ chart: Chart, _ edges: [Chart.Edge]) -> [Bool] {
        var found = chart.nodes.map { $0.shape == .end }
        for _ in chart.nodes {
            for edge in edges where found[edge.to] { found[edge.from] = true }
        }
        return found
    }

    mutating func placeAll() {
        for main in [true, false] {
            while let next = chart.nodes.indices.first(where: { isMain[$0] == main && isReady($0) }) { place(next) }
        }
    }

    private func isReady(_ number: Int) -> Bool {
        !placed.contains(number) && before[number].allSatisfy { placed.contains($0.from) }
    }

    private mutating func place(_ number: Int) {
        guard !placeBeside(number) else { return }
        var row = 1 + (before[number].map { places[$0.from].row }.max() ?? -1)
        if before[number].isEmpty, !isMain[number] { row = firstRow(of: chart.nodes[number].lane) }
        while true {
            let cells = columns(for: number).map { Grid.Cell(row: row, column: $0) }
            if let free = cells.first(where: { !taken.contains($0) }) { return settle(number, free) }
            row += 1
        }
    }

    private mutating func settle(_ number: Int, _ cell: Grid.Cell) {
        places[number] = cell
        taken.insert(cell)
        placed.insert(number)
    }

    /// Puts an act into the row of the last one before it when an arrow can go straight across.
    private mutating func placeBeside(_ number: Int) -> Bool {
        guard spread.sharing != .never, let edge = lastBefore(number), chart.nodes[number].shape != .end,
            edge.label == nil, !chart.nodes[edge.from].marks.contains(.decides), chart.nodes[edge.from].shape != .state
        else { return false }
        let from = places[edge.from]
        for column in columns(for: number) where column != from.column {
            let direction = column > from.column ? 1 : -1
            let way = stride(from: from.column + direction, through: column, by: direction)
                .map { Grid.Cell(row: from.row, column: $0) }
            let ends = [Side(node: edge.from, direction: direction), Side(node: number, direction: -direction)]
            guard direction == 1 || spread.sharing == .always, taken.isDisjoint(with: way), sides.isDisjoint(with: ends)
            else { continue }
            settle(number, Grid.Cell(row: from.row, column: column))
            taken.formUnion(way)
            sides.formUnion(ends)
            return true
        }
        return false
    }

    /// The one arrow from the lowest row; `nil` when there are several.
    private func lastBefore(_ number: Int) -> Chart.Edge? {
        let row = before[number].map { places[$0.from].row }.max()
        let last = before[number].filter { places[$0.from].row == row }
        return last.count == 1 ? last[0] : nil
    }

    /// An act beside the way that waits for nothing stands where its lane begins.
    private func firstRow(of lane: Int) -> Int {
        let rows = taken.filter { $0.column / spread.columnsPerLane == lane }.map(\.row)
        return max(0, (rows.min() ?? 0) - 1)
    }

    /// The columns to try: below the act before it for one on the way, beside it for another.
    private func columns(for number: Int) -> [Int] {
        let lane = chart.nodes[number].lane
        let own = lane * spread.columnsPerLane..<(lane + 1) * spread.columnsPerLane
        let above = before[number].map { places[$0.from] }.filter { own.contains($0.column) }.max { $0.row < $1.row }
        let column = above?.column ?? own.lowerBound
        let rest = own.filter { $0 != column }
        return isMain[number] ? [column] + rest : rest + [column]
    }
}
