/// Draws the way of each arrow as a line of corners.
struct ArrowPlacer {
    let plan: LayoutPlan
    let heights: RowHeights.Placed
    let boxes: [Layout.PlacedBox]

    func points(_ number: Int) -> [Point] {
        let edge = plan.chart.edges[number]
        let path = plan.routes.paths[number]
        if case .side(let first, let last) = path { return side(edge, number, first, last) }
        if path == .across { return across(edge) }
        guard let out = plan.ports.outs[number], let into = plan.ports.ins[number] else { return [] }
        let (from, to) = (plan.grid.cells[edge.from], plan.grid.cells[edge.to])
        let end = Point(x: into, y: boxes[edge.to].top(at: into, isCopied: isCopied(edge.to)))
        var points = start(of: edge.from, at: out)
        func bend(_ channel: Int, _ x: Double) {
            let y = line(channel, number)
            points += [Point(x: points[points.count - 1].x, y: y), Point(x: x, y: y)]
        }
        switch path {
        case .drop, .across, .side: break
        case .byTarget: if abs(out - into) > 0.5 { bend(from.row + 1, into) }
        case .bySource: if abs(out - into) > 0.5 { bend(to.row, into) }
        case .byGutter(let gutter):
            bend(from.row + 1, plan.columns.track(gutter, net: plan.ways[number].net))
            bend(to.row, into)
        }
        return points + [end]
    }

    private func isCopied(_ node: Int) -> Bool { plan.chart.nodes[node].marks.contains(.copied) }

    private func line(_ channel: Int, _ number: Int) -> Double {
        heights.line(channel, plan.channels[channel].lines[plan.ways[number].net] ?? 0)
    }

    /// From the lower side of a box, or from the side of its diamond that is nearest.
    private func start(of node: Int, at x: Double) -> [Point] {
        let box = boxes[node]
        guard plan.chart.nodes[node].marks.contains(.decides) else {
            let hollow = plan.chart.nodes[node].shape == .paper ? Box.wave : 0
            return [Point(x: x, y: box.body.maxY - hollow)]
        }
        let (middle, half) = (box.body.midX, Box.diamond.width / 2)
        let aside = min(1, abs(x - middle) / half)
        let y = box.body.maxY + Box.diamond.height * (1 - aside / 2)
        return aside < 1
            ? [Point(x: x, y: y)] : [Point(x: middle + (x < middle ? -half : half), y: y), Point(x: x, y: y)]
    }

    /// From side to side within a row, at the height of the boxes' numbers.
    private func across(_ edge: Chart.Edge) -> [Point] {
        let y = level(plan.grid.cells[edge.from].row, 0)
        let (source, target) = (boxes[edge.from].body, boxes[edge.to].body)
        if source.x < target.x { return [Point(x: source.maxX, y: y), Point(x: target.x, y: y)] }
        let behind = isCopied(edge.to) ? Box.stack : 0
        return [Point(x: source.x, y: y), Point(x: target.maxX + behind, y: y)]
    }

    /// The heights at which arrows meet the sides of a row's boxes: each kind its own, so that no two lie on one line.
    private func level(_ row: Int, _ kind: Int) -> Double {
        let top = heights.rows[row]
        let bottoms = boxes.indices.filter { plan.grid.cells[$0].row == row }.map { boxes[$0].body.maxY }
        let step = min(8, max(2.5, ((bottoms.min() ?? top) - top - 14) / 4))
        return top + 11 + Double(kind) * step
    }

    /// From side to side through gutters.
    private func side(_ edge: Chart.Edge, _ number: Int, _ first: Int, _ last: Int) -> [Point] {
        let net = plan.ways[number].net
        let (from, to) = (plan.grid.cells[edge.from], plan.grid.cells[edge.to])
        let (source, target) = (boxes[edge.from], boxes[edge.to])
        let leavesRight = first == from.column + 1
        let entersRight = last == to.column + 1
        let out = Point(
            x: leavesRight ? source.body.maxX : source.body.x, y: level(from.row, leavesRight ? 3 : 4))
        let into = Point(x: entersRight ? target.body.maxX : target.body.x, y: level(to.row, entersRight ? 1 : 2))
        var points = [out, Point(x: plan.columns.track(first, net: net), y: out.y)]
        if first != last {
            let y = line(plan.ways[number].backChannel, number)
            points += [Point(x: points[1].x, y: y), Point(x: plan.columns.track(last, net: net), y: y)]
        }
        return points + [Point(x: plan.columns.track(last, net: net), y: into.y), into]
    }
}
