/// A flowchart on one page of A4.
package struct Drawing: Sendable {
    let layout: Layout
    private let furniture: Furniture

    /// Chooses the sheet, the columns and the size of the words that show the most, and draws.
    package init(_ chart: Chart, overlay: Overlay? = nil) {
        var best: Choice?
        var seen: Set<Grid> = []
        for spread in Drawing.spreads {
            let draft = Draft(chart, spread)
            guard seen.insert(draft.grid).inserted else { continue }
            for sheet in [Sheet.portrait, .landscape] {
                let furniture = Furniture(chart, overlay, on: sheet)
                for size in Drawing.sizes where Drawing.cost(ofSize: size) < best?.cost ?? .infinity {
                    let plan = LayoutPlan(chart, overlay, draft, sheet: sheet, size: size, area: furniture.free)
                    let choice = Choice(layout: Layout(plan), furniture: furniture, straying: draft.straying)
                    if choice.cost < best?.cost ?? .infinity { best = choice }
                }
            }
        }
        let chosen = best ?? Drawing.plainest(chart, overlay)
        (layout, furniture) = (chosen.layout, chosen.furniture)
    }

    private struct Choice {
        let layout: Layout
        let furniture: Furniture
        let cost: Double

        init(layout: Layout, furniture: Furniture, straying: Int = 0) {
            (self.layout, self.furniture) = (layout, furniture)
            cost = Drawing.cost(layout) + Double(straying) * 0.4
        }
    }

    private static func plainest(_ chart: Chart, _ overlay: Overlay?) -> Choice {
        let furniture = Furniture(chart, overlay, on: .portrait)
        let plan = LayoutPlan(
            chart, overlay, Draft(chart, spreads[0]), sheet: .portrait, size: Sheet.smallest, area: furniture.free)
        return Choice(layout: Layout(plan), furniture: furniture)
    }

    private static let sizes = [9.0, 8.5, 8, 7.5, Sheet.smallest]

    private static let spreads = (1...4).flatMap { columns in
        Grid.Sharing.allCases.map { Grid.Spread(columnsPerLane: columns, sharing: $0) }
    }

    private static func cost(ofSize size: Double) -> Double { (9 - size) * 1.2 }

    /// What is lost: the whole page when it does not fit, then words, then size, then crossings and long ways.
    private static func cost(_ layout: Layout) -> Double {
        let missing = layout.excess > 0 ? 1000 + layout.excess : 0
        let words = layout.dropped * 80 + Double(layout.broken) * 0.6 + cost(ofSize: layout.size)
        return missing + words + Double(layout.crossings) * 0.4 + layout.wayLength / 1500 + layout.emptyShare * 2
    }

    /// The picture as SVG: one file, no outside fonts, styles or scripts.
    package var svg: String { Picture(layout, furniture).text }
}

extension Layout {
    /// How often two arrows cross.
    var crossings: Int {
        let legs = arrows.map { zip($0, $0.dropFirst()).map { ($0, $1) } }
        var sum = 0
        for (number, own) in legs.enumerated() {
            for other in legs[(number + 1)...] {
                for leg in own {
                    sum += other.count { Layout.cross(leg, $0) }
                }
            }
        }
        return sum
    }

    var wayLength: Double {
        arrows.reduce(0) { sum, points in
            sum + zip(points, points.dropFirst()).reduce(0) { $0 + abs($1.0.x - $1.1.x) + abs($1.0.y - $1.1.y) }
        }
    }

    private static func cross(_ one: (Point, Point), _ other: (Point, Point)) -> Bool {
        let (flat, steep) = one.0.y == one.1.y ? (one, other) : (other, one)
        guard flat.0.y == flat.1.y, steep.0.x == steep.1.x else { return false }
        let (left, right) = (min(flat.0.x, flat.1.x), max(flat.0.x, flat.1.x))
        let (top, bottom) = (min(steep.0.y, steep.1.y), max(steep.0.y, steep.1.y))
        return left < steep.0.x && steep.0.x < right && top < flat.0.y && flat.0.y < bottom
    }
}
