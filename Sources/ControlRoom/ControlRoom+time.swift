import Engine
import Journal
import Meetings
package import Offices

extension ControlRoom {
    /// Does what the clock alone brings about; called every few seconds.
    ///
    /// Meetings are closed whose recording ended before they did; the plans of rooms follow the slots that come and go, and
    /// the leases of meetings that go on are prolonged.
    package func keepTime() async {
        await closeLate()
        await engine.passTime()
    }

    /// Lets pages see that time goes on, and notices when the clock was set; called every second.
    ///
    /// A room that says nothing any more changes nothing by itself, and a page that hears nothing cannot know whether what
    /// it shows is still so.
    package func keepPace() {
        let set = clock().seconds(since: steady())
        if abs(set - clockSet) > ClockStep.least {
            clockStep = ClockStep(seconds: set - clockSet, at: clock(), steady: steady())
        }
        clockSet = set
    }

    /// The last step of the service's clock, for an hour.
    package func recentClockStep() -> ClockStep? {
        clockStep.flatMap { steady().seconds(since: $0.steady) < ClockStep.shown ? $0 : nil }
    }

    private func closeLate() async {
        for meeting in docket.meetings.values where !meeting.lateClose(at: clock()).isEmpty {
            guard let key = IdempotencyKey("closed:\(meeting.id)") else { continue }
            _ = try? await submit(.closeLate, to: meeting.id, key: key)
        }
    }
}

/// A moment at which somebody, or a time server, set the service's clock.
package struct ClockStep: Hashable, Sendable {
    /// By how much; positive is forward.
    package let seconds: Double
    /// The moment on the clock as it was set.
    package let at: Moment
    let steady: Moment

    /// Smaller steps mislead nobody, in seconds.
    static let least = 2.0
    /// How long the wall tells of it, in seconds.
    static let shown = 3_600.0
}
