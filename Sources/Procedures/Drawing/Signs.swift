/// Signs of the running case and of the legend; each differs in shape, not in colour alone.
extension SVG {
    /// The sign at the upper left corner of a lit box.
    mutating func sign(of phase: Light.Phase, at corner: Point) {
        switch phase {
        case .waiting: break
        case .done:
            disc(at: corner, .done)
            stroke("M-2 0.1L-0.6 1.6L2.1 -1.6", at: corner, .paper)
        case .open:
            disc(at: corner, .open)
            stroke("M0 -2.2V0.2L1.6 1.2", at: corner, .paper)
        case .closed:
            disc(at: corner, .closed)
            stroke("M-1.5 -1.5L1.5 1.5M1.5 -1.5L-1.5 1.5", at: corner, .paper)
        }
    }

    private mutating func disc(at centre: Point, _ ink: Ink) {
        empty(
            "circle",
            [
                ("cx", SVG.number(centre.x)), ("cy", SVG.number(centre.y)), ("r", "4"), ("fill", ink.rawValue),
                ("stroke", Ink.paper.rawValue), ("stroke-width", "0.7"),
            ])
    }

    private mutating func stroke(_ path: String, at place: Point, _ ink: Ink) {
        empty(
            "path",
            [
                ("d", path), ("fill", "none"), ("stroke", ink.rawValue), ("stroke-width", "1.1"),
                ("transform", "translate(\(SVG.number(place.x)) \(SVG.number(place.y)))"),
            ])
    }

    /// A sign of the legend, in front of its words.
    mutating func draw(_ sign: LegendSign, at place: Point) {
        let box = Rect(x: place.x + 3, y: place.y - 4, width: 14, height: 8)
        switch sign {
        case .paper: sample(.paper, [], box)
        case .decision: diamond(at: Point(x: place.x + 8, y: place.y), 15, 9, SVG.outline(.line, fill: .paper))
        case .join: sample(.act, [.joins], box)
        case .copies: sample(.act, [.copied], Rect(x: box.x - 1, y: box.y + 2, width: 12, height: 6))
        case .repeats: loop(at: Point(x: place.x + 8, y: place.y), .line)
        case .derived: sample(.act, [], box, basis: .derived)
        case .partly:
            line(TextLine(text: "*", x: place.x + 8, baseline: place.y + 4, size: 9, isBold: true, isCentred: true))
        case .again, .derivedAgain:
            let way = [Point(x: place.x, y: place.y), Point(x: place.x + 16, y: place.y)]
            arrow(way, ink: sign == .again ? .line : .derived, isDashed: true)
        case .offPage: offPage(Rect(x: box.x - 1, y: box.y, width: 14, height: 6))
        case .done: sample(.act, [], box, phase: .done)
        case .open:
            glow(around: box.inset(by: 1))
            sample(.act, [], box.inset(by: 1), phase: .open)
        case .waiting: sample(.act, [], box, phase: .waiting)
        case .closed: sample(.act, [], box, phase: .closed)
        }
    }

    private mutating func sample(
        _ shape: Chart.Shape, _ marks: Set<Chart.Mark>, _ rect: Rect, basis: Basis = .seed, phase: Light.Phase? = nil
    ) {
        let node = Chart.Node(
            reference: ActReference(procedure: .p01, step: 1), lane: 0, label: "", shape: shape, basis: basis,
            marks: marks, entries: [], exits: [])
        let light = phase.map(Light.init(phase:))
        let box = Layout.PlacedBox(frame: rect, body: rect, lines: [], light: light)
        outline(of: node, box, BoxColours(node, light))
        if let phase { sign(of: phase, at: Point(x: rect.x + 2, y: rect.y + 2)) }
    }
}

extension Light {
    /// A phase without words.
    init(phase: Phase) { (self.phase, lines) = (phase, []) }
}
