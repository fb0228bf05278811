import BoundedProcess
import Cases
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Offices
import Procedures
import SampleFilings
import Testing

/// Papers over HTTP: who reads them, how they are printed, and who has what to do.
struct CasePaperTests {
    private static let secret = "Isi yang tidak boleh bocor"

    /// A monitoring case whose papers are of the class Terbatas, played by its own people.
    private struct Monitoring {
        let bureau: Bureau
        let client: any TestClientProtocol
        let id: String

        init(_ bureau: Bureau, _ client: any TestClientProtocol) async throws {
            (self.bureau, self.client) = (bureau, client)
            let text = """
                {"procedure":"P01","office":"\(Bureau.directorate)","subject":"Perkara uji","act":"P01.1/observe",
                "fields":\(try SampleFiling.json(.observation))}
                """
            let begun = try await client.json(.post, "/api/cases", text, as: bureau.token(.loSetdit))
            id = try #require(begun.field("id"), "\(begun.text)")
        }

        @discardableResult
        func act(_ act: String, _ role: Role, _ form: Form = .none, branch: String? = nil) async throws -> String {
            var more: [String: FieldValue?] = [:]
            if form == .document {
                more = ["subject": "Penerimaan PPN turun", "body": [.text(secret)], "security": "terbatas"]
            }
            if form == .remarks { more = ["remarks": .text(secret)] }
            let chosen = branch.map { ",\"branch\":\"\($0)\"" } ?? ""
            let body =
                "{\"act\":\"\(act)\",\"fields\":\(try SampleFiling.json(form, ActReference(act), more))\(chosen)}"
            let answer = try await client.json(.post, "/api/cases/\(id)/acts", body, as: bureau.token(role))
            #expect(answer.status == .ok, "\(act): \(answer.text)")
            return answer.text
        }

        func report() async throws {
            try await act("P01.1/judge", .loSetdit, .decision, branch: "serious")
            try await act("P01.3", .loSetdit, .document)
            try await act("P01.4", .kasubbagKasi)
        }

        func letter() async throws {
            try await report()
            try await act("P01.5", .kabagKasubdit)
            try await act("P01.6/sign", .sesditjenDirektur)
            try await act("P01.6/decide", .sesditjenDirektur, .decision, branch: "dirjen")
            try await act("P01.7", .kabagKasubdit)
            try await act("P01.8", .kasubbagKasi)
            try await act("P01.9", .loSetdit, .document)
            try await act("P01.10", .kasubbagKasi)
            try await act("P01.11", .kabagKasubdit)
            try await act("P01.12", .sesditjenDirektur)
            try await act("P01.13", .kasubbagKasi)
            try await act("P01.14/register", .loSetdit, .registration)
            try await act("P01.14/send", .loSetdit, .dispatch)
        }

        struct Paper: Decodable {
            let id: String
            let artefact: String
            let security: String
            let verification: String?
        }

        func papers(_ role: Role) async throws -> [Paper] {
            let answer = try await client.json(.get, "/api/documents", as: bureau.token(role))
            return try JSONDecoder().decode([Paper].self, from: Data(answer.text.utf8))
        }

        func get(_ path: String, _ role: Role) async throws -> TestResponse {
            try await client.json(.get, path, as: bureau.token(role))
        }
    }

