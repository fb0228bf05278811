import CGStreamer

/// Owns one reference to a GStreamer object.
///
/// `@unchecked Sendable` holds because the pointer never changes, reference counts of GObjects are atomic, and every
/// GStreamer call made through it locks the object itself.
final class Reference: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer

    /// Takes over a reference that the caller owns.
    init(owning pointer: UnsafeMutableRawPointer) { self.pointer = pointer }

    /// Adds a reference to a borrowed object.
    init(sharing pointer: UnsafeMutableRawPointer) { self.pointer = gst_object_ref(pointer) }

    /// Takes a floating object as its first owner.
    init(floating pointer: UnsafeMutableRawPointer) { self.pointer = gst_object_ref_sink(pointer) }

    deinit { gst_object_unref(pointer) }

    var element: UnsafeMutablePointer<GstElement> { pointer.assumingMemoryBound(to: GstElement.self) }
    var bin: UnsafeMutablePointer<GstBin> { pointer.assumingMemoryBound(to: GstBin.self) }
    var pad: UnsafeMutablePointer<GstPad> { pointer.assumingMemoryBound(to: GstPad.self) }
    var object: UnsafeMutablePointer<GstObject> { pointer.assumingMemoryBound(to: GstObject.self) }
    var name: String { String(cString: cg_name(pointer)) }
    var parent: Reference? { cg_parent(pointer).map { Reference(sharing: $0) } }
}

/// Starts GStreamer once in a process.
enum Library {
    /// The library's own words when it could not start.
    private static let problem: String? = {
        var error: UnsafeMutablePointer<GError>?
        guard gst_init_check(nil, nil, &error) == 0 else { return nil }
        defer { g_clear_error(&error) }
        return error.map { String(cString: $0.pointee.message) } ?? "gst_init failed"
    }()

    static func start() throws(Pipeline.Failure) {
        if let problem { throw .description(problem) }
    }
}

/// The element types that the registry knows.
package enum ElementFactory {
    /// Whether an element type such as `x264enc` is installed.
    package static func exists(_ name: String) -> Bool {
        guard (try? Library.start()) != nil, let factory = gst_element_factory_find(name) else { return false }
        gst_object_unref(UnsafeMutableRawPointer(factory))
        return true
    }
}

/// A C string that the caller owns, as a Swift string.
func take(_ text: UnsafeMutablePointer<CChar>?) -> String? {
    guard let text else { return nil }
    defer { g_free(text) }
    return String(cString: text)
}
