import Engine
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Journal
import Offices
import Synchronization
import Testing

@testable import Console
@testable import ControlRoom

/// How many requests a caller may make.
struct RateTests {
    /// A clock that stands until it is moved.
    private final class HandClock: Sendable {
        private let seconds = Mutex(0.0)
        var now: Double { seconds.withLock { $0 } }
        func pass(_ more: Double) { seconds.withLock { $0 += more } }
    }

    @Test("A burst at once, then so many a second; what is refused counts for nothing")
    func bucket() {
        var limit = RateLimit<String>(burst: 3, perSecond: 2)
        for _ in 1...3 { #expect(limit.spend("a", at: 0) == nil) }
        #expect(limit.spend("a", at: 0) == 0.5)
        #expect(limit.spend("a", at: 0.25) == 0.25)
        #expect(limit.spend("b", at: 0.25) == nil, "another caller")
        #expect(limit.spend("a", at: 0.5) == nil)
        #expect(limit.wait(of: "a", at: 0.5) == 0.5)
        for _ in 1...3 { #expect(limit.spend("a", at: 100) == nil) }
        #expect(limit.spend("a", at: 100) != nil, "rest does not add up beyond the burst")
        #expect(limit.spend("a", at: 50) != nil, "nor does a clock that goes back")
    }

    @Test("However many callers come, the book stays small and the newest is served")
    func many() {
        var limit = RateLimit<Int>(burst: 2, perSecond: 1)
        for caller in 0..<45_000 { #expect(limit.spend(caller, at: Double(caller) / 1e6) == nil) }
        #expect(limit.callers <= 20_000)
    }

    private static func open(
        _ rates: Rates, _ body: @Sendable (House, any TestClientProtocol, HandClock) async throws -> Void
    ) async throws {
        try await House.with { house in
            let clock = HandClock()
            let console = Console(house.control, logger: House.logger, rates: rates) { clock.now }
            let application = Application(router: try console.router(isOpen: true), logger: House.logger)
            try await application.test(.router) { try await body(house, $0, clock) }
        }
    }

    @Test("Each person and each room has a rate of its own, and hears when to come again")
    func perCaller() async throws {
        var rates = Rates()
        (rates.person, rates.room) = ((3, 0.5), (2, 1))
        try await Self.open(rates) { house, client, clock in
            let (token, other, secret) = (try house.token(), try house.token(.dirjen), try house.secret())
            for _ in 1...3 { #expect(try await client.json(.get, "/api/me", as: token).status == .ok) }
            let refused = try await client.json(.get, "/api/me", as: token)
            #expect((refused.status, refused.headers[.retryAfter]) == (.tooManyRequests, "2"))
            #expect(refused.field("message") == "terlalu banyak permintaan; coba lagi dalam 2 detik")
            #expect(try await client.json(.get, "/api/me", as: other).status == .ok)
            for _ in 1...2 {
                let told = try await client.json(.post, "/api/rooms/kpp-jayapura/facts", "[]", as: secret)
                #expect(told.status == .ok)
            }
            let late = try await client.json(.post, "/api/rooms/kpp-jayapura/facts", "[]", as: secret)
            #expect((late.status, late.headers[.retryAfter]) == (.tooManyRequests, "1"))
            clock.pass(2)
            #expect(try await client.json(.get, "/api/me", as: token).status == .ok)
            #expect(try await client.json(.post, "/api/rooms/kpp-jayapura/facts", "[]", as: secret).status == .ok)
        }
    }

    @Test("An address whose caller proves nothing has a rate; those who are known do not share it")
    func perAddress() async throws {
        var rates = Rates()
        rates.address = (4, 0.001)
        try await House.serve(rates: rates) { house, port in
            for _ in 1...4 { #expect(try await RawConnection(port: port).ask("/masuk").hasPrefix("HTTP/1.1 200 ")) }
            #expect(try await RawConnection(port: port).ask("/masuk").hasPrefix("HTTP/1.1 429 "))
            #expect(try await RawConnection(port: port).ask("/api/me", bearer: "guessed").hasPrefix("HTTP/1.1 429 "))
            let person = try await RawConnection(port: port).ask("/api/me", bearer: house.token())
            #expect(person.hasPrefix("HTTP/1.1 200 "))
            let other = try await RawConnection(port: port, from: "127.0.0.2").ask("/masuk")
            #expect(other.hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test("A person whose requests are refused again and again fills the audit no further")
    func refusals() async throws {
        var rates = Rates()
        rates.refusals = (5, 0.1)
        try await Self.open(rates) { house, client, clock in
            let token = try house.token()
            for _ in 1...5 {
                #expect(try await client.json(.post, "/api/meetings", "{}", as: token).status == .badRequest)
            }
            let before = try await house.control.journal.events(of: EventCodec.refusals).count
            #expect(before == 5)
            let refused = try await client.json(.post, "/api/meetings", "{}", as: token)
            #expect((refused.status, refused.headers[.retryAfter]) == (.tooManyRequests, "10"))
            #expect(try await house.control.journal.events(of: EventCodec.refusals).count == before)
            #expect(try await client.json(.get, "/api/me", as: token).status == .ok, "reading goes on")
            clock.pass(10)
            #expect(try await client.json(.post, "/api/meetings", "{}", as: token).status == .badRequest)
        }
    }
}
