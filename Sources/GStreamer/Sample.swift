import CGStreamer

/// One buffer with its caps; immutable.
///
/// `@unchecked Sendable` holds because a sample is read only once it has left its pipeline and its reference count is
/// atomic.
package final class Sample: @unchecked Sendable {
    private let pointer: OpaquePointer

    init(owning pointer: OpaquePointer) { self.pointer = pointer }

    deinit { gst_sample_unref(pointer) }

    package enum Coding: String, Sendable {
        case png = "image/png"
        case jpeg = "image/jpeg"
    }

    package var caps: String {
        gst_sample_get_caps(pointer).flatMap { take(gst_caps_to_string($0)) } ?? ""
    }

    package var width: Int? { field("width") }
    package var height: Int? { field("height") }

    package var pts: Duration? {
        guard let buffer = gst_sample_get_buffer(pointer), cg_pts(buffer) != .max else { return nil }
        return .nanoseconds(Int64(clamping: cg_pts(buffer)))
    }

    /// A copy of the buffer's bytes.
    package func bytes() -> [UInt8] {
        guard let buffer = gst_sample_get_buffer(pointer) else { return [] }
        let size = gst_buffer_get_size(buffer)
        return [UInt8](unsafeUninitializedCapacity: Int(size)) { target, count in
            count = Int(gst_buffer_extract(buffer, 0, target.baseAddress, size))
        }
    }

    /// The picture in other raw or coded caps; converts on a thread of its own.
    package func converted(to caps: String) async throws(Pipeline.Failure) -> Sample {
        let result = await Blocking.run { self.convert(to: caps) }
        return try result.get()
    }

    /// The bytes of a PNG or JPEG file of the picture, scaled when a size is given.
    package func encoded(
        as coding: Coding, width: Int? = nil, height: Int? = nil
    ) async throws(Pipeline.Failure) -> [UInt8] {
        var caps = coding.rawValue
        if let width { caps += ",width=\(width)" }
        if let height { caps += ",height=\(height)" }
        return try await converted(to: caps).bytes()
    }

    private func convert(to text: String) -> Result<Sample, Pipeline.Failure> {
        guard let caps = gst_caps_from_string(text) else { return .failure(.conversion("no caps: \(text)")) }
        defer { gst_caps_unref(caps) }
        var error: UnsafeMutablePointer<GError>?
        defer { g_clear_error(&error) }
        // A still picture takes milliseconds; five seconds is a machine that stands still.
        guard let made = gst_video_convert_sample(pointer, caps, 5_000_000_000, &error) else {
            return .failure(.conversion(error.map { String(cString: $0.pointee.message) } ?? "no picture"))
        }
        return .success(Sample(owning: made))
    }

    private func field(_ name: String) -> Int? {
        var value: gint = 0
        guard let caps = gst_sample_get_caps(pointer), let structure = gst_caps_get_structure(caps, 0),
            gst_structure_get_int(structure, name, &value) != 0
        else { return nil }
        return Int(value)
    }
}
