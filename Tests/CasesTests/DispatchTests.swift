import Documents
import Offices
import Procedures
import SampleFilings
import Testing

@testable import Cases

/// Registration, dispatch, and the numbers that papers get.
struct DispatchTests {
    @Test(
        "AC-018: the letter does not go out before signature and registration",
        arguments: ["P01.10", "P01.11", "P01.12", "P01.13", "P01.14/register"])
    func early(open: String) throws {
        var docket = try Docket(.p01)
        try docket.advance(to: open)
        #expect(try docket.refusal("P01.14/send")?.missing.isEmpty == false)
        #expect(!docket.subject.isProposed)
    }

    @Test(
        "AC-018: nobody but the LO registers and sends",
        arguments: [Role.kasubbagKasi, .kabagKasubdit, .sesditjenDirektur, .subbagianUmum, .dirjen])
    func othersSend(role: Role) throws {
        var docket = try Docket(.p01)
        for act in ["P01.14/register", "P01.14/send"] {
            try docket.advance(to: act)
            guard case .wrongRole? = try docket.refusal(act, by: docket.actor(role))?.reason else {
                Issue.record("\(role) did \(act)")
                return
            }
        }
    }

    @Test("AC-019: registration and dispatch are two events; the number is given once, the channel is kept")
    func twoEvents() throws {
        var docket = try Docket(.p01)
        try docket.advance(to: "P01.14/register")
        let registered = try docket.act("P01.14/register")
        #expect(registered.number?.description == "S-1/PJ.08/2026")
        #expect(try docket.paper(.suratUsulanRljj).registration?.number == registered.number)
        #expect(!docket.subject.isProposed && !docket.subject.isFinished)
        guard case .alreadyDone? = try docket.refusal("P01.14/register")?.reason else {
            Issue.record("registered twice")
            return
        }
        let way: [String: FieldValue?] = [
            "to": "Direktur Jenderal Pajak", "channel": "Subbagian Umum, menurut SOP X1", "reference": "E-77",
        ]
        #expect(try docket.refusal("P01.14/send", ["channel": nil])?.isForm == true)
        let sent = try docket.act("P01.14/send", way)
        #expect(sent.number == nil)
        let dispatch = try #require(try docket.paper(.suratUsulanRljj).dispatches.first)
        #expect(dispatch.channel.text == "Subbagian Umum, menurut SOP X1" && dispatch.reference?.text == "E-77")
        #expect(docket.subject.isProposed && docket.subject.isFinished)
    }

    // MARK: - Numbers

    @Test("Numbers have no gap over several cases, are counted for each office and kind, and begin again each year")
    func gapless() throws {
        var numbers = NumberRegister()
        var given: [String] = []
        let starts = [
            ("2026-12-30T02:00:00Z", Docket.directorate), ("2026-12-30T03:00:00Z", Docket.other),
            ("2026-12-30T04:00:00Z", Docket.directorate), ("2027-01-04T02:00:00Z", Docket.directorate),
        ]
        for (start, office) in starts {
            var docket = try Docket(.p01, at: start, numbers: numbers, office: office)
            try docket.finish()
            numbers = docket.numbers
            given += docket.journal.compactMap(\.act.number).map(\.description)
        }
        #expect(
            given == [
                "LAP-1/PJ.08/2026", "S-1/PJ.08/2026", "LAP-1/PJ.01/2026", "S-1/PJ.01/2026", "LAP-2/PJ.08/2026",
                "S-2/PJ.08/2026", "LAP-1/PJ.08/2027", "S-1/PJ.08/2027",
            ])
    }

    @Test("The year of a number is that of the office's own calendar, not of UTC")
    func newYear() throws {
        var docket = try Docket(.p01, at: "2026-12-31T16:00:00Z")
        try docket.advance(to: "P01.6/sign")
        var late = try Docket(.p01, at: "2026-12-31T17:30:00Z")
        try late.advance(to: "P01.6/sign")
        #expect(try docket.act("P01.6/sign").number?.year == 2026)
        #expect(try late.act("P01.6/sign").number?.year == 2027)
    }

    @Test("A refused signature and a return take no number")
    func noNumber() throws {
        var docket = try Docket(.p01)
        try docket.advance(to: "P01.6/sign")
        _ = try docket.refusal("P01.6/sign", by: docket.actor(.kasubbagKasi))
        try docket.act("P01.6/sign-return", ["remarks": "Ulangi"])
        try docket.advance(to: "P01.6/sign")
        #expect(try docket.act("P01.6/sign").number?.running == 1)
        #expect(docket.numbers.last.count == 1)
    }

    @Test("A paper that is final takes no other version")
    func final() throws {
        var docket = try Docket(.p01)
        try docket.advance(to: "P01.6/decide")
        let refusal = try #require(try docket.refusal("P01.3/revise", ["body": ["Lain"]]))
        guard case .closed(by: let act)? = refusal.reason else {
            Issue.record("\(refusal.message)")
            return
        }
        #expect(act.description == "P01.6/sign")
    }
}
