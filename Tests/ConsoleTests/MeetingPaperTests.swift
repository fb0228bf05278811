import BoundedProcess
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Offices
import Procedures
import Testing

/// The papers of a meeting over HTTP: who finds and reads them, and how they are printed.
struct MeetingPaperTests {
    private struct Paper: Decodable {
        let id: String
        let caseID: String
        let meeting: Bool
        let artefact: String
        let number: String?
        let security: String
        let urgency: String
        let verification: String
    }

    /// A meeting whose notices have gone out: the first to the KPP, the second to the directorate.
    private struct Invitation {
        let bureau: Bureau
        let client: any TestClientProtocol
        let id: String

        init(_ bureau: Bureau, _ client: any TestClientProtocol) async throws {
            (self.bureau, self.client) = (bureau, client)
            let begun = try await client.json(.post, "/api/meetings", House.decision, as: bureau.token(.dirjen))
            id = try #require(begun.field("id"), "\(begun.text)")
            try await act(#"{"act":"P02.2"}"#, .kasubbagProtokol)
            let start = Moment(Date()).advanced(bySeconds: 3600)
            try await act(
                """
                {"act":"P02.3/notify","notice":{"start":"\(start)","minutes":90,"agenda":"Penerimaan triwulan IV",
                "chair":"Direktur Jenderal Pajak","contact":"Operator RKO","offices":["kpp-jayapura"],
                "directorates":["direktorat-pkp"]}}
                """, .operatorRko)
        }

        private func act(_ body: String, _ role: Role) async throws {
            let answer = try await client.json(.post, "/api/meetings/\(id)/acts", body, as: bureau.token(role))
            #expect(answer.status == .ok, "\(answer.text)")
        }

        func get(_ path: String, _ role: Role) async throws -> TestResponse {
            try await client.json(.get, path, as: bureau.token(role))
        }

        func papers(_ role: Role, _ path: String = "/api/documents") async throws -> [Paper] {
            let papers = try JSONDecoder().decode([Paper].self, from: Data(try await get(path, role).text.utf8))
            return papers.sorted { ($0.number ?? "") < ($1.number ?? "") }
        }
    }

    @Test("AC-028, AC-030: the notices stand among the papers with number, class and the meeting they belong to")
    func listed() async throws {
        try await Bureau.open { bureau, client in
            let invitation = try await Invitation(bureau, client)
            let papers = try await invitation.papers(.operatorRko)
            let year = Zone.wib.civil(Moment(Date())).year
            #expect(papers.map(\.number) == ["PEM-1/RKO/\(year)", "PEM-2/RKO/\(year)"])
            #expect(papers.allSatisfy { $0.meeting && $0.caseID == invitation.id && $0.security == "Terbatas" })
            #expect(papers.allSatisfy { $0.artefact == "pemberitahuan-rljj" && $0.urgency == "Sangat Segera" })
            let own = try await invitation.papers(.operatorRko, "/api/meetings/\(invitation.id)/documents")
            #expect(own.map(\.id) == papers.map(\.id))
        }
    }

    @Test("A Terbatas notice is read by the host and by those it went to, each kind of receiver its own")
    func readers() async throws {
        try await Bureau.open { bureau, client in
            let invitation = try await Invitation(bureau, client)
            let ids = try await invitation.papers(.operatorRko).map(\.id)
            let readers: [(Role, [HTTPResponse.Status])] = [
                (.dirjen, [.ok, .ok]), (.kasubbagProtokol, [.ok, .ok]), (.kepalaKpp, [.ok, .forbidden]),
                (.ocKpp, [.ok, .forbidden]), (.loSetdit, [.forbidden, .ok]), (.sesditjenDirektur, [.forbidden, .ok]),
                (.ditTip, [.forbidden, .forbidden]), (.kasubditPsi, [.forbidden, .forbidden]),
                (.kepalaKlip, [.forbidden, .forbidden]),
            ]
            for (role, expected) in readers {
                for (id, status) in zip(ids, expected) {
                    let answer = try await invitation.get("/api/documents/\(id)", role)
                    #expect(answer.status == status, "\(role) \(answer.text)")
                }
                let open = zip(ids, expected).filter { $1 == .ok }.map(\.0)
                #expect(try await invitation.papers(role).map(\.id) == open, "\(role)")
                let refused = try #require(zip(ids, expected).first { $1 == .forbidden }?.0 ?? ids.first)
                let pdf = try await invitation.get("/api/documents/\(refused)/letter.pdf", role)
                if expected.contains(.forbidden) { #expect(pdf.status == .forbidden, "\(role)") }
            }
            let path = "/api/meetings/\(invitation.id)/documents"
            #expect(try await invitation.get(path, .kepalaKlip).status == .forbidden, "no part in the meeting")
            #expect(try await invitation.papers(.kepalaKpp, path).count == 1)
        }
    }

    @Test("AC-033: the notice comes as a PDF with date, times and number, labelled as unsigned and internal")
    func pdf() async throws {
        try await Bureau.open { bureau, client in
            let invitation = try await Invitation(bureau, client)
            let paper = try #require(try await invitation.papers(.kepalaKpp).first)
            let answer = try await invitation.get("/api/documents/\(paper.id)/letter.pdf", .kepalaKpp)
            #expect(answer.status == .ok && answer.headers[.contentType] == "application/pdf")
            let file = FileManager.default.temporaryDirectory.appending(path: "notice-\(UUID().uuidString).pdf")
            defer { try? FileManager.default.removeItem(at: file) }
            try Data(answer.body.readableBytesView).write(to: file)
            let words = try await Program.pdftotext.run(["-enc", "UTF-8", file.path, "-"]).text
                .split { $0.isWhitespace }.joined(separator: " ")
            for part in [
                "PEMBERITAHUAN RAPAT LANGSUNG JARAK JAUH NOMOR \(try #require(paper.number))", "TERBATAS",
                "Penerimaan triwulan IV", "WIB /", "WIT, selama 90 menit", "Yth. Kepala KPP Pratama Jayapura",
                "Diterbitkan dalam sistem, tanpa tanda tangan, oleh Pejabat operator-rko", paper.verification,
                "bukan tanda tangan elektronik tersertifikasi",
            ] {
                #expect(words.contains(part), "missing: \(part) in \(words)")
            }
            #expect(!words.contains("KONSEP") && !words.contains("Ditandatangani"))
        }
    }

    @Test("A verification code finds the paper for those who may read it, and nothing for others")
    func verified() async throws {
        try await Bureau.open { bureau, client in
            let invitation = try await Invitation(bureau, client)
            let paper = try #require(try await invitation.papers(.kepalaKpp).first)
            let path = "/api/verifications/\(paper.verification)"
            #expect(try await invitation.get(path, .kepalaKpp).field("id") == paper.id)
            let small = "/api/verifications/\(paper.verification.lowercased().replacing("-", with: ""))"
            #expect(try await invitation.get(small, .dirjen).field("id") == paper.id, "as a person types it")
            #expect(try await invitation.get(path, .loSetdit).status == .notFound)
            let other = "/api/verifications/00000-00000-00000-00000"
            #expect(try await invitation.get(other, .dirjen).status == .notFound)
            #expect(try await invitation.get("/api/verifications/7K2QX", .dirjen).status == .badRequest)
        }
    }
}
