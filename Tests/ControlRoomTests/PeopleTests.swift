import Crypto
import Disk
import Foundation
import Offices
import RoomLink
import Testing

@testable import ControlRoom

struct PeopleTests {
    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require((attributes[.posixPermissions] as? NSNumber)?.intValue)
    }

    @Test("A token opens its person's door, today and after a restart; any other opens none")
    func tokens() throws {
        let service = try Service()
        var people = try People(path: service.folder.people)
        let token = try people.add(Service.everybody)
        let other = try people.add(Person(id: PersonID(at: service.now()), name: "Galih", nip: nil, posts: []))
        #expect(token.utf8.count == 64)
        #expect(token != other)
        for reader in [people, try People(path: service.folder.people)] {
            #expect(reader.bearer(of: token, at: service.now())?.person == Service.everybody)
            #expect(reader.bearer(of: other, at: service.now())?.person.name == "Galih")
            for wrong in ["", "x", String(token.dropLast()), token + "0", token.uppercased() + " ", BearerToken.make()]
            {
                #expect(reader.bearer(of: wrong, at: service.now()) == nil)
            }
        }
    }

    @Test("Both files are for their owner alone; persons and secrets are apart, and no token is in either")
    func files() throws {
        let service = try Service()
        var people = try People(path: service.folder.people)
        let token = try people.add(Service.everybody)
        let accounts = service.folder.path + "/accounts.json"
        for path in [service.folder.people, accounts] { #expect(try mode(path) == 0o600) }
        let persons = try String(contentsOfFile: service.folder.people, encoding: .utf8)
        let secrets = try String(contentsOfFile: accounts, encoding: .utf8)
        #expect(persons.contains("Sari") && !persons.contains("hash"))
        #expect(!persons.contains(token) && !secrets.contains(token) && !secrets.contains("Sari"))
        let hash = try #require(secrets.firstMatch(of: /"hash" : "([0-9a-f]{64})"/)?.1)
        #expect(people.bearer(of: String(hash), at: service.now()) == nil, "the hash is no token")
    }

    @Test(
        "A broken file is refused, not taken for an empty one", arguments: ["", "{}", "[{}]", "[1", "{\"version\":3}"])
    func brokenFile(text: String) throws {
        for name in ["people.json", "accounts.json"] {
            let service = try Service()
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(service.folder.path)/\(name)"))
            #expect(throws: DiskFailure.self) { try People(path: service.folder.people) }
        }
    }

    /// The token whose SHA-256 the earlier file holds.
    private static let earlyToken = String(repeating: "ab", count: 32)
    private static let earlyFile = """
        [{"person":{"id":"019a0000-0000-7000-8000-000000000001","name":"Sari","posts":[{"office":"rko",
        "role":"operator-rko"}]},"tokenHash":"HASH"}]
        """

    private func early() throws -> Service {
        let service = try Service()
        let hash = SHA256.hash(data: Data(Self.earlyToken.utf8)).map { String(format: "%02x", $0) }.joined()
        let text = Self.earlyFile.replacing("HASH", with: hash)
        try Data(text.utf8).write(to: URL(fileURLWithPath: service.folder.people))
        return service
    }

    @Test("The earlier form, with hashes beside persons, is read, and parted with the first change")
    func earlierForm() throws {
        let service = try early()
        var people = try People(path: service.folder.people)
        #expect(people.bearer(of: Self.earlyToken, at: service.now())?.person.name == "Sari")
        #expect(
            !FileManager.default.fileExists(atPath: service.folder.path + "/accounts.json"), "reading writes nothing")
        let token = try people.add(Person(id: PersonID(at: service.now()), name: "Galih", nip: nil, posts: []))
        let persons = try String(contentsOfFile: service.folder.people, encoding: .utf8)
        #expect(!persons.contains("tokenHash"))
        for reader in [people, try People(path: service.folder.people)] {
            #expect(reader.persons.map(\.name) == ["Sari", "Galih"])
            #expect(reader.bearer(of: Self.earlyToken, at: service.now())?.person.name == "Sari")
            #expect(reader.bearer(of: token, at: service.now())?.person.name == "Galih")
        }
    }

    @Test("A token of the earlier form can be revoked, and stays so")
    func revokeEarly() throws {
        let service = try early()
        let people = try People(path: service.folder.people)
        let sari = try #require(people.persons.first)
        let token = try #require(people.accounts.tokens(of: sari.id).first)
        let again = try People(path: service.folder.people)
        #expect(again.accounts.tokens(of: sari.id).map(\.id) == [token.id], "the id is the same at every reading")
        let changed = try People.change(at: service.folder.people) {
            try $0.accounts.revokeToken(token.id, of: sari.id)
        }
        for reader in [changed.people, try People(path: service.folder.people)] {
            #expect(reader.bearer(of: Self.earlyToken, at: service.now()) == nil)
        }
    }

    @Test("A change that is refused writes nothing")
    func refusedChange() throws {
        let service = try Service()
        var people = try People(path: service.folder.people)
        _ = try people.add(Service.everybody)
        let before = try Data(contentsOf: URL(fileURLWithPath: service.folder.people))
        #expect(throws: PeopleRegister.Refusal.self) { try people.add(Service.everybody) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: service.folder.people)) == before)
        #expect(people.persons.count == 1)
    }

    @Test("Many who change the people at once lose nothing of each other")
    func manyAtOnce() async throws {
        let service = try Service()
        let path = service.folder.people
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<12 {
                let person = Person(id: PersonID(at: service.now()), name: "P\(number)", nip: nil, posts: [])
                group.addTask {
                    try await OffPool.run {
                        var people = try People(path: path)
                        _ = try people.add(person)
                    }
                }
            }
            try await group.waitForAll()
        }
        let people = try People(path: path)
        #expect(Set(people.persons.map(\.name)) == Set((0..<12).map { "P\($0)" }))
        #expect(people.persons.allSatisfy { people.accounts.tokens(of: $0.id).count == 1 })
    }

    @Test("What another process changed counts from the next look on")
    func renewed() throws {
        let service = try Service()
        let known = try People(path: service.folder.people)
        var other = known
        let token = try other.add(Service.everybody)
        #expect(known.bearer(of: token, at: service.now()) == nil)
        #expect(try known.renewed().bearer(of: token, at: service.now())?.person == Service.everybody)
    }

    @Test("Each room has a secret of its own, kept for the owner alone, the same after a restart")
    func roomSecrets() throws {
        let service = try Service()
        let secrets = try RoomSecrets(rooms: Service.rooms, folder: service.folder)
        let path = service.folder.secret(of: Service.hostRoom)
        #expect(try mode(path) == 0o600)
        #expect(try mode(service.folder.keys) == 0o700)
        let secret = try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .newlines)
        for known in [secrets, try RoomSecrets(rooms: Service.rooms, folder: service.folder)] {
            #expect(known.admits(secret, to: Service.hostRoom))
            #expect(!known.admits(secret, to: Service.farRoom), "another room's secret")
            for wrong in ["", String(secret.dropLast()), secret + "\n", BearerToken.make()] {
                #expect(!known.admits(wrong, to: Service.hostRoom))
            }
        }
        let stranger = try #require(RoomID("kpp-ambon"))
        #expect(!secrets.admits(secret, to: stranger))
    }

    @Test("A secret that was cut short stops the start instead of letting anybody in")
    func brokenSecret() throws {
        let service = try Service()
        try Data("short".utf8).write(to: URL(fileURLWithPath: service.folder.secret(of: Service.hostRoom)))
        #expect(throws: DiskFailure.self) { try RoomSecrets(rooms: Service.rooms, folder: service.folder) }
    }
}
