import Foundation
import Offices

/// The room's own clock and its way of waiting, given from outside so that tests decide both.
struct AgentClock: Sendable {
    /// This machine's clock, uncorrected.
    var now: @Sendable () -> Moment
    /// Suspends for so many seconds; throws only when cancelled.
    var sleep: @Sendable (Double) async throws -> Void

    init(
        now: @escaping @Sendable () -> Moment, sleep: @escaping @Sendable (Double) async throws -> Void
    ) {
        (self.now, self.sleep) = (now, sleep)
    }

    /// The machine's real clock.
    static let system = AgentClock(
        now: { Moment(Date()) },
        sleep: { try await Task.sleep(for: .seconds($0)) }
    )
}