    @Test("A Terbatas paper is refused outside its circle, and what it says stands nowhere else")
    func restricted() async throws {
        try await Bureau.open { bureau, client in
            let monitoring = try await Monitoring(bureau, client)
            try await monitoring.report()
            try await monitoring.act("P01.5/return", .kabagKasubdit, .remarks)
            let paper = try #require(try await monitoring.papers(.loSetdit).first)
            #expect(paper.security == "Terbatas")
            for role in [Role.dirjen, .kasubbagProtokol, .operatorRko, .kepalaKpp, .kasubditPsi, .operatorSetdit] {
                for path in ["", "/letter.pdf"] {
                    let answer = try await monitoring.get("/api/documents/\(paper.id)\(path)", role)
                    #expect(answer.status == .forbidden, "\(role) \(path)")
                    #expect(!answer.text.contains(CasePaperTests.secret))
                }
                #expect(try await monitoring.papers(role).isEmpty, "\(role)")
                for path in [
                    "/api/cases", "/api/cases/\(monitoring.id)", "/api/tasks", "/api/cases/\(monitoring.id)/tasks",
                ] {
                    let answer = try await monitoring.get(path, role)
                    #expect(!answer.text.contains(CasePaperTests.secret), "\(role) \(path)")
                    #expect(!answer.text.contains("\"body\""), "\(role) \(path)")
                }
            }
            #expect(try await monitoring.get("/api/cases/\(monitoring.id)", .dirjen).status == .ok)
            #expect(try await monitoring.get("/api/cases/\(monitoring.id)", .kepalaKpp).status == .forbidden)
            for role in [Role.loSetdit, .kasubbagKasi, .kabagKasubdit, .sesditjenDirektur] {
                #expect(try await monitoring.get("/api/documents/\(paper.id)", role).status == .ok, "\(role)")
                let text = try await monitoring.get("/api/cases/\(monitoring.id)", role).text
                #expect(text.contains(CasePaperTests.secret), "\(role)")
            }
        }
    }

