import ControlRoom
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Meetings
import Offices
import RoomLink
import Testing

/// The service's own work, over HTTP.
struct WorkRouteTests {
    @Test("An Operator RKO sees the service's work; nobody else does")
    func mayRead() async throws {
        try await House.open { house, client in
            let mine = try await client.json(.get, "/api/work", as: house.token(.operatorRko))
            #expect(mine.status == .ok && mine.text == "[]")
            let others = try await client.json(.get, "/api/work", as: house.token(.dirjen))
            #expect(others.status == .forbidden)
            #expect(try await client.json(.get, "/api/work").status == .unauthorized)
            #expect(try await client.json(.post, "/api/work/1/retry", as: house.token(.dirjen)).status == .forbidden)
        }
    }

    @Test("Work that was not set aside cannot be tried again", arguments: ["1", "0", "-1", "9223372036854775807"])
    func noSuchWork(id: String) async throws {
        try await House.open { house, client in
            let answer = try await client.json(.post, "/api/work/\(id)/retry", as: house.token(.operatorRko))
            #expect(answer.status == .notFound)
        }
    }

    @Test("A number that is none is refused by name", arguments: ["x", "9223372036854775808", "1.5"])
    func noNumber(id: String) async throws {
        try await House.open { house, client in
            let answer = try await client.json(.post, "/api/work/\(id)/retry", as: house.token(.operatorRko))
            #expect(answer.status == .badRequest)
        }
    }

    @Test("A room's implausible fact is answered with what is allowed, in both languages")
    func implausible() async throws {
        try await House.open { house, client in
            let body = """
                [{"boot":"00000000-0000-0000-0000-000000000001","sequence":1,"occurredAt":"0000-01-01T00:00:00Z",
                "clockOffset":0,"fact":{"childLost":{"_0":{"child":"send","reason":"x"}}}}]
                """
            let answer = try await client.json(.post, "/api/rooms/kpp-jayapura/facts", body, as: house.secret())
            #expect(answer.status == .unprocessableContent)
            #expect(answer.field("message")?.contains("occurredAt: ditemukan 0000-01-01") == true)
            #expect(answer.field("english")?.contains("allowed: 2020-01-01") == true)
            let telemetry = #"{"plan":-1,"freeDisk":1,"spooled":0,"children":{}}"#
            let told = try await client.json(.post, "/api/rooms/kpp-jayapura/telemetry", telemetry, as: house.secret())
            #expect(told.status == .unprocessableContent && told.field("english")?.contains("plan: found -1") == true)
        }
    }
}
