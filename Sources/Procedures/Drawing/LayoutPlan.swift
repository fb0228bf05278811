/// All choices that lead to a layout: the grid, the ways, the columns, the boxes and the lines of each channel.
struct LayoutPlan {
    let chart: Chart
    let sheet: Sheet
    let size: Double
    let grid: Grid
    let routes: Routes
    let ways: [Way]
    let columns: Columns
    let ports: Ports
    let lights: [Light?]
    /// What the lanes may take.
    let area: Rect
    /// The lines of each channel above a row, and of the one below the last.
    let channels: [Tracks]
    private var style: Style
    private(set) var boxes: [Box] = []
    private(set) var heights = RowHeights()

    init(_ chart: Chart, _ overlay: Overlay?, _ draft: Draft, sheet: Sheet, size: Double, area: Rect) {
        (self.chart, self.sheet, self.size, self.area) = (chart, sheet, size, area)
        style = Style.all(size)[0]
        (grid, routes, ways) = (draft.grid, draft.routes, draft.ways)
        lights = chart.nodes.map { node in overlay.map { $0.light(of: node.reference, in: chart.language) } }
        let widths = ColumnWidths(chart, grid, lights, size: size)
        let columns = Columns(draft, within: area, widths)
        self.columns = columns
        let ports = Ports(chart, grid, routes, columns)
        self.ports = ports
        channels = (0...grid.rows).map { channel in
            let stretches = draft.ways.enumerated().compactMap { number, way in
                let (out, into) = (ports.outs[number] ?? 0, ports.ins[number] ?? 0)
                return way.stretch(inChannel: channel, out: out, into: into, columns)
            }
            return Tracks(stretches, apart: 6)
        }
        for style in Style.all(size) where heights.isEmpty || spare < 0 {
            self.style = style
            boxes = chart.nodes.indices.map { box($0, lines: style.lines) }
            heights = RowHeights(self)
        }
        giveLines()
    }

    private static let mostLines = 9

    /// The height that is left.
    var spare: Double { area.height - headHeight - heights.total - 6 }

    /// Lets the labels that lack the most have one more line, as long as the page has room.
    private mutating func giveLines() {
        var limits = [Int](repeating: style.lines, count: grid.rows)
        var isFull = Set(limits.indices.filter { dropped(in: $0) == 0 })
        while let row = limits.indices.filter({ !isFull.contains($0) }).max(by: { dropped(in: $0) < dropped(in: $1) }) {
            let (old, oldHeights) = (boxes, heights)
            limits[row] += 1
            for number in nodes(in: row) { boxes[number] = box(number, lines: limits[row]) }
            heights.fit(row, to: rowHeight(row))
            if spare < 0 {
                (boxes, heights) = (old, oldHeights)
                isFull.insert(row)
            } else if dropped(in: row) == 0 || limits[row] == LayoutPlan.mostLines {
                isFull.insert(row)
            }
        }
    }

    private func nodes(in row: Int) -> [Int] { grid.cells.indices.filter { grid.cells[$0].row == row } }

    private func rowHeight(_ row: Int) -> Double {
        nodes(in: row).map { Box.frameHeight(chart.nodes[$0], body: boxes[$0].body.height) }.max() ?? 0
    }

    private func dropped(in row: Int) -> Int { nodes(in: row).reduce(0) { $0 + boxes[$1].dropped } }

    private func box(_ number: Int, lines: Int) -> Box {
        let width = columns.boxes[grid.cells[number].column].width
        var style = style
        style.lines = lines
        return Box(
            chart.nodes[number], light: lights[number], width: width, style: style, language: chart.language)
    }

    /// The height of the lanes' heads.
    var headHeight: Double {
        let most = zip(chart.lanes, columns.lanes).map { name, lane in
            Typeface.wrap(name, width: lane.width - 6, size: Layout.headSize, isBold: true).count
        }.max()
        return Double(most ?? 1) * Layout.headSize * Typeface.leading + 8
    }
}

/// A grid with its ways, good for any size of words.
struct Draft {
    let grid: Grid
    let routes: Routes
    /// One for each edge.
    let ways: [Way]
    /// How many rows the acts that nothing follows stand away from what they follow; those below the end count more.
    let straying: Int

    init(_ chart: Chart, _ spread: Grid.Spread) {
        let grid = Grid(chart, spread)
        self.grid = grid
        let routes = Routes(chart, on: grid)
        self.routes = routes
        ways = chart.edges.enumerated().map { Way($0, $1, grid, routes.paths[$0]) }
        let end = chart.nodes.indices.filter { chart.nodes[$0].shape == .end }.map { grid.cells[$0].row }.max() ?? 0
        straying = ways.reduce(0) { sum, way in
            let isLast = !chart.edges.contains { !$0.isBack && $0.from == way.edge.to }
            guard isLast, !way.edge.isBack, chart.nodes[way.edge.to].shape != .end else { return sum }
            return sum + max(0, way.to.row - way.from.row - 1) + (way.to.row > end ? 5 : 0)
        }
    }
}
