import ControlRoom
import Foundation
import Offices
import Testing

/// Who is served when many hand in files at once.
struct ConverterLineTests {
    private let persons = (1...6).map { PersonID(at: Moment(microseconds: Int64($0) * 1_000_000)) }

    /// Work that goes on until it is told to end, or is cancelled.
    private final class Work: Sendable {
        private let (stream, end) = AsyncStream<Void>.makeStream()
        private let (started, start) = AsyncStream<Void>.makeStream()

        @Sendable func run() async throws {
            start.finish()
            for await _ in stream {}
            try Task.checkCancellation()
        }

        func finish() { end.finish() }
        func begins() async { for await _ in started {} }
    }

    private func until(_ holds: () async -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while await !holds(), ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(5)) }
        #expect(await holds())
    }

    @Test func `one person has one file at work and few waiting, and others pass`() async throws {
        let line = ConverterLine()
        let (first, second, other) = (Work(), Work(), Work())
        let one = Task { try await line.run(for: persons[0], first.run) }
        await first.begins()
        let two = Task { try await line.run(for: persons[0], second.run) }
        let three = Task { try await line.run(for: persons[0]) {} }
        try await until { await line.length == 2 }
        await #expect(throws: ConverterLine.Refusal.yourFiles(3)) { try await line.run(for: persons[0]) {} }
        let four = Task { try await line.run(for: persons[1], other.run) }
        await other.begins()
        other.finish()
        try await four.value
        #expect(await line.length == 2)
        first.finish()
        try await one.value
        await second.begins()
        second.finish()
        try await two.value
        try await three.value
        #expect(await line.length == 0)
    }

    @Test func `the line has an end, and who comes then is told so`() async throws {
        var limits = ConverterLine.Limits()
        (limits.atOnce, limits.waiting) = (1, 2)
        let (line, work) = (ConverterLine(limits), Work())
        let first = Task { try await line.run(for: persons[0], work.run) }
        await work.begins()
        let waiting = persons[1...2].map { person in Task { try await line.run(for: person) {} } }
        try await until { await line.length == 2 }
        await #expect(throws: ConverterLine.Refusal.full(2)) { try await line.run(for: persons[3]) {} }
        work.finish()
        try await first.value
        for task in waiting { try await task.value }
    }

    @Test func `who goes away leaves the line, and its place at work goes to the next`() async throws {
        var limits = ConverterLine.Limits()
        limits.atOnce = 1
        let (line, work, last) = (ConverterLine(limits), Work(), Work())
        let first = Task { try await line.run(for: persons[0], work.run) }
        await work.begins()
        let gone = Task { try await line.run(for: persons[1]) { Issue.record("nobody waits for this") } }
        try await until { await line.length == 1 }
        let next = Task { try await line.run(for: persons[2], last.run) }
        try await until { await line.length == 2 }
        gone.cancel()
        await #expect(throws: CancellationError.self) { try await gone.value }
        try await until { await line.length == 1 }
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        await last.begins()
        last.finish()
        try await next.value
    }

    @Test func `the time of a person's files is counted, and given back after a while`() async throws {
        let clock = Hands()
        let line = ConverterLine(now: { clock.now })
        for _ in 0..<2 { try await line.run(for: persons[0]) { clock.turn(.seconds(300)) } }
        let refusal = await #expect(throws: ConverterLine.Refusal.self) { try await line.run(for: persons[0]) {} }
        #expect(refusal == .yourTime(retry: 3301))
        try await line.run(for: persons[1]) {}
        clock.turn(.seconds(3301))
        try await line.run(for: persons[0]) {}
    }
}

/// A clock that is turned by hand.
private final class Hands: @unchecked Sendable {
    // Proof: `time` is only touched between `lock()` and `unlock()`.
    private let lock = NSLock()
    private var time = ContinuousClock.now
    var now: ContinuousClock.Instant { lock.withLock { time } }
    func turn(_ duration: Duration) { lock.withLock { time += duration } }
}
