import ControlRoom
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Offices
import Testing

/// Changing one's own password, over the API and on the page.
struct PasswordRouteTests {
    static let old = "kuda benar baterai"
    static let new = "gunung lipat sepatu kabut"

    /// The operator's session after a sign-in with the password.
    private func signIn(
        _ house: House, _ client: any TestClientProtocol, password: String = old
    ) async throws -> String {
        let persons = try People(path: house.folder.people).persons
        let operators = persons.filter { person in person.posts.contains { $0.role == .operatorRko } }
        let id = try #require(operators.first).id
        let form = #"{"person":"\#(id)","password":"\#(password)"}"#
        return try #require(try await client.json(.post, "/api/sessions", form).field("token"))
    }

    private func setPassword(_ house: House) throws {
        let cheap = PasswordHash.Cost(rounds: 16, blockSize: 1, parallelism: 1)
        _ = try People.change(at: house.folder.people) { people in
            let person = try #require(people.persons.first { $0.posts.contains { $0.role == .operatorRko } })
            people.accounts.set(try PasswordHash(of: Password(Self.old), cost: cheap), of: person.id)
        }
    }

    private func json(_ current: String, _ password: String) -> String {
        #"{"current":"\#(current)","password":"\#(password)"}"#
    }

    @Test("With the old password a new one is set; other sessions and tokens end, this one goes on")
    func api() async throws {
        try await House.open { house, client in
            try setPassword(house)
            let (own, other) = (try await signIn(house, client), try await signIn(house, client))
            let path = "/api/me/password"
            let wrong = try await client.json(.post, path, json("salah sekali itu", Self.new), as: own)
            #expect((wrong.status, wrong.field("rule")) == (.unauthorized, "sign-in"))
            let weak = try await client.json(.post, path, json(Self.old, "pendek"), as: own)
            #expect(weak.status == .unprocessableContent)
            #expect(weak.field("message")?.contains("12 sampai 256") == true && !weak.text.contains("pendek"))
            let byToken = try await client.json(.post, path, json(Self.old, Self.new), as: house.token())
            #expect((byToken.status, byToken.field("rule")) == (.forbidden, "sign-in"))
            #expect(try await client.json(.get, "/api/me", as: other).status == .ok)
            #expect(try await client.json(.post, path, json(Self.old, Self.new), as: own).status == .noContent)
            #expect(try await client.json(.get, "/api/me", as: own).status == .ok)
            for ended in [other, try house.token()] {
                #expect(try await client.json(.get, "/api/me", as: ended).status == .unauthorized)
            }
            _ = try await signIn(house, client, password: Self.new)
        }
    }

    private func page(
        _ form: [String: String], cookie: String, origin: String = "http://localhost"
    )
        -> (String, HTTPFields)
    {
        let letters = CharacterSet.alphanumerics
        let body = form.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: letters) ?? "")"
        }
        return (body.joined(separator: "&"), [.cookie: cookie, .origin: origin])
    }

    @Test("The page asks for the old password and twice for the new one, and says what is wrong in Indonesian first")
    func onThePage() async throws {
        try await House.open { house, client in
            try setPassword(house)
            #expect(try await client.json(.get, "/kata-sandi").headers[.location] == "masuk")
            let cookie = try await house.cookie(client)
            let shown = try await client.json(.get, "/kata-sandi", headers: [.cookie: cookie])
            #expect(shown.status == .ok && shown.text.contains("Kata sandi lama"))
            #expect(shown.text.matches(of: /type="password"/).count == 3)
            #expect(shown.text.contains(#"autocomplete="new-password""#))
            let odd = "gunung & lipat + sepatu = 100%"
            for (form, status, said) in [
                (["current": Self.old, "password": odd, "again": Self.new], 422, "berbeda"),
                (["current": "bukan <b>yang</b> ini", "password": odd, "again": odd], 401, "salah"),
                (["current": Self.old, "password": odd], 400, "again"),
            ] {
                let (body, headers) = page(form, cookie: cookie)
                let answer = try await client.json(.post, "/kata-sandi", body, headers: headers)
                #expect(Int(answer.status.code) == status, "\(answer.text)")
                #expect(answer.text.contains(said) && answer.text.contains(#"role="alert""#))
                #expect(!answer.text.contains("<b>yang") && !answer.text.contains("lipat"))
            }
            let (body, headers) = page(["current": Self.old, "password": odd, "again": odd], cookie: cookie)
            let done = try await client.json(.post, "/kata-sandi", body, headers: headers)
            #expect(done.status == .ok && done.text.contains("telah diubah"), "\(done.text)")
            #expect(try await client.json(.get, "/kata-sandi", headers: [.cookie: cookie]).status == .ok)
            _ = try await signIn(house, client, password: odd)
        }
    }

    @Test("A page of another site changes no password")
    func otherSite() async throws {
        try await House.open { house, client in
            try setPassword(house)
            let cookie = try await house.cookie(client)
            let form = ["current": Self.old, "password": Self.new, "again": Self.new]
            let (body, headers) = page(form, cookie: cookie, origin: "http://evil.example")
            let answer = try await client.json(.post, "/kata-sandi", body, headers: headers)
            #expect(answer.headers[.location] == "masuk")
            _ = try await signIn(house, client)
        }
    }
}