    @Test("The letter comes as a PDF with its subject and its number; its addressee reads it once it was sent")
    func pdf() async throws {
        try await Bureau.open { bureau, client in
            let monitoring = try await Monitoring(bureau, client)
            try await monitoring.letter()
            let papers = try await monitoring.papers(.dirjen)
            let letter = try #require(papers.first { $0.artefact == "surat-usulan-rljj" })
            let answer = try await monitoring.get("/api/documents/\(letter.id)/letter.pdf", .dirjen)
            #expect(answer.status == .ok && answer.headers[.contentType] == "application/pdf")
            let file = FileManager.default.temporaryDirectory.appending(path: "letter-\(UUID().uuidString).pdf")
            try Data(answer.body.readableBytesView).write(to: file)
            let words = try await Program.pdftotext.run(["-enc", "UTF-8", file.path, "-"]).text
                .split { $0.isWhitespace }.joined(separator: " ")
            #expect(words.contains("Penerimaan PPN turun") && words.contains(CasePaperTests.secret))
            #expect(words.contains("S-1/PJ.08/"))
            let again = try await monitoring.get("/api/documents/\(letter.id)/letter.pdf", .dirjen)
            #expect(again.body == answer.body, "drawn once")
            let code = try #require(letter.verification)
            #expect(try await monitoring.get("/api/verifications/\(code)", .dirjen).field("id") == letter.id)
            #expect(
                try await monitoring.get("/api/documents/\(letter.id)/letter.pdf", .operatorRko).status == .forbidden)
        }
    }

    @Test("AC-119: an inbox holds what its person can do, and no other's")
    func inbox() async throws {
        try await Bureau.open { bureau, client in
            let monitoring = try await Monitoring(bureau, client)
            #expect(try await monitoring.get("/api/tasks", .kasubbagKasi).text == "[]")
            try await monitoring.act("P01.1/judge", .loSetdit, .decision, branch: "serious")
            try await monitoring.act("P01.3", .loSetdit, .document)
            let own = try await monitoring.get("/api/tasks", .kasubbagKasi).text
            #expect(
                own.contains("\"act\":\"P01.4\"") && own.contains("\"P01.4/return\"") && own.contains(monitoring.id))
            #expect(own.contains("\"label\":\"P01-1\""))
            for role in [Role.kabagKasubdit, .sesditjenDirektur, .dirjen, .kepalaKpp] {
                #expect(try await monitoring.get("/api/tasks", role).text == "[]", "\(role)")
            }
            #expect(try await client.json(.get, "/api/tasks").status == .unauthorized)
        }
    }

    @Test("AC-112: the LO who monitors sees what a distribution holds back, its amount, since when and why")
    func held() async throws {
        try await Bureau.open { bureau, client in
            func post(_ path: String, _ body: String, _ role: Role) async throws -> TestResponse {
                try await client.json(.post, path, body, as: bureau.token(role))
            }
            let text = #"{"procedure":"P14","office":"kantor-pusat","subject":"Hari uji","act":"P14.1","fields":{}}"#
            let id = try #require(try await post("/api/cases", text, .kasubditPsi).field("id"))
            for (act, role, form) in [
                ("P14.2", Role.kasiPbd, Form.none), ("P14.3", .pelaksanaPbd, .none),
                ("P14.4", .pelaksanaPbd, .statements),
            ] {
                let body = "{\"act\":\"\(act)\",\"fields\":\(try SampleFiling.json(form))}"
                #expect(try await post("/api/cases/\(id)/acts", body, role).status == .ok)
            }
            let answer = try await client.json(.get, "/api/cases/\(id)", as: bureau.token(.loSetdit))
            #expect(answer.status == .ok)
            let held = try #require(answer.text.split(separator: "\"held\":").last)
            #expect(held.contains("Bank Dua") && held.contains("\"amount\":7") && !held.contains("Bank Satu"))
            #expect(held.contains("\"reason\":\"belum ada Surat Pernyataan"), "\(held)")
            #expect(held.contains("\"since\":\"20"), "\(held)")
            let stranger = try await client.json(.get, "/api/cases/\(id)", as: bureau.token(.kepalaKpp))
            #expect(stranger.status == .forbidden)
        }
    }

    @Test(
        "A body that is no JSON, lacks what is needed, or is of another kind is answered in one line and begins nothing",
        arguments: [
            "", "{", "[]", "null", "{}", "{\"procedure\":\"P99\"}", "\u{0}",
            #"{"procedure":"P01","office":"../..","subject":"a","act":"P01.1/observe"}"#,
            #"{"procedure":"P01","office":"direktorat-pkp","subject":"a\u202Eb","act":"P01.1/observe"}"#,
            #"{"procedure":"P01","office":"direktorat-pkp","subject":"a","act":"P01.1/observe","fields":[]}"#,
            #"{"procedure":"P01","office":"direktorat-pkp","subject":"a","act":"P01.1/observe","fields":{"feed":1.5}}"#,
            #"{"procedure":"P01","office":"direktorat-pkp","subject":"a","act":"P01.1/observe","fields":{"feed":null}}"#,
            #"{"procedure":"P01","office":"direktorat-pkp","subject":"a","act":"P01.1/observe"}"#,
            #"{"procedure":"P02","office":"rko","subject":"a","act":"P02.1"}"#,
        ])
    func badBody(text: String) async throws {
        try await Bureau.open { bureau, client in
            let answer = try await client.json(.post, "/api/cases", text, as: bureau.token(.loSetdit))
            #expect([.badRequest, .unprocessableContent].contains(answer.status), "\(answer.status) \(answer.text)")
            #expect(answer.field("english")?.contains("\n") == false)
            #expect(try await client.json(.get, "/api/cases", as: bureau.token(.loSetdit)).text == "[]")
        }
    }

    @Test("A body that is too large or too deep is refused, and the service goes on")
    func largeBody() async throws {
        try await Bureau.open { bureau, client in
            let large = "{\"procedure\":\"\(String(repeating: "x", count: 4_000_000))\"}"
            let deep =
                "{\"procedure\":\"P01\",\"office\":\"direktorat-pkp\",\"subject\":\"a\",\"act\":\"P01.1/observe\","
                + "\"fields\":{\"feed\":\(String(repeating: "[", count: 20_000))\(String(repeating: "]", count: 20_000))}}"
            let answer = try await client.json(.post, "/api/cases", large, as: bureau.token(.loSetdit))
            #expect(answer.status == .contentTooLarge)
            let nested = try await client.json(.post, "/api/cases", deep, as: bureau.token(.loSetdit))
            #expect((400..<500).contains(nested.status.code), "\(nested.status)")
            #expect(try await client.json(.get, "/api/tasks", as: bureau.token(.loSetdit)).status == .ok)
        }
    }
}
