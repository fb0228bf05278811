import Cases
import ControlRoom
import Digests
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Offices
import Procedures
import RoomLink
import SampleFilings
import Testing

/// Files that are handed in, attached, and handed back.
struct FileTests {
    private static let pdf = Data("%PDF-1.4\nlampiran\n%%EOF\n".utf8)

    private struct Taken: Decodable {
        let file: String
        let type: String
        let bytes: Int
    }

    private func handIn(_ bytes: Data, _ client: any TestClientProtocol, as token: String) async throws -> TestResponse
    {
        try await client.execute(
            uri: "/api/files", method: .post, headers: [.authorization: "Bearer \(token)"],
            body: ByteBuffer(bytes: bytes))
    }

    private func taken(_ client: any TestClientProtocol, as token: String) async throws -> Taken {
        let answer = try await handIn(Self.pdf, client, as: token)
        #expect(answer.status == .created)
        return try JSONDecoder().decode(Taken.self, from: Data(answer.body.readableBytesView))
    }

    /// A monitoring case up to its report, drafted with these attachments.
    private func report(
        _ attachments: String, _ bureau: Bureau, _ client: any TestClientProtocol
    ) async throws -> (id: String, drafted: TestResponse) {
        let lo = try bureau.token(.loSetdit)
        let text = """
            {"procedure":"P01","office":"\(Bureau.directorate)","subject":"Perkara uji","act":"P01.1/observe",
            "fields":\(try SampleFiling.json(.observation))}
            """
        let id = try #require(try await client.json(.post, "/api/cases", text, as: lo).field("id"))
        let judged = #"{"act":"P01.1/judge","fields":{},"branch":"serious"}"#
        #expect(try await client.json(.post, "/api/cases/\(id)/acts", judged, as: lo).status == .ok)
        let more: [String: FieldValue?] = ["attachments": [.text(attachments)], "security": "terbatas"]
        let fields = try SampleFiling.json(.document, ActReference("P01.3"), more)
        let drafted = try await client.json(
            .post, "/api/cases/\(id)/acts", "{\"act\":\"P01.3\",\"fields\":\(fields)}", as: lo)
        return (id, drafted)
    }

    @Test("A file that was handed in can be attached, and comes back to who may read the paper, to nobody else")
    func attach() async throws {
        try await Bureau.open { bureau, client in
            let lo = try bureau.token(.loSetdit)
            let file = try await taken(client, as: lo)
            #expect((file.type, file.bytes) == ("application/pdf", Self.pdf.count))
            let (id, drafted) = try await report(file.file, bureau, client)
            #expect(drafted.status == .ok, "\(drafted.text)")
            let papers = try await client.json(.get, "/api/cases/\(id)", as: lo).text
            let paper = try #require(papers.firstMatch(of: /"caseID":"[^"]*"[^}]*?"id":"([^"]+)"/)?.1)
            let path = "/api/documents/\(paper)/files/\(file.file)"
            try await client.execute(uri: path, method: .get, headers: [.authorization: "Bearer \(lo)"]) { answer in
                #expect(answer.status == .ok && Data(answer.body.readableBytesView) == Self.pdf)
                #expect(answer.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            }
            let stranger = try bureau.token(.operatorRko)
            #expect(try await client.json(.get, path, as: stranger).status == .forbidden)
            let other = "/api/documents/\(paper)/files/\(String(repeating: "b", count: 64))"
            #expect(try await client.json(.get, other, as: lo).status == .notFound)
        }
    }

    @Test("What nobody handed in is not attached, even when the service has a file of that hash")
    func unknown() async throws {
        try await Bureau.open { bureau, client in
            let hash = try bureau.control.blobs.store(Data("rahasia rapat lain".utf8)).hex
            let (_, drafted) = try await report(hash, bureau, client)
            #expect(drafted.status == .unprocessableContent)
            #expect(drafted.text.contains("belum diserahkan") && drafted.text.contains("P01.3"))
        }
    }

    @Test("Only PDF, PNG and JPEG are taken, by who is signed in, up to 20 MB")
    func limits() async throws {
        try await Bureau.open { bureau, client in
            let lo = try bureau.token(.loSetdit)
            for text in ["<html>", "", "MZ"] {
                #expect(try await handIn(Data(text.utf8), client, as: lo).status == .unprocessableContent)
            }
            #expect(try await handIn(Self.pdf, client, as: "nobody").status == .unauthorized)
            let large = Self.pdf + Data(count: 20 << 20)
            #expect(try await handIn(large, client, as: lo).status == .contentTooLarge)
        }
    }
}
