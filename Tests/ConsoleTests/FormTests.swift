import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Offices
import RoomLink
import Testing

/// What bodies are taken, and what is said of the others.
struct FormTests {
    @Test(
        "A body that does not fit is refused with what was found and where",
        arguments: [
            ("", "body"), ("no JSON", "body"), ("[]", "body"), ("{}", "act: missing"), (#"{"act":17}"#, "act"),
            (#"{"act":"P99.1"}"#, "act"), (#"{"act":"P02.2","colour":"red"}"#, "colour"),
            (#"{"act":"P02.2","seen":1,"turn":{"from":1,"to":2}}"#, "seen, turn"),
            (#"{"act":"P02.2","seen":"1"}"#, "seen"),
            (#"{"act":"P02.2","office":"KPP Jayapura"}"#, "office"), (#"{"act":"P02.2","role":"king"}"#, "role"),
            (
                #"{"act":"P09.3/note","agreement":{"number":1,"text":"","responsible":"rko","due":"2026-12-01"}}"#,
                "text"
            ),
            (
                #"{"act":"P09.3/note","agreement":{"number":1,"text":"a","responsible":"rko","due":"2026-02-30"}}"#,
                "due"
            ),
            (
                #"{"act":"P09.3/note","agreement":{"number":1e99,"text":"a","responsible":"rko","due":"2026-12-01"}}"#,
                "body"
            ),
        ])
    func misfits(body: String, named: String) async throws {
        try await House.open { house, client in
            let id = try await house.decided(client)
            let answer = try await client.json(
                .post, "/api/meetings/\(id)/acts", body, as: house.token(.kasubbagProtokol))
            #expect(answer.status == .badRequest, "\(answer.text)")
            #expect(answer.field("rule") == "form")
            #expect(try #require(answer.field("english")).contains(named), "\(answer.text)")
        }
    }

    @Test("A body of two mebibytes is refused with the limit")
    func tooLarge() async throws {
        try await House.open { house, client in
            let body = #"{"act":"P02.2","x":""# + String(repeating: "a", count: 2 << 20) + #""}"#
            let id = try await house.decided(client)
            let answer = try await client.json(.post, "/api/meetings/\(id)/acts", body, as: house.token())
            #expect(answer.status == .contentTooLarge)
            #expect(answer.field("english") == "at most 1048576 bytes")
        }
    }

    @Test("AC-068: an act by another role is forbidden, with the act's reference")
    func wrongRole() async throws {
        try await House.open { house, client in
            let id = try await house.decided(client)
            let answer = try await client.json(
                .post, "/api/meetings/\(id)/acts", #"{"act":"P02.2"}"#, as: house.token(.kepalaKpp))
            #expect((answer.status, answer.field("act"), answer.field("rule")) == (.forbidden, "P02.2", "role"))
            #expect(answer.field("message")?.isEmpty == false)
        }
    }

    @Test("AC-116: an act whose step before is missing is refused, and the step is named")
    func missingStep() async throws {
        try await House.open { house, client in
            let id = try await house.decided(client)
            let answer = try await client.json(
                .post, "/api/meetings/\(id)/acts", #"{"act":"P02.5/prepare"}"#, as: house.token())
            #expect((answer.status, answer.field("act"), answer.field("rule")) == (.conflict, "P02.5/prepare", "order"))
            #expect(answer.field("english")?.contains("P02.2") == true, "\(answer.text)")
        }
    }

    @Test("A form that belongs to another act is refused as unfit")
    func otherForm() async throws {
        try await House.open { house, client in
            let id = try await house.decided(client)
            let answer = try await client.json(
                .post, "/api/meetings/\(id)/acts",
                #"{"act":"P02.2","decision":{"needed":true,"agenda":"x","ground":{"ownInformation":{"_0":"y"}}}}"#,
                as: house.token(.kasubbagProtokol))
            #expect((answer.status, answer.field("act")) == (.unprocessableContent, "P02.2"))
        }
    }

    @Test("The same Idempotency-Key gives the same answer; a key that is no key is refused")
    func idempotency() async throws {
        try await House.open { house, client in
            let name = try #require(HTTPField.Name("Idempotency-Key"))
            func begin(_ key: String, _ role: Role = .dirjen) async throws -> TestResponse {
                try await client.json(
                    .post, "/api/meetings", House.decision, as: house.token(role), headers: [name: key])
            }
            let first = try await begin("k1")
            #expect(try await begin("k1").text == first.text)
            #expect(try await begin("k2").field("label") == "RLJJ-2")
            #expect(try await begin("k1", .operatorRko).status == .forbidden, "another person's key is another key")
            for wrong in ["a b", String(repeating: "k", count: 121), "ключ"] {
                #expect(try await begin(wrong).status == .badRequest)
            }
        }
    }

    @Test("A meeting that does not exist is not found; a path that is no id is refused")
    func unknownMeeting() async throws {
        try await House.open { house, client in
            let token = try house.token()
            let absent = try await client.json(.get, "/api/meetings/019a0000-0000-7000-8000-000000000012", as: token)
            #expect(absent.status == .notFound)
            #expect(try await client.json(.get, "/api/meetings/7", as: token).status == .badRequest)
            #expect(try await client.json(.get, "/api/nothing", as: token).status == .notFound)
        }
    }

    // MARK: - Rooms

    @Test("A picture that is no JPEG, a file that is no PNG or has another hash, is not taken")
    func pictures() async throws {
        try await House.open { house, client in
            let secret = try house.secret()
            let preview = "/api/rooms/kpp-jayapura/preview"
            #expect(try await client.json(.put, preview, "<svg/>", as: secret).status == .badRequest)
            let jpeg = ByteBuffer(bytes: [0xff, 0xd8, 0xff, 0xe0])
            let taken = try await client.execute(
                uri: preview, method: .put, headers: [.authorization: "Bearer \(secret)"], body: jpeg)
            #expect(taken.status == .noContent)
            #expect(try await client.json(.get, "/rooms/kpp-jayapura/picture").body == jpeg)
            let blob = "/api/rooms/kpp-jayapura/blobs/\(String(repeating: "a", count: 64))"
            let png = ByteBuffer(bytes: [0x89, 0x50, 0x4e, 0x47, 1])
            for body in [png, jpeg] {
                let refused = try await client.execute(
                    uri: blob, method: .put, headers: [.authorization: "Bearer \(secret)"], body: body)
                #expect(refused.status == .badRequest)
            }
        }
    }

    @Test("At most 200 facts come at once, all of one boot")
    func facts() async throws {
        try await House.open { house, client in
            let (secret, path) = (try house.secret(), "/api/rooms/kpp-jayapura/facts")
            func fact(_ boot: UUID, _ sequence: Int64) -> FactEnvelope {
                FactEnvelope(
                    boot: boot, sequence: sequence, occurredAt: Moment(Date()), clockOffset: 0,
                    fact: .childLost(ChildLoss(child: .send, reason: "x")))
            }
            func tell(_ facts: [FactEnvelope]) async throws -> TestResponse {
                let body = String(decoding: try JSONEncoder().encode(facts), as: UTF8.self)
                return try await client.json(.post, path, body, as: secret)
            }
            let boot = UUID()
            #expect(try await tell((1...201).map { fact(boot, $0) }).status == .badRequest)
            #expect(try await tell([fact(boot, 1), fact(UUID(), 2)]).status == .badRequest)
            let receipt = try await tell([fact(boot, 2), fact(boot, 1)])
            #expect(receipt.status == .ok)
            let answer = try JSONDecoder().decode(FactReceipt.self, from: Data(receipt.text.utf8))
            #expect(answer.acknowledged == 2)
        }
    }
}
