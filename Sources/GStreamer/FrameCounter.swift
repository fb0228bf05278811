import CGStreamer
import Glibc
import Synchronization

/// Counts the buffers that pass a pad and knows when they passed.
package final class FrameCounter: Sendable {
    /// What has passed so far.
    package struct Reading: Hashable, Sendable {
        package var frames = 0
        /// UTC in microseconds since 1970 at which the first buffer passed.
        ///
        /// Not the UTC of its timestamp: a mixer stamps a picture with the time for which it waited, and what is seen of
        /// it elsewhere, and what a crash loses of it, counts from when it was finished.
        package var first: Int64?
        /// The same instant on the machine's steady clock (`Uptime`), for when the time of day is set meanwhile.
        package var firstUptime: Int64?
        /// UTC of the end of the newest buffer, counted from `first` on the media's own time.
        package var end: Int64?
        /// The last 16 stretches of three seconds and more in which none passed, on the machine's steady clock.
        package var pauses: [ClosedRange<Int64>] = []
    }

    private let pad: Reference
    private let tally: Tally
    private let probe: UInt

    init(_ pad: Reference) {
        let tally = Tally()
        self.pad = pad
        self.tally = tally
        probe = PadProbe.add(pad, [GST_PAD_PROBE_TYPE_BUFFER, GST_PAD_PROBE_TYPE_BUFFER_LIST]) { pad, info in
            for buffer in Passing.buffers(info) { tally.count(buffer, on: pad) }
            return GST_PAD_PROBE_OK
        }
    }

    deinit { gst_pad_remove_probe(pad.pad, probe) }

    package var reading: Reading { tally.reading }

    /// Frames per second over the last seconds; `nil` before so much time has been seen.
    package func rate(over span: Duration = .seconds(3)) -> Double? { tally.rate(over: span) }
}

private final class Tally: Sendable {
    private struct State {
        var reading = FrameCounter.Reading()
        var firstTime: Int64 = 0
        var newestTime: Int64?
        var arrivals: [ContinuousClock.Instant] = []
        var newestUptime: Int64?
    }

    private let state = Mutex(State())
    private let began = ContinuousClock.now
    /// Arrivals are kept this long at most.
    private static let memory = Duration.seconds(10)
    /// No frame for so long is a standstill that a viewer notices, in microseconds.
    private static let pause: Int64 = 3_000_000
    private static let mostPauses = 16

    var reading: FrameCounter.Reading { state.withLock(\.reading) }

    func rate(over span: Duration) -> Double? {
        let now = ContinuousClock.now
        guard now - began >= span else { return nil }
        let count = state.withLock { state in state.arrivals.reversed().prefix { now - $0 < span }.count }
        return Double(count) / (Double(span.components.seconds) + Double(span.components.attoseconds) * 1e-18)
    }

    func count(_ buffer: UnsafeMutablePointer<GstBuffer>, on pad: UnsafeMutablePointer<GstPad>) {
        let time = Passing.runningTime(buffer, pad)
        // No picture is shown for longer than a minute; a stream may say anything.
        let duration = cg_duration(buffer) == .max ? nil : Int64(min(cg_duration(buffer), 60_000_000_000))
        let (now, uptime) = (ContinuousClock.now, Uptime.now)
        state.withLock { state in
            state.reading.frames += 1
            Self.notePause(until: uptime, in: &state)
            state.arrivals.append(now)
            if let oldest = state.arrivals.first, now - oldest > Self.memory { state.arrivals.removeFirst() }
            guard let time else { return }
            if state.reading.first == nil {
                (state.reading.first, state.reading.firstUptime) = (UTC.now, uptime)
                state.firstTime = time
            }
            let length = duration ?? state.newestTime.map { max(0, time - $0) } ?? 0
            if let first = state.reading.first {
                state.reading.end = max(state.reading.end ?? 0, first + (time - state.firstTime + length) / 1000)
            }
            state.newestTime = time
        }
    }

    private static func notePause(until uptime: Int64, in state: inout State) {
        if let newest = state.newestUptime, uptime - newest >= pause {
            state.reading.pauses.append(newest...uptime)
            if state.reading.pauses.count > mostPauses { state.reading.pauses.removeFirst() }
        }
        state.newestUptime = max(uptime, state.newestUptime ?? uptime)
    }
}

/// The time of day.
enum UTC {
    /// UTC in microseconds since 1970.
    static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }
}
