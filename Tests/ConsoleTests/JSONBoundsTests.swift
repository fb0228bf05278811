import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Offices
import Procedures
import Testing

@testable import Console

/// How much JSON a body may hold.
struct JSONBoundsTests {
    private static func lists(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }

    @Test("As deep and as many as allowed goes, one more does not")
    func edges() throws {
        try JSONBounds.check(Self.lists(JSONBounds.depth).utf8)
        #expect(throws: JSONBounds.Excess.depth) { try JSONBounds.check(Self.lists(JSONBounds.depth + 1).utf8) }
        let full = Array(repeating: "0", count: JSONBounds.values - 1).joined(separator: ",")
        try JSONBounds.check("[\(full)]".utf8)
        #expect(throws: JSONBounds.Excess.values) { try JSONBounds.check("[\(full),0]".utf8) }
        #expect(throws: JSONBounds.Excess.values) {
            try JSONBounds.check("[\(Array(repeating: "{}", count: JSONBounds.values).joined(separator: ","))]".utf8)
        }
    }

    @Test("Brackets and commas within a text are text", arguments: [#"["#, #"\"[{"#, #"\\\"[,"#, #"{[[,"#])
    func texts(inside: String) throws {
        let text = String(repeating: inside, count: JSONBounds.values)
        try JSONBounds.check(#"{"a":"\#(text)"}"#.utf8)
        #expect(throws: JSONBounds.Excess.depth) {
            try JSONBounds.check(#"{"a":"\#(inside)\\","b":\#(Self.lists(JSONBounds.depth))}"#.utf8)
        }
    }

    /// Every call that takes JSON, the body with `DEEP` in the place that goes deepest, and who calls.
    static let calls: [(HTTPRequest.Method, String, String)] = [
        (
            .post, "/api/cases",
            #"{"procedure":"P01","office":"direktorat-pkp","subject":"a","act":"P01.1/observe","fields":{"a":DEEP}}"#
        ),
        (.post, "/api/cases/019a0000-0000-7000-8000-000000000015/acts", #"{"act":"P01.3","fields":{"a":DEEP}}"#),
        (.post, "/api/meetings", #"{"needed":DEEP}"#),
        (.post, "/api/meetings/019a0000-0000-7000-8000-000000000012/acts", #"{"act":"P02.2","sections":DEEP}"#),
        (.post, "/api/meetings/019a0000-0000-7000-8000-000000000012/probes", #"{"office":DEEP}"#),
        (.post, "/api/me/tokens", #"{"name":DEEP}"#),
        (.post, "/api/sessions", #"{"person":DEEP}"#),
        (.post, "/api/rooms/kpp-jayapura/facts", "DEEP"),
        (.post, "/api/rooms/kpp-jayapura/telemetry", "DEEP"),
        (.post, "/api/rooms/kpp-jayapura/recordings/019a0000-0000-7000-8000-000000000012/room/1/complete", "DEEP"),
    ]

    @Test("A body nested as deep as a parser goes is refused before it is decoded, by every call", arguments: calls)
    func deep(method: HTTPRequest.Method, path: String, body: String) async throws {
        try await House.open { house, client in
            let bearer = path.hasPrefix("/api/rooms/") ? try house.secret() : try house.token()
            for deep in [
                Self.lists(480), String(repeating: #"{"a":"#, count: 480) + "1" + String(repeating: "}", count: 480),
            ] {
                let answer = try await client.json(method, path, body.replacing("DEEP", with: deep), as: bearer)
                #expect(answer.status == .badRequest, "\(path): \(answer.text)")
                #expect(
                    answer.field("english")?.contains("more than \(JSONBounds.depth) deep") == true, "\(answer.text)")
                #expect(answer.field("message")?.contains("lebih dari \(JSONBounds.depth) tingkat") == true)
            }
        }
    }

    @Test(
        "A field of a kind that none takes is refused with its place", arguments: [("null", "null"), ("1.5", "whole")])
    func strangers(value: String, found: String) async throws {
        try await Bureau.open { bureau, client in
            let body = """
                {"procedure":"P01","office":"direktorat-pkp","subject":"a","act":"P01.1/observe",\
                "fields":{"baris":[{"nilai":"a"},{"nilai":\(value)}]}}
                """
            let answer = try await client.json(.post, "/api/cases", body, as: bureau.token(.dirjen))
            #expect(answer.status == .badRequest)
            let line = try #require(answer.field("english"))
            #expect(line.hasPrefix("fields.baris.1.nilai: found ") && line.contains(found), "\(line)")
        }
    }
}
