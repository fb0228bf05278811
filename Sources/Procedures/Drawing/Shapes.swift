/// The colours of a box: plain, or by how far the running case is.
struct BoxColours {
    let fill: Ink
    let line: Ink
    let width: String
    let isDashed: Bool

    init(_ node: Chart.Node, _ light: Light?) {
        isDashed = node.basis == .derived
        switch light?.phase {
        case .open: (fill, line, width) = (.openFill, .open, "1.5")
        case .done: (fill, line, width) = (.doneFill, .done, "1")
        case .closed: (fill, line, width) = (.closedFill, .closed, "0.8")
        case .waiting, nil: (fill, line, width) = (node.shape == .end ? .head : .paper, .line, "0.9")
        }
    }

    var attributes: [(String, String)] {
        [("fill", fill.rawValue), ("stroke", line.rawValue), ("stroke-width", width)]
            + (isDashed ? [("stroke-dasharray", "3.5 2")] : [])
    }
}

/// The outlines and signs that a chart is made of.
extension SVG {
    static func outline(_ line: Ink, fill: Ink) -> [(String, String)] {
        [("fill", fill.rawValue), ("stroke", line.rawValue), ("stroke-width", "0.9")]
    }

    /// The outline of a box, with its copies behind it.
    mutating func outline(of node: Chart.Node, _ box: Layout.PlacedBox, _ colours: BoxColours) {
        let body = box.body
        if node.marks.contains(.copied) {
            for shift in [Box.stack, Box.stack / 2] {
                shape(
                    node.shape, Rect(x: body.x + shift, y: body.y - shift, width: body.width, height: body.height),
                    colours)
            }
        }
        shape(node.shape, body, colours)
        if node.marks.contains(.joins) {
            let inner = BoxColours.inner(colours)
            shape(node.shape, body.inset(by: 2), inner)
        }
    }

    /// The light behind the box of an act that can be done now.
    mutating func glow(around body: Rect) {
        empty(
            "rect",
            SVG.frame(body.inset(by: -2)) + [
                ("rx", "4"), ("fill", "none"), ("stroke", Ink.glow.rawValue), ("stroke-width", "3"),
            ])
    }

    private mutating func shape(_ shape: Chart.Shape, _ rect: Rect, _ colours: BoxColours) {
        switch shape {
        case .act: empty("rect", SVG.frame(rect) + [("rx", "1.5")] + colours.attributes)
        case .end: empty("rect", SVG.frame(rect) + [("rx", SVG.number(min(rect.height / 2, 12)))] + colours.attributes)
        case .state: empty("polygon", [("points", SVG.hexagon(rect))] + colours.attributes)
        case .paper: empty("path", [("d", SVG.paper(rect))] + colours.attributes)
        }
    }

    /// A sheet with a wavy lower edge.
    private static func paper(_ rect: Rect) -> String {
        let low = rect.maxY - 3
        let numbers = [
            rect.maxX, low, rect.x + rect.width * 0.7, low - 4, rect.midX, low, rect.x + rect.width * 0.3, low + 4,
            rect.x, low,
        ].map(number)
        return "M\(number(rect.x)) \(number(rect.y))H\(number(rect.maxX))V\(numbers[1])"
            + "Q\(numbers[2]) \(numbers[3]) \(numbers[4]) \(numbers[5])"
            + "Q\(numbers[6]) \(numbers[7]) \(numbers[8]) \(numbers[9])Z"
    }

    private static func hexagon(_ rect: Rect) -> String {
        points([
            Point(x: rect.x + 6, y: rect.y), Point(x: rect.maxX - 6, y: rect.y), Point(x: rect.maxX, y: rect.midY),
            Point(x: rect.maxX - 6, y: rect.maxY), Point(x: rect.x + 6, y: rect.maxY), Point(x: rect.x, y: rect.midY),
        ])
    }

    /// The decision that hangs below an act.
    mutating func diamond(below body: Rect, _ colours: BoxColours) {
        let (width, height) = Box.diamond
        let centre = Point(x: body.midX, y: body.maxY + height / 2)
        diamond(at: centre, width, height, colours.attributes)
        line(
            TextLine(
                text: "?", x: centre.x, baseline: centre.y + 3, size: 8.5, isBold: true, isCentred: true, ink: .outcome)
        )
    }

    mutating func diamond(at centre: Point, _ width: Double, _ height: Double, _ attributes: [(String, String)]) {
        let corners = [
            Point(x: centre.x, y: centre.y - height / 2), Point(x: centre.x + width / 2, y: centre.y),
            Point(x: centre.x, y: centre.y + height / 2), Point(x: centre.x - width / 2, y: centre.y),
        ]
        empty("polygon", [("points", SVG.points(corners))] + attributes)
    }

    /// A sign with a point below: the arrow comes from another procedure.
    mutating func offPage(_ rect: Rect) {
        let corners = [
            Point(x: rect.x, y: rect.y), Point(x: rect.maxX, y: rect.y), Point(x: rect.maxX, y: rect.maxY - 1),
            Point(x: rect.midX, y: rect.maxY + 2.5), Point(x: rect.x, y: rect.maxY - 1),
        ]
        empty("polygon", [("points", SVG.points(corners))] + SVG.outline(.outcome, fill: .paper))
    }

    /// Three quarters of a circle with a point: may be done again.
    mutating func loop(at centre: Point, _ ink: Ink) {
        let (x, y) = (SVG.number(centre.x), SVG.number(centre.y))
        let transform = ("transform", "translate(\(x) \(y))")
        empty(
            "path",
            [
                ("d", "M2.6 -1.5A3 3 0 1 0 3 0.6"), ("fill", "none"), ("stroke", ink.rawValue), ("stroke-width", "0.9"),
                transform,
            ])
        empty("polygon", [("points", "4.6,-1.4 1.4,-1 2.9,-4"), ("fill", ink.rawValue), transform])
    }

    /// An arrow; its dashes are counted from the tip, so that arrows that share their last part draw one line there.
    mutating func arrow(_ points: [Point], ink: Ink, isDashed: Bool) {
        guard points.count > 1, let tip = points.last else { return }
        let before = points[points.count - 2]
        let (dx, dy) = (sign(tip.x - before.x), sign(tip.y - before.y))
        let base = Point(x: tip.x - dx * 4.5, y: tip.y - dy * 4.5)
        var line = points
        line[line.count - 1] = base
        empty(
            "polyline",
            [
                ("points", SVG.points(line.reversed())), ("fill", "none"), ("stroke", ink.rawValue),
                ("stroke-width", "0.9"),
                ("stroke-linejoin", "round"),
            ] + (isDashed ? [("stroke-dasharray", "3 2")] : []))
        let head = [tip, Point(x: base.x + dy * 2, y: base.y + dx * 2), Point(x: base.x - dy * 2, y: base.y - dx * 2)]
        empty("polygon", [("points", SVG.points(head)), ("fill", ink.rawValue)])
    }

    private func sign(_ value: Double) -> Double { value > 0.01 ? 1 : value < -0.01 ? -1 : 0 }
}

extension BoxColours {
    /// The second line of a join, inside the first.
    static func inner(_ colours: BoxColours) -> BoxColours { BoxColours(inside: colours) }

    private init(inside outer: BoxColours) {
        (fill, line, width) = (outer.fill, outer.line, "0.6")
        isDashed = outer.isDashed
    }
}
