import ControlRoom
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Offices
import Testing

/// Signing in, one's own tokens, and who there is, over HTTP.
struct PeopleRouteTests {
    static let password = "kuda benar baterai"

    /// Gives the operator a NIP-less password that costs nothing, and tells the operator's id.
    private func setPassword(_ house: House, _ role: Role = .operatorRko) throws -> PersonID {
        let cheap = PasswordHash.Cost(rounds: 16, blockSize: 1, parallelism: 1)
        return try People.change(at: house.folder.people) { people in
            let person = try #require(people.persons.first { $0.posts.contains { $0.role == role } })
            people.accounts.set(try PasswordHash(of: Password(Self.password), cost: cheap), of: person.id)
            return person.id
        }.result
    }

    private func signIn(_ id: PersonID, _ client: any TestClientProtocol) async throws -> TestResponse {
        try await client.json(.post, "/api/sessions", #"{"person":"\#(id)","password":"\#(Self.password)"}"#)
    }

    private func list(_ answer: TestResponse) throws -> [[String: Any]] {
        try #require(try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [[String: Any]])
    }

    @Test("A sign-in gives a token, and the same as a cookie that scripts and other sites cannot use")
    func session() async throws {
        for isOpen in [true, false] {
            try await House.open(isOpen: isOpen) { house, client in
                let answer = try await signIn(setPassword(house), client)
                #expect(answer.status == .created)
                let token = try #require(answer.field("token"))
                #expect(Moment(answer.field("expires") ?? "") != nil)
                let cookie = try #require(answer.headers[.setCookie])
                let name = isOpen ? "rljj" : "__Host-rljj"
                #expect(cookie.hasPrefix("\(name)=\(token); HttpOnly; SameSite=Strict; Path=/; Max-Age=43200"))
                #expect(cookie.contains("Secure") == !isOpen)
                #expect(cookie.contains("rljj-perangkat=") && cookie.contains("Max-Age=15552000"))
                #expect(try await client.json(.get, "/api/me", as: token).field("name") == Role.operatorRko.term)
                let me = try await client.json(.get, "/api/me", headers: [.cookie: "\(name)=\(token)"])
                #expect(me.status == .ok)
            }
        }
    }

    @Test("Signing out ends the session that asks, and no other; a personal token has none to end")
    func signOut() async throws {
        try await House.open { house, client in
            let id = try setPassword(house)
            let first = try #require(try await signIn(id, client).field("token"))
            let second = try #require(try await signIn(id, client).field("token"))
            let gone = try await client.json(.delete, "/api/sessions/current", as: first)
            #expect(gone.status == .noContent)
            #expect(try #require(gone.headers[.setCookie]).contains("Max-Age=0"))
            #expect(try await client.json(.get, "/api/me", as: first).status == .unauthorized)
            #expect(try await client.json(.get, "/api/me", as: second).status == .ok)
            let none = try await client.json(.delete, "/api/sessions/current", as: house.token())
            #expect((none.status, none.field("rule")) == (.notFound, "path"))
        }
    }

    @Test("Leaving by the page ends the session of the cookie too")
    func leave() async throws {
        try await House.open { house, client in
            let token = try #require(try await signIn(setPassword(house), client).field("token"))
            let headers: HTTPFields = [.cookie: "rljj=\(token)", .origin: "http://localhost"]
            #expect(try await client.json(.post, "/keluar", headers: headers).status == .seeOther)
            #expect(try await client.json(.get, "/api/me", as: token).status == .unauthorized)
        }
    }

    @Test("One sees one's own sessions and ends them, never another's")
    func sessions() async throws {
        try await House.open { house, client in
            let id = try setPassword(house)
            let token = try #require(try await signIn(id, client).field("token"))
            _ = try await signIn(id, client)
            let own = try list(try await client.json(.get, "/api/me/sessions", as: token))
            #expect(own.map { $0["current"] as? Bool } == [true, false])
            let other = try #require(own.last?["id"] as? String)
            let path = "/api/me/sessions/\(other)"
            #expect(try await client.json(.delete, path, as: house.token(.dirjen)).status == .notFound)
            #expect(try await client.json(.delete, path, as: token).status == .noContent)
            #expect(try list(try await client.json(.get, "/api/me/sessions", as: token)).count == 1)
        }
    }

    @Test("A wrong password is refused in the usual form, without saying what was wrong, and sets no cookie")
    func wrongPassword() async throws {
        try await House.open { house, client in
            let id = try setPassword(house)
            for body in [
                #"{"person":"\#(id)","password":"salah"}"#, #"{"nip":"060090555","password":"\#(Self.password)"}"#,
            ] {
                let answer = try await client.json(.post, "/api/sessions", body)
                #expect((answer.status, answer.field("rule")) == (.unauthorized, "sign-in"))
                #expect(answer.field("message") == "nama atau kata sandi salah")
                #expect(answer.headers[.setCookie] == nil)
            }
        }
    }

    @Test("After five failures a sign-in is told how long to wait")
    func throttled() async throws {
        try await House.open { house, client in
            let id = try setPassword(house)
            for _ in 0..<5 {
                _ = try await client.json(.post, "/api/sessions", #"{"person":"\#(id)","password":"salah"}"#)
            }
            let answer = try await signIn(id, client)
            #expect((answer.status, answer.field("rule")) == (.tooManyRequests, "wait"))
            let wait = try #require(HTTPField.Name("Retry-After"))
            #expect((1...15).contains(Int(answer.headers[wait] ?? "") ?? 0))
            #expect(answer.headers[.setCookie] == nil)
        }
    }

    @Test(
        "A sign-in that does not fit is refused with what is allowed, and repeats nothing of it",
        arguments: [
            (#"{"password":"rahasia sekali"}"#, "nip, person"), ("{}", "password: missing"),
            (
                #"{"nip":"060090555","person":"019a0000-0000-7000-8000-000000000001","password":"rahasia"}"#,
                "nip, person"
            ),
            (#"{"nip":"12","password":"rahasia"}"#, "nip: "), (#"{"person":"x","password":"rahasia"}"#, "person: "),
            (#"{"nip":"060090555","password":17}"#, "password"), ("", "body"),
        ])
    func misfits(body: String, named: String) async throws {
        try await House.open { _, client in
            let answer = try await client.json(.post, "/api/sessions", body)
            #expect((answer.status, answer.field("rule")) == (.badRequest, "form"))
            #expect(try #require(answer.field("english")).contains(named), "\(answer.text)")
            #expect(!answer.text.contains("rahasia"))
        }
    }

    @Test("Another site signs no browser in, and a sign-in is small")
    func otherSite() async throws {
        try await House.open { house, client in
            let id = try setPassword(house)
            let body = #"{"person":"\#(id)","password":"\#(Self.password)"}"#
            for origin in ["http://evil.example", "null", ""] {
                let answer = try await client.json(.post, "/api/sessions", body, headers: [.origin: origin])
                #expect(answer.status == .forbidden)
                #expect(answer.headers[.setCookie] == nil)
            }
            let own = try await client.json(.post, "/api/sessions", body, headers: [.origin: "http://localhost"])
            #expect(own.status == .created)
            let big = try await client.json(.post, "/api/sessions", String(repeating: " ", count: 5000))
            #expect(big.status == .contentTooLarge)
        }
    }

    // MARK: - Tokens

    @Test("A personal token is shown once, used like any other, listed without its secret, and revoked by its owner")
    func tokens() async throws {
        try await House.open { house, client in
            let first = try #require(try await signIn(setPassword(house), client).field("token"))
            let expires = Moment(Date()).advanced(bySeconds: 3600)
            let made = try await client.json(
                .post, "/api/me/tokens", #"{"name":"layar RKO","expires":"\#(expires)"}"#, as: first)
            #expect(made.status == .created)
            let (id, token) = (try #require(made.field("id")), try #require(made.field("token")))
            #expect(try await client.json(.get, "/api/me", as: token).field("name") == Role.operatorRko.term)
            let listed = try await client.json(.get, "/api/me/tokens", as: first)
            #expect(try list(listed).map { $0["name"] as? String } == ["token pertama", "layar RKO"])
            #expect(try !listed.text.contains(token) && !listed.text.contains(house.token()))
            let path = "/api/me/tokens/\(id)"
            #expect(try await client.json(.delete, path, as: house.token(.dirjen)).status == .notFound)
            #expect(try await client.json(.delete, path, as: first).status == .noContent)
            #expect(try await client.json(.get, "/api/me", as: token).status == .unauthorized)
            #expect(try await client.json(.delete, path, as: first).status == .notFound)
        }
    }

    @Test(
        "A token without a name or with an end that is past is refused",
        arguments: [
            ("{}", HTTPResponse.Status.badRequest), (#"{"name":""}"#, .badRequest), (#"{"name":"a\nb"}"#, .badRequest),
            (#"{"name":"a","expires":"besok"}"#, .badRequest),
            (#"{"name":"a","expires":"2020-01-01T00:00:00Z"}"#, .unprocessableContent),
            (#"{"name":"a","expires":"2199-01-01T00:00:00Z"}"#, .unprocessableContent),
        ])
    func refusedTokens(body: String, status: HTTPResponse.Status) async throws {
        try await House.open { house, client in
            let session = try #require(try await signIn(setPassword(house), client).field("token"))
            let answer = try await client.json(.post, "/api/me/tokens", body, as: session)
            #expect((answer.status, answer.field("rule")) == (status, "form"))
        }
    }

    @Test("A token makes no further token without the password; without a wish it is good for 90 days, as is said")
    func freshTokens() async throws {
        try await House.open { house, client in
            _ = try setPassword(house)
            func make(_ body: String) async throws -> TestResponse {
                try await client.json(.post, "/api/me/tokens", body, as: house.token())
            }
            let stale = try await make(#"{"name":"a"}"#)
            #expect((stale.status, stale.field("rule")) == (.forbidden, "sign-in"))
            #expect(stale.field("message")?.contains("kata sandi") == true)
            #expect(try await make(#"{"name":"a","password":"salah sekali"}"#).status == .unauthorized)
            let made = try await make(#"{"name":"a","password":"\#(Self.password)"}"#)
            #expect(made.status == .created)
            let end = try #require(Moment(made.field("expires") ?? ""))
            #expect(abs(end.seconds(since: Moment(Date())) - 7_776_000) < 60)
        }
    }

    @Test("A known device signs in while a stranger's tries make others at its address wait")
    func knownDevice() async throws {
        try await House.open { house, client in
            let id = try setPassword(house)
            let cookies = try #require(try await signIn(id, client).headers[.setCookie])
            let device = try #require(cookies.firstMatch(of: /rljj-perangkat=[0-9a-f]{64}/)?.output)
            let wrong = #"{"person":"\#(id)","password":"salah"}"#
            for _ in 0..<7 { _ = try await client.json(.post, "/api/sessions", wrong) }
            #expect(try await signIn(id, client).status == .tooManyRequests)
            let body = #"{"person":"\#(id)","password":"\#(Self.password)"}"#
            let known = try await client.json(.post, "/api/sessions", body, headers: [.cookie: String(device)])
            #expect(known.status == .created)
            #expect(try await client.json(.get, "/api/me", headers: [.cookie: String(device)]).status == .unauthorized)
        }
    }

    // MARK: - People

    @Test("Who one is: posts in force with their names, and the order where one stands in for another")
    func me() async throws {
        try await House.open { house, client in
            let order = try #require(Line("ND-12"))
            let (from, until) = (Moment(Date()).advanced(bySeconds: -60), Moment(Date()).advanced(bySeconds: 600))
            let acting = Acting(kind: .plh, order: order, holder: Line("Yohana"))
            let posts = [
                Post(role: .kepalaKpp, office: House.far.id, from: from, until: until, acting: acting),
                Post(role: .loKpp, office: House.far.id, until: from),
                Post(role: .ocKpp, office: House.far.id, from: until),
            ]
            var people = try People(path: house.folder.people)
            let person = Person(
                id: PersonID(at: from), name: "Markus", nip: try NIP(parsing: "198402292006042003"), posts: posts)
            let token = try people.add(person)
            let me = try await client.json(.get, "/api/me", as: token)
            #expect(me.field("nip") == "•••••••• 200604 • •••")
            let object = try JSONSerialization.jsonObject(with: Data(me.text.utf8)) as? [String: Any]
            let inForce = try #require(object?["posts"] as? [[String: Any]])
            #expect(inForce.map { $0["role"] as? String } == ["kepala-kpp"])
            #expect(inForce.first?["officeName"] as? String == "KPP Pratama Jayapura")
            let told = try #require(inForce.first?["acting"] as? [String: String])
            #expect(told == ["kind": "plh", "order": "ND-12", "holder": "Yohana"])
        }
    }

    @Test("Everybody who is signed in sees who there is, with masked numbers; also by office")
    func people() async throws {
        try await House.open { house, client in
            var people = try People(path: house.folder.people)
            _ = try people.add(
                Person(
                    id: PersonID(at: Moment(Date())), name: "Markus", nip: try NIP(parsing: "198402292006042003"),
                    posts: [Post(role: .ocKpp, office: House.far.id)]))
            let answer = try await client.json(.get, "/api/people", as: house.token(.kepalaKpp))
            #expect(try list(answer).count == 5)
            #expect(answer.text.contains("•••••••• 200604 • •••"))
            for secret in ["198402292006042003", "19840229", "hash", "token"] { #expect(!answer.text.contains(secret)) }
            let office = try await client.json(.get, "/api/people?office=kpp-jayapura", as: house.token())
            #expect(try list(office).count == 2)
            #expect(try await client.json(.get, "/api/people?office=..", as: house.token()).status == .badRequest)
        }
    }

    @Test("AC-119: who has handed an office over no longer acts in it")
    func handedOver() async throws {
        try await House.open { house, client in
            _ = try People.change(at: house.folder.people) { people in
                let new = Person(id: PersonID(at: Moment(Date())), name: "Baru", nip: nil, posts: [])
                try people.register.enrol(new)
                try people.register.transfer(
                    .dirjen, in: .kantorPusat, to: new.id, at: Moment(Date()),
                    directory: OfficeDirectory(rooms: House.rooms, headOffice: HeadOffice.load()))
            }
            let answer = try await client.json(.post, "/api/meetings", House.decision, as: house.token(.dirjen))
            #expect((answer.status, answer.field("rule")) == (.forbidden, "role"))
        }
    }
}
