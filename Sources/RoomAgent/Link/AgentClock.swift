import Foundation
import Offices
import RoomMedia

/// The room's own clocks and its way of waiting, given from outside so that tests decide all of them.
///
/// The time of day may be set at any moment, by an hour or by years. So it is read only to be shown and compared with
/// the service's; silence, patience and every wait are measured on the steady clock.
struct AgentClock: Sendable {
    /// This machine's time of day, uncorrected.
    let now: @Sendable () -> Moment
    /// The machine's steady clock.
    let uptime: @Sendable () -> SteadyMoment
    /// Suspends for so many seconds; throws only when cancelled.
    let sleep: @Sendable (Double) async throws -> Void
    /// One instant on both clocks, taken at the beginning.
    private let base: (wall: Moment, uptime: SteadyMoment)

    /// A clock; without a steady one of its own the time of day takes its place.
    init(
        now: @escaping @Sendable () -> Moment, uptime: (@Sendable () -> SteadyMoment)? = nil,
        sleep: @escaping @Sendable (Double) async throws -> Void
    ) {
        let uptime = uptime ?? { SteadyMoment(microseconds: now().microseconds) }
        (self.now, self.uptime, self.sleep) = (now, uptime, sleep)
        base = (now(), uptime())
    }

    /// What the time of day would be, had nobody set it since the beginning.
    var steady: Moment { steady(uptime()) ?? now() }

    /// A moment of the steady clock as `steady` showed it; `nil` when it is of another start of the machine.
    func steady(_ moment: SteadyMoment) -> Moment? {
        guard moment.boot == base.uptime.boot else { return nil }
        let (passed, overflows) = moment.microseconds.subtractingReportingOverflow(base.uptime.microseconds)
        return overflows ? nil : base.wall.advanced(bySeconds: Double(passed) / 1_000_000)
    }

    /// How far the time of day was set since the beginning, in seconds; positive is forward.
    var set: Double { now().seconds(since: steady) }

    /// The machine's real clocks.
    static let system = AgentClock(
        now: { Moment(Date()) },
        uptime: { .now },
        sleep: { try await Task.sleep(for: .seconds($0)) }
    )
}
