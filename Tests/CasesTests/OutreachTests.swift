import Documents
import Offices
import Procedures
import SampleFilings
import Testing

@testable import Cases

/// P11 to P13: outreach, a question about an application, the follow-up of an escalation.
struct OutreachTests {
    private func docket(_ code: ProcedureCode, at act: String, choosing: [String: String] = [:]) throws -> Docket {
        var docket = try Docket(code)
        try docket.advance(to: act, choosing: choosing)
        return docket
    }

    // MARK: - P11

    private static let contact = "P11.5@klip/agen-1"

    @Test("AC-098: nobody is contacted before the plan is approved", arguments: ["P11.2", "P11.3", "P11.4"])
    func contactEarly(open: String) throws {
        #expect(try docket(.p11, at: open).refusal(Self.contact)?.missing.isEmpty == false)
    }

    @Test(
        "AC-098: nobody outside the approved plan is contacted",
        arguments: ["PT Lain", "pt maju", "PT Maju.", "PT"] as [FieldValue])
    func contactOutside(target: FieldValue) throws {
        let docket = try docket(.p11, at: Self.contact)
        #expect(try docket.refusal(Self.contact, ["target": target])?.unmet == [.inPlan])
        #expect(try docket.refusal(Self.contact, ["target": "PT Jaya"]) == nil)
    }

    @Test("AC-098: a plan that was given back and changed is the plan that counts")
    func changedPlan() throws {
        var docket = try docket(.p11, at: "P11.3")
        try docket.act("P11.3/return", ["remarks": "Ganti sasaran"])
        try docket.act("P11.2", ["targets": ["CV Baru"]])
        try docket.advance(to: Self.contact)
        #expect(try docket.refusal(Self.contact)?.unmet == [.inPlan])
        #expect(try docket.refusal(Self.contact, ["target": "CV Baru"]) == nil)
    }

    @Test("AC-099: every contact keeps its response")
    func responses() throws {
        var docket = try docket(.p11, at: Self.contact)
        for response in [nil, "", " \n "] as [FieldValue?] {
            #expect(try docket.refusal(Self.contact, ["response": response])?.isForm == true)
        }
        try docket.act(Self.contact, ["response": "Akan membetulkan SPT"])
        try docket.act(Self.contact, ["target": "PT Jaya", "response": "Tidak menjawab"])
        let contacts = docket.subject.filed.filter { $0.key.act.description == "P11.5" }
        #expect(contacts.map { $0.filing.text("response") } == ["Akan membetulkan SPT", "Tidak menjawab"])
    }

    @Test("AC-100: the Kasi reviews and approves, the Kepala KLIP signs; a signature by the Kasi is refused")
    func outreachReport() throws {
        var docket = try docket(.p11, at: "P11.7")
        #expect(try docket.refusal("P11.8")?.missing == ["P11.7"])
        try docket.act("P11.7")
        guard case .wrongRole? = try docket.refusal("P11.8", by: docket.actor(.kasiOperasional))?.reason else {
            Issue.record("the Kasi signed")
            return
        }
        let signed = try docket.act("P11.8")
        let report = try docket.paper(.laporanPenyampaian)
        #expect(report.standing.map(\.kind) == [.approval, .signature])
        #expect(report.standing.map(\.actor.role) == [.kasiOperasional, .kepalaKlip])
        #expect(report.registration?.number == signed.number && signed.number != nil)
    }

    @Test("AC-102: both deliveries, in either order, before the end", arguments: [true, false])
    func deliveries(first: Bool) throws {
        var docket = try docket(.p11, at: "P11.9/quality")
        let acts = first ? ["P11.9/quality", "P11.9/requester"] : ["P11.9/requester", "P11.9/quality"]
        try docket.act(acts[0])
        #expect(!docket.subject.isFinished)
        guard case .byNobody? = try docket.refusal("P11.10", by: docket.actor(.kepalaKlip))?.reason else {
            Issue.record("somebody closed the case")
            return
        }
        try docket.act(acts[1], by: docket.actor(.pelaksanaOperasional))
        #expect(docket.subject.isFinished)
        #expect(try docket.paper(.laporanPenyampaian).dispatches.count == 2)
    }

    // MARK: - P12

