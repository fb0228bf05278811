import Foundation
import GRDB
import Testing

@testable import Journal

struct OpeningTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func failure() async -> String {
        do {
            try await open(folder).close()
            return "opened"
        } catch { return "\(error)" }
    }

    @Test func commitsAreForcedToDisk() async throws {
        let journal = try await open(folder)
        let (synchronous, mode) = try await journal.pool.writeWithoutTransaction { db in
            (try Int.fetchOne(db, sql: "PRAGMA synchronous"), try String.fetchOne(db, sql: "PRAGMA journal_mode"))
        }
        #expect(synchronous == 2 && mode == "wal")
        let permissions = try FileManager.default.attributesOfItem(atPath: folder.journal)[.posixPermissions] as? Int
        #expect(permissions == 0o600)
    }

    @Test func aSecondServiceIsRefusedUntilTheFirstCloses() async throws {
        let first = try await open(folder)
        #expect(await failure().contains("another service (process \(getpid())) already writes it"))
        try await first.close()
        #expect(await failure() == "opened")
    }

    @Test func aClosedJournalTakesNothing() async throws {
        let journal = try await open(folder)
        try await journal.close()
        await #expect(throws: Journal.Failure.closed(path: folder.journal)) {
            try await journal.append([draft()], to: "a", expecting: .any, key: key(1))
        }
    }

    @Test(arguments: ["hello, this is no database at all", String(repeating: "x", count: 5000)])
    func aFileThatIsNoDatabaseIsRefusedAndLeftAlone(content: String) async throws {
        try Data(content.utf8).write(to: URL(fileURLWithPath: folder.journal))
        #expect(await failure().contains("found a file that is no database"))
        #expect(try String(contentsOfFile: folder.journal, encoding: .utf8) == content)
    }

    @Test func theDatabaseOfAnotherProgramIsRefusedAndLeftAlone() async throws {
        let other = try DatabaseQueue(path: folder.journal)
        try await other.write { db in try db.execute(sql: "CREATE TABLE players (name TEXT)") }
        try other.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: folder.journal))
        #expect(await failure().contains("the database of another program"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.journal)) == before)
    }

    @Test func aNewerFormatIsRefused() async throws {
        try await open(folder).close()
        try folder.tamper("journal.sqlite", "PRAGMA user_version = 99")
        #expect(await failure().contains("written in format 99, this program knows up to \(Schema.newest)"))
    }

    @Test func aMissingFolderAReadOnlyOneAndAFolderInItsPlaceAreNamed() async throws {
        for (path, words) in [
            ("/nowhere/at/all/journal.sqlite", "its folder does not exist"),
            ("/proc/journal.sqlite", "cannot be written"), (folder.path, "found a folder"),
        ] {
            let found = await #expect(throws: Journal.Failure.self) {
                _ = try await Journal.open(at: path) { TestClock().now }
            }
            #expect(found?.description.contains(words) == true, "\(String(describing: found))")
            #expect(found?.description.contains("\n") == false)
        }
    }

    @Test func aFullDiskRefusesTheAppendAndTheJournalGoesOn() async throws {
        let journal = try await open(folder)
        _ = try await journal.append([draft()], to: "a", expecting: .any, key: key(1))
        // SQLite's own limit gives the very error that a full disk gives.
        try await limit(journal, pages: 20)
        let large = draft("noted@1", String(repeating: "x", count: 1 << 20))
        await #expect(throws: Journal.Failure.diskFull(path: folder.journal)) {
            try await journal.append([large], to: "a", expecting: .any, key: key(2))
        }
        #expect(journal.condition == .full(.diskFull(path: folder.journal)))
        try await limit(journal, pages: 1_000_000)
        let receipt = try await journal.append([large], to: "a", expecting: .exactly(1), key: key(2))
        #expect(journal.condition == .sound)
        #expect(receipt.positions == 2...2)
        #expect(try ChainVerifier.verify(folder.journal, access: .live).payloads == 2)
    }

    @Test(.enabled(if: SmallDisk.canBeMade, "needs the right to mount"))
    func aDiskThatIsReallyFullLosesNothingThatWasAcknowledged() async throws {
        let disk = try SmallDisk(megabytes: 4)
        let path = disk.path + "/journal.sqlite"
        let journal = try await Journal.open(at: path) { TestClock().now }
        let filler = disk.path + "/filler"
        try Data(count: 2 << 20).write(to: URL(fileURLWithPath: filler))
        let large = draft("noted@1", String(repeating: "x", count: 200_000))
        var kept: Int64 = 0
        await #expect(throws: Journal.Failure.diskFull(path: path)) {
            for number in 1...100 {
                kept = try await journal.append([large], to: "a", expecting: .any, key: key(number)).positions
                    .upperBound
            }
        }
        #expect(try await journal.head().position == kept && kept > 0)
        #expect(journal.condition == .full(.diskFull(path: path)))
        try FileManager.default.removeItem(atPath: filler)
        try await journal.tryWriting()
        #expect(journal.condition == .sound)
        let next = try await journal.append([draft()], to: "a", expecting: .exactly(kept), key: key("next"))
        #expect(next.positions.lowerBound == kept + 1)
        #expect(try ChainVerifier.verify(path, access: .live).head.position == kept + 1)
        try await journal.close()
    }

    private func limit(_ journal: Journal, pages: Int) async throws {
        try await journal.pool.writeWithoutTransaction { db in
            _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages)")
        }
    }

    @Test func aCreationThatWasCutOffIsTakenUpAgain() async throws {
        try Data().write(to: URL(fileURLWithPath: folder.journal))
        #expect(await failure() == "opened")
        let empty = try TemporaryFolder()
        let queue = try DatabaseQueue(path: empty.journal)
        try await queue.writeWithoutTransaction { db in _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") }
        try queue.close()
        try await open(empty).close()
    }
}
