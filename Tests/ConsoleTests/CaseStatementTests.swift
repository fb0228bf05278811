import Cases
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Offices
import Procedures
import SampleFilings
import Testing

/// What an answered question leaves behind, as the API tells it.
struct CaseStatementTests {
    /// The part of a case's answer that tells what was done.
    private struct Answer: Decodable {
        struct Done: Decodable {
            let act: String
            let by: String
            let role: String
            let at: String
            let localTime: String
        }
        let acts: [Done]
    }

    /// A question that was answered from SIKP and documented.
    private func answered(_ bureau: Bureau, _ client: any TestClientProtocol) async throws -> String {
        let form = try SampleFiling.json(.question)
        let begin = """
            {"procedure":"P12","office":"\(Bureau.klip)","subject":"e-SPT","act":"P12.1","fields":\(form)}
            """
        let begun = try await client.json(.post, "/api/cases", begin, as: bureau.token(.agenAplikasi))
        let id = try #require(begun.field("id"), "\(begun.text)")
        let acts: [(String, Role, Form, String)] = [
            ("P12.2", .agenInformasi, .reference, ""),
            ("P12.3/analyse", .agenAplikasi, .decision, ",\"branch\":\"found-in-sikp\""),
            ("P12.4/answer", .agenAplikasi, .answer, ""), ("P12.5", .agenAplikasi, .documentation, ""),
        ]
        for (act, role, form, branch) in acts {
            let kept: [String: FieldValue?] =
                form == .documentation ? ["recording": "REK-9", "crm": "CRM-9", "screen": "LYR-9"] : [:]
            let body = "{\"act\":\"\(act)\",\"fields\":\(try SampleFiling.json(form, nil, kept))\(branch)}"
            let answer = try await client.json(.post, "/api/cases/\(id)/acts", body, as: bureau.token(role))
            #expect(answer.status == .ok, "\(act): \(answer.text)")
        }
        return id
    }

    @Test("AC-107: the Quality Assessor reads recording, CRM record and screen of an answer; another office does not")
    func assessorReads() async throws {
        try await Bureau.open { bureau, client in
            let id = try await answered(bureau, client)
            let read = try await client.json(.get, "/api/cases/\(id)", as: bureau.token(.qualityAssesor))
            #expect(read.status == .ok)
            for kept in ["REK-9", "CRM-9", "LYR-9"] { #expect(read.text.contains(kept), "\(kept)") }
            let task = try await client.json(.get, "/api/tasks", as: bureau.token(.qualityAssesor))
            #expect(task.text.contains("\"act\":\"P12.6\""))
            let stranger = try await client.json(.get, "/api/cases/\(id)", as: bureau.token(.kepalaKpp))
            #expect(stranger.status == .forbidden)
        }
    }

    @Test("AC-117: each act tells its person and role, its moment in UTC and on the office's own clock, with the zone")
    func tellsTimes() async throws {
        try await Bureau.open { bureau, client in
            let id = try await answered(bureau, client)
            let read = try await client.json(.get, "/api/cases/\(id)", as: bureau.token(.agenAplikasi))
            let acts = try JSONDecoder().decode(Answer.self, from: Data(read.text.utf8)).acts
            #expect(acts.map(\.act) == ["P12.1", "P12.2", "P12.3/analyse", "P12.4/answer", "P12.5"])
            let roles = ["agen-aplikasi", "agen-informasi", "agen-aplikasi", "agen-aplikasi", "agen-aplikasi"]
            #expect(acts.map(\.role) == roles && acts.map(\.by) == roles.map { "Pejabat \($0)" })
            for act in acts {
                // WIB is UTC+7, all year.
                let hour = try #require(Int(act.at.dropFirst(11).prefix(2)))
                let minute = act.at.dropFirst(14).prefix(2)
                let local = (hour + 7) % 24
                let clock = "\(local < 10 ? "0" : "")\(local).\(minute) WIB"
                #expect(act.at.hasSuffix("Z") && act.localTime.hasSuffix(" \(clock)"), "\(act.at): \(act.localTime)")
            }
        }
    }
}