    @Test("AC-103: no answer to a question that is not in the CRM")
    func withoutTicket() throws {
        let docket = try docket(.p12, at: "P12.2")
        #expect(try docket.refusal("P12.4/answer")?.missing.isEmpty == false)
        #expect(try docket.refusal("P12.2", ["reference": nil])?.isForm == true)
    }

    @Test("AC-104: no escalation without a miss in SIKP and a discussion with the Team Leader")
    func escalation() throws {
        var docket = try docket(.p12, at: "P12.3/analyse")
        #expect(try docket.refusal("P12.3/escalate") != nil)
        var found = docket
        try found.act("P12.3/analyse", branch: "found-in-sikp")
        #expect(try found.refusal("P12.3/escalate") != nil)
        #expect(try found.refusal("P12.3/discuss", branch: "not-answered") != nil)
        try docket.act("P12.3/analyse", branch: "not-in-sikp")
        #expect(try docket.refusal("P12.3/escalate")?.missing.contains("P12.3/discuss") == true)
        #expect(try docket.refusal("P12.4/answer") != nil)
        try docket.act("P12.3/discuss", branch: "not-answered")
        try docket.act("P12.3/escalate")
        #expect(docket.subject.isFinished)
    }

    @Test("AC-106: an answer found by discussion opens the update of SIKP; an answer from SIKP does not")
    func sikpUpdate() throws {
        let found = try docket(.p12, at: "P12.4/answer")
        #expect(!found.isOpen("P12.4/forward") && !found.isOpen("P12.4/sikp-update"))
        var discussed = try docket(.p12, at: "P12.4/answer", choosing: ["P12.3/analyse": "not-in-sikp"])
        #expect(discussed.isOpen("P12.4/forward"))
        try discussed.act("P12.4/forward")
        #expect(discussed.isOpen("P12.4/sikp-update"))
        #expect(try discussed.act("P12.4/sikp-update").by.role == .pelaksanaPkl)
    }

    @Test("AC-107: recording, CRM record and screen are kept together for the Quality Assessor")
    func documentation() throws {
        var docket = try docket(.p12, at: "P12.5")
        for field in ["recording", "crm", "screen"] {
            #expect(try docket.refusal("P12.5", [field: nil])?.isForm == true, "\(field)")
        }
        try docket.act("P12.5", ["recording": "R-1", "crm": "CRM-1", "screen": "S-1"])
        let key = try #require(ActKey("P12.5"))
        #expect(docket.subject.filing(key)?.fields == ["recording": "R-1", "crm": "CRM-1", "screen": "S-1"])
        #expect(try docket.act("P12.6", ["score": 100]).by.role == .qualityAssesor)
        #expect(docket.subject.isFinished)
    }

    // MARK: - P13

    @Test(
        "AC-108: only an opinion that nobody asked for is received and assigned before the call",
        arguments: ["escalation-answer", "requested-opinion", "unrequested-opinion"])
    func origins(origin: String) throws {
        var docket = try Docket(.p13)
        #expect(try docket.refusal("P13.1/register") != nil, "an origin is needed")
        #expect(try docket.refusal("P13.1/register", branch: "other") != nil)
        try docket.act("P13.1/register", branch: origin)
        guard origin == "unrequested-opinion" else {
            #expect(try docket.refusal("P13.1/receive") != nil && docket.refusal("P13.2") == nil)
            return
        }
        #expect(try docket.refusal("P13.2")?.missing.isEmpty == false)
        #expect(try docket.refusal("P13.1/assign")?.missing == ["P13.1/receive"])
        #expect(try docket.act("P13.1/receive").by.role == .coSupervisorEskalasi)
        #expect(try docket.refusal("P13.2") != nil, "not before the assignment")
        try docket.act("P13.1/assign")
        #expect(try docket.refusal("P13.2") == nil)
    }

    @Test("AC-110: not closed without voice recording and activity history; by hand with a reference")
    func callRecord() throws {
        var docket = try docket(.p13, at: "P13.3")
        #expect(!docket.subject.isFinished)
        for field in ["recording", "history", "manual"] {
            #expect(try docket.refusal("P13.3", [field: nil])?.isForm == true, "\(field)")
        }
        try docket.act("P13.3", ["history": "Buku catatan hal. 12", "manual": true])
        #expect(docket.subject.isFinished)
    }
}
