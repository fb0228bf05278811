import Offices
import Testing

@testable import Procedures

/// A running case lit up on its flowchart.
struct DrawingOverlayTests {
    private typealias State = Overlay.State

    private static let open = Overlay.State.open(holder: "OC KPP", since: "2 jam")
    private static let done = Overlay.State.done(by: "Andi", at: "09.40")

    @Test(
        "All copies of an act make one light",
        arguments: [
            ([], .waiting, []), ([.waiting], .waiting, []), ([.closed], .closed, []),
            ([.closed, .closed], .closed, []),
            ([done], .done, [["Andi", "09.40"]]), ([done, done], .done, [["2 dari 2 selesai"]]),
            ([done, .closed], .done, [["Andi", "09.40"]]), ([done, .waiting], .waiting, [["1 dari 2 selesai"]]),
            ([open], .open, [["OC KPP", "2 jam"]]),
            ([open, open, open], .open, [["OC KPP", "2 jam"], ["+ 2 lainnya"]]),
            ([done, open, .waiting], .open, [["OC KPP", "2 jam"], ["1 dari 3 selesai"]]),
        ] as [([Overlay.State], Light.Phase, [[String]])])
    func gathersCopies(states: [Overlay.State], phase: Light.Phase, lines: [[String]]) {
        let light = Light(states, in: .indonesian)
        #expect(light.phase == phase)
        #expect(light.lines == lines)
    }

    @Test func showsWhoHoldsAnActAndForHowLong() throws {
        let act = ActKey("P06.6/prepare@kpp-makassar")
        let overlay = Overlay(
            caption: "KPP Makassar Utara",
            copies: [Overlay.Copy(act, .open(holder: "OC KPP (Budi)", since: "2 jam 10 menit"))])
        let drawing = Drawing(try DrawingSamples.chart(.p06), overlay: overlay)
        let number = try #require(drawing.layout.chart.node(of: act.act))
        let words = drawing.layout.boxes[number].lines.map(\.text).joined(separator: " ")
        #expect(words.contains("OC KPP (Budi)") && words.contains("2 jam 10 menit"))
        #expect(drawing.svg.contains("data-act=\"P06.6/prepare\" data-state=\"open\""))
        #expect(drawing.svg.contains("data-act=\"P06.7\" data-state=\"waiting\""))
        #expect(drawing.svg.contains("KPP Makassar Utara"))
    }

    /// Printed without colour, each state still looks different.
    @Test func statesDifferInShapeToo() {
        var pictures: Set<String> = []
        for phase in Light.Phase.allCases {
            var svg = SVG()
            svg.sign(of: phase, at: Point(x: 5, y: 5))
            var shapes = svg.text
            for ink in [Ink.done, .open, .closed] { shapes = shapes.replacing(ink.rawValue, with: "") }
            pictures.insert(shapes)
        }
        #expect(pictures.count == Light.Phase.allCases.count)
    }

    @Test func theSignsOfARunningCaseStandInItsLegendOnly() throws {
        #expect(try DrawingSamples.drawing(.p06, isLit: true).svg.contains("sedang dipegang"))
        #expect(try !DrawingSamples.drawing(.p06, isLit: false).svg.contains("sedang dipegang"))
    }

    /// WCAG 2: 4.5 to 1 for words of this size.
    @Test(
        "Words can be read on their ground",
        arguments: [
            (Ink.text, Ink.paper), (.text, .head), (.text, .doneFill), (.text, .openFill), (.soft, .paper),
            (.soft, .doneFill), (.soft, .openFill), (.closed, .closedFill), (.soft, .closedFill), (.outcome, .paper),
            (.derived, .paper), (.derived, .openFill), (.derived, .doneFill), (.done, .doneFill), (.open, .openFill),
            (.paper, .outcome), (.derived, .closedFill), (.outcome, .openFill), (.outcome, .doneFill),
        ])
    func contrast(ink: Ink, ground: Ink) {
        let (one, other) = (luminance(ink), luminance(ground))
        #expect((max(one, other) + 0.05) / (min(one, other) + 0.05) >= 4.5, "\(ink) on \(ground)")
    }

    private func luminance(_ ink: Ink) -> Double {
        let number = Int(ink.rawValue.dropFirst(), radix: 16) ?? 0
        let parts = [number >> 16, number >> 8, number].map { Double($0 & 255) / 255 }
        let linear = parts.map { $0 <= 0.04045 ? $0 / 12.92 : power(($0 + 0.055) / 1.055) }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    /// To the power of 2.4, closely enough from below 1: x² · x^0.4 by its series around the cube root.
    private func power(_ value: Double) -> Double { value * value * fifthRoot(value * value) }

    private func fifthRoot(_ value: Double) -> Double {
        var root = 1.0
        for _ in 0..<60 { root = (4 * root + value / (root * root * root * root)) / 5 }
        return root
    }
}

extension DrawingOverlayTests {
    /// Names come from people: the longest must not push the chart off its page.
    @Test(arguments: [(ProcedureCode.p01, 4), (.p03, 1), (.p14, 4)])
    func keepsThePageForLongNames(code: ProcedureCode, pieces: Int) throws {
        let chart = try DrawingSamples.chart(code)
        let name = Array(repeating: String(repeating: "W", count: 300 / pieces), count: pieces).joined(separator: " ")
        let copies = chart.nodes.map { node in
            Overlay.Copy(ActKey(node.reference), .open(holder: name, since: "12 hari 3 jam"))
        }
        let layout = Drawing(chart, overlay: Overlay(caption: name, copies: copies)).layout
        #expect(layout.excess == 0)
    }
}
