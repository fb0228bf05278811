import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Console

/// For which names the service answers.
struct HostTests {
    @Test(
        "Loopback's names, the listener's, those given and a certificate's are ours, with any port and in any case",
        arguments: [
            "localhost", "LOCALHOST:8080", "localhost.", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8080",
            "[0:0:0:0:0:0:0:1]:80", "rko.example", "RKO.example:443", "10.1.2.3", "10.1.2.3:8443", "a.kantor.example",
            "[fd00::7]:8443",
        ])
    func ours(authority: String) {
        let names = HostNames(["RKO.example", "*.kantor.example", "fd00:0::7"])
        #expect(names.include(authority, arrivedAt: "10.1.2.3"))
    }

    @Test(
        "Every other name is not",
        arguments: [
            "", "evil.example", "localhost.evil.example", "evil.example:8080", "127.0.0.1.evil.example", "127.0.0.2",
            "10.1.2.4", "[::2]", "[::1", "::1]", "localhost:evil", "localhost:80:80", "a.b.kantor.example",
            "kantor.example", "localhost@evil.example", "localhost/", " localhost", "xn--localhost",
        ])
    func others(authority: String) {
        let names = HostNames(["RKO.example", "*.kantor.example"])
        #expect(!names.include(authority, arrivedAt: "10.1.2.3"))
    }

    @Test("A request for another host is refused with what came and what is expected, whatever it asks for")
    func refused() async throws {
        try await House.serve { house, port in
            for path in ["/", "/health", "/api/me", "/events", "/nothing"] {
                let answer = try await RawConnection(port: port).ask(path, bearer: house.token(), host: "evil.example")
                #expect(answer.hasPrefix("HTTP/1.1 421 "), "\(path): \(answer)")
            }
            let connection = try RawConnection(port: port)
            connection.send("GET /health HTTP/1.1\r\nHost: evil\u{1b}[2J.example\r\nConnection: close\r\n\r\n")
            let text = try await connection.hear()
            // A control character is refused by the parser of requests; a name that is a name is quoted.
            #expect(!text.hasPrefix("HTTP/1.1 2") && !text.contains("\u{1b}"), "\(text)")
            let other = try RawConnection(port: port)
            other.send("GET /health HTTP/1.1\r\nHost: evil.example:80\r\nConnection: close\r\n\r\n")
            let answer = try await other.hear()
            for part in ["evil.example:80", "localhost, 127.0.0.1, [::1]", "rljj serve --name"] {
                #expect(answer.contains(part), "\(answer)")
            }
            let none = try RawConnection(port: port)
            none.send("GET /health HTTP/1.0\r\n\r\n")
            #expect(try await none.hear(until: "\r\n\r\n").hasPrefix("HTTP/1.1 421 ") == true)
        }
    }

    @Test("A name that was given is answered")
    func given() async throws {
        let listener = Console.Listener(host: "127.0.0.1", port: 0, names: ["rko.example"])
        try await House.serve(listener: listener) { _, port in
            let answer = try await RawConnection(port: port).ask("/health", host: "rko.example")
            #expect(answer.hasPrefix("HTTP/1.1 204 "))
        }
    }

    @Test("An IPv6 address is listened to, and told in brackets")
    func addresses() async throws {
        let listener = Console.Listener(host: "::1", port: 0)
        #expect(listener.isLoopback && listener.url(port: 8080) == "http://[::1]:8080")
        #expect(Console.Listener(host: "localhost", port: 0).url(port: 1) == "http://localhost:1")
        let tls = Console.Listener.Certificate(chain: "", key: "")
        #expect(Console.Listener(host: "10.0.0.1", port: 0, tls: tls).url(port: 443) == "https://10.0.0.1:443")
    }

    @Test("The sign-in page takes a token from its own pages and from programs, not from a page of another site")
    func foreignOrigin() async throws {
        try await House.open { house, client in
            let body = "token=\(try house.token())"
            for origin in ["http://evil.example", "null", "http://localhost.evil.example", "http://localhost:1", ""] {
                let answer = try await client.json(.post, "/masuk", body, headers: [.origin: origin])
                #expect(answer.status == .forbidden, "\(origin)")
                #expect(answer.headers[.setCookie] == nil)
                #expect(answer.field("english")?.contains("another site") == true)
            }
            for headers in [[:], [.origin: "http://localhost"]] as [HTTPFields] {
                #expect(try await client.json(.post, "/masuk", body, headers: headers).status == .seeOther)
            }
        }
    }

    @Test("Over TLS the cookie has the name that no other host can set, and only that one counts")
    func cookie() async throws {
        try await House.open(isOpen: false) { house, client in
            let token = try house.token()
            let answer = try await client.json(.post, "/masuk", "token=\(token)")
            let set = try #require(answer.headers[.setCookie])
            let cookie = String(set.prefix { $0 != ";" })
            #expect(cookie.hasPrefix("__Host-rljj=") && set.contains("; HttpOnly; SameSite=Strict; Path=/; "))
            #expect(set.hasSuffix("; Secure") && !set.contains("Domain"))
            let plain = String(cookie.dropFirst("__Host-".count))
            let refused = try await client.json(.get, "/api/me", headers: [.cookie: plain])
            #expect(refused.status == .unauthorized)
            let own = try await client.json(.get, "/api/me", headers: [.cookie: cookie])
            #expect(own.status == .ok)
            #expect(own.headers[.strictTransportSecurity] == "max-age=31536000; includeSubDomains")
        }
        try await House.open { _, client in
            let plain = try await client.json(.get, "/health")
            #expect(plain.headers[.strictTransportSecurity] == nil)
        }
    }
}
