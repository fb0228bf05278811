import CGStreamer
import Dispatch
import Synchronization

/// A closure called for what passes a pad.
final class PadProbe: Sendable {
    typealias Body =
        @Sendable (UnsafeMutablePointer<GstPad>, UnsafeMutablePointer<GstPadProbeInfo>) -> GstPadProbeReturn

    private let body: Body

    private init(_ body: @escaping Body) { self.body = body }

    /// Adds a probe; the pad owns the closure. The number takes it off again; 0 when it ran and went at once.
    static func add(_ pad: Reference, _ types: [GstPadProbeType], _ body: @escaping Body) -> UInt {
        let mask = GstPadProbeType(types.reduce(0) { $0 | $1.rawValue })
        let box = Unmanaged.passRetained(PadProbe(body)).toOpaque()
        return gst_pad_add_probe(
            pad.pad, mask,
            { pad, info, data in
                guard let pad, let info, let data else { return GST_PAD_PROBE_OK }
                return Unmanaged<PadProbe>.fromOpaque(data).takeUnretainedValue().body(pad, info)
            }, box, { data in if let data { Unmanaged<PadProbe>.fromOpaque(data).release() } })
    }

    /// Runs `body` once while nothing passes the source pad; after `limit` all the same.
    static func whenIdle(_ pad: Reference, within limit: Duration, _ body: @escaping @Sendable () -> Void) async {
        let once = Once(body)
        await withCheckedContinuation { continuation in
            let finish: @Sendable () -> Void = { if once.run() { continuation.resume() } }
            let number = add(pad, [GST_PAD_PROBE_TYPE_IDLE]) { _, _ in
                finish()
                return GST_PAD_PROBE_REMOVE
            }
            let (seconds, attoseconds) = limit.components
            let delay = Double(seconds) + Double(attoseconds) * 1e-18
            guard number != 0, !once.done else { return }
            DispatchQueue.global().asyncAfter(deadline: .now() + delay) {
                guard !once.done else { return }
                gst_pad_remove_probe(pad.pad, number)
                finish()
            }
        }
    }
}

/// Runs a closure in the first of several calls; the others return at once.
private final class Once: Sendable {
    private let body: @Sendable () -> Void
    private let called = Atomic(false)

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }

    var done: Bool { called.load(ordering: .acquiring) }

    func run() -> Bool {
        guard !called.exchange(true, ordering: .acquiringAndReleasing) else { return false }
        body()
        return true
    }
}

/// What a probe found in a pad: buffers with their running times.
enum Passing {
    /// The running time of a buffer on this pad in nanoseconds; `nil` without a time or a segment.
    static func runningTime(_ buffer: UnsafeMutablePointer<GstBuffer>, _ pad: UnsafeMutablePointer<GstPad>) -> Int64? {
        var holder: UnsafeMutablePointer<GstEvent>?
        let segment = cg_sticky_segment(pad, &holder)
        defer { if let holder { gst_event_unref(holder) } }
        guard let segment, cg_pts(buffer) != .max else { return nil }
        let time = gst_segment_to_running_time(segment, GST_FORMAT_TIME, cg_pts(buffer))
        return time == .max ? nil : Int64(clamping: time)
    }

    /// Calls `body` for each buffer; nothing is allocated, for this runs for every packet.
    static func forEach(
        _ info: UnsafeMutablePointer<GstPadProbeInfo>, _ body: (UnsafeMutablePointer<GstBuffer>) -> Void
    ) {
        guard cg_probe_is_list(info) != 0 else {
            if let buffer = gst_pad_probe_info_get_buffer(info) { body(buffer) }
            return
        }
        guard let list = gst_pad_probe_info_get_buffer_list(info) else { return }
        for index in 0..<gst_buffer_list_length(list) {
            if let buffer = gst_buffer_list_get(list, index) { body(buffer) }
        }
    }

    /// The first buffer.
    static func first(_ info: UnsafeMutablePointer<GstPadProbeInfo>) -> UnsafeMutablePointer<GstBuffer>? {
        guard cg_probe_is_list(info) != 0 else { return gst_pad_probe_info_get_buffer(info) }
        return gst_pad_probe_info_get_buffer_list(info).flatMap { list in
            gst_buffer_list_length(list) > 0 ? gst_buffer_list_get(list, 0) : nil
        }
    }
}
