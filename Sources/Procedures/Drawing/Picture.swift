/// The SVG of a layout.
struct Picture {
    private var svg = SVG()
    private let layout: Layout
    private let furniture: Furniture

    var text: String { svg.text }

    init(_ layout: Layout, _ furniture: Furniture) {
        (self.layout, self.furniture) = (layout, furniture)
        let sheet = layout.sheet
        let millimetres = sheet.isLandscape ? ("297mm", "210mm") : ("210mm", "297mm")
        svg.open(
            "svg",
            [
                ("xmlns", "http://www.w3.org/2000/svg"), ("width", millimetres.0), ("height", millimetres.1),
                ("viewBox", "0 0 \(sheet.width) \(sheet.height)"), ("role", "img"),
                ("lang", layout.chart.language.rawValue),
                ("font-family", Typeface.family), ("aria-labelledby", "judul uraian"),
            ])
        let heading = layout.chart.heading
        svg.leaf("title", [("id", "judul")], "\(heading.code) – \(heading.title)")
        svg.leaf("desc", [("id", "uraian")], described)
        svg.empty(
            "rect", [("width", "\(sheet.width)"), ("height", "\(sheet.height)"), ("fill", Ink.paper.rawValue)])
        drawFurniture()
        drawLanes()
        for box in layout.boxes where box.light?.phase == .open { svg.glow(around: box.body) }
        for number in layout.arrows.indices { drawArrow(number) }
        for pill in layout.pills { drawPill(pill) }
        for line in layout.outcomes { svg.line(line) }
        for number in layout.boxes.indices { drawBox(number) }
        svg.close("svg")
    }

    /// What a reader who does not see the picture is told: the acts in order, each with who does it.
    private var described: String {
        layout.chart.nodes.map { node in
            let who = node.shape == .end || node.shape == .state ? "" : layout.chart.lanes[node.lane] + ": "
            return "\(node.reference) \(who)\(node.label)."
        }.joined(separator: " ")
    }

    private mutating func drawFurniture() {
        svg.empty("rect", SVG.frame(furniture.badge) + [("fill", Ink.outcome.rawValue), ("rx", "3")])
        svg.line(furniture.code)
        for line in furniture.title + furniture.facts { svg.line(line) }
        for item in furniture.legend {
            svg.draw(item.sign, at: item.place)
            svg.line(item.text)
        }
    }

    private mutating func drawLanes() {
        for lane in layout.lanes {
            svg.empty("rect", SVG.frame(lane.head) + [("fill", Ink.head.rawValue)])
            svg.empty(
                "rect",
                SVG.frame(lane.rect) + [("fill", "none"), ("stroke", Ink.lane.rawValue), ("stroke-width", "0.7")])
            for line in lane.lines { svg.line(line) }
        }
    }

    private mutating func drawArrow(_ number: Int) {
        let edge = layout.chart.edges[number]
        let isClosed = [edge.from, edge.to].contains { layout.boxes[$0].light?.phase == .closed }
        let ink = isClosed ? Ink.closed : edge.kind == .derivedAgain ? .derived : .line
        svg.open(
            "g",
            [
                ("data-from", layout.chart.nodes[edge.from].reference.description),
                ("data-to", layout.chart.nodes[edge.to].reference.description),
            ])
        if let label = edge.label { svg.leaf("title", [], label) }
        svg.arrow(layout.arrows[number], ink: ink, isDashed: edge.isBack)
        svg.close("g")
    }

    private mutating func drawPill(_ pill: Layout.Pill) {
        let rect = pill.rect
        if pill.isStart {
            svg.empty("rect", SVG.frame(rect) + [("rx", "6")] + SVG.outline(.line, fill: .head))
        } else {
            svg.offPage(rect)
        }
        svg.arrow(
            [Point(x: rect.midX, y: rect.maxY + (pill.isStart ? 0 : 2.5)), pill.target], ink: .line, isDashed: false)
        for line in pill.lines { svg.line(line) }
    }

    private mutating func drawBox(_ number: Int) {
        let (node, box) = (layout.chart.nodes[number], layout.boxes[number])
        svg.open("g", [("data-act", node.reference.description), ("data-state", box.light?.phase.rawValue ?? "none")])
        let lines = [node.reference.description, layout.chart.lanes[node.lane], node.label, node.basis.remark]
        svg.leaf(
            "title", [], (lines.compactMap { $0 } + (box.light?.lines.flatMap(\.self) ?? [])).joined(separator: " · "))
        let colours = BoxColours(node, box.light)
        svg.outline(of: node, box, colours)
        if node.marks.contains(.decides) { svg.diamond(below: box.body, colours) }
        if node.marks.contains(.repeats) { svg.loop(at: Point(x: box.body.maxX - 8, y: box.body.y + 8), colours.line) }
        if let phase = box.light?.phase { svg.sign(of: phase, at: Point(x: box.body.x, y: box.body.y)) }
        for line in box.lines { svg.line(line) }
        svg.close("g")
    }
}
