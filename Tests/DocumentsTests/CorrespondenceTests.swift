import Offices
import Procedures
import Testing

@testable import Documents

struct CorrespondenceTests {
    @Test func `every paper that the procedures draft has its type`() throws {
        let table = try Correspondence.load()
        for artefact in Artefact.allCases where artefact.isDocument { #expect(table.paper(artefact) != nil) }
        #expect(table.paper(.laporanMonitoring)?.kind == .report)
        let proposal = try #require(table.paper(.suratUsulanRljj))
        #expect(proposal.kind == .letter && proposal.needsAttachment)
        #expect(proposal.urgency == .sangatSegera && proposal.security == .terbatas)
        #expect(table.paper(.rapat) == nil)
        #expect(table.document(DocumentID(at: Sample.start), .rapat, of: .kantorPusat, chain: []) == nil)
    }

    @Test func `codes come from the table or from the office's id`() throws {
        let table = try Correspondence.load()
        for (office, code) in [
            ("kantor-pusat", "PJ"), ("direktorat-pkp", "PJ.08"), ("setditjen", "PJ.01"),
            ("kpp-jayapura", "KPP-JAYAPURA"), ("rko", "RKO"), ("pj", "PJ.X"),
        ] {
            #expect(table.code(of: Sample.office(code == "PJ" ? "kantor-pusat" : office)).text == code)
        }
        #expect(table.address(of: Sample.directorate).count == 2)
        #expect(table.address(of: Sample.office("kpp-jayapura")).isEmpty)
    }

    @Test func `every office of the head office has a code of its own`() throws {
        let table = try Correspondence.load()
        // KLIP and the Kanwils are offices of their own below the head office: their codes are derived.
        let head = try HeadOffice.load().filter { $0.kind != .klip && $0.kind != .kanwil }
        let codes = head.map { table.code(of: $0.id).text }
        #expect(Set(codes).count == codes.count && codes.allSatisfy { $0.hasPrefix("PJ") })
    }

    @Test func `the type of a paper is one word in the file`() throws {
        let text = String(decoding: PackageResources.correspondence_yaml, as: UTF8.self)
        let changed = text.replacing(
            "paper: surat-usulan-rljj\n    kind: letter", with: "paper: surat-usulan-rljj\n    kind: nota-dinas")
        #expect(try parse(changed)?.paper(.suratUsulanRljj)?.kind == .notaDinas)
    }

    @Test(arguments: [
        ("kind: letter", "kind: surat", "kind is \"surat\"; allowed: report, letter"),
        ("paper: rencana-kerja", "paper: laporan-monitoring", "laporan-monitoring a second time"),
        ("paper: rencana-kerja", "paper: rapat", "lacks rencana-kerja"),
        ("code: PJ.02}", "code: PJ.01}", "the code PJ.01 a second time"),
        ("office: setditjen", "office: kantor-pusat", "kantor-pusat a second time"),
        ("code: PJ.02}", "code: KPP-JAYAPURA}", "allowed: a code such as PJ, PJ.08"),
        ("code: PJ.02}", "code: PJ.X}", "allowed: a code such as PJ, PJ.08"),
        ("code: PJ.02}", "code: PJ.02, note: x}", "unknown key"),
    ])
    func `a broken file is refused with what is wrong`(_ found: String, _ put: String, _ problem: String) throws {
        let text = String(decoding: PackageResources.correspondence_yaml, as: UTF8.self)
        #expect(text.contains(found))
        let error = #expect(throws: FileRefusal.self) { try parse(text.replacing(found, with: put)) }
        #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
    }

    @Test func `a level comes from an act that leaves a mark`() throws {
        let procedures = try Procedures.load()
        let acts = procedures.all.flatMap(\.acts)
        let approval = try #require(acts.first { $0.reference.description == "P06.8" })
        #expect(MarkLevel(approval)?.kind == .approval)
        let table = try Correspondence.load()
        let document = try #require(
            table.document(DocumentID(at: Sample.start), .laporanMonitoring, of: .kantorPusat, chain: acts))
        #expect(document.kind == .report && !document.needsAttachment)
        #expect(document.chain.count == acts.count { MarkLevel($0) != nil })
        #expect(document.chain.contains { $0.act.description == "P06.8" })
        let assignment = try #require(acts.first { $0.reference.description == "P06.1" })
        #expect(MarkLevel(assignment) == nil)
    }

    private func parse(_ text: String) throws -> Correspondence? {
        try StrictFile.parse(text: text, file: "correspondence.yaml", Correspondence.read)
    }
}
