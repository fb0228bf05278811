import Documents
import Offices
import Procedures
import SampleFilings
import Testing

@testable import Cases

/// A day's distribution of MPN data (P14).
struct DistributionTests {
    private func docket(at act: String) throws -> Docket {
        var docket = try Docket(.p14)
        try docket.advance(to: act)
        return docket
    }

    private static let two = "@kantor-pusat/bank-dua"

    @Test("AC-111: each bank without a statement gets one reminder: draft, paraf, signature, dispatch")
    func reminder() throws {
        var docket = try docket(at: "P14.5\(Self.two)")
        #expect(!docket.isOpen("P14.5@kantor-pusat/bank-satu"))
        #expect(try docket.refusal("P14.5@kantor-pusat/bank-satu") != nil, "it has made its statement")
        try docket.act("P14.5\(Self.two)")
        #expect(try docket.refusal("P14.5\(Self.two)") != nil, "one reminder")
        let unsigned = try #require(try docket.refusal("P14.7\(Self.two)"))
        #expect(unsigned.missing == ["P14.6\(Self.two)"], "no signature without the paraf")
        #expect(try docket.refusal("P14.8\(Self.two)") != nil)
        try docket.act("P14.6\(Self.two)")
        try docket.act("P14.7\(Self.two)")
        let sent = try docket.act("P14.8\(Self.two)", ["channel": "Subbagian Tata Usaha"])
        let letter = try docket.paper(.suratHimbauan, of: "bank-dua")
        #expect(letter.standing.map(\.actor.role) == [.kasiPbd, .kasubditPsi])
        #expect(letter.registration?.number == sent.number && sent.number != nil)
        #expect(letter.dispatches.map(\.channel.text) == ["Subbagian Tata Usaha"])
    }

    @Test("AC-111: the reminders of two banks are two papers with two numbers")
    func twoReminders() throws {
        var docket = try docket(at: "P14.4")
        let banks: FieldValue = [
            SampleFiling.bank("satu", 5, true), SampleFiling.bank("dua", 7, false), SampleFiling.bank("tiga", 9, false),
        ]
        try docket.act("P14.4", ["banks": banks])
        for act in ["P14.5", "P14.6", "P14.7", "P14.8"] {
            for bank in ["dua", "tiga"] { try docket.act("\(act)@kantor-pusat/bank-\(bank)") }
        }
        #expect(docket.subject.papers.count == 2)
        #expect(docket.journal.compactMap(\.act.number).map(\.running) == [1, 2])
        let reason: FieldValue = "Surat Pernyataan belum disampaikan"
        try docket.act(
            "P14.9", ["held": [["bank": "bank-dua", "reason": reason], ["bank": "bank-tiga", "reason": reason]]])
        #expect(!docket.isOpen("P14.5\(Self.two)"))
    }

    @Test("AC-111: a reminder can go back for one bank without touching another's")
    func returnOne() throws {
        var docket = try docket(at: "P14.4")
        try docket.act("P14.4", ["banks": [SampleFiling.bank("dua", 7, false), SampleFiling.bank("tiga", 9, false)]])
        for bank in ["dua", "tiga"] {
            try docket.act("P14.5@kantor-pusat/bank-\(bank)")
            try docket.act("P14.6@kantor-pusat/bank-\(bank)")
        }
        try docket.act("P14.7/return\(Self.two)", ["remarks": "Salah hari"])
        #expect(docket.isOpen("P14.5\(Self.two)") && docket.isOpen("P14.7@kantor-pusat/bank-tiga"))
        #expect(try docket.paper(.suratHimbauan, of: "bank-dua").standing.isEmpty)
        #expect(try docket.paper(.suratHimbauan, of: "bank-tiga").standing.count == 1)
    }

    @Test("AC-112: without any statement nothing is distributed")
    func nothingToDistribute() throws {
        var docket = try docket(at: "P14.4")
        try docket.act("P14.4", ["banks": [SampleFiling.bank("satu", 5, false)]])
        #expect(try docket.refusal("P14.9")?.unmet == [.statementAttached])
    }

    @Test("AC-112: what is held back is listed with its amount until the statement has come")
    func held() throws {
        var docket = try docket(at: "P14.9")
        let noted = try #require(docket.journal.last { $0.act.key.act.description == "P14.4" }?.at)
        let missing = Case.Held(
            bank: "bank-dua", name: "Bank Dua", amount: 7, since: noted,
            reason: "belum ada Surat Pernyataan Perbankan/Pos", released: false)
        #expect(docket.subject.held == [missing])
        try docket.act("P14.9", ["held": [["bank": "bank-dua", "reason": "Surat Pernyataan tanpa tanda tangan"]]])
        let sorted = Case.Held(
            bank: "bank-dua", name: "Bank Dua", amount: 7, since: docket.now,
            reason: "Surat Pernyataan tanpa tanda tangan", released: false)
        #expect(docket.subject.held == [sorted], "sum, since when and why, as it was sorted")
        try docket.act("P14.9/late", ["bank": "bank-dua"])
        #expect(docket.subject.held.map(\.released) == [true])
        try docket.finish()
        #expect(docket.subject.held.map(\.bank) == ["bank-dua"], "the day's list stays")
        guard case .closed? = try docket.refusal("P14.9/late", ["bank": "bank-dua"])?.reason else {
            Issue.record("a statement for a day that is over")
            return
        }
    }

