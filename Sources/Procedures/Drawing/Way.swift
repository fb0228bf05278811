/// One arrow on its way through the grid, and where it runs beside others.
struct Way {
    let edge: Chart.Edge
    let from: Grid.Cell
    let to: Grid.Cell
    let path: Routes.Path
    /// What shares a line: an arrow alone, or the dashed arrows to one act.
    let net: Int

    init(_ number: Int, _ edge: Chart.Edge, _ grid: Grid, _ path: Routes.Path) {
        (self.edge, self.path) = (edge, path)
        (from, to) = (grid.cells[edge.from], grid.cells[edge.to])
        net = edge.isBack ? 1000 + edge.to : number
    }

    /// The channel in which a dashed arrow goes from one gutter to another: beside its target, on the source's side.
    var backChannel: Int { from.row > to.row ? to.row + 1 : to.row }

    /// What of it runs in a gutter, in half rows.
    func stretches(inGutter gutter: Int) -> [Tracks.Stretch] {
        let (source, target) = (Double(2 * from.row + 1), Double(2 * to.row + 1))
        switch path {
        case .byGutter(gutter):
            return [steep(gutter, (source + 1, from.column), (target - 1, to.column))]
        case .side(let first, let last) where first == last:
            return first == gutter ? [steep(gutter, (source, from.column), (target, to.column))] : []
        case .side(let first, let last):
            let turn = Double(2 * backChannel)
            let out = first == gutter ? [steep(gutter, (source, from.column), (turn, last > first ? gutter : -1))] : []
            let into = last == gutter ? [steep(gutter, (turn, first > last ? gutter : -1), (target, to.column))] : []
            return out + into
        default: return []
        }
    }

    /// From one height to another, each with the column towards which it leaves.
    private func steep(
        _ gutter: Int, _ one: (y: Double, column: Int), _ other: (y: Double, column: Int)
    )
        -> Tracks.Stretch
    {
        let ends = [one, other]
        return Tracks.Stretch(
            net: net, low: min(one.y, other.y), high: max(one.y, other.y),
            near: ends.filter { $0.column < gutter }.map(\.y), far: ends.filter { $0.column >= gutter }.map(\.y))
    }

    /// What of it runs along a channel, from left to right; `out` and `into` are where it leaves and enters boxes.
    func stretch(inChannel channel: Int, out: Double, into: Double, _ columns: Columns) -> Tracks.Stretch? {
        switch path {
        case .drop, .across: return nil
        case .byTarget: return channel == from.row + 1 && abs(out - into) > 0.5 ? flat(down: out, into) : nil
        case .bySource: return channel == to.row && abs(out - into) > 0.5 ? flat(down: out, into) : nil
        case .byGutter(let gutter):
            let x = columns.track(gutter, net: net)
            if channel == from.row + 1 { return flat(down: out, x) }
            return channel == to.row ? flat(down: x, into) : nil
        case .side(let first, let last):
            guard first != last, channel == backChannel else { return nil }
            let (one, other) = (columns.track(first, net: net), columns.track(last, net: net))
            guard from.row <= to.row else { return flat(down: other, one) }
            return Tracks.Stretch(net: net, low: min(one, other), high: max(one, other), far: [one, other])
        }
    }

    private func flat(down near: Double, _ far: Double) -> Tracks.Stretch {
        Tracks.Stretch(net: net, low: min(near, far), high: max(near, far), near: [near], far: [far])
    }
}
