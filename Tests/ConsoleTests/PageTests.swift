import Cases
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Offices
import Procedures
import SampleFilings
import Testing

/// Lists that come in pages.
struct PageTests {
    @Test("A list goes on where its Link header says, shows each case once, and ends")
    func follow() async throws {
        try await Bureau.open { bureau, client in
            let agent = try bureau.token(.agenAplikasi)
            for number in 1...5 {
                let text = """
                    {"procedure":"P12","office":"\(Bureau.klip)","subject":"Perkara \(number)","act":"P12.1",
                    "fields":\(try SampleFiling.json(.question))}
                    """
                #expect(try await client.json(.post, "/api/cases", text, as: agent).status == .created)
            }
            var (path, labels): (String?, [String]) = ("/api/cases?limit=2", [])
            while let next = path {
                let answer = try await client.json(.get, next, as: agent)
                labels += answer.text.matches(of: /"label":"(P12-\d)"/).map { String($0.1) }
                let link = HTTPField.Name("Link").flatMap { answer.headers[$0] }
                path = link?.firstMatch(of: /<([^>]+)>/).map { String($0.1) }
            }
            #expect(labels == ["P12-5", "P12-4", "P12-3", "P12-2", "P12-1"])
        }
    }

    @Test("Who may read nothing of a list gets an empty page, and an odd limit or place is refused")
    func odd() async throws {
        try await Bureau.open { bureau, client in
            let agent = try bureau.token(.agenAplikasi)
            #expect(try await client.json(.get, "/api/cases", as: agent).text == "[]")
            for query in ["limit=0", "limit=201", "limit=x", "before=x"] {
                #expect(try await client.json(.get, "/api/cases?\(query)", as: agent).status == .badRequest)
            }
        }
    }
}
