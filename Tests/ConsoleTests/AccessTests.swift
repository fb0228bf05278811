import Console
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Offices
import Procedures
import Testing

/// Who may call what: least rights, over every route that there is.
struct AccessTests {
    /// A path of the route with every parameter filled in, as a caller would.
    private func path(_ route: Router<ConsoleContext>.RouteDescription, room: String = "kpp-jayapura") -> String {
        let known = [
            "{room}": room, "{meeting}": "019a0000-0000-7000-8000-000000000012", "{track}": "room", "{part}": "1",
            "{index}": "0", "{sha256}": String(repeating: "a", count: 64), "{edition}": "evidence-1",
            "**": "summary.json", "{token}": "019a0000-0000-7000-8000-000000000013",
            "{session}": "019a0000-0000-7000-8000-000000000014", "{case}": "019a0000-0000-7000-8000-000000000015",
            "{document}": "019a0000-0000-7000-8000-000000000016", "{code}": "00000-00000-00000-00000",
        ]
        return route.path.description.split(separator: "/").map { part in
            let name = part.hasPrefix(":") ? "{\(part.dropFirst())}" : String(part)
            return "/" + (known[name] ?? name)
        }.joined()
    }

    /// Every route below `/api` but the sign-in, and whether rooms call it.
    private func routes(_ house: House) throws -> [(method: HTTPRequest.Method, path: String, isRooms: Bool)] {
        let routes = try house.console.router(isOpen: true).routes
            .filter { $0.path.description.hasPrefix("/api/") }
            .filter { ($0.method, $0.path.description) != (.post, "/api/sessions") }
            .map { ($0.method, path($0), $0.path.description.hasPrefix("/api/rooms/")) }
        #expect(routes.contains { $0.2 } && routes.contains { !$0.2 }, "routes of rooms and of people")
        return routes
    }

    @Test("No route of the API answers anybody who proves nothing")
    func withoutToken() async throws {
        try await House.open { house, client in
            for (method, path, _) in try routes(house) {
                for bearer in [nil, "", "x", String(repeating: "0", count: 64)] {
                    let answer = try await client.json(method, path, "{}", as: bearer)
                    #expect(answer.status == .unauthorized, "\(method) \(path)")
                    #expect(answer.field("rule") == "sign-in")
                }
            }
        }
    }

