import Foundation

/// What work takes: seconds of the clock on the wall, and of all processors that this process used.
struct Cost {
    private let wall = ContinuousClock.now
    private let used = Self.now()

    static func begin() -> Cost { Cost() }

    /// Seconds of the processors since the beginning.
    var processor: Double { Self.now() - used }

    func spent() -> String { "wall_s=\((ContinuousClock.now - wall) / .seconds(1)) cpu_s=\(processor)" }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