    @Test(
        "AC-112: the data of each bank or post distributed has its own statement, and each of the day is sorted once",
        arguments: [
            (["bank-satu", "bank-dua"], [], "tanpa Surat Pernyataan: Bank Dua"),
            (["bank-satu"], [], "belum dipilah: bank-dua"), (["bank-satu"], ["bank-satu", "bank-dua"], "dua kali"),
            (["bank-satu", "bank-tiga"], ["bank-dua"], "tidak ada dalam rekapitulasi"),
        ])
    func eachWithItsOwnStatement(distributed: [String], held: [String], said: String) throws {
        let docket = try docket(at: "P14.9")
        let rows = held.map { FieldValue.row(["bank": .text($0), "reason": "belum ada"]) }
        let sorting: [String: FieldValue?] = [
            "distributed": .list(distributed.map { .text($0) }), "held": .list(rows),
        ]
        let refusal = try #require(try docket.refusal("P14.9", sorting))
        #expect(refusal.unmet == [.statementAttached] && refusal.message.contains(said), "\(refusal.message)")
        #expect(refusal.message.contains("sebagian bukan dari SOP: AC-112"))
    }

    @Test("AC-112: a bank whose statement came before the sorting is distributed with the others")
    func lateBeforeSorting() throws {
        var docket = try docket(at: "P14.9")
        let all: [String: FieldValue?] = ["distributed": ["bank-satu", "bank-dua"], "held": nil]
        #expect(try docket.refusal("P14.9", all) != nil)
        try docket.act("P14.9/late", ["bank": "bank-dua"])
        try docket.act("P14.9", all)
        #expect(docket.subject.held.isEmpty)
    }

    @Test("AC-112: the same bank twice in one day's list is refused")
    func bankTwice() throws {
        let docket = try docket(at: "P14.4")
        let banks: FieldValue = [SampleFiling.bank("dua", 7, false), SampleFiling.bank("dua", 8, false)]
        #expect(try docket.refusal("P14.4", ["banks": banks]) != nil)
    }

    @Test("AC-113: the Kasi approves before the Kasubdit, and both before the distribution")
    func approvals() throws {
        var docket = try docket(at: "P14.13")
        #expect(try docket.refusal("P14.14")?.missing == ["P14.13"])
        #expect(try docket.refusal("P14.15")?.missing.isEmpty == false)
        try docket.act("P14.13")
        #expect(try docket.refusal("P14.15")?.missing == ["P14.14"])
        let same = try docket.actor(.kasubditPsi, as: .kasiPbd)
        guard case .sameChain? = try docket.refusal("P14.14", by: same)?.reason else {
            Issue.record("one person approved on both levels")
            return
        }
        try docket.act("P14.14")
        #expect(docket.isOpen("P14.15"))
    }

    @Test("AC-114: the outcome must fit the counts of both systems")
    func counts() throws {
        let docket = try docket(at: "P14.16/verify")
        let less: [String: FieldValue?] = ["targets": SampleFiling.arrivals(sidjp: 10, sipmod: 9)]
        #expect(try docket.refusal("P14.16/verify", less, branch: "complete")?.unmet == [.countsMatch])
        #expect(try docket.refusal("P14.16/verify", branch: "incomplete")?.unmet == [.countsMatch])
        #expect(try docket.refusal("P14.16/verify", less, branch: "incomplete") == nil)
        #expect(try docket.refusal("P14.16/verify", branch: "complete") == nil)
        let one: FieldValue = ["system": "sidjp", "sent": 1, "arrived": 1]
        #expect(
            try docket.refusal("P14.16/verify", ["targets": [one, one]], branch: "complete")?.unmet == [.countsMatch])
        #expect(try docket.refusal("P14.16/verify", ["targets": [one]], branch: "complete")?.isForm == true)
    }

    @Test("AC-114, AC-115: distribution is repeated until the counts are equal; only then does the report end the run")
    func redistribute() throws {
        var docket = try docket(at: "P14.16/verify")
        for arrived in [2, 9] as [Int64] {
            let less: [String: FieldValue?] = ["targets": SampleFiling.arrivals(sidjp: arrived, sipmod: 10)]
            try docket.act("P14.16/verify", less, branch: "incomplete")
            #expect(try docket.refusal("P14.18") != nil, "the day is not open to the KPP")
            try docket.act("P14.16/redistribute")
        }
        try docket.act("P14.16/verify", branch: "complete")
        #expect(try docket.refusal("P14.16/redistribute") != nil)
        #expect(!docket.subject.isFinished && docket.isOpen("P14.18"))
        try docket.act("P14.18")
        #expect(docket.subject.isFinished)
        #expect(try docket.paper(.laporanDistribusi).versions.count == 1)
    }

    @Test("AC-115: a run is not closed without its report")
    func noReport() throws {
        let docket = try docket(at: "P14.18")
        #expect(try docket.refusal("P14.18", ["body": nil])?.isForm == true)
        #expect(try docket.refusal("P14.19", by: docket.actor(.kasubditPsi)) != nil)
        #expect(!docket.subject.isFinished)
    }
}