    @Test("A room's secret opens its own routes, not another room's, and none of the people's")
    func roomSecret() async throws {
        try await House.open { house, client in
            let (own, other) = (try house.secret(of: House.far), try house.secret(of: House.host))
            for (method, path, isRooms) in try routes(house) {
                #expect(
                    try await client.json(method, path, "{}", as: other).status == .unauthorized, "\(method) \(path)")
                if !isRooms {
                    #expect(try await client.json(method, path, "{}", as: own).status == .unauthorized, "\(path)")
                } else if !path.hasSuffix("/plan") {
                    #expect(try await client.json(method, path, "{}", as: own).status != .unauthorized, "\(path)")
                }
            }
        }
    }

    @Test(
        "A person's token opens no room's route, and the people's routes",
        arguments: [Role.dirjen, .operatorRko])
    func personToken(role: Role) async throws {
        try await House.open { house, client in
            let token = try house.token(role)
            for (method, path, isRooms) in try routes(house) {
                let answer = try await client.json(method, path, "{}", as: token)
                #expect((answer.status == .unauthorized) == isRooms, "\(method) \(path): \(answer.status)")
                #expect(answer.status.code < 500, "\(method) \(path): \(answer.text)")
            }
        }
    }

    @Test("A room that does not exist has no secret")
    func unknownRoom() async throws {
        try await House.open { house, client in
            for room in ["kpp-ambon", "..", "%2e%2e", "KPP"] {
                let answer = try await client.json(
                    .post, "/api/rooms/\(room)/telemetry", "{}", as: house.secret(of: House.far))
                #expect([.unauthorized, .badRequest, .notFound].contains(answer.status), "\(room): \(answer.status)")
            }
        }
    }

    @Test("The evidence is for the operator alone")
    func evidence() async throws {
        try await House.open { house, client in
            let id = try await house.decided(client)
            for path in ["/api/meetings/\(id)/evidence"] {
                #expect(try await client.json(.post, path, as: house.token(.dirjen)).status == .forbidden)
                #expect(try await client.json(.post, path, as: house.token()).status == .conflict)
            }
        }
    }

    @Test(
        "No path leads out of the evidence folder",
        arguments: [
            "../../people.json", "..%2f..%2fpeople.json", "%2e%2e/%2e%2e/people.json", "....//people.json",
            "/etc/passwd",
        ])
    func traversal(path: String) async throws {
        try await House.open { house, client in
            let id = try await house.decided(client)
            for edition in ["evidence-1", "..", "%2e%2e", "originals", "evidence-1%2f.."] {
                let answer = try await client.json(
                    .get, "/api/meetings/\(id)/evidence/\(edition)/\(path)", as: house.token())
                #expect(answer.status == .notFound, "\(edition)/\(path)")
            }
        }
    }

    @Test("An office that is not invited does not see the meeting; the operator does")
    func strangersMeeting() async throws {
        try await House.open { house, client in
            let id = try await house.decided(client)
            let path = "/api/meetings/\(id)"
            #expect(try await client.json(.get, path, as: house.token(.kepalaKpp)).status == .forbidden)
            #expect(try await client.json(.get, "/api/meetings", as: house.token(.kepalaKpp)).text == "[]")
            #expect(try await client.json(.get, path, as: house.token()).status == .ok)
        }
    }

    // MARK: - Pages

    @Test("A cookie counts for reading, and for writing only from this service's own page")
    func cookie() async throws {
        try await House.open { house, client in
            let cookie = try await house.cookie(of: .dirjen, client)
            func begin(_ origin: String?) async throws -> HTTPResponse.Status {
                var headers: HTTPFields = [.cookie: cookie]
                if let origin { headers[.origin] = origin }
                return try await client.json(.post, "/api/meetings", House.decision, headers: headers).status
            }
            #expect(try await client.json(.get, "/api/me", headers: [.cookie: cookie]).status == .ok)
            #expect(try await begin(nil) == .unauthorized)
            for origin in ["http://evil.example", "null", "http://localhost.evil.example", ""] {
                #expect(try await begin(origin) == .forbidden, "\(origin)")
            }
            #expect(try await begin("http://localhost") == .created)
        }
    }

    @Test("Signing in sets a cookie that scripts and other sites cannot use; a wrong token sets none")
    func signIn() async throws {
        for isOpen in [true, false] {
            try await House.open(isOpen: isOpen) { house, client in
                let token = try house.token()
                let answer = try await client.json(.post, "/masuk", "token=\(token)")
                #expect((answer.status, answer.headers[.location]) == (.seeOther, "./"))
                let cookie = try #require(answer.headers[.setCookie])
                let name = isOpen ? "rljj=" : "__Host-rljj="
                #expect(cookie.hasPrefix(name) && !cookie.contains(token), "a session, never the token")
                for part in ["HttpOnly", "SameSite=Strict", "Path=/"] { #expect(cookie.contains("; \(part)")) }
                #expect(cookie.contains("Secure") == !isOpen)
                for wrong in ["", "token=", "token=x", "token=\(token)0", "\(token)", "token=\(token)\r\nX: y"] {
                    let refused = try await client.json(.post, "/masuk", wrong)
                    #expect(refused.status == .unauthorized)
                    #expect(refused.headers[.setCookie] == nil)
                }
            }
        }
    }

    @Test("Beyond loopback the wall, its events and pictures ask for a sign-in; the sign-in itself does not")
    func closedWall() async throws {
        try await House.open(isOpen: false) { house, client in
            let cookie = try await house.cookie(client)
            #expect(try await client.json(.get, "/").headers[.location] == "masuk")
            #expect(try await client.json(.get, "/events").status == .unauthorized)
            #expect(try await client.json(.get, "/rooms/rko/picture").status == .unauthorized)
            #expect(try await client.json(.get, "/masuk").status == .ok)
            #expect(try await client.json(.get, "/", headers: [.cookie: cookie]).status == .ok)
        }
    }

    @Test(
        "A personal token is no cookie, and leaving ends what the cookie stands for, whatever it is, and takes it away")
    func leaving() async throws {
        try await House.open(isOpen: false) { house, client in
            let token = try house.token()
            let forged: HTTPFields = [.cookie: "__Host-rljj=\(token)"]
            #expect(try await client.json(.get, "/api/me", headers: forged).status == .unauthorized)
            let cookie = try await house.cookie(client)
            for cookie in [cookie, "__Host-rljj=\(token)", "__Host-rljj=nonsense"] {
                let left = try await client.json(.post, "/keluar", headers: [.cookie: cookie])
                #expect(left.status == .seeOther)
                #expect(try #require(left.headers[.setCookie]).contains("Max-Age=0"))
                #expect(try await client.json(.get, "/api/me", headers: [.cookie: cookie]).status == .unauthorized)
            }
            #expect(try await client.json(.get, "/api/me", as: token).status == .ok, "the program's token stays")
            let other = try await house.cookie(client)
            let forced = try await client.json(
                .post, "/keluar", headers: [.cookie: other, .origin: "http://evil.example"])
            #expect(forced.status == .forbidden)
            #expect(try await client.json(.get, "/api/me", headers: [.cookie: other]).status == .ok)
        }
    }

    // MARK: - Leaving the house

    @Test("Without a post in force nothing is read or done, but who one is and what one has to put away")
    func withoutPost() async throws {
        try await House.open(isOpen: false) { house, client in
            let token = try house.former().token
            for (method, path, isRooms) in try routes(house) where !isRooms {
                let answer = try await client.json(method, path, "{}", as: token)
                let isOwn = path == "/api/me" || path.hasPrefix("/api/me/") || path == "/api/sessions/current"
                if isOwn, (method, path) != (.post, "/api/me/tokens") {
                    #expect(answer.status != .forbidden, "\(method) \(path)")
                    continue
                }
                #expect(answer.status == .forbidden, "\(method) \(path): \(answer.status)")
                #expect(answer.field("message")?.contains("jabatan") == true, "\(method) \(path)")
            }
            let me = try await client.json(.get, "/api/me", as: token)
            #expect(me.field("name") == "Mantan" && me.text.contains(#""posts":[]"#))
            for path in ["/", "/events", "/rooms/rko/picture"] {
                let entered = try await client.json(.post, "/masuk", "token=\(token)")
                let cookie = String(try #require(entered.headers[.setCookie]).prefix { $0 != ";" })
                #expect(try await client.json(.get, path, headers: [.cookie: cookie]).status == .forbidden)
            }
        }
    }
}
