import Foundation
import GRDB
import Offices
import Procedures
import Synchronization
import Testing

@testable import ControlRoom
@testable import Journal

/// The service says when nothing can be kept, and when it can be again.
struct KeepingTests {
    let service: Service

    init() throws { service = try Service() }

    /// SQLite's own limit gives the very error that a full disk gives.
    private func limit(_ control: ControlRoom, pages: Int) async throws {
        try await control.journal.pool.writeWithoutTransaction { db in
            _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages)")
        }
    }

    /// Starts cases until the disk is full; what was refused.
    private func fill(_ control: ControlRoom) async throws -> any Error {
        try await limit(control, pages: 1)
        for _ in 0..<200 {
            do { _ = try await control.start(.p12) } catch { return error }
        }
        throw ControlRoomFailure.work("the disk was never full")
    }

    @Test("A full disk is told at once, refuses acts, and is over when there is space again, though nobody acts")
    func full() async throws {
        let free = Mutex<Int64>(0)
        try await service.run(free: { _ in free.withLock { $0 } }) { control in
            #expect(control.keeping == .well)
            let refused = try await fill(control)
            guard case .paused(let words) = control.keeping else { throw refused }
            #expect(words.contains("the disk is full; free space and try again"))
            #expect(Keeping(of: refused) == control.keeping)
            try await limit(control, pages: 1_000_000)
            await control.tryKeeping()
            #expect(control.keeping != .well, "a small write proves nothing while the disk has no space")
            free.withLock { $0 = ControlRoom.leastFree }
            await control.tryKeeping()
            #expect(control.keeping == .well)
            _ = try await control.start(.p12)
        }
    }

    @Test("Whoever watches hears of each change, and pages are told to look", .timeLimit(.minutes(10)))
    func told() async throws {
        try await service.run { control in
            var keepings = control.keepings().makeAsyncIterator()
            #expect(await keepings.next() == .well)
            _ = try await fill(control)
            #expect(await keepings.next() == control.keeping)
            var changes = control.news.listen().makeAsyncIterator()
            await changes.next()
            try await limit(control, pages: 1_000_000)
            try await control.journal.tryWriting()
            // Nothing but the end of the full disk can tell a page to look again.
            await changes.next()
            #expect(await keepings.next() == .well)
        }
    }

    @Test("After a failed write nothing goes on: neither acts nor the outbox, and it says so to whoever asks")
    func stopped() async throws {
        let control = try await service.open()
        control.journal.writing.conditions.announce(
            .stopped(.stopped(path: service.folder.journal, "disk I/O error (SQLite 1034)")))
        guard case .stopped = control.keeping else { throw ControlRoomFailure.work("\(control.keeping)") }
        await #expect(throws: Journal.Failure.self) { _ = try await control.start(.p12) }
        await #expect(throws: Journal.Failure.self) { try await control.journal.outbox.begin(1) }
        await control.tryKeeping()
        guard case .stopped = control.keeping else { throw ControlRoomFailure.work("\(control.keeping)") }
        try? await control.close()
    }
}
