import Foundation
import Journal
import Testing

/// Stands for a domain event whose form changed twice.
private struct Noted: Codable, Equatable {
    var by: String
    var words: [String]

    static let newest: EventType = "noted@3"

    static var upcasters: Upcasters {
        var upcasters = Upcasters()
        upcasters.register("noted@1") { payload in
            struct First: Codable { var text: String }
            struct Second: Codable { var words: [String] }
            let old = try JSONDecoder().decode(First.self, from: Data(payload))
            return Array(try JSONEncoder().encode(Second(words: old.text.split(separator: " ").map(String.init))))
        }
        upcasters.register("noted@2") { payload in
            struct Second: Codable { var words: [String]; var by: String? }
            let old = try JSONDecoder().decode(Second.self, from: Data(payload))
            return Array(try JSONEncoder().encode(Noted(by: old.by ?? "unknown", words: old.words)))
        }
        return upcasters
    }
}

struct UpcasterTests {
    private static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden")

    private static var payloads: [URL] {
        let files = try? FileManager.default.contentsOfDirectory(at: golden, includingPropertiesForKeys: nil)
        return (files ?? []).filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
    }

    @Test func aGoldenFileOfEveryVersionIsThere() {
        let names = Self.payloads.map { $0.deletingPathExtension().lastPathComponent }
        #expect(names == (1...Noted.newest.version).map { "noted@\($0)" })
    }

    @Test(arguments: payloads)
    func everyGoldenFileThatEverLandedIsStillRead(file: URL) throws {
        let type = try #require(EventType(file.deletingPathExtension().lastPathComponent))
        let (current, payload) = try Noted.upcasters.current(type, Array(Data(contentsOf: file)))
        #expect(current == Noted.newest)
        #expect(try JSONDecoder().decode(Noted.self, from: Data(payload)).words.prefix(2) == ["Rapat", "dibuka"])
    }

    @Test func upcastingChangesWhatIsReadAndNotWhatIsStored() async throws {
        let folder = try TemporaryFolder()
        var journal = try await open(folder, [Texts()])
        _ = try await journal.append([draft()], to: "a", expecting: .any, key: key(1))
        let head = try await journal.head()
        try await journal.close()
        journal = try await open(folder, [Texts()], Noted.upcasters)
        let event = try #require(try await journal.events().first)
        #expect(event.type == "noted@3" && event.storedType == "noted@1")
        #expect(try JSONDecoder().decode(Noted.self, from: Data(event.payload)).by == "unknown")
        #expect(try await journal.head() == head)
        var stored: [StoredEvent] = []
        #expect(try ChainVerifier.verify(folder.journal, access: .live) { stored.append($0) }.head == head)
        #expect(stored.map(\.type) == ["noted@1"] && stored.map(\.payload) == [draft().payload])
        // The projection was built before the upcasters were there: replaying tells the difference.
        #expect(try await journal.auditProjections().map(\.table) == ["texts"])
    }
}
