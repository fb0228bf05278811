import Foundation
import Offices
import Testing

@testable import ControlRoom

/// Signing in to a running service, on the service's clock.
struct SignInTests {
    static let password = "kuda benar baterai"

    /// A service with one person who has a password, and another who has none.
    private func run(
        _ body: (Service, ControlRoom, Person) async throws -> Void
    ) async throws {
        let service = try Service()
        let nip = try NIP(parsing: "198402292006042003")
        let post = Post(
            role: .operatorRko, office: Service.host.id, from: service.now(),
            until: service.now().advanced(bySeconds: 3000))
        let sari = Person(id: PersonID(at: service.now()), name: "Sari", nip: nip, posts: [post])
        let galih = Person(
            id: PersonID(at: service.now()), name: "Galih", nip: try NIP(parsing: "060090555"), posts: [])
        _ = try People.change(at: service.folder.people) { people in
            for person in [sari, galih] { try people.register.enrol(person) }
            people.accounts.set(try .cheap(Self.password), of: sari.id)
        }
        try await service.run { try await body(service, $0, sari) }
    }

    @Test("A NIP or an id opens a session with the right password; the session is good after a restart")
    func opens() async throws {
        try await run { service, control, sari in
            let byNIP = try await control.signIn(.nip(try NIP(parsing: "198402292006042003")), password: Self.password)
            let byID = try await control.signIn(.person(sari.id), password: Self.password)
            #expect(byNIP.text != byID.text)
            #expect(await control.caller(bearing: byNIP.text)?.proof == .session(byNIP.session.id))
            #expect(await control.person(bearing: byID.text)?.name == "Sari")
            let again = try People(path: service.folder.people)
            #expect(again.bearer(of: byNIP.text, at: service.now())?.person.name == "Sari")
            let text = try String(contentsOfFile: service.folder.path + "/accounts.json", encoding: .utf8)
            #expect(!text.contains(byNIP.text) && !text.contains(Self.password))
        }
    }

    @Test("A wrong password, an unknown name and a person without a password get the same answer")
    func wrong() async throws {
        try await run { _, control, sari in
            let names: [SignInName] = [
                .person(sari.id), .nip(try NIP(parsing: "060090555")), .nip(try NIP(parsing: "060090556")),
                .person(PersonID(at: Moment(microseconds: 0))),
            ]
            for name in names {
                await #expect(throws: SignInRefusal.wrong) {
                    try await control.signIn(name, password: "salah sekali itu")
                }
            }
            await #expect(throws: SignInRefusal.wrong) { try await control.signIn(.person(sari.id), password: "") }
        }
    }

    @Test("After five failures even the right password must wait, by id or by NIP; then it opens")
    func throttled() async throws {
        try await run { service, control, sari in
            for number in 0..<5 {
                let name: SignInName = number < 3 ? .person(sari.id) : .nip(try #require(sari.nip))
                await #expect(throws: SignInRefusal.wrong) { try await control.signIn(name, password: "salah") }
            }
            await #expect(throws: SignInRefusal.wait(seconds: 15)) {
                try await control.signIn(.person(sari.id), password: Self.password)
            }
            service.pass(15)
            _ = try await control.signIn(.person(sari.id), password: Self.password)
            await #expect(throws: SignInRefusal.wrong) { try await control.signIn(.person(sari.id), password: "salah") }
        }
    }

    @Test("A session lives while it is used, for 12 hours at most")
    func silence() async throws {
        try await run { service, control, sari in
            let used = try await control.signIn(.person(sari.id), password: Self.password)
            let silent = try await control.signIn(.person(sari.id), password: Self.password)
            for _ in 0..<14 {
                service.pass(3000)
                #expect(await control.person(bearing: used.text) != nil)
            }
            #expect(await control.person(bearing: silent.text) == nil)
            #expect(await control.sessions(of: sari.id).map(\.id) == [used.session.id])
            service.pass(1200)
            #expect(await control.person(bearing: used.text) == nil, "12 hours are over")
        }
    }

    @Test("Signing out, a new password and another process's revocation end a session at once")
    func ends() async throws {
        try await run { service, control, sari in
            let first = try await control.signIn(.person(sari.id), password: Self.password)
            let second = try await control.signIn(.person(sari.id), password: Self.password)
            try await control.endSession(first.session.id, of: sari.id)
            #expect(await control.person(bearing: first.text) == nil)
            #expect(await control.person(bearing: second.text) != nil)
            _ = try People.change(at: service.folder.people) {
                $0.accounts.set(try .cheap("kata sandi yang lain"), of: sari.id)
            }
            #expect(await control.person(bearing: second.text) == nil)
            await #expect(throws: SignInRefusal.wrong) {
                try await control.signIn(.person(sari.id), password: Self.password)
            }
            _ = try await control.signIn(.person(sari.id), password: "kata sandi yang lain")
        }
    }

    @Test("The last request is written down, so that a restart signs nobody out")
    func written() async throws {
        try await run { service, control, sari in
            let session = try await control.signIn(.person(sari.id), password: Self.password)
            service.pass(3000)
            #expect(await control.person(bearing: session.text) != nil)
            await control.keeping?.value
            service.pass(3000)
            let again = try People(path: service.folder.people)
            #expect(again.bearer(of: session.text, at: service.now()) != nil, "6000 s after it began")
            service.pass(600)
            #expect(again.bearer(of: session.text, at: service.now()) == nil)
        }
    }

    @Test("AC-119: a bearer has the posts that are in force, and loses them with their end")
    func postsInForce() async throws {
        try await run { service, control, sari in
            let token = try await control.addToken(of: sari.id, named: line("uji"), expires: nil).text
            #expect(await control.person(bearing: token)?.posts.map(\.role) == [.operatorRko])
            service.pass(3000)
            #expect(await control.person(bearing: token)?.posts.isEmpty == true)
        }
    }
}
