import Offices
import RoomLink
import RoomMedia
import Synchronization
import Testing

@testable import RoomAgent

/// Silence and waits, on a clock that nobody can set.
struct SilenceTests {
    private func at(_ second: Double) -> Moment { Fixtures.now.advanced(bySeconds: second) }

    @Test func countsFromTheLastWord() {
        var silence = Silence()
        for half in 0...80 { silence.look(at: at(Double(half) / 2), lastWord: at(0)) }
        #expect(silence.seconds == 40)
        silence.look(at: at(40.5), lastWord: at(40.25))
        #expect(silence.seconds == 0.25)
    }

    @Test func anAgentThatWasStoppedHeardNothingBecauseItDidNotListen() {
        var silence = Silence()
        silence.look(at: at(0), lastWord: at(0))
        silence.look(at: at(86_400), lastWord: at(0))
        #expect(silence.seconds == 2)
    }

    @Test func theSteadyClockFollowsNoSettingOfTheTimeOfDay() throws {
        let clocks = TestClocks()
        let clock = clocks.clock
        clocks.pass(10)
        clocks.set(by: 86_400)
        #expect(clock.steady == at(10) && clock.now() == at(86_410) && clock.set == 86_400)
        #expect(clock.steady(SteadyMoment(boot: "test", microseconds: 0)) == at(0))
        #expect(clock.steady(SteadyMoment(boot: "another start", microseconds: 0)) == nil)
    }

    @Test func writeFailuresWaitLongerEachTimeUntilAFileIsWell() {
        var failure = RecordingFailure()
        let pauses = (0..<7).map { _ in failure.next("Input/output error", after: 0.1, isFull: false, jitter: 1) }
        #expect(pauses == [2, 4, 8, 16, 32, 60, 60])
        #expect(failure.reason == "Input/output error")
        #expect(
            failure.next("again", after: 60, isFull: false, jitter: 1) == 2, "the file before was well for a minute")
        #expect(failure.next("no space", after: 0, isFull: true) == RecordingFailure.fullDiskRest)
    }
}

/// The clocks of a machine in a test: time passes, and the time of day is set.
final class TestClocks: Sendable {
    private let state = Mutex<(uptime: Int64, set: Double)>((0, 0))

    var clock: AgentClock {
        AgentClock(
            now: { self.state.withLock { Fixtures.now.advanced(bySeconds: Double($0.uptime) / 1e6 + $0.set) } },
            uptime: { SteadyMoment(boot: "test", microseconds: self.state.withLock(\.uptime)) },
            sleep: { _ in throw CancellationError() })
    }

    func pass(_ seconds: Double) { state.withLock { $0.uptime += Int64(seconds * 1e6) } }
    func set(by seconds: Double) { state.withLock { $0.set += seconds } }
}
