import BoundedProcess
import ControlRoom
import Foundation
import Offices
import Reports
import RoomLink
import Testing

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
            #expect(reader.person(bearing: token) == Service.everybody)
            #expect(reader.person(bearing: other)?.name == "Galih")
            for wrong in ["", "x", String(token.dropLast()), token + "0", token.uppercased() + " ", People.token()] {
                #expect(reader.person(bearing: wrong) == nil)
            }
        }
    }

    @Test("The file is for its owner alone and never holds a token")
    func file() throws {
        let service = try Service()
        var people = try People(path: service.folder.people)
        let token = try people.add(Service.everybody)
        #expect(try mode(service.folder.people) == 0o600)
        let text = try String(contentsOfFile: service.folder.people, encoding: .utf8)
        #expect(text.contains("Sari"))
        #expect(!text.contains(token))
        let hash = try #require(text.firstMatch(of: /"tokenHash" : "([0-9a-f]{64})"/)?.1)
        #expect(people.person(bearing: String(hash)) == nil, "the hash is no token")
    }

    @Test("A broken file is refused, not taken for an empty one", arguments: ["", "{}", "[{}]", "[1"])
    func brokenFile(text: String) throws {
        let service = try Service()
        try Data(text.utf8).write(to: URL(fileURLWithPath: service.folder.people))
        #expect(throws: ControlRoomFailure.self) { try People(path: service.folder.people) }
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
            for wrong in ["", String(secret.dropLast()), secret + "\n", People.token()] {
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
        #expect(throws: ControlRoomFailure.self) { try RoomSecrets(rooms: Service.rooms, folder: service.folder) }
    }
}

struct MaterialShelfTests {
    private func pdf(_ pages: Int, in folder: URL) async throws -> URL {
        let text = (1...pages).map { "<p style='break-after:page'>\($0)</p>" }.joined()
        try Data("<style>@page{size:320px 180px;margin:0}</style>\(text)".utf8).write(
            to: folder.appending(path: "d.html"))
        _ = try await Program.weasyprint.run(["d.html", "d.pdf"], within: .document, in: folder)
        return folder.appending(path: "d.pdf")
    }

    @Test("A PDF is kept with its pages, and found again by its hash")
    func kept() async throws {
        let service = try Service()
        let shelf = MaterialShelf(service.folder)
        let entry = try await Scratch.folder { try await shelf.take(try await pdf(2, in: $0), named: "bahan.pdf") }
        #expect(entry.pages.count == 2)
        #expect(shelf.entry(entry.file) == entry)
        for hash in [entry.file] + entry.pages { #expect(BlobStore(service.folder).path(of: hash) != nil) }
    }

    @Test("A broken PDF is refused, and nothing of it is kept", arguments: ["", "no PDF at all", "%PDF-1.7\nbroken"])
    func refused(text: String) async throws {
        let service = try Service()
        let file = URL(fileURLWithPath: service.folder.incoming).appending(path: "bad.pdf")
        try Data(text.utf8).write(to: file)
        await #expect(throws: MaterialPages.Failure.self) {
            try await MaterialShelf(service.folder).take(file, named: "bad.pdf")
        }
        let kept = try FileManager.default.contentsOfDirectory(atPath: service.folder.path + "/blobs")
        #expect(kept == [])
        let scratch = try FileManager.default.contentsOfDirectory(atPath: service.folder.incoming)
        #expect(scratch == ["bad.pdf"])
    }

    @Test("A PDF cut off in the middle is refused, and nothing of it is kept")
    func truncated() async throws {
        let service = try Service()
        try await Scratch.folder { folder in
            let whole = try Data(contentsOf: try await pdf(2, in: folder))
            let file = folder.appending(path: "cut.pdf")
            try whole.prefix(whole.count / 3).write(to: file)
            await #expect(throws: MaterialPages.Failure.self) {
                try await MaterialShelf(service.folder).take(file, named: "cut.pdf")
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: service.folder.path + "/blobs") == [])
    }
}
