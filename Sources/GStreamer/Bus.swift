import CGStreamer
import Synchronization

/// Hands every message of a pipeline to every listener, in order, and loses none.
///
/// The copy is made in the thread that posts; the streams are unbounded, and the kinds that nobody asks about are
/// dropped before they are copied.
final class Bus: Sendable {
    private struct State {
        var listeners: [Int: AsyncStream<Message>.Continuation] = [:]
        var next = 0
        var errors: [(branch: String?, report: Report)] = []
        var ended = false
        var closed = false
    }

    private let state = Mutex(State())

    /// Everything from now on; ends when the pipeline has stopped.
    func messages() -> AsyncStream<Message> {
        let (stream, continuation) = AsyncStream.makeStream(of: Message.self, bufferingPolicy: .unbounded)
        let number: Int? = state.withLock { state in
            guard !state.closed else { return nil }
            state.next += 1
            state.listeners[state.next] = continuation
            return state.next
        }
        guard let number else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in self?.forget(number) }
        return stream
    }

    /// The first error of the pipeline itself, or of one branch.
    func error(in branch: String?) -> Report? {
        state.withLock { $0.errors.first { $0.branch == branch }?.report }
    }

    /// Every sink of the pipeline has seen the end already.
    var ended: Bool { state.withLock(\.ended) }

    /// The first error of the pipeline itself, else of any branch.
    var firstError: Report? {
        state.withLock { state in (state.errors.first { $0.branch == nil } ?? state.errors.first)?.report }
    }

    func forgetErrors(in branch: String) { state.withLock { $0.errors.removeAll { $0.branch == branch } } }

    func close() {
        let listeners = state.withLock { state in
            state.closed = true
            defer { state.listeners = [:] }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }

    private func forget(_ number: Int) {
        // The continuation is freed outside the lock: freeing it may call back into `forget`.
        _ = state.withLock { $0.listeners.removeValue(forKey: number) }
    }

    func deliver(_ message: Message) {
        let listeners = state.withLock { state in
            if case .endOfStream = message.content { state.ended = true }
            // Errors of a flooding element are not kept for ever; the listeners still get each of them.
            if case .error(let report) = message.content, state.errors.count < 64 {
                state.errors.append((message.branch, report))
            }
            return state.listeners.sorted { $0.key < $1.key }.map(\.value)
        }
        for listener in listeners { listener.yield(message) }
    }

    /// Takes over the bus of a pipeline until the pipeline is freed.
    func attach(to pipeline: Reference) {
        guard let bus = gst_element_get_bus(pipeline.element) else { return }
        let box = Unmanaged.passRetained(self).toOpaque()
        gst_bus_set_sync_handler(
            bus,
            { _, message, data in
                guard let message, let data else { return GST_BUS_PASS }
                Unmanaged<Bus>.fromOpaque(data).takeUnretainedValue().received(message)
                gst_message_unref(message)
                return GST_BUS_DROP
            }, box, { data in if let data { Unmanaged<Bus>.fromOpaque(data).release() } })
        gst_object_unref(bus)
    }

    private func received(_ message: UnsafeMutablePointer<GstMessage>) {
        if cg_message_type(message) == GST_MESSAGE_LATENCY { recalculateLatency(message) }
        if let copy = Message(message) { deliver(copy) }
    }

    /// Somebody has to answer a LATENCY message, and not in the streaming thread that posted it.
    private func recalculateLatency(_ message: UnsafeMutablePointer<GstMessage>) {
        guard let source = cg_message_source(message) else { return }
        var top = Reference(sharing: source)
        while let parent = top.parent { top = parent }
        guard cg_is_pipeline(top.pointer) != 0 else { return }
        let pipeline = top
        Blocking.start { gst_bin_recalculate_latency(pipeline.bin) }
    }
}
