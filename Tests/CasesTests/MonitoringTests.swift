import Documents
import Offices
import Procedures
import SampleFilings
import Testing

@testable import Cases

/// Observations and figures of a monitoring case (P01.1, P01.3).
struct MonitoringTests {
    @Test(
        "AC-001: an observation names its feed, one of those of P01.1",
        arguments: ["mpn", "call-center", "pengaduan", "penegakan-hukum"])
    func feed(word: String) throws {
        var docket = try Docket(.p01)
        try docket.act("P01.1/observe", ["feed": .text(word)])
        #expect(docket.subject.filed.last?.filing.text("feed") == word)
    }

    @Test(
        "AC-001: another feed is named in words; a feed that is not on the list is refused",
        arguments: [("lain", nil), ("kurs", nil), ("", nil), ("MPN", nil), ("lain", " ")] as [(String, FieldValue?)])
    func otherFeed(word: String, other: FieldValue?) throws {
        var docket = try Docket(.p01)
        let refusal = try docket.refusal("P01.1/observe", ["feed": .text(word), "other": other])
        #expect(refusal?.isForm == true)
        #expect(refusal?.act.description == "P01.1/observe")
        try docket.act("P01.1/observe", ["feed": "lain", "other": "Kurs Bank Indonesia"])
        #expect(docket.subject.filed.last?.filing.text("other") == "Kurs Bank Indonesia")
    }

    private static func figure(_ name: String, held: Bool = false) -> FieldValue {
        [
            "name": .text(name), "value": "Rp 12,5 triliun", "feed": "mpn", "asOf": "2026-11-20T08:00:00Z",
            "heldMissing": .flag(held),
        ]
    }

    @Test("AC-020: the report carries each figure with its feed, its time, and whether held data is missing")
    func figures() throws {
        var docket = try Docket(.p01)
        try docket.act("P01.1/observe", ["figures": [Self.figure("PPh"), Self.figure("PPN", held: true)]])
        try docket.act("P01.1/observe", ["figures": [Self.figure("PBB")]])
        try docket.advance(to: "P01.4")
        let figures = try #require(try docket.paper(.laporanMonitoring).newest?.draft.figures)
        #expect(figures.map(\.name.text) == ["PPh", "PPN", "PBB"])
        #expect(figures.map(\.heldMissing) == [false, true, false])
        #expect(figures.allSatisfy { $0.feed.text == "mpn" && "\($0.asOf)" == "2026-11-20T08:00:00.000000Z" })
    }

    @Test(
        "AC-020: a figure without one of these is refused", arguments: ["name", "value", "feed", "asOf", "heldMissing"])
    func figureLacks(field: String) throws {
        let docket = try Docket(.p01)
        var row = try #require(Self.figure("PPh").row)
        row[field] = nil
        let refusal = try docket.refusal("P01.1/observe", ["figures": [.row(row)]])
        #expect(refusal?.message.contains("figures[0].\(field)") == true)
    }

    @Test("AC-020: figures of a round that ended as not serious do not come into the next report")
    func earlierRound() throws {
        var docket = try Docket(.p01)
        try docket.act("P01.1/observe", ["figures": [Self.figure("lama")]])
        try docket.act("P01.1/judge", branch: "not-serious")
        try docket.act("P01.2")
        try docket.act("P01.1/observe", ["figures": [Self.figure("baru")]])
        try docket.advance(to: "P01.4")
        #expect(try docket.paper(.laporanMonitoring).newest?.draft.figures.map(\.name.text) == ["baru"])
        #expect(docket.subject.filed.count { $0.key.act.name == "observe" } == 2, "what was seen stays known")
    }

    @Test("AC-002: not serious goes back to monitoring, with a report or without one")
    func optionalReport() throws {
        var docket = try Docket(.p01)
        try docket.act("P01.1/observe")
        try docket.act("P01.1/judge", branch: "not-serious")
        var written = docket
        let key = try #require(ActKey("P01.2"))
        let event = try docket.subject.decide(key, Filing(), by: docket.actor(.loSetdit), with: docket.means)
        guard case .acted(let act) = event else {
            Issue.record("\(event)")
            return
        }
        docket.take(act)
        #expect(docket.subject.papers.isEmpty)
        let text = "Tidak ada kondisi mendesak."
        try written.act(
            "P01.2", ["subject": "Laporan rutin", "body": [.text(text)], "urgency": "biasa", "security": "biasa"])
        let report = try written.paper(.laporanMonitoringRutin)
        #expect(report.newest?.draft.paragraphs.map(\.text) == [text])
        for after in [docket, written] {
            #expect(after.isOpen("P01.1/observe") && !after.subject.isFinished)
            for later in ["P01.3", "P01.6/decide", "P01.9"] { #expect(try after.refusal(later) != nil, "\(later)") }
        }
    }
}
