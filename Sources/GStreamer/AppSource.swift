import CGStreamer

/// An `appsrc`: bytes and still pictures into a pipeline.
package struct AppSource: Sendable {
    private let element: Element

    package init(_ element: Element) throws(Pipeline.Failure) {
        guard cg_is_app_source(element.handle.reference.pointer) != 0 else {
            throw .noElement("\(element.name) (it is no appsrc)")
        }
        self.element = element
    }

    /// What the bytes are; said before the first push, and again when it changes.
    package func setCaps(_ text: String) throws(Pipeline.Failure) { try element.set("caps", .text(text)) }

    /// Pushes a buffer; without a time the source stamps it itself when `do-timestamp` is set.
    package func push(_ bytes: [UInt8], pts: Duration? = nil, duration: Duration? = nil) throws(Pipeline.Failure) {
        guard let buffer = bytes.withUnsafeBytes({ gst_buffer_new_memdup($0.baseAddress, gsize($0.count)) }) else {
            throw .conversion("no memory for \(bytes.count) bytes")
        }
        cg_set_times(buffer, Self.nanoseconds(pts), Self.nanoseconds(duration))
        // The buffer is the source's from here on, whatever it answers.
        guard gst_app_src_push_buffer(source, buffer) == GST_FLOW_OK else {
            throw .state("\(element.name) takes nothing now")
        }
    }

    /// Shows a still picture from now on: for `appsrc ! imagefreeze is-live=true allow-replace=true`.
    package func push(_ picture: Picture) throws(Pipeline.Failure) {
        try setCaps(picture.caps)
        try push(picture.bytes)
    }

    /// Ends the stream after what was pushed.
    package func end() { gst_app_src_end_of_stream(source) }

    private var source: UnsafeMutablePointer<GstAppSrc> {
        element.handle.reference.pointer.assumingMemoryBound(to: GstAppSrc.self)
    }

    private static func nanoseconds(_ time: Duration?) -> guint64 {
        guard let time, time >= .zero else { return .max }
        return guint64(time.components.seconds) * 1_000_000_000 + guint64(time.components.attoseconds / 1_000_000_000)
    }
}
