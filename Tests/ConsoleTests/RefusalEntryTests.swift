import Engine
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Journal
import Offices
import Procedures
import Testing

@testable import ControlRoom

/// What is refused over HTTP leaves one entry, whatever refused it.
struct RefusalEntryTests {
    struct Attempt: Sendable, CustomTestStringConvertible {
        let path: String
        let body: String
        let role: Role
        let status: Int
        let rule: String
        let act: String?
        var testDescription: String { "\(path) \(body)" }

        /// `MEETING` in the path stands for a meeting that has been decided.
        init(_ path: String, _ body: String, by role: Role, _ status: Int, _ rule: String, act: String?) {
            (self.path, self.body, self.role, self.status, self.rule, self.act) = (path, body, role, status, rule, act)
        }
    }

    private static let absent = "019a0000-0000-7000-8000-000000000012"
    private static let givingUp = #"{"room":"rko","track":"programme","reason":"ruang mati listrik"}"#
    private static let giveUp = "/api/meetings/MEETING/recordings/give-up"
    private static let opening = #"{"procedure":"P02","office":"rko","subject":"a","act":"P02.1"}"#

    static let attempts = [
        Attempt("/api/meetings", House.decision, by: .operatorRko, 403, "role", act: "P02.1"),
        Attempt("/api/meetings", "{}", by: .dirjen, 400, "form", act: nil),
        Attempt("/api/meetings/MEETING/acts", #"{"act":"P02.2"}"#, by: .kepalaKpp, 403, "role", act: "P02.2"),
        Attempt("/api/meetings/MEETING/acts", #"{"act":"P99.1"}"#, by: .kepalaKpp, 400, "form", act: nil),
        Attempt("/api/meetings/MEETING/acts", #"{"act":"P06.99"}"#, by: .kepalaKpp, 422, "form", act: "P06.99"),
        Attempt("/api/meetings/\(absent)/acts", #"{"act":"P02.2"}"#, by: .operatorRko, 404, "path", act: "P02.2"),
        Attempt(
            "/api/meetings/MEETING/probes", #"{"office":"rko"}"#, by: .kepalaKpp, 403, "role",
            act: "P02.5/check-device"),
        Attempt("/api/meetings/MEETING/probes", #"{"office":17}"#, by: .kepalaKpp, 400, "form", act: nil),
        Attempt(giveUp, givingUp, by: .dirjen, 403, "role", act: "P09.4/write"),
        Attempt(giveUp, givingUp, by: .operatorRko, 409, "order", act: "P09.4/write"),
        Attempt(giveUp, #"{"room":"rko","track":"programme"}"#, by: .operatorRko, 400, "form", act: nil),
        Attempt("/api/cases", opening, by: .dirjen, 422, "form", act: "P02.1"),
        Attempt("/api/cases", #"{"act":"P01.1/observe"}"#, by: .dirjen, 400, "form", act: nil),
        Attempt("/api/cases/\(absent)/acts", #"{"act":"P01.3"}"#, by: .dirjen, 404, "path", act: "P01.3"),
        Attempt("/api/cases/\(absent)/acts", "no JSON", by: .dirjen, 400, "form", act: nil),
    ]

    @Test("AC-116, AC-117: a refused request leaves one entry with who, which rule and which act", arguments: attempts)
    func entry(attempt: Attempt) async throws {
        try await House.open { house, client in
            let id = try await house.decided(client)
            let path = attempt.path.replacing("MEETING", with: "\(id)")
            let answer = try await client.json(.post, path, attempt.body, as: house.token(attempt.role))
            #expect(answer.status.code == attempt.status && answer.field("rule") == attempt.rule, "\(answer.text)")
            let entries = try await Self.entries(house)
            #expect(entries.count == 1)
            let entry = try #require(entries.first)
            let caller = try #require(await house.control.accounts.caller(bearing: house.token(attempt.role)))
            #expect(entry.person == caller.person.id)
            #expect(entry.rule == attempt.rule && entry.act?.description == attempt.act)
            #expect(entry.message == answer.field("message"))
            let named = [id.description, Self.absent].first { path.contains($0) }
            #expect(entry.subject == named)
        }
    }

    @Test("Reading that is denied leaves an entry with who, what and from where; the next of the minute are counted")
    func deniedReading() async throws {
        try await House.open { house, client in
            let id = try await house.decided(client)
            let path = "/api/meetings/\(id)"
            for _ in 0..<3 {
                #expect(try await client.json(.get, path, as: house.token(.kepalaKpp)).status == .forbidden)
            }
            let former = try house.former()
            #expect(try await client.json(.get, "/api/people", as: former.token).status == .forbidden)
            let entries = try await house.control.journal.events(of: EventCodec.access).map {
                try JSONDecoder().decode(AccessEntry.self, from: Data($0.payload))
            }
            #expect(entries.map(\.kind) == [.denied, .denied] && entries.map(\.count) == [1, 1])
            #expect(entries.map(\.asked) == ["GET \(path)", "GET /api/people"])
            #expect(entries.last?.person == former.person.id && entries.last?.address != nil)
        }
    }

    @Test("Who is not signed in leaves no entry, nor does what is no request")
    func none() async throws {
        try await House.open { house, client in
            let id = try await house.decided(client)
            let path = "/api/meetings/\(id)/acts"
            #expect(try await client.json(.post, path, #"{"act":"P02.2"}"#).status == .unauthorized)
            let name = try #require(HTTPField.Name("Idempotency-Key"))
            let keyless = try await client.json(
                .post, path, #"{"act":"P02.2"}"#, as: house.token(), headers: [name: "a b"])
            #expect(keyless.status == .badRequest)
            let large = #"{"act":"P02.2","x":""# + String(repeating: "a", count: 2 << 20) + #""}"#
            #expect(try await client.json(.post, path, large, as: house.token()).status == .contentTooLarge)
            #expect(try await Self.entries(house).isEmpty)
        }
    }

    @Test("However much a refused request holds, its entry is one line in which nothing is hidden")
    func short() async throws {
        try await House.open { house, client in
            let id = try await house.decided(client)
            let long = String(repeating: "P99", count: 300_000)
            let hidden = #"P99\u202e.1\u0007\u000a\u200b"#
            for act in [long, hidden] {
                let body = #"{"act":"\#(act)"}"#
                let answer = try await client.json(.post, "/api/meetings/\(id)/acts", body, as: house.token())
                #expect(answer.status == .badRequest && answer.text.utf8.count < 2000)
                let field = #"{"act":"P02.2","\#(act)":1}"#
                #expect(
                    try await client.json(.post, "/api/meetings/\(id)/acts", field, as: house.token()).status
                        == .badRequest)
            }
            let entries = try await Self.entries(house)
            #expect(entries.count == 4)
            for entry in entries {
                #expect(entry.message.unicodeScalars.count <= 300)
                #expect(entry.message.unicodeScalars.allSatisfy { !$0.properties.isBidiControl && $0.value >= 32 })
            }
            #expect(entries.contains { $0.message.contains(#"\u{202E}"#) }, "\(entries.map(\.message))")
        }
    }

    private static func entries(_ house: House) async throws -> [RefusedAct] {
        try await house.control.journal.events(of: EventCodec.refusals).map {
            try JSONDecoder().decode(RefusedAct.self, from: Data($0.payload))
        }
    }
}
