import Foundation
import NIOCore
import Offices
import Testing

@testable import Console

/// Slow and many connections, on real sockets.
@Suite(.serialized)
struct ConnectionTests {
    /// Limits of which a test needs one: all others are far away.
    private static func limits(_ change: (inout ConnectionLimits) -> Void) -> ConnectionLimits {
        var limits = ConnectionLimits(doorstep: 8, guests: 2, known: 8)
        limits.head = .minutes(5)
        limits.idle = .minutes(5)
        limits.bodyGrace = .minutes(5)
        limits.stall = .minutes(5)
        change(&limits)
        return limits
    }

    @Test(
        "A head that does not come is answered that it was too slow, and its connection closed",
        arguments: ["", "GET /hea"])
    func slowHead(sent: String) async throws {
        try await House.serve(Self.limits { $0.head = .milliseconds(200) }) { _, port in
            let slow = try RawConnection(port: port)
            slow.send(sent)
            let heard = try await slow.hear()
            #expect(heard.hasPrefix("HTTP/1.1 408 ") && heard.contains("did not come whole in time"), "\(heard)")
            #expect(try await RawConnection(port: port).ask("/health").hasPrefix("HTTP/1.1 204 "))
        }
    }

    @Test("A body that trickles is answered that it was too slow, and its connection closed")
    func slowBody() async throws {
        try await House.serve(Self.limits { $0.bodyGrace = .milliseconds(200) }) { house, port in
            let slow = try RawConnection(port: port)
            slow.send(
                """
                POST /api/me/tokens HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(try house.token())\r\n\
                Content-Length: 1000\r\n\r\n{"na
                """)
            let heard = try await slow.hear()
            #expect(heard.hasPrefix("HTTP/1.1 408 "), "\(heard)")
        }
    }

    @Test(
        "A body whose pieces are framed wrongly is a mistake of the sender, and no failure of the service",
        arguments: ["FFFFFFFFFFFFFFFFFF\r\nabc", "-5\r\nabc\r\n0\r\n\r\n", "zz\r\nabc"])
    func brokenPieces(body: String) async throws {
        try await House.serve { _, port in
            let sender = try RawConnection(port: port)
            sender.send("POST /masuk HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n\(body)")
            let heard = try await sender.hear(until: "\r\n\r\n")
            #expect(heard.hasPrefix("HTTP/1.1 400 "), "\(heard)")
        }
    }

    @Test("A connection that asks no more is closed without a word")
    func idle() async throws {
        try await House.serve(Self.limits { $0.idle = .milliseconds(200) }) { _, port in
            let idle = try RawConnection(port: port)
            #expect(try await idle.ask("/health").hasPrefix("HTTP/1.1 204 "))
            #expect(try await idle.hear() == "")
        }
    }

    @Test("What is left of a body after its answer is not taken for ever")
    func unread() async throws {
        try await House.serve(Self.limits { $0.drain = .milliseconds(200) }) { _, port in
            let rest = try RawConnection(port: port)
            rest.send("POST /api/me/tokens HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n{")
            #expect(try await rest.hear().hasPrefix("HTTP/1.1 401 "))
        }
    }

    @Test("A flood of half requests keeps out neither the room nor the person nor the next stranger")
    func flood() async throws {
        try await House.serve(Self.limits { _ in }) { house, port in
            let plan = try RawConnection(port: port)
            #expect(
                try await plan.ask("/api/rooms/kpp-jayapura/plan", bearer: house.secret()).hasPrefix("HTTP/1.1 200 "))
            var flood: [RawConnection] = []
            for number in 0..<60 {
                let half = try RawConnection(port: port)
                half.send("POST /api/sessions HTTP/1.1\r\nHost: localhost\r\n")
                // Some have shown a whole head and let the body be waited for.
                if number.isMultiple(of: 2) { half.send("Content-Length: 900\r\n\r\n{") }
                flood.append(half)
                guard number.isMultiple(of: 10) else { continue }
                #expect(try await RawConnection(port: port).ask("/health").hasPrefix("HTTP/1.1 204 "))
                let me = try RawConnection(port: port)
                #expect(try await me.ask("/api/me", bearer: house.token()).hasPrefix("HTTP/1.1 200 "))
            }
            #expect(try await plan.hear(until: "\n\n").contains(":"), "the plan's stream was cut")
            // The oldest of the flood had to go.
            #expect(try await flood[0].hear() == "")
            withExtendedLifetime(flood) {}
        }
    }

    @Test("When every seat is taken a guest is told when to come again, and rooms and people are still answered")
    func crowd() async throws {
        try await House.serve(Self.limits { _ in }) { house, port in
            let walls = try [RawConnection(port: port), RawConnection(port: port)]
            for wall in walls { #expect(try await wall.ask("/events").hasPrefix("HTTP/1.1 200 ")) }
            let refused = try await RawConnection(port: port).ask("/events")
            #expect(refused.hasPrefix("HTTP/1.1 503 ") && refused.contains("Retry-After: 5"), "\(refused)")
            let room = try await RawConnection(port: port).ask("/api/rooms/kpp-jayapura/plan", bearer: house.secret())
            #expect(room.hasPrefix("HTTP/1.1 200 "))
            let person = try await RawConnection(port: port).ask("/api/me", bearer: house.token())
            #expect(person.hasPrefix("HTTP/1.1 200 "))
            withExtendedLifetime(walls) {}
        }
    }

    @Test("One person has as many connections as one person may have, and hears so beyond")
    func onePerson() async throws {
        try await House.serve(Self.limits { $0.ofPerson = 3 }) { house, port in
            let token = try house.token()
            let own = try (0..<3).map { _ in try RawConnection(port: port) }
            for one in own { #expect(try await one.ask("/api/me", bearer: token).hasPrefix("HTTP/1.1 200 ")) }
            let more = try await RawConnection(port: port).ask("/api/me", bearer: token)
            #expect(more.hasPrefix("HTTP/1.1 429 ") && more.contains("Retry-After: "), "\(more)")
            let other = try await RawConnection(port: port).ask("/api/me", bearer: house.token(.dirjen))
            #expect(other.hasPrefix("HTTP/1.1 200 "))
            withExtendedLifetime(own) {}
        }
    }

    @Test("Headers without end are refused")
    func headers() async throws {
        try await House.serve(Self.limits { _ in }) { _, port in
            let long = try RawConnection(port: port)
            long.send("GET /health HTTP/1.1\r\nHost: localhost\r\nX: \(String(repeating: "a", count: 20_000))\r\n\r\n")
            #expect(!(try await long.hear(until: "\r\n\r\n")).hasPrefix("HTTP/1.1 204"))
            #expect(try await RawConnection(port: port).ask("/health").hasPrefix("HTTP/1.1 204 "))
        }
    }
}
