import CGStreamer

/// A named element of a pipeline; keeps it alive, not playing.
package struct Element: PropertyHolder {
    package let handle: Handle

    init(_ reference: Reference) { handle = Handle(reference: reference) }

    /// A pad that exists already, by its name.
    package func pad(_ name: String) throws(Pipeline.Failure) -> Pad {
        guard let pad = gst_element_get_static_pad(handle.reference.element, name) else {
            throw .noPad(element: self.name, pad: name)
        }
        return Pad(Reference(owning: pad))
    }

    /// The newest sample that a sink took; `nil` before the first and when its `enable-last-sample` is off.
    package func lastSample() -> Sample? {
        cg_last_sample(handle.reference.pointer).map { Sample(owning: $0) }
    }

    /// Asks the encoder for a key frame as soon as possible.
    package func requestKeyFrame() { cg_request_key_frame(handle.reference.element) }

    /// The child of a bin by its path (`site-a/sound`).
    static func find(_ path: String, in bin: Reference) throws(Pipeline.Failure) -> Element {
        var found = bin
        for part in path.split(separator: "/") {
            guard cg_is_bin(found.pointer) != 0, let child = cg_child(found.pointer, String(part)) else {
                throw .noElement(path)
            }
            found = Reference(owning: child)
        }
        return Element(found)
    }
}

/// A pad of an element, with its own properties where a mixer has them.
package struct Pad: PropertyHolder {
    package let handle: Handle

    init(_ reference: Reference) { handle = Handle(reference: reference) }

    /// Counts what passes from now on, until the counter is freed.
    package func countFrames() -> FrameCounter { FrameCounter(handle.reference) }

    /// The caps that were negotiated; `nil` before.
    package var caps: String? {
        guard let caps = gst_pad_get_current_caps(handle.reference.pad) else { return nil }
        defer { gst_caps_unref(caps) }
        return take(gst_caps_to_string(caps))
    }
}
