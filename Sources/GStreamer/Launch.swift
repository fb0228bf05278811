import CGStreamer

/// Makes pipelines and bins from launch descriptions.
enum Launch {
    /// A pipeline, whatever the description holds.
    static func pipeline(_ description: String) throws(Pipeline.Failure) -> Reference {
        try Library.start()
        let top = try parse(description) { text, context, error in
            gst_parse_launch_full(text, context, GST_PARSE_FLAG_FATAL_ERRORS, error)
        }
        guard cg_is_pipeline(top.pointer) == 0 else { return top }
        guard let pipeline = gst_pipeline_new(nil) else { throw .description("a pipeline could not be made") }
        let whole = Reference(floating: pipeline)
        gst_bin_add(whole.bin, top.element)
        return whole
    }

    /// A bin of that name.
    static func bin(_ description: String, named name: String) throws(Pipeline.Failure) -> Reference {
        try Library.start()
        let bin = try parse(description) { text, context, error in
            gst_parse_bin_from_description_full(text, 0, context, GST_PARSE_FLAG_FATAL_ERRORS, error)
        }
        gst_object_set_name(bin.object, name)
        cg_mark_branch(bin.pointer)
        return bin
    }

    private typealias Parser = (
        String, OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<GError>?>?
    ) -> UnsafeMutablePointer<GstElement>?

    private static func parse(_ description: String, _ parser: Parser) throws(Pipeline.Failure) -> Reference {
        let context = gst_parse_context_new()
        defer { gst_parse_context_free(context) }
        var error: UnsafeMutablePointer<GError>?
        let made = parser(description, context, &error)
        let words = error.map { String(cString: $0.pointee.message) }
        g_clear_error(&error)
        let reference = made.map { Reference(floating: $0) }
        if let missing = firstMissing(context) { throw .missingElement(missing) }
        if let words { throw .description(words) }
        guard let reference else { throw .description("empty") }
        return reference
    }

    private static func firstMissing(_ context: OpaquePointer?) -> String? {
        guard let names = gst_parse_context_get_missing_elements(context) else { return nil }
        defer { g_strfreev(names) }
        return names[0].map { String(cString: $0) }
    }
}
