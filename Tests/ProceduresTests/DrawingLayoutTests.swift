import Testing

@testable import Procedures

/// Where boxes, arrows and words stand on the page: for every procedure, plain and lit up.
struct DrawingLayoutTests {
    static let codes = ProcedureCode.allCases

    @Test(arguments: codes, [false, true])
    func fitsOnAPageOfA4(code: ProcedureCode, isLit: Bool) throws {
        let drawing = try DrawingSamples.drawing(code, isLit: isLit)
        let layout = drawing.layout
        #expect(layout.excess == 0)
        let inside = layout.sheet.inside
        #expect(inside.contains(layout.area))
        for lane in layout.lanes { #expect(layout.area.contains(lane.rect)) }
        for box in layout.boxes { #expect(layout.area.contains(box.frame)) }
        for point in layout.arrows.flatMap(\.self) {
            #expect(layout.area.contains(Rect(x: point.x, y: point.y, width: 0, height: 0)))
        }
    }

    @Test(arguments: codes, [false, true])
    func boxesKeepApart(code: ProcedureCode, isLit: Bool) throws {
        let layout = try DrawingSamples.drawing(code, isLit: isLit).layout
        let taken = layout.boxes.map(\.frame) + layout.pills.map(\.rect)
        for (number, rect) in taken.enumerated() {
            for other in taken[(number + 1)...] { #expect(!rect.overlaps(other)) }
        }
        for (node, box) in zip(layout.chart.nodes, layout.boxes) {
            #expect(layout.lanes[node.lane].rect.contains(box.frame), "\(node.reference)")
        }
    }

    @Test(arguments: codes, [false, true])
    func arrowsRunFromBoxToBoxAndThroughNone(code: ProcedureCode, isLit: Bool) throws {
        let layout = try DrawingSamples.drawing(code, isLit: isLit).layout
        for (edge, points) in zip(layout.chart.edges, layout.arrows) {
            let name = "\(layout.chart.nodes[edge.from].reference) to \(layout.chart.nodes[edge.to].reference)"
            let (first, last) = (try #require(points.first, "\(name)"), try #require(points.last, "\(name)"))
            #expect(touches(layout.boxes[edge.from].frame, first), "\(name)")
            #expect(touches(layout.boxes[edge.to].frame, last), "\(name)")
            for leg in zip(points, points.dropFirst()) {
                #expect(leg.0.x == leg.1.x || leg.0.y == leg.1.y, "\(name) is slanted")
                let thin = area(leg)
                for number in layout.boxes.indices where number != edge.from && number != edge.to {
                    #expect(!thin.overlaps(layout.boxes[number].body.inset(by: 0.5)), "\(name)")
                }
                for pill in layout.pills { #expect(!thin.overlaps(pill.rect.inset(by: 0.5)), "\(name)") }
            }
        }
    }

    /// Whether a point lies on a rectangle, its wavy foot or the copies behind it included.
    private func touches(_ rect: Rect, _ point: Point) -> Bool {
        rect.inset(by: -0.1).contains(Rect(x: point.x, y: point.y, width: 0, height: 0))
    }

    private func area(_ leg: (Point, Point)) -> Rect {
        Rect(
            x: min(leg.0.x, leg.1.x) - 0.2, y: min(leg.0.y, leg.1.y) - 0.2, width: abs(leg.0.x - leg.1.x) + 0.4,
            height: abs(leg.0.y - leg.1.y) + 0.4)
    }

    /// Two arrows may cross, but nowhere run on one line, unless both leave one diamond or lead back to one act.
    @Test(arguments: codes, [false, true])
    func arrowsKeepApart(code: ProcedureCode, isLit: Bool) throws {
        let layout = try DrawingSamples.drawing(code, isLit: isLit).layout
        for (number, edge) in layout.chart.edges.enumerated() {
            for other in layout.chart.edges.indices.dropFirst(number + 1) {
                let rival = layout.chart.edges[other]
                guard !(edge.isBack && rival.isBack && edge.to == rival.to), !leaveOneDiamond(layout, edge, rival)
                else { continue }
                for leg in legs(layout, number) {
                    for next in legs(layout, other) where isFlat(leg) == isFlat(next) {
                        #expect(!area(leg).overlaps(area(next)), "\(edge) \(rival)")
                    }
                }
            }
        }
    }

    private func leaveOneDiamond(_ layout: Layout, _ edge: Chart.Edge, _ rival: Chart.Edge) -> Bool {
        edge.from == rival.from && layout.chart.nodes[edge.from].marks.contains(.decides)
    }

    private func legs(_ layout: Layout, _ number: Int) -> [(Point, Point)] {
        Array(zip(layout.arrows[number], layout.arrows[number].dropFirst())).filter { $0.0 != $0.1 }
    }

    private func isFlat(_ leg: (Point, Point)) -> Bool { leg.0.y == leg.1.y }

    @Test(arguments: codes, [false, true])
    func wordsStayInTheirBoxes(code: ProcedureCode, isLit: Bool) throws {
        let layout = try DrawingSamples.drawing(code, isLit: isLit).layout
        for (node, box) in zip(layout.chart.nodes, layout.boxes) {
            for line in box.lines { #expect(box.body.contains(line.area), "\(node.reference) \(line.text)") }
            for pair in zip(box.lines, box.lines.dropFirst()) {
                #expect(!pair.0.area.overlaps(pair.1.area), "\(node.reference) \(pair.1.text)")
            }
        }
        for pill in layout.pills {
            for line in pill.lines { #expect(pill.rect.contains(line.area), "\(line.text)") }
        }
        for lane in layout.lanes {
            for line in lane.lines { #expect(lane.head.contains(line.area), "\(line.text)") }
        }
    }

    @Test(arguments: codes, [false, true])
    func outcomesStandFree(code: ProcedureCode, isLit: Bool) throws {
        let layout = try DrawingSamples.drawing(code, isLit: isLit).layout
        for line in layout.outcomes {
            let area = line.area
            #expect(layout.area.contains(area), "\(line.text)")
            for box in layout.boxes { #expect(!area.overlaps(box.frame), "\(line.text)") }
            for points in layout.arrows {
                for leg in zip(points, points.dropFirst()) {
                    #expect(!area.overlaps(self.area(leg)), "\(line.text)")
                }
            }
        }
        for (number, line) in layout.outcomes.enumerated() {
            for other in layout.outcomes[(number + 1)...] { #expect(!line.area.overlaps(other.area)) }
        }
    }

    @Test("Legible at A4: nothing under 7 points, few words left out", arguments: codes, [false, true])
    func isLegible(code: ProcedureCode, isLit: Bool) throws {
        let layout = try DrawingSamples.drawing(code, isLit: isLit).layout
        let lines = layout.boxes.flatMap(\.lines) + layout.outcomes + layout.lanes.flatMap(\.lines)
        for line in lines { #expect(line.size >= 7, "\(line.text)") }
        if !isLit { #expect(layout.dropped <= 0.18, "\(layout.dropped)") }
        let letters = layout.boxes.flatMap(\.lines).map(\.text)
        #expect(letters.allSatisfy { $0 != "…" && !$0.isEmpty })
    }

    @Test("How long somebody has held an act is never cut", arguments: codes)
    func showsTimes(code: ProcedureCode) throws {
        let layout = try DrawingSamples.drawing(code, isLit: true).layout
        for (node, box) in zip(layout.chart.nodes, layout.boxes) {
            let words = box.lines.map(\.text).joined(separator: " ")
            for time in try #require(box.light).times { #expect(words.contains(time), "\(node.reference)") }
        }
    }
}
