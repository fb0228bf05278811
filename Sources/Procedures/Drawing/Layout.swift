/// A chart with every box, arrow and word at its place on a sheet.
struct Layout {
    let chart: Chart
    let sheet: Sheet
    /// Of the words in boxes, in points.
    let size: Double
    /// One for each node.
    private(set) var boxes: [PlacedBox] = []
    /// One for each edge.
    private(set) var arrows: [[Point]] = []
    private(set) var outcomes: [TextLine] = []
    private(set) var pills: [Pill] = []
    let lanes: [LaneArea]
    /// The area of the lanes, heads among them.
    private(set) var area: Rect
    /// What the content would need beyond the room there is; 0 when it fits.
    let excess: Double
    /// How many words are broken.
    let broken: Int
    /// The share of the page's height that stays empty.
    let emptyShare: Double
    /// The share of the labels' letters that is left out.
    let dropped: Double

    struct PlacedBox {
        /// All that belongs to it: copies behind it, diamond below it.
        let frame: Rect
        let body: Rect
        let lines: [TextLine]
        let light: Light?
    }

    /// A small sign above a box: the start, or where an arrow comes from.
    struct Pill {
        let rect: Rect
        let lines: [TextLine]
        let isStart: Bool
        /// Where its arrow ends.
        let target: Point
    }

    struct LaneArea {
        let rect: Rect
        let head: Rect
        let lines: [TextLine]
    }

    static let headSize = 7.5

    init(_ plan: LayoutPlan) {
        (chart, sheet, size) = (plan.chart, plan.sheet, plan.size)
        let (headHeight, spare) = (plan.headHeight, plan.spare)
        excess = max(0, -spare) + plan.boxes.reduce(0) { $0 + $1.overflow }
        broken = plan.boxes.reduce(0) { $0 + $1.broken }
        let stretch = min(9, max(0, spare) / Double(plan.grid.rows + 1))
        let heights = plan.heights.placed(from: plan.area.y + headHeight, stretch: stretch)
        area = plan.area
        area.height = heights.bottom + 6 - plan.area.y
        emptyShare = max(0, plan.area.maxY - area.maxY) / plan.area.height
        let bottom = area.maxY
        lanes = zip(chart.lanes, plan.columns.lanes).map { name, lane in
            Layout.lane(name, lane, y: plan.area.y, headHeight: headHeight, bottom: bottom)
        }
        let letters = chart.nodes.reduce(0) { $0 + $1.label.count }
        dropped = Double(plan.boxes.reduce(0) { $0 + $1.dropped }) / Double(max(1, letters))
        for number in chart.nodes.indices { boxes.append(placed(number, plan, heights)) }
        for number in chart.nodes.indices { place(entriesOf: number, plan) }
        let router = ArrowPlacer(plan: plan, heights: heights, boxes: boxes)
        for number in chart.edges.indices {
            arrows.append(router.points(number))
            outcomes += labels(of: number, plan)
        }
    }

    private static func lane(
        _ name: String, _ lane: (x: Double, width: Double), y: Double, headHeight: Double, bottom: Double
    ) -> LaneArea {
        let head = Rect(x: lane.x, y: y, width: lane.width, height: headHeight)
        let words = Typeface.wrap(name, width: lane.width - 6, size: headSize, isBold: true)
        let step = headSize * Typeface.leading
        let first = head.midY - Double(words.count) * step / 2 + step * 0.76
        let lines = words.enumerated().map { place, text in
            TextLine(
                text: text, x: head.midX, baseline: first + Double(place) * step, size: headSize, isBold: true,
                isCentred: true)
        }
        return LaneArea(
            rect: Rect(x: lane.x, y: y, width: lane.width, height: bottom - y), head: head, lines: lines)
    }

    private func placed(_ number: Int, _ plan: LayoutPlan, _ heights: RowHeights.Placed) -> PlacedBox {
        let (node, box, cell) = (chart.nodes[number], plan.boxes[number], plan.grid.cells[number])
        let column = plan.columns.boxes[cell.column]
        let y = heights.rows[cell.row]
        let lift = node.marks.contains(.copied) ? Box.stack : 0
        let body = Rect(x: column.x, y: y + lift, width: box.body.width, height: box.body.height)
        let frame = Rect(
            x: column.x, y: y, width: column.width, height: Box.frameHeight(node, body: box.body.height))
        let lines = box.lines.map { line in
            var line = line
            line.x += body.x
            line.baseline += body.y
            return line
        }
        return PlacedBox(frame: frame, body: body, lines: lines, light: plan.lights[number])
    }

    /// The signs above a box, one above the other, with an arrow down to the next.
    private mutating func place(entriesOf number: Int, _ plan: LayoutPlan) {
        guard let slot = plan.ports.entries[number] else { return }
        let middle = slot.x + slot.width / 2
        var bottom = Point(x: middle, y: top(of: number, at: middle))
        var y = boxes[number].frame.y
        for entry in chart.nodes[number].entries.reversed() {
            let words = Headroom.words(of: entry, width: slot.width, chart.language)
            let step = Headroom.size * Typeface.leading
            let height = Double(words.count) * step + 4
            let wanted = (words.map { Typeface.width(of: $0, size: Headroom.size) }.max() ?? 0) + 12
            let width = min(slot.width, wanted)
            let rect = Rect(x: middle - width / 2, y: y - Headroom.arrow - height, width: width, height: height)
            let lines = words.enumerated().map { place, text in
                TextLine(
                    text: text, x: middle, baseline: rect.y + 2 + (Double(place) + 0.78) * step, size: Headroom.size,
                    isCentred: true, ink: entry == .start ? .text : .outcome)
            }
            pills.append(Pill(rect: rect, lines: lines, isStart: entry == .start, target: bottom))
            (bottom.y, y) = (rect.y, rect.y)
        }
    }

    /// Where an arrow from above meets a box: at the copies behind it when there are any.
    private func top(of number: Int, at x: Double) -> Double {
        boxes[number].top(at: x, isCopied: chart.nodes[number].marks.contains(.copied))
    }

    private func labels(of number: Int, _ plan: LayoutPlan) -> [TextLine] {
        guard let text = chart.edges[number].label, let slot = plan.ports.labels[number] else { return [] }
        let words = Headroom.outcome(text, width: slot.width)
        let step = Headroom.size * Typeface.leading
        let bottom = boxes[chart.edges[number].to].frame.y - 3
        return words.enumerated().map { place, line in
            TextLine(
                text: line, x: slot.x, baseline: bottom - Double(words.count - place) * step + step * 0.78,
                size: Headroom.size, isSlanted: true, ink: .outcome)
        }
    }
}

extension Layout.PlacedBox {
    /// The upper edge at a place: that of the hindmost copy where it can be seen.
    func top(at x: Double, isCopied: Bool) -> Double {
        guard isCopied else { return body.y }
        return x >= body.x + Box.stack ? frame.y : x >= body.x + Box.stack / 2 ? frame.y + Box.stack / 2 : body.y
    }
}
