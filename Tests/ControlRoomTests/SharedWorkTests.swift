import Foundation
import Testing

@testable import ControlRoom

/// Work that several ask for at once.
struct SharedWorkTests {
    /// Work that goes on until it is told to end, or its task is cancelled.
    private actor Labour {
        private(set) var begun = 0
        private(set) var cancelled = 0
        private var isOver = false

        func end() { isOver = true }

        func work() async throws -> Int {
            begun += 1
            let number = begun
            while !isOver {
                if Task.isCancelled {
                    cancelled += 1
                    throw CancellationError()
                }
                await Task.yield()
            }
            return number
        }
    }

    private func eventually(_ holds: () async -> Bool) async { while await !holds() { await Task.yield() } }

    @Test("Whoever comes second waits for the first one's; when nobody waits any more, the work itself is cancelled")
    func cancelled() async throws {
        let (shared, labour) = (SharedWork<Int>(), Labour())
        let callers = (0..<2).map { _ in Task { try await shared.run("film") { try await labour.work() } } }
        await eventually { await shared.waiting(for: "film") == 2 }
        callers[0].cancel()
        await eventually { await shared.waiting(for: "film") == 1 }
        #expect(await labour.cancelled == 0, "the other one still waits")
        callers[1].cancel()
        for caller in callers { await #expect(throws: CancellationError.self) { try await caller.value } }
        #expect(await (labour.begun, labour.cancelled) == (1, 1))
    }

    @Test("After work that was cancelled the same is begun anew, and a result is shared")
    func begunAnew() async throws {
        let (shared, labour) = (SharedWork<Int>(), Labour())
        let first = Task { try await shared.run("film") { try await labour.work() } }
        await eventually { await labour.begun == 1 }
        first.cancel()
        let others = (0..<2).map { _ in Task { try await shared.run("film") { try await labour.work() } } }
        await eventually { await labour.begun == 2 }
        await labour.end()
        for other in others { #expect(try await other.value == 2) }
        await #expect(throws: CancellationError.self) { try await first.value }
        #expect(await shared.waiting(for: "film") == 0)
    }
}
