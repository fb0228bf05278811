import CGStreamer

/// An `appsink`: samples out of a pipeline.
package struct AppSink: Sendable {
    private let element: Element

    package init(_ element: Element) throws(Pipeline.Failure) {
        guard cg_is_app_sink(element.handle.reference.pointer) != 0 else {
            throw .noElement("\(element.name) (it is no appsink)")
        }
        self.element = element
    }

    /// Every sample from now on, or only the newest one whenever the reader comes back; ends with the stream.
    package func samples(newestOnly: Bool = false) -> AsyncStream<Sample> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Sample.self, bufferingPolicy: newestOnly ? .bufferingNewest(1) : .unbounded)
        let box = Unmanaged.passRetained(Outlet(continuation)).toOpaque()
        var callbacks = GstAppSinkCallbacks()
        callbacks.new_sample = { sink, data in
            guard let sink, let data, let sample = gst_app_sink_try_pull_sample(sink, 0) else { return GST_FLOW_OK }
            Unmanaged<Outlet>.fromOpaque(data).takeUnretainedValue().continuation.yield(Sample(owning: sample))
            return GST_FLOW_OK
        }
        callbacks.eos = { _, data in
            guard let data else { return }
            Unmanaged<Outlet>.fromOpaque(data).takeUnretainedValue().continuation.finish()
        }
        let sink = element.handle.reference.pointer.assumingMemoryBound(to: GstAppSink.self)
        gst_app_sink_set_callbacks(sink, &callbacks, box) { data in
            if let data { Unmanaged<Outlet>.fromOpaque(data).release() }
        }
        return stream
    }
}

/// Ends the stream of samples when the sink is freed.
private final class Outlet: Sendable {
    let continuation: AsyncStream<Sample>.Continuation

    init(_ continuation: AsyncStream<Sample>.Continuation) { self.continuation = continuation }

    deinit { continuation.finish() }
}
