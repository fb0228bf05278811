import CGStreamer
import Synchronization

/// Holds a branch's inputs shut until the first key frame of one of them, then lets all begin at that frame's time.
final class KeyFrameGate: Sendable {
    /// Running time of the key frame, in nanoseconds; `nil` while shut.
    private let opened = Mutex<Int64?>(nil)

    func guardPad(_ pad: Reference, opens: Bool) {
        _ = PadProbe.add(pad, [GST_PAD_PROBE_TYPE_BUFFER, GST_PAD_PROBE_TYPE_BUFFER_LIST]) { [self] pad, info in
            guard let buffer = Passing.first(info) else { return GST_PAD_PROBE_DROP }
            let time = Passing.runningTime(buffer, pad) ?? 0
            return (opens ? open(buffer, at: time) : isOpen(at: time)) ? GST_PAD_PROBE_REMOVE : GST_PAD_PROBE_DROP
        }
    }

    private func open(_ buffer: UnsafeMutablePointer<GstBuffer>, at time: Int64) -> Bool {
        guard cg_is_key(buffer) != 0 else { return false }
        opened.withLock { $0 = $0 ?? time }
        return true
    }

    private func isOpen(at time: Int64) -> Bool { opened.withLock { $0.map { time >= $0 } ?? false } }
}
