/// Where arrows leave and enter boxes, from left to right.
struct Ports {
    /// For each edge that leaves at a box's lower side.
    private(set) var outs: [Int: Double] = [:]
    /// For each edge that enters at a box's upper side.
    private(set) var ins: [Int: Double] = [:]
    /// The room of each edge's label, right of its arrow.
    private(set) var labels: [Int: (x: Double, width: Double)] = [:]
    /// The room of the signs for what comes from outside, by node.
    private(set) var entries: [Int: (x: Double, width: Double)] = [:]
    /// The places already used in a channel below one column.
    private var used: [Grid.Cell: [Double]] = [:]

    private static let plainSlot = 9.0
    private static let startSlot = 38.0

    init(_ chart: Chart, _ grid: Grid, _ routes: Routes, _ columns: Columns) {
        for node in chart.nodes.indices { placeEntries(of: node, chart, grid, routes, columns) }
        for (number, edge) in chart.edges.enumerated() {
            guard let x = ins[number] else { continue }
            let (from, to) = (grid.cells[edge.from], grid.cells[edge.to])
            switch routes.paths[number] {
            case .drop, .byTarget: use(x, from.row + 1...to.row, to.column)
            default: use(x, to.row...to.row, to.column)
            }
            if routes.paths[number] == .drop { outs[number] = x }
        }
        for node in chart.nodes.indices { placeExits(of: node, chart, grid, routes, columns) }
    }

    private mutating func use(_ x: Double, _ channels: ClosedRange<Int>, _ column: Int) {
        for channel in channels { used[Grid.Cell(row: channel, column: column), default: []].append(x) }
    }

    /// Shares a box's upper side among what enters there: arrows without a word take little, the others the rest.
    private mutating func placeEntries(
        of node: Int, _ chart: Chart, _ grid: Grid, _ routes: Routes, _ columns: Columns
    ) {
        let box = columns.boxes[grid.cells[node].column]
        let arrows = chart.edges.indices.filter { chart.edges[$0].to == node && !chart.edges[$0].isBack }
            .filter { routes.paths[$0] != .across }.sorted {
                approach($0, chart, grid, routes) < approach($1, chart, grid, routes)
            }
        let signs = chart.nodes[node].entries
        let outside: [Double?] = signs.isEmpty ? [] : signs == [.start] ? [Ports.startSlot] : [nil]
        let widths = outside + arrows.map { chart.edges[$0].label == nil ? Ports.plainSlot : nil }
        for (place, slot) in Ports.slots(widths, of: box).enumerated() {
            guard place >= outside.count else {
                entries[node] = slot
                continue
            }
            let arrow = arrows[place - outside.count]
            let isWordy = chart.edges[arrow].label != nil
            ins[arrow] = isWordy ? slot.x + 4 : slot.x + slot.width / 2
            if isWordy { labels[arrow] = (slot.x + 7, slot.width - 8) }
        }
    }

    /// Shares a box's side: `nil` is what takes the room that the others leave.
    private static func slots(_ widths: [Double?], of box: (x: Double, width: Double)) -> [(x: Double, width: Double)] {
        let room = box.width - 6
        let fixed = widths.reduce(0) { $0 + ($1 ?? 0) }
        let open = widths.count { $0 == nil }
        let squeeze = min(1, room / max(1, fixed + Double(open) * plainSlot))
        let wide = open == 0 ? 0 : (room - fixed * squeeze) / Double(open)
        let gap = open == 0 ? max(0, room - fixed) / Double(widths.count + 1) : 0
        var x = box.x + 3 + gap
        return widths.map { width in
            let slot = (x, width.map { $0 * squeeze } ?? wide)
            x += slot.1 + gap
            return slot
        }
    }

    /// From how far left an arrow comes to its target.
    private func approach(_ number: Int, _ chart: Chart, _ grid: Grid, _ routes: Routes) -> Double {
        switch routes.paths[number] {
        case .byGutter(let gutter): Double(gutter) - 0.5
        case .drop: Double(grid.cells[chart.edges[number].to].column) + (chart.edges[number].label == nil ? 0 : 0.1)
        default: Double(grid.cells[chart.edges[number].from].column)
        }
    }

    /// Puts the arrows that do not leave straight down beside those that do, each where nothing else stands.
    private mutating func placeExits(
        of node: Int, _ chart: Chart, _ grid: Grid, _ routes: Routes, _ columns: Columns
    ) {
        let cell = grid.cells[node]
        let box = columns.boxes[cell.column]
        let arrows = chart.edges.indices.filter {
            chart.edges[$0].from == node && !chart.edges[$0].isBack && outs[$0] == nil && routes.paths[$0] != .across
        }.sorted { leaving($0, chart, grid, routes) < leaving($1, chart, grid, routes) }
        for (place, arrow) in arrows.enumerated() {
            var wish = box.x + box.width * Double(place + 1) / Double(arrows.count + 1)
            if arrows.count == 1, hasDrop(node, chart) {
                wish = box.x + box.width * (leaving(arrow, chart, grid, routes) < Double(cell.column) ? 0.3 : 0.7)
            }
            let last = routes.paths[arrow] == .bySource ? grid.cells[chart.edges[arrow].to].row : cell.row + 1
            let channels = cell.row + 1...max(cell.row + 1, last)
            let x = free(near: wish, box, channels, cell.column)
            outs[arrow] = x
            use(x, channels, cell.column)
        }
    }

    private func hasDrop(_ node: Int, _ chart: Chart) -> Bool {
        outs.keys.contains { chart.edges[$0].from == node }
    }

    /// To how far right an arrow goes from its source.
    private func leaving(_ number: Int, _ chart: Chart, _ grid: Grid, _ routes: Routes) -> Double {
        if case .byGutter(let gutter) = routes.paths[number] { return Double(gutter) - 0.5 }
        return Double(grid.cells[chart.edges[number].to].column)
    }

    private func free(
        near wish: Double, _ box: (x: Double, width: Double), _ channels: ClosedRange<Int>, _ column: Int
    ) -> Double {
        let taken = channels.flatMap { used[Grid.Cell(row: $0, column: column)] ?? [] }
        let places = stride(from: 0.0, to: box.width, by: 1).flatMap { [wish - $0, wish + $0] }
        return places.first { place in
            place > box.x + 4 && place < box.x + box.width - 4 && taken.allSatisfy { abs($0 - place) >= 4.5 }
        } ?? wish
    }
}
