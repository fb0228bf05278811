import CGStreamer
import Glibc
import Synchronization

/// Counts the buffers that pass a pad and knows when they passed.
package final class FrameCounter: Sendable {
    /// What has passed so far.
    package struct Reading: Hashable, Sendable {
        package var frames = 0
        /// UTC in microseconds since 1970 at which the first buffer passed, or would have passed had it not been late: the
        /// most punctual of the first twelve says when that was.
        ///
        /// Not the UTC of its timestamp: a mixer stamps a picture with the time for which it waited, and what is seen of
        /// it elsewhere, and what a crash loses of it, counts from when it was finished.
        package var first: Int64?
        /// The same instant on the machine's steady clock (`Uptime`), for when the time of day is set meanwhile.
        package var firstUptime: Int64?
        /// Nothing that comes later changes `first`.
        package var isDated = false
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
            Passing.forEach(info) { tally.count($0, on: pad) }
            return GST_PAD_PROBE_OK
        }
    }

    deinit { gst_pad_remove_probe(pad.pad, probe) }

    package var reading: Reading { tally.reading }

    /// Frames per second over the last seconds; `nil` before so much time has been seen.
    package func rate(over span: Duration = .seconds(3)) -> Double? { tally.rate(over: span) }
}

private final class Tally: Sendable {
    private let times = Mutex(FrameTimes())
    private let began = Uptime.now

    var reading: FrameCounter.Reading { times.withLock { $0.reading(at: Uptime.now) } }

    func rate(over span: Duration) -> Double? {
        let (now, length) = (Uptime.now, Int64(span / .microseconds(1)))
        guard now - began >= length else { return nil }
        return Double(times.withLock { $0.count(within: length, at: now) }) / (Double(length) / 1_000_000)
    }

    func count(_ buffer: UnsafeMutablePointer<GstBuffer>, on pad: UnsafeMutablePointer<GstPad>) {
        let time = Passing.runningTime(buffer, pad)
        // No picture is shown for longer than a minute; a stream may say anything.
        let duration = cg_duration(buffer) == .max ? nil : Int64(min(cg_duration(buffer), 60_000_000_000))
        let uptime = Uptime.now
        times.withLock { $0.take(at: uptime, utc: { UTC.now }, time: time, duration: duration) }
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
