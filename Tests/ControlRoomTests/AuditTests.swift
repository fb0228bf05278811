import Foundation
import Offices
import Testing

@testable import ControlRoom

/// What the audit keeps of sign-ins, of what was denied, and of changes of rights.
struct AuditTests {
    private func with(_ body: (Service, ControlRoom, Person) async throws -> Void) async throws {
        let service = try Service()
        let post = Post(role: .operatorRko, office: Service.host.id)
        let sari = Person(id: PersonID(at: service.now()), name: "Sari", nip: nil, posts: [post])
        _ = try People.change(at: service.folder.people) { people in
            try people.register.enrol(sari)
            people.accounts.set(try .cheap(SignInTests.password), of: sari.id)
        }
        try await service.run { try await body(service, $0, sari) }
    }

    @Test("A good sign-in, a bad one, one that must wait and a sign-out leave one entry each, with the address")
    func signIns() async throws {
        try await with { _, control, sari in
            let name = SignInName.person(sari.id)
            let here = try SignInOrigin.at("10.0.0.1")
            let signedIn = try await control.accounts.signIn(name, password: SignInTests.password, from: here)
            try await control.accounts.endSession(signedIn.session.id, of: sari.id, at: here.address)
            for _ in 0..<6 { _ = try? await control.accounts.signIn(name, password: "salah", from: here) }
            let entries = try await control.audits.accesses()
            #expect(entries.map(\.kind) == [.signedIn, .signedOut, .refused, .throttled])
            #expect(entries.allSatisfy { $0.person == sari.id && $0.name == "Sari" && $0.address == "10.0.0.1" })
            #expect(entries.allSatisfy { $0.count == 1 })
        }
    }

    @Test("What is alike within a minute is counted, kept when the minute is over, and at the end of the service")
    func counted() async throws {
        let service = try Service()
        let nobody = SignInName.person(PersonID(at: Moment(microseconds: 0)))
        func fail(_ control: ControlRoom) async { _ = try? await control.accounts.signIn(nobody, password: "salah") }
        try await service.run { control in
            for _ in 0..<4 { await fail(control) }
            #expect(try await control.audits.accesses().map(\.count) == [1])
            service.pass(61)
            try await control.keepAudit()
            let entries = try await control.audits.accesses()
            #expect(entries.map(\.count) == [1, 3])
            #expect(entries.allSatisfy { $0.person == nil && $0.name == nil }, "what was typed is not kept")
            #expect(try #require(entries.last).last > entries[0].last)
            service.pass(900)
            for _ in 0..<2 { await fail(control) }
        }
        try await service.run { control in
            let counts = try await control.audits.accesses().map(\.count)
            #expect(counts == [1, 3, 1, 1], "kept at the end")
        }
    }

    @Test("A flood from everywhere leaves a bounded number of entries, and every try is counted")
    func flood() throws {
        var (log, kept) = (AccessLog(), [AccessEntry]())
        let now = Moment(microseconds: 1_795_000_000_000_000)
        for number in 0..<5000 {
            let address = try #require(PeerAddress("10.0.\(number / 256).\(number % 256)"))
            if let entry = log.take(.refused, nil, from: address, at: now) { kept.append(entry) }
        }
        kept += log.gathered(at: now.advanced(bySeconds: 60))
        #expect(kept.count <= AccessLog.most + 2)
        #expect(kept.reduce(0) { $0 + $1.count } == 5000)
        #expect(log.gathered(at: nil).isEmpty)
    }

    @Test("Every change of rights by the command line is kept with its author, each once, also over a restart")
    func commandLine() async throws {
        try await with { service, control, sari in
            try await control.keepAudit()
            let first = try await control.audits.rightsChanges()
            #expect(first.flatMap(\.changes).map(\.kind) == [.personAdded, .passwordSet])
            #expect(first.allSatisfy { if case .administrator(let name) = $0.by { !name.isEmpty } else { false } })
            let path = service.folder.people
            let token = try People.change(at: path) {
                try $0.accounts.addToken(of: sari.id, named: line("uji"), expires: nil, at: Moment(Date()))
            }.result.token
            _ = try People.change(at: path) {
                try $0.register.end(.operatorRko, in: Service.host.id, of: sari.id, at: service.now())
            }
            _ = try People.change(at: path) { try $0.accounts.revokeToken(token.id, of: sari.id) }
            #expect(throws: Accounts.Refusal.self) {
                try People.change(at: path) { try $0.accounts.revokeToken(token.id, of: sari.id) }
            }
            for _ in 0..<2 { try await control.keepAudit() }
            let changes = try await control.audits.rightsChanges().flatMap(\.changes).dropFirst(2)
            #expect(changes.map(\.kind) == [.tokenMade, .personChanged, .tokenEnded])
            #expect(changes.compactMap(\.token) == [token.id, token.id])
            #expect(changes.compactMap(\.posts).first?.first?.until != nil)
            #expect(changes.allSatisfy { $0.person == sari.id && $0.name == "Sari" })
            _ = try People.change(at: path) { $0.accounts.set(try .cheap("kata sandi yang lain"), of: sari.id) }
            let waiting = try String(contentsOfFile: service.folder.path + "/rights.json", encoding: .utf8)
            #expect(!waiting.contains("salt") && !waiting.contains("hash"), "never a secret")
        }
    }

    @Test("What waits when the service stops is kept at its next start")
    func waiting() async throws {
        let service = try Service()
        try await service.run { _ in }
        let person = Person(id: PersonID(at: service.now()), name: "Galih", nip: nil, posts: [])
        _ = try People.change(at: service.folder.people) { try $0.register.enrol(person) }
        try await service.run { control in
            let names = try await control.audits.rightsChanges().flatMap(\.changes).map(\.name)
            #expect(names == ["Galih"])
            #expect(!FileManager.default.fileExists(atPath: service.folder.path + "/rights.json"))
        }
        try await service.run { control in
            let changes = try await control.audits.rightsChanges().count
            #expect(changes == 1)
        }
    }

    @Test("A token made over the API is kept under its owner, a denial with what was asked for")
    func overTheAPI() async throws {
        try await with { _, control, sari in
            _ = try await control.accounts.addToken(
                of: sari, named: line("uji"), expires: nil, by: nil, password: SignInTests.password, from: .here)
            let made = try #require(try await control.audits.rightsChanges().last)
            #expect(made.by == .person(sari.id) && made.changes.map(\.kind) == [.tokenMade])
            for _ in 0..<3 { try await control.audits.noteDenied("GET /api/cases/1", to: sari, at: .unknown) }
            let denied = try #require(try await control.audits.accesses().last)
            #expect(denied.kind == .denied && denied.asked == "GET /api/cases/1" && denied.person == sari.id)
        }
    }
}
