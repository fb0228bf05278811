import Digests
import Documents
import Offices
import Procedures
import SampleFilings
import Testing

@testable import Cases

/// The chain of parafs and a signature that the report and the letter of P01 each run.
struct PaperChainTests {
    private func docket(at act: String) throws -> Docket {
        var docket = try Docket(.p01)
        try docket.advance(to: act)
        return docket
    }

    @Test("AC-005: every mark keeps person, office and time, in the order of the text")
    func marks() throws {
        let docket = try docket(at: "P01.6/decide")
        let report = try docket.paper(.laporanMonitoring)
        #expect(report.standing.map(\.kind) == [.paraf, .paraf, .signature])
        #expect(report.standing.map(\.actor.role) == [.kasubbagKasi, .kabagKasubdit, .sesditjenDirektur])
        #expect(report.standing.map(\.at) == report.standing.map(\.at).sorted())
        for mark in report.standing {
            #expect(mark.actor.office == Docket.directorate)
            #expect(mark.actor == (try docket.actor(mark.actor.role)))
            #expect(docket.journal.contains { $0.at == mark.at && $0.act.key.act == mark.act })
        }
    }

    @Test(
        "AC-006, AC-007: no level of the chain is passed over",
        arguments: [
            ("P01.4", "P01.5"), ("P01.4", "P01.6/sign"), ("P01.5", "P01.6/sign"), ("P01.10", "P01.11"),
            ("P01.10", "P01.12"), ("P01.11", "P01.12"), ("P01.6/sign", "P01.6/decide"),
        ])
    func order(open: String, later: String) throws {
        let refusal = try #require(
            try docket(at: open).refusal(later, branch: later.hasSuffix("decide") ? "dirjen" : nil))
        #expect(!refusal.missing.isEmpty)
    }

    @Test("AC-009: after the signature exactly one of three ways is decided, and nothing goes on before")
    func handling() throws {
        let docket = try docket(at: "P01.6/decide")
        #expect(docket.subject.handling == nil && !docket.subject.isFinished)
        for act in ["P01.7", "P01.8", "P01.9", "P01.14/send"] { #expect(try docket.refusal(act) != nil, "\(act)") }
        #expect(try docket.refusal("P01.6/decide") != nil, "no way chosen")
        #expect(try docket.refusal("P01.6/decide", branch: "serious") != nil)
        for way in [Case.Handling.dirjen, .heads, .internal] {
            var taken = docket
            try taken.act("P01.6/decide", branch: way.rawValue)
            #expect(taken.subject.handling == way)
            #expect(try taken.refusal("P01.6/decide", branch: "dirjen") != nil, "decided once")
            #expect(taken.isOpen("P01.7") == (way == .dirjen))
            #expect(taken.isOpen("P01.6/settle") == (way == .internal))
            #expect(taken.isOpen("P01.6/hand-on") == (way == .heads))
            #expect(!taken.subject.isFinished)
            guard way == .heads else { continue }
            let handed = try taken.act("P01.6/hand-on", ["account": "Diteruskan kepada LO dan Operator"])
            #expect(handed.by.role == .kabagKasubdit && taken.subject.isFinished)
        }
    }

    @Test("AC-012: the assignment of the letter goes from level to level, and each keeps who took it up and when")
    func assignmentOfTheLetter() throws {
        var docket = try docket(at: "P01.7")
        for (act, role) in [("P01.7", Role.kabagKasubdit), ("P01.8", .kasubbagKasi), ("P01.9", .loSetdit)] {
            #expect(docket.isOpen(act))
            for other in [Role.kabagKasubdit, .kasubbagKasi, .loSetdit] where other != role {
                #expect(try docket.refusal(act, by: docket.actor(other)) != nil, "\(act) by \(other)")
            }
            let official = try docket.actor(role)
            try docket.act(act, by: official)
            let key = try #require(ActKey(act))
            let done = try #require(docket.subject.proceedings.done(key))
            #expect(done.first == Mark(actor: official, at: docket.now), "\(act)")
        }
        let times = docket.journal.suffix(3).map(\.at)
        #expect(times == times.sorted() && Set(times).count == 3)
    }

    @Test("AC-013: the letter without the signed report attached is refused")
    func attachment() throws {
        var docket = try docket(at: "P01.9")
        let stranger = FieldValue.text(String(repeating: "a", count: 64))
        for attachments in [nil, [], [stranger], ["document:surat-usulan-rljj"]] as [FieldValue?] {
            #expect(try docket.refusal("P01.9", ["attachments": attachments])?.unmet == [.reportAttached])
        }
        try docket.act("P01.9")
        let report = try docket.paper(.laporanMonitoring)
        #expect(try docket.paper(.suratUsulanRljj).newest?.draft.attachments == [try #require(report.newest?.hash)])
    }

    @Test("AC-013: the same report attached twice, by name and by hash, is refused in one line")
    func attachedTwice() throws {
        let docket = try docket(at: "P01.9")
        let hash = try #require(try docket.paper(.laporanMonitoring).newest?.hash.hex)
        let refusal = try docket.refusal("P01.9", ["attachments": ["document:laporan-monitoring", .text(hash)]])
        #expect(refusal?.isForm == true && refusal?.message.contains("\n") == false)
        #expect(try docket.refusal("P01.9", ["attachments": [.text(hash)]]) == nil)
    }

    @Test("AC-014: the parafs of the report do not count for the letter")
    func ownChain() throws {
        var docket = try docket(at: "P01.10")
        #expect(try docket.paper(.suratUsulanRljj).standing.isEmpty)
        #expect(try docket.paper(.suratUsulanRljj).missing.map { "\($0.act)" } == ["P01.10", "P01.11", "P01.12"])
        #expect(try docket.refusal("P01.12")?.missing.isEmpty == false)
        try docket.advance(to: "P01.13")
        #expect(try docket.paper(.suratUsulanRljj).standing.count == 3)
        #expect(try docket.paper(.laporanMonitoring).standing.count == 3)
    }

    @Test(
        "AC-015: a change after the first paraf voids the parafs, and the chain begins again",
        arguments: [
            ("P01.5", "P01.3/revise", "P01.4", Artefact.laporanMonitoring),
            ("P01.6/sign", "P01.3/revise", "P01.4", .laporanMonitoring),
            ("P01.11", "P01.9/revise", "P01.10", .suratUsulanRljj),
            ("P01.12", "P01.9/revise", "P01.10", .suratUsulanRljj),
        ])
    func revise(open: String, revision: String, first: String, artefact: Artefact) throws {
        var docket = try docket(at: open)
        let before = try docket.paper(artefact)
        #expect(!before.standing.isEmpty)
        #expect(try docket.refusal(revision)?.isPaper == true, "a change that changes nothing")
        var body: [String: FieldValue?] = ["body": ["Alinea yang diubah"]]
        if artefact == .suratUsulanRljj { body["attachments"] = ["document:laporan-monitoring"] }
        try docket.act(revision, body)
        let after = try docket.paper(artefact)
        #expect(after.standing.isEmpty && after.marks.count == before.marks.count)
        #expect(after.newest?.hash != before.newest?.hash)
        #expect(docket.isOpen(first) && !docket.isOpen(open))
        #expect(try docket.refusal(open)?.missing.isEmpty == false)
    }

    @Test("AC-015: the letter's attachment cannot be taken away by a change")
    func reviseAttachment() throws {
        let docket = try docket(at: "P01.11")
        let change: [String: FieldValue?] = ["body": ["Alinea lain"], "attachments": []]
        #expect(try docket.refusal("P01.9/revise", change)?.unmet == [.reportAttached])
    }

    @Test(
        "AC-016: every reviewer can give back with remarks; the paper is its drafter's again and all marks are void",
        arguments: [
            ("P01.4", "P01.4/return", "P01.3"), ("P01.5", "P01.5/return", "P01.3"),
            ("P01.6/sign", "P01.6/sign-return", "P01.3"), ("P01.10", "P01.10/return", "P01.9"),
            ("P01.11", "P01.11/return", "P01.9"), ("P01.12", "P01.12/return", "P01.9"),
        ])
    func giveBack(open: String, back: String, drafting: String) throws {
        var docket = try docket(at: open)
        let artefact = drafting == "P01.3" ? Artefact.laporanMonitoring : .suratUsulanRljj
        #expect(try docket.refusal(back, ["remarks": nil])?.isForm == true, "not without remarks")
        try docket.act(back, ["remarks": "Perbaiki alinea kedua"])
        let paper = try docket.paper(artefact)
        #expect(paper.isReturned && paper.standing.isEmpty)
        #expect(paper.returns.last?.remarks.text == "Perbaiki alinea kedua")
        #expect(docket.isOpen(drafting) && !docket.isOpen(open))
        try docket.act(drafting)
        try docket.advance(to: open)
        #expect(try docket.paper(artefact).versions.count == 2)
    }

    @Test("AC-118: one person does not draft and initial, or initial and sign")
    func twoLevels() throws {
        var docket = try docket(at: "P01.4")
        let drafter = try docket.actor(.kasubbagKasi, as: .loSetdit)
        guard case .sameChain? = try docket.refusal("P01.4", by: drafter)?.reason else {
            Issue.record("the drafter initialled")
            return
        }
        try docket.advance(to: "P01.6/sign")
        let initialled = try docket.actor(.sesditjenDirektur, as: .kasubbagKasi)
        #expect(try docket.refusal("P01.6/sign", by: initialled) != nil)
        try docket.act("P01.6/sign", by: docket.actor(.sesditjenDirektur, as: .kasubbagKasi, plt: true))
        let signature = try #require(try docket.paper(.laporanMonitoring).standing.last)
        #expect(signature.actor.acting?.kind == .plt)
        #expect(try docket.paper(.laporanMonitoring).isFinal)
    }
}
