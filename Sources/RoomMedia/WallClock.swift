import Foundation
import Offices

/// The time of day for everything that is drawn or reported; tests may give another.
struct WallClock: Sendable {
    var now: @Sendable () -> Moment = { Moment(Date()) }

    /// Sleeps until the wall shows the next second; `false` when the task was cancelled.
    func nextSecond() async -> Bool {
        let rest = 1_000_000 - now().microseconds % 1_000_000
        return (try? await Task.sleep(for: .microseconds(rest))) != nil
    }
}
