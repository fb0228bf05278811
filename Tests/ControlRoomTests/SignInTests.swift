import Foundation
import Offices
import Testing

@testable import ControlRoom

/// Signing in to a running service, on the service's clock.
struct SignInTests {
    static let password = "kuda benar baterai"

    /// A service with one person who has a password, and another who has none.
    static func run(
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
        try await Self.run { service, control, sari in
            let byNIP = try await control.accounts.signIn(
                .nip(try NIP(parsing: "198402292006042003")), password: Self.password)
            let byID = try await control.accounts.signIn(.person(sari.id), password: Self.password)
            #expect(byNIP.text != byID.text)
            #expect(await control.accounts.caller(bearing: byNIP.text)?.proof == .session(byNIP.session.id))
            #expect(await control.accounts.person(bearing: byID.text)?.name == "Sari")
            let again = try People(path: service.folder.people)
            #expect(again.bearer(of: byNIP.text, at: service.now())?.person.name == "Sari")
            let text = try String(contentsOfFile: service.folder.path + "/accounts.json", encoding: .utf8)
            #expect(!text.contains(byNIP.text) && !text.contains(Self.password))
        }
    }

    @Test("A wrong password, an unknown name and a person without a password get the same answer")
    func wrong() async throws {
        try await Self.run { _, control, sari in
            let names: [SignInName] = [
                .person(sari.id), .nip(try NIP(parsing: "060090555")), .nip(try NIP(parsing: "060090556")),
                .person(PersonID(at: Moment(microseconds: 0))),
            ]
            for name in names {
                await #expect(throws: SignInRefusal.wrong) {
                    try await control.accounts.signIn(name, password: "salah sekali itu")
                }
            }
            await #expect(throws: SignInRefusal.wrong) {
                try await control.accounts.signIn(.person(sari.id), password: "")
            }
        }
    }

    @Test("After five failures even the right password must wait, by id or by NIP; then it opens")
    func throttled() async throws {
        try await Self.run { service, control, sari in
            for number in 0..<5 {
                let name: SignInName = number < 3 ? .person(sari.id) : .nip(try #require(sari.nip))
                await #expect(throws: SignInRefusal.wrong) {
                    try await control.accounts.signIn(name, password: "salah")
                }
            }
            await #expect(throws: SignInRefusal.wait(seconds: 15)) {
                try await control.accounts.signIn(.person(sari.id), password: Self.password)
            }
            service.pass(15)
            _ = try await control.accounts.signIn(.person(sari.id), password: Self.password)
            await #expect(throws: SignInRefusal.wrong) {
                try await control.accounts.signIn(.person(sari.id), password: "salah")
            }
        }
    }

    @Test("A session lives while it is used, for 12 hours at most")
    func silence() async throws {
        try await Self.run { service, control, sari in
            let used = try await control.accounts.signIn(.person(sari.id), password: Self.password)
            let silent = try await control.accounts.signIn(.person(sari.id), password: Self.password)
            for _ in 0..<14 {
                service.pass(3000)
                #expect(await control.accounts.person(bearing: used.text) != nil)
            }
            #expect(await control.accounts.person(bearing: silent.text) == nil)
            #expect(await control.accounts.sessions(of: sari.id).map(\.id) == [used.session.id])
            service.pass(1200)
            #expect(await control.accounts.person(bearing: used.text) == nil, "12 hours are over")
        }
    }

    @Test("Signing out, a new password and another process's revocation end a session at once")
    func ends() async throws {
        try await Self.run { service, control, sari in
            let first = try await control.accounts.signIn(.person(sari.id), password: Self.password)
            let second = try await control.accounts.signIn(.person(sari.id), password: Self.password)
            try await control.accounts.endSession(first.session.id, of: sari.id)
            #expect(await control.accounts.person(bearing: first.text) == nil)
            #expect(await control.accounts.person(bearing: second.text) != nil)
            _ = try People.change(at: service.folder.people) {
                $0.accounts.set(try .cheap("kata sandi yang lain"), of: sari.id)
            }
            #expect(await control.accounts.person(bearing: second.text) == nil)
            await #expect(throws: SignInRefusal.wrong) {
                try await control.accounts.signIn(.person(sari.id), password: Self.password)
            }
            _ = try await control.accounts.signIn(.person(sari.id), password: "kata sandi yang lain")
        }
    }

    @Test("The last request is written down, so that a restart signs nobody out")
    func written() async throws {
        try await Self.run { service, control, sari in
            let session = try await control.accounts.signIn(.person(sari.id), password: Self.password)
            service.pass(3000)
            #expect(await control.accounts.person(bearing: session.text) != nil)
            await control.accounts.writingDown?.value
            service.pass(3000)
            let again = try People(path: service.folder.people)
            #expect(again.bearer(of: session.text, at: service.now()) != nil, "6000 s after it began")
            service.pass(600)
            #expect(again.bearer(of: session.text, at: service.now()) == nil)
        }
    }

    /// Wrong tries of a stranger at an address, and what each was told.
    private func fail(
        _ tries: Int, _ person: Person, _ control: ControlRoom, at address: String
    ) async throws -> [SignInRefusal] {
        var told: [SignInRefusal] = []
        for _ in 0..<tries {
            do {
                _ = try await control.accounts.signIn(.person(person.id), password: "salah", from: .at(address))
            } catch let refusal as SignInRefusal {
                told.append(refusal)
            }
        }
        return told
    }

    @Test("A stranger's wrong tries keep the person out neither at a known device nor at another address")
    func strangersTries() async throws {
        try await Self.run { _, control, sari in
            let name = SignInName.person(sari.id)
            let device = try await control.accounts.signIn(name, password: Self.password, from: .at("10.0.0.1")).device
            let told = try await fail(8, sari, control, at: "203.0.113.9")
            #expect(told.count { $0 == .wrong } == 5 && told.last == .wait(seconds: 15))
            _ = try await control.accounts.signIn(name, password: Self.password, from: .at("10.0.0.2"))
            // The very same address, as behind one router.
            let again = try await control.accounts.signIn(
                name, password: Self.password, from: .at("203.0.113.9", device: device))
            #expect(again.device == device, "the device goes on being known by what it has")
        }
    }

    @Test("Tries from everywhere make strangers wait, never a known device with the right password")
    func triesFromEverywhere() async throws {
        try await Self.run { _, control, sari in
            let name = SignInName.person(sari.id)
            let device = try await control.accounts.signIn(name, password: Self.password, from: .at("10.0.0.1")).device
            for number in 0..<60 { _ = try await fail(1, sari, control, at: "203.0.113.\(number)") }
            await #expect(throws: SignInRefusal.self) {
                try await control.accounts.signIn(name, password: Self.password, from: .at("10.0.0.2"))
            }
            _ = try await control.accounts.signIn(name, password: Self.password, from: .at("10.0.0.1", device: device))
        }
    }

    @Test("Twenty threads of anonymous tries shut nobody out: the next address and known devices get in")
    func flood() async throws {
        try await Self.run { _, control, sari in
            let name = SignInName.person(sari.id)
            let device = try await control.accounts.signIn(name, password: Self.password, from: .at("10.0.0.1")).device
            try await withThrowingTaskGroup(of: Void.self) { group in
                for thread in 0..<20 {
                    group.addTask {
                        for number in 0..<10 {
                            let nobody = SignInName.person(
                                PersonID(at: Moment(microseconds: Int64(thread * 100 + number))))
                            await #expect(throws: SignInRefusal.self) {
                                try await control.accounts.signIn(nobody, password: "salah", from: .at("203.0.113.9"))
                            }
                        }
                    }
                }
                for _ in 0..<10 {
                    _ = try await control.accounts.signIn(
                        name, password: Self.password, from: .at("10.0.0.9", device: device))
                    _ = try await control.accounts.signIn(name, password: Self.password, from: .at("10.0.0.8"))
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("A device is the person's own: another's opens no way around, and a stolen one is limited too")
    func devices() async throws {
        try await Self.run { service, control, sari in
            let name = SignInName.person(sari.id)
            let device = try #require(try await control.accounts.signIn(name, password: Self.password).device)
            let now = service.now()
            let people = try People(path: service.folder.people)
            #expect(people.accounts.device(device, of: sari.id, at: now)?.person == sari.id)
            #expect(people.accounts.device(device, of: PersonID(at: now), at: now) == nil)
            let later = now.advanced(bySeconds: KnownDevice.memory + 60)
            #expect(people.accounts.device(device, of: sari.id, at: later) == nil)
            #expect(await control.accounts.caller(bearing: device) == nil, "it opens nothing")
            let text = try String(contentsOfFile: service.folder.path + "/accounts.json", encoding: .utf8)
            #expect(!text.contains(device))
            for _ in 0..<5 {
                await #expect(throws: SignInRefusal.wrong) {
                    try await control.accounts.signIn(name, password: "salah", from: .at("10.0.0.1", device: device))
                }
            }
            await #expect(throws: SignInRefusal.wait(seconds: 15)) {
                try await control.accounts.signIn(name, password: Self.password, from: .at("10.0.0.1", device: device))
            }
        }
    }

    @Test("A person has ten devices at most: the longest unused one gives way")
    func mostDevices() {
        var accounts = Accounts()
        let (ani, now) = (PersonID(at: Moment(microseconds: 0)), Moment(microseconds: 1_795_000_000_000_000))
        let texts = (0..<12).map { accounts.recognise(nil, of: ani, at: now.advanced(bySeconds: Double($0))) }
        #expect(accounts.devices.count == 10)
        for (place, text) in texts.enumerated() {
            #expect((accounts.device(text, of: ani, at: now) != nil) == (place >= 2))
        }
    }

    @Test("A hash of an earlier cost is made anew at the sign-in, and the password stays what it was")
    func rehashed() async throws {
        try await Self.run { service, control, sari in
            let older = PasswordHash.Cost(rounds: 2, blockSize: 1, parallelism: 1)
            _ = try People.change(at: service.folder.people) {
                $0.accounts.set(try PasswordHash(of: Password(Self.password), cost: older), of: sari.id)
            }
            try await control.keepAudit()
            let changes = try await control.audits.rightsChanges().count
            for _ in 0..<2 { _ = try await control.accounts.signIn(.person(sari.id), password: Self.password) }
            let kept = try #require(try People(path: service.folder.people).accounts.passwords[sari.id])
            #expect(kept.cost == .cheap && kept.matches(Self.password))
            #expect(try await control.audits.rightsChanges().count == changes, "no password was set")
        }
    }

    @Test("A session opened by a personal token ends with it, and is not fresh enough to make another")
    func byToken() async throws {
        try await Self.run { service, control, sari in
            let now = service.now()
            let made = try People.change(at: service.folder.people) {
                try $0.accounts.addToken(
                    of: sari.id, named: line("uji"), expires: now.advanced(bySeconds: 1000), at: now)
            }.result
            let first = try #require(try await control.accounts.signIn(bearing: made.text, from: .here))
            #expect(await control.accounts.caller(bearing: first.text)?.proof == .session(first.session.id))
            #expect(try await control.accounts.signIn(bearing: first.text, from: .here) == nil, "a session is no token")
            #expect(try await control.accounts.signIn(bearing: BearerToken.make(), from: .here) == nil)
            await #expect(throws: TokenRefusal.notFresh) {
                try await control.accounts.addToken(
                    of: sari, named: line("b"), expires: nil, by: .session(first.session.id), password: nil, from: .here
                )
            }
            service.pass(1000)
            #expect(await control.accounts.caller(bearing: first.text) == nil)
        }
    }

    @Test("A token takes a sign-in of the last fifteen minutes or the password once more, and is good for 90 days")
    func freshToken() async throws {
        try await Self.run { service, control, sari in
            let signedIn = try await control.accounts.signIn(.person(sari.id), password: Self.password)
            func make(_ proof: Accounts.Proof?, _ password: String? = nil) async throws -> PersonalToken {
                try await control.accounts.addToken(
                    of: sari, named: line("uji"), expires: nil, by: proof, password: password, from: .here
                ).token
            }
            let session = Accounts.Proof.session(signedIn.session.id)
            let token = try await make(session)
            let days = try #require(token.expires).seconds(since: token.made) / 86_400
            #expect(days == 90)
            await #expect(throws: TokenRefusal.notFresh) { try await make(.token(token.id)) }
            service.pass(901)
            await #expect(throws: TokenRefusal.notFresh) { try await make(session) }
            await #expect(throws: SignInRefusal.wrong) { try await make(session, "salah sekali") }
            _ = try await make(.token(token.id), Self.password)
        }
    }

    @Test("What a stream rests on: it ends with the session, the token and the last post")
    func mayGoOn() async throws {
        try await Self.run { service, control, sari in
            let signedIn = try await control.accounts.signIn(.person(sari.id), password: Self.password)
            let proof = Accounts.Proof.session(signedIn.session.id)
            let token = try await control.accounts.addToken(
                of: sari, named: line("uji"), expires: nil, by: proof, password: nil, from: .here
            ).token
            for proof in [proof, .token(token.id)] { #expect(await control.accounts.mayGoOn(sari.id, by: proof)) }
            #expect(await !control.accounts.mayGoOn(PersonID(at: service.now()), by: proof), "another's")
            try await control.accounts.endSession(signedIn.session.id, of: sari.id)
            #expect(await !control.accounts.mayGoOn(sari.id, by: proof))
            service.pass(2900)
            #expect(await control.accounts.mayGoOn(sari.id, by: .token(token.id)))
            service.pass(100)
            #expect(await !control.accounts.mayGoOn(sari.id, by: .token(token.id)), "the last post has ended")
        }
    }

    @Test("AC-119: a bearer has the posts that are in force, and loses them with their end")
    func postsInForce() async throws {
        try await Self.run { service, control, sari in
            let token = try await control.accounts.addToken(
                of: sari, named: line("uji"), expires: nil, by: nil, password: Self.password, from: .here
            ).text
            #expect(await control.accounts.person(bearing: token)?.posts.map(\.role) == [.operatorRko])
            service.pass(3000)
            #expect(await control.accounts.person(bearing: token)?.posts.isEmpty == true)
        }
    }
}
