import GStreamer

/// A moment on the machine's steady clock, which outlives every setting of the time of day but no start of the machine.
package struct SteadyMoment: Hashable, Sendable, Codable {
    /// The start of the machine from which it counts.
    package var boot: String
    /// Microseconds since that start.
    package var microseconds: Int64

    package init(boot: String = Self.boot, microseconds: Int64) {
        (self.boot, self.microseconds) = (boot, microseconds)
    }

    /// The start of the machine that runs.
    package static var boot: String { Uptime.boot }

    package static var now: SteadyMoment { SteadyMoment(microseconds: Uptime.now) }
}
