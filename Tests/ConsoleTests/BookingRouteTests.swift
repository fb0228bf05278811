import ControlRoom
import Foundation
import HTTPTypes
import HummingbirdTesting
import Offices
import Scheduling
import Testing

@testable import Console

/// Slots and bookings over the API.
struct BookingRouteTests {
    /// The first full hour of the day after tomorrow, in UTC.
    private static func hour(_ more: Double = 0) -> Moment {
        let cell = Cell(notBefore: Moment(Date()).advanced(bySeconds: 86_400))
        let line = Cell(index: cell.index - cell.index % 12 + 12)
        return line.start.advanced(bySeconds: more)
    }

    private static func parties(_ agenda: String, _ offices: [String], margins: String = "") -> String {
        let list = offices.map { "{\"office\":\"\($0)\"}" }.joined(separator: ",")
        return "\"parties\":{\"agenda\":\"\(agenda)\",\"offices\":[\(list)]\(margins)}"
    }

    private static func booking(
        _ agenda: String, _ start: Moment, offices: [String] = ["rko", "kpp-jayapura"], more: String = "",
        margins: String = ""
    ) -> String {
        "{\(parties(agenda, offices, margins: margins)),\"start\":\"\(start)\",\"minutes\":60\(more)}"
    }

    @Test("1,000 pairs that want one room at one time: of each exactly one gets it")
    func races() async throws {
        var rates = Rates()
        (rates.person, rates.refusals) = ((10_000, 10_000), (10_000, 10_000))
        try await House.open(rates: rates, free: 1 << 50) { house, client in
            let token = try house.token()
            let none = ",\"setup\":0,\"teardown\":0"
            let won = try await withThrowingTaskGroup(of: [Int].self) { group in
                for pair in 0..<1000 {
                    let start = Self.hour(Double(pair) * 3600)
                    group.addTask {
                        async let first = client.json(
                            .post, "/api/bookings", Self.booking("A", start, margins: none), as: token)
                        async let second = client.json(
                            .post, "/api/bookings", Self.booking("B", start, offices: ["rko"], margins: none), as: token
                        )
                        return try await [first.status.code, second.status.code].sorted()
                    }
                }
                return try await group.reduce(into: [[Int]: Int]()) { $0[$1, default: 0] += 1 }
            }
            #expect(won == [[201, 409]: 1000])
            let open = house.control.scheduling.schedule.open
            #expect(open.count == 1000)
            #expect(Set(open.map(\.slot.start)).count == 1000)
        }
    }

    @Test("A slot that is found is booked, told apart to others, and its time is refused with the reason to the next")
    func life() async throws {
        try await House.open { house, client in
            let (rko, kpp) = (try house.token(), try house.token(.kepalaKpp))
            let (from, until) = (Self.hour(), Self.hour(8 * 86_400))
            let search = """
                {\(Self.parties("Penerimaan", ["rko", "kpp-jayapura"])),"minutes":60,"from":"\(from)","until":"\(until)"}
                """
            let found = try await client.json(.post, "/api/slots", search, as: rko)
            #expect(found.status == .ok, "\(found.text)")
            let offers = try JSONDecoder().decode(SlotsAnswer.self, from: Data(found.text.utf8)).offers
            let offer = try #require(offers.first)
            #expect(offer.time.hasSuffix("WIB"))

            let headers: HTTPFields = [try #require(HTTPField.Name("Idempotency-Key")): "pesan-1"]
            let body = Self.booking("Penerimaan", offer.start)
            let made = try await client.json(.post, "/api/bookings", body, as: rko, headers: headers)
            #expect(made.status == .created, "\(made.text)")
            let id = try #require(made.field("id"))
            let again = try await client.json(.post, "/api/bookings", body, as: rko, headers: headers)
            #expect(again.field("id") == id)
            #expect(house.control.scheduling.schedule.open.count == 1)

            let taken = try await client.json(.post, "/api/bookings", Self.booking("Lain", offer.start), as: rko)
            #expect(taken.status == .conflict)
            #expect(taken.field("message")?.contains("terpakai PJ-1 sampai") == true, "\(taken.text)")
            #expect(taken.field("english")?.contains("is taken by PJ-1 until") == true)

            let others = try await client.json(.get, "/api/bookings/\(id)", as: house.token(.dirjen))
            #expect(others.field("agenda") == nil, "who takes no part sees that the rooms are taken")
            #expect(try await client.json(.get, "/api/bookings/\(id)", as: kpp).field("agenda") == "Penerimaan")
            let foreign = try await client.json(
                .post, "/api/bookings", Self.booking("Lain", Self.hour(86_400 * 9)), as: kpp)
            #expect(foreign.status == .forbidden, "a KPP does not book what the RKO hosts")
        }
    }

    @Test("A hold is confirmed or released; an order on an older state and a form without what it needs change nothing")
    func acts() async throws {
        try await House.open { house, client in
            let rko = try house.token()
            let start = Self.hour(86_400)
            let hold = ",\"holdUntil\":\"\(Self.hour())\""
            let made = try await client.json(.post, "/api/bookings", Self.booking("Usulan", start, more: hold), as: rko)
            #expect(made.field("state") == "held", "\(made.text)")
            let id = try #require(made.field("id"))
            func act(_ fields: String) async throws -> TestResponse {
                try await client.json(.post, "/api/bookings/\(id)/acts", "{\(fields)}", as: rko)
            }
            #expect(try await act("\"act\":\"move\",\"seen\":0").status == .unprocessableContent)
            #expect(try await act("\"act\":\"confirm\",\"seen\":3").status == .conflict)
            #expect(try await act("\"act\":\"confirm\",\"seen\":0").field("state") == "booked")
            let late = try await act("\"act\":\"release\",\"seen\":1,\"reason\":\"tidak perlu\"")
            #expect(late.status == .conflict)
            #expect(late.field("message")?.contains("sudah terjadwal") == true)
            let cancelled = try await act("\"act\":\"cancel\",\"seen\":1,\"reason\":\"batal\"")
            #expect(cancelled.field("state") == "cancelled")
            #expect(
                try await client.json(.post, "/api/bookings", Self.booking("Baru", start), as: rko).status == .created)
        }
    }

    @Test(
        "What is no time, no office or no length is refused, naming the field",
        arguments: [
            ("\"minutes\":60", "\"minutes\":62"), ("\"minutes\":60", "\"minutes\":485"),
            (":00:00.000000Z\"", ":02:00Z\""),
            (":00:00.000000Z\"", ":00:00\""), ("kpp-jayapura", "kpp-entah"), ("kpp-jayapura", "rko"),
            ("20", "99"), ("\"agenda\":\"X\"", "\"agenda\":\"\""), ("Z\",\"minutes", "Z+07:00\",\"minutes"),
        ])
    func hostile(of part: String, to other: String) async throws {
        try await House.open { house, client in
            let start = Self.hour()
            let body = Self.booking("X", start)
            let range = try #require(body.range(of: part))
            let answer = try await client.json(
                .post, "/api/bookings", body.replacingCharacters(in: range, with: other), as: house.token())
            #expect([400, 409, 422].contains(answer.status.code), "\(answer.status) \(answer.text)")
            #expect(answer.field("message")?.isEmpty == false)
            #expect(house.control.scheduling.schedule.open.isEmpty)
        }
    }
}
