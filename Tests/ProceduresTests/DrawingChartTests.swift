import Testing

@testable import Procedures

/// What a chart takes from a definition.
struct DrawingChartTests {
    @Test(arguments: ProcedureCode.allCases)
    func everyActHasOneBox(code: ProcedureCode) throws {
        let procedure = try #require(try Procedures.load()[code])
        let drawn = try DrawingSamples.chart(code).nodes.map(\.reference)
        #expect(drawn.count == Set(drawn).count)
        #expect(Set(drawn) == Set(procedure.acts.filter { $0.twin == nil }.map(\.reference)))
    }

    @Test(arguments: ProcedureCode.allCases)
    func everyPredecessorHasAnArrowOrASign(code: ProcedureCode) throws {
        let procedure = try #require(try Procedures.load()[code])
        let chart = try DrawingSamples.chart(code)
        for act in procedure.acts where act.twin == nil {
            let to = try #require(chart.node(of: act.reference))
            let arrows = chart.edges.filter { $0.to == to && $0.kind == .onward }
                .map { chart.nodes[$0.from].reference }
            let references = act.after.flatMap(\.references)
            #expect(Set(arrows) == Set(references.filter { $0.procedure == code }), "\(act.reference)")
            #expect(arrows.count == Set(arrows).count, "\(act.reference)")
            for outside in references where outside.procedure != code {
                let sign = "\(outside.procedure.rawValue).\(outside.step)"
                #expect(signs(chart.nodes[to]).contains(sign), "\(act.reference) follows \(outside)")
            }
        }
    }

    private func signs(_ node: Chart.Node) -> String {
        node.entries.map { if case .from(let place) = $0 { place } else { "" } }.joined()
    }

    @Test(arguments: ProcedureCode.allCases)
    func everyReturnHasADashedArrow(code: ProcedureCode) throws {
        let procedure = try #require(try Procedures.load()[code])
        let chart = try DrawingSamples.chart(code)
        for act in procedure.acts {
            guard let target = act.reopens else { continue }
            let from = try #require(chart.node(of: act.reference))
            let to = try #require(chart.node(of: target))
            let kind: Chart.EdgeKind = act.basis == .derived ? .derivedAgain : .again
            #expect(chart.edges.contains { $0.from == from && $0.to == to && $0.kind == kind }, "\(act.reference)")
        }
        #expect(chart.edges.count { $0.isBack } <= procedure.acts.count { $0.reopens != nil })
    }

    @Test(arguments: ProcedureCode.allCases)
    func beginsOnceAndEndsOnce(code: ProcedureCode) throws {
        let chart = try DrawingSamples.chart(code)
        #expect(chart.nodes.contains { $0.entries.first == .start })
        #expect(chart.nodes.count { $0.shape == .end } == 1)
    }

    @Test func gathersTheOperatorsOfAllRoomsInOneLane() throws {
        let chart = try DrawingSamples.chart(.p09)
        #expect(
            chart.lanes == [
                "Direktur Jenderal Pajak", "Operator setiap ruang", "Operator Ruang Kendali Operasi",
                "Pimpinan setiap pihak",
            ])
    }

    @Test(
        "An arrow says on which outcome it is taken",
        arguments: [
            ("P02.1", "P02.6", "tidak perlu dilakukan RLJJ dan tidak ada pengusul yang perlu diberi tahu"),
            ("P02.2", "P02.3/notify", "perlu dilakukan RLJJ di RKO"),
            ("P02.2", "P02.5/prepare", "perlu dilakukan RLJJ di RKO"),
            ("P02.3/notify", "P02.4", nil), ("P02.3/notify", "P02.3/network", nil), ("P06.1", "P06.2", nil),
            ("P09.3/note", "P09.3/display", "atau"),
        ] as [(String, String, String?)])
    func labelsOfArrows(from: String, to: String, label: String?) throws {
        let (from, to) = (MeetingFixture.reference(from), MeetingFixture.reference(to))
        let chart = try DrawingSamples.chart(from.procedure)
        let edge = chart.edges.first { chart.nodes[$0.from].reference == from && chart.nodes[$0.to].reference == to }
        #expect(try #require(edge).label == label)
    }

    @Test(
        arguments: [("P06.12", ["P09", "P10"]), ("P02.3/notify", ["P04–P10"]), ("P06.5", [])] as [(String, [String])])
    func exitsToOtherProcedures(act: String, exits: [String]) throws {
        let reference = MeetingFixture.reference(act)
        let chart = try DrawingSamples.chart(reference.procedure)
        #expect(chart.nodes[try #require(chart.node(of: reference))].exits == exits)
    }

    @Test func marksCopiesJoinsDecisionsAndPapers() throws {
        let p06 = try DrawingSamples.chart(.p06)
        func node(_ chart: Chart, _ act: String) throws -> Chart.Node {
            chart.nodes[try #require(chart.node(of: MeetingFixture.reference(act)))]
        }
        #expect(try node(p06, "P06.5").marks == [.copied])
        #expect(try node(p06, "P06.11").marks == [.copied, .joins])
        #expect(try node(p06, "P06.12").marks == [.copied, .joins])
        let p01 = try DrawingSamples.chart(.p01)
        #expect(try node(p01, "P01.1/judge").marks == [.decides])
        #expect(try node(p01, "P01.3").shape == .paper)
        #expect(try node(p01, "P01.15").shape == .end)
        #expect(try node(p01, "P01.15").marks == [])
        #expect(try node(DrawingSamples.chart(.p14), "P14.17").shape == .state)
    }

    @Test func speaksEnglishToo() throws {
        let all = try Procedures.load()
        let chart = Chart(try #require(all[.p06]), among: all.all, in: .english)
        #expect(chart.heading.title == "Preparation of a direct remote meeting in a tax office (KPP)")
        let svg = Drawing(chart).svg
        #expect(svg.contains(">Start</text>") && svg.contains("from P02.3"))
        #expect(!svg.contains(">Mulai</text>"))
    }
}
