import Foundation
import GRDB
import Journal
import Testing

struct SnapshotTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var copy: String { folder.path + "/copy.sqlite" }

    private func filled() async throws -> Journal {
        let journal = try await open(folder, [Texts()])
        let message = OutboxMessage(topic: "mail", body: Array("mail-secret".utf8))
        for number in 1...6 {
            let stream: StreamID = number % 2 == 0 ? "meeting/other" : "meeting/own"
            let text = number % 2 == 0 ? "other-secret-\(number)" : "own-text-\(number)"
            _ = try await journal.append(
                [draft("noted@1", text, outbox: [message])], to: stream, expecting: .any, key: key(number))
        }
        return journal
    }

    @Test func aSnapshotVerifiesAndHidesOtherPayloads() async throws {
        let journal = try await filled()
        let head = try await journal.snapshot(to: copy, keepingPayloadsOf: ["meeting/own"])
        #expect(head == (try await journal.head()))
        var texts: [String] = []
        let report = try ChainVerifier.verify(copy, access: .sealed) {
            texts.append(String(decoding: $0.payload, as: UTF8.self))
        }
        #expect(report.head == head && report.payloads == 3)
        #expect(texts == ["own-text-1", "own-text-3", "own-text-5"])
        let bytes = try Data(contentsOf: URL(fileURLWithPath: copy))
        #expect(bytes.range(of: Data("other-secret".utf8)) == nil && bytes.range(of: Data("mail-secret".utf8)) == nil)
        #expect(bytes.range(of: Data("own-text-3".utf8)) != nil)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("copy") }
        #expect(files == ["copy.sqlite"])
    }

    @Test func aSnapshotHoldsEventsAndNothingElse() async throws {
        let journal = try await filled()
        _ = try await journal.snapshot(to: copy, keepingPayloadsOf: [])
        let tables = try await DatabaseQueue(path: copy).read { db in
            try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
        }
        #expect(tables == ["events"])
        #expect(try ChainVerifier.verify(copy, access: .sealed).payloads == 0)
    }

    @Test func changedHeadersOfHiddenEventsAreFound() async throws {
        let journal = try await filled()
        _ = try await journal.snapshot(to: copy, keepingPayloadsOf: ["meeting/own"])
        try folder.tamper("copy.sqlite", "UPDATE events SET recorded_at = recorded_at + 1 WHERE position = 4")
        let fault = #expect(throws: ChainFault.self) { try ChainVerifier.verify(copy, access: .sealed) }
        #expect(fault?.description == "event 4: its hash differs from its content")
    }

    @Test func aDamagedJournalGivesNoSnapshot() async throws {
        let journal = try await filled()
        try await journal.close()
        try folder.tamper("journal.sqlite", "UPDATE events SET payload = x'00' WHERE position = 3")
        let damaged = try await open(folder, [Texts()])
        await #expect(throws: ChainFault.self) {
            try await damaged.snapshot(to: copy, keepingPayloadsOf: ["meeting/own"])
        }
        #expect(!FileManager.default.fileExists(atPath: copy))
    }

    @Test func anExistingFileIsNotOverwritten() async throws {
        let journal = try await filled()
        try Data("mine".utf8).write(to: URL(fileURLWithPath: copy))
        await #expect(throws: Journal.Failure.destinationExists(path: copy)) {
            try await journal.snapshot(to: copy, keepingPayloadsOf: [])
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: copy)) == Data("mine".utf8))
        await #expect(throws: Journal.Failure.self) {
            try await journal.snapshot(to: folder.path + "/missing/copy.sqlite", keepingPayloadsOf: [])
        }
    }

    @Test func aSealedCopyIsNotOpenedAsAJournal() async throws {
        let journal = try await filled()
        _ = try await journal.snapshot(to: copy, keepingPayloadsOf: [])
        let found = await #expect(throws: Journal.Failure.self) {
            _ = try await Journal.open(at: copy) { TestClock().now }
        }
        #expect(found?.description.contains("a sealed copy, which is only read") == true)
        // Not even a lock file: a folder of evidence would no longer be what its manifest says.
        #expect(!FileManager.default.fileExists(atPath: copy + ".lock"))
        #expect(try ChainVerifier.verify(copy, access: .sealed).head.position == 6)
    }
}
