import Offices
import Testing

@testable import Procedures

/// The SVG as other programs read it.
struct DrawingPictureTests {
    @Test(arguments: ProcedureCode.allCases)
    func isOneWellFormedPageWithEveryAct(code: ProcedureCode) throws {
        let drawing = try DrawingSamples.drawing(code, isLit: false)
        let markup = try DrawingMarkup(drawing.svg)
        let root = try #require(markup.elements.first)
        #expect(markup.elements.count { $0.depth == 0 } == 1)
        #expect(Set([root.attributes["width"], root.attributes["height"]]) == ["210mm", "297mm"])
        #expect(markup.values("data-act") == drawing.layout.chart.nodes.map(\.reference.description))
        #expect(markup.values("data-from").count == drawing.layout.chart.edges.count)
        #expect(markup.values("font-size").compactMap(Double.init).allSatisfy { $0 >= 7 })
    }

    @Test(arguments: ProcedureCode.allCases)
    func tellsTheFullLabelsToThoseWhoPoint(code: ProcedureCode) throws {
        let procedure = try #require(try Procedures.load()[code])
        let markup = try DrawingMarkup(try DrawingSamples.drawing(code, isLit: false).svg)
        let titles = markup.texts("title")
        for act in procedure.acts where act.twin == nil {
            let own = "\(act.reference) · "
            #expect(titles.contains { $0.hasPrefix(own) && $0.contains(act.label.id) }, "\(act.reference)")
        }
        let text = markup.texts("text")
        #expect(text.contains(code.rawValue))
        #expect(text.contains { $0.contains("\(procedure.items) butir") })
        #expect(text.contains { $0.contains("versi \(procedure.version)") })
    }

    @Test func isTheSameEveryTime() throws {
        let chart = try DrawingSamples.chart(.p01)
        #expect(Drawing(chart).svg == Drawing(chart).svg)
    }

    @Test func saysWhatIsNotInTheSop() throws {
        let markup = try DrawingMarkup(try DrawingSamples.drawing(.p02, isLit: false).svg)
        let inside = try #require(markup.inside("data-act", "P02.3/network"))
        #expect(inside.filter { $0.name == "text" }.map(\.text).joined(separator: " ").contains("bukan dari SOP"))
        #expect(inside.count { $0.attributes["stroke-dasharray"] != nil } == 1)
    }

    @Test func needsNothingFromOutside() throws {
        let svg = try DrawingSamples.drawing(.p06, isLit: true).svg
        for word in ["<script", "<style", "href", "url(", "<image", "@import"] {
            #expect(!svg.contains(word), "\(word)")
        }
    }

    @Test func letsNoTextBecomeMarkup() throws {
        let act = Act(
            reference: ActReference(procedure: .p13, step: 1),
            label: Label(id: "</title><script>alert(1)</script> & \"satu\" \u{1}\u{7}", en: "x"), roles: [.agenKlip],
            kinds: [.contact], source: "1")
        let procedure = Procedure(
            code: .p13, id: "x", version: 1, title: Label(id: "A & B <c>", en: "x"), items: 1, unit: .klip, ready: nil,
            source: "\"sumber\"", notes: nil, inputs: [], chains: [], acts: [act])
        let markup = try DrawingMarkup(Drawing(Chart(procedure)).svg)
        #expect(markup.texts("script").isEmpty)
        #expect(markup.texts("title").first == "P13 – A & B <c>")
    }
}
