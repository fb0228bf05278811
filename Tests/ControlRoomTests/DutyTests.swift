import Synchronization
import Testing

@testable import ControlRoom

/// What the service does by itself, by a clock that the test moves.
struct DutyTests {
    private func eventually(_ holds: () -> Bool) async { while !holds() { await Task.yield() } }

    @Test("Each duty has its first round at once, and the next when its pause is over on the clock it was given")
    func rounds() async {
        let (clock, count) = (HandClock(), Rounds())
        let duties = Duties(
            [
                Duty(every: .seconds(1)) { count.add(0) },
                Duty(every: .seconds(5)) { count.add(1) },
            ], by: clock)
        await eventually { clock.sleepers == 2 }
        #expect(count.told == [1, 1])
        for second in 1...5 {
            clock.pass(.seconds(1))
            await eventually { clock.sleepers == 2 }
            #expect(count.told == [1 + second, second == 5 ? 2 : 1])
        }
        await duties.end()
        #expect(clock.sleepers == 0)
    }

    @Test("A round that is not waited for holds up no other, and ends with the duties")
    func beside() async {
        let (clock, count) = (HandClock(), Rounds())
        let duties = Duties(
            [
                Duty(every: .seconds(5), isAwaited: false) {
                    count.add(0)
                    try? await HandClock().sleep(for: .seconds(3_600))
                    count.add(1)
                }
            ], by: clock)
        await eventually { clock.sleepers == 1 && count.told == [1, 0] }
        clock.pass(.seconds(5))
        await eventually { count.told == [2, 0] }
        await duties.end()
        #expect(count.told == [2, 2])
    }

    @Test("A running service keeps the pace by the clock it was given")
    func service() async throws {
        try await Service().run { control in
            let clock = HandClock()
            let duties = control.beginDuties(by: clock) { Issue.record($0) }
            var changes = control.news.listen().makeAsyncIterator()
            for _ in 0..<3 {
                await eventually { clock.sleepers == 4 }
                _ = await changes.next()
                clock.pass(.seconds(1))
            }
            await duties.end()
        }
    }
}

private final class Rounds: Sendable {
    private let rounds = Mutex([0, 0])

    var told: [Int] { rounds.withLock { $0 } }

    func add(_ index: Int) { rounds.withLock { $0[index] += 1 } }
}

/// A clock that stands until it is moved.
private final class HandClock: Clock, Sendable {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct State {
        var now = Instant(offset: .zero)
        var next = 0
        var sleepers: [Int: (until: Instant, waiter: CheckedContinuation<Void, any Error>)] = [:]
        var cancelled: Set<Int> = []
    }

    private let state = Mutex(State())

    var now: Instant { state.withLock { $0.now } }
    var minimumResolution: Duration { .nanoseconds(1) }
    var sleepers: Int { state.withLock { $0.sleepers.count } }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let id = state.withLock { state in
            state.next += 1
            return state.next
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiter in
                let isOver = state.withLock { state in
                    if state.cancelled.contains(id) { return true }
                    state.sleepers[id] = (deadline, waiter)
                    return false
                }
                if isOver { waiter.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                state.cancelled.insert(id)
                return state.sleepers.removeValue(forKey: id)
            }
            sleeper?.waiter.resume(throwing: CancellationError())
        }
    }

    /// Moves the clock, and wakes whose time has come.
    func pass(_ duration: Duration) {
        let woken = state.withLock { state in
            state.now = state.now.advanced(by: duration)
            let due = state.sleepers.filter { $0.value.until <= state.now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.map(\.waiter)
        }
        for waiter in woken { waiter.resume() }
    }
}
