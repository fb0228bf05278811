import CGStreamer

/// What a pipeline said on its bus.
package struct Message: Sendable {
    /// The element that said it.
    package let source: String
    /// The branch that the element belongs to; `nil` in the pipeline itself.
    package let branch: String?
    package let content: Content

    package enum Content: Sendable {
        case error(Report)
        case warning(Report)
        /// Every sink of the pipeline has seen the end.
        case endOfStream
        /// Every sink of the branch of this name has seen the end.
        case branchEnded(String)
        /// An element's own message, such as `level`'s.
        case element(Structure)
        /// The pipeline as a whole changed its state.
        case stateChanged(PlayState)
    }
}

/// The states of a pipeline.
package enum PlayState: String, Hashable, Sendable {
    case null, ready, paused, playing

    init(_ state: GstState) {
        switch state {
        case GST_STATE_PLAYING: self = .playing
        case GST_STATE_PAUSED: self = .paused
        case GST_STATE_READY: self = .ready
        default: self = .null
        }
    }
}

extension Message {
    /// Copies what the house listens to out of a message; `nil` for the many kinds nobody asks about.
    init?(_ message: UnsafeMutablePointer<GstMessage>) {
        guard let source = cg_message_source(message), let content = Content(message, from: source) else { return nil }
        self.source = String(cString: cg_name(source))
        self.branch = Self.branch(of: source)
        self.content = content
    }

    /// The nearest bin around the object that was added as a branch.
    private static func branch(of object: UnsafeMutableRawPointer) -> String? {
        var place: UnsafeMutableRawPointer? = object
        while let current = place {
            if cg_is_branch(current) != 0 { return String(cString: cg_name(current)) }
            place = cg_parent(current)
        }
        return nil
    }
}

extension Message.Content {
    fileprivate init?(_ message: UnsafeMutablePointer<GstMessage>, from source: UnsafeMutableRawPointer) {
        switch cg_message_type(message) {
        case GST_MESSAGE_ERROR: self = .error(Report(message, from: source, parse: gst_message_parse_error))
        case GST_MESSAGE_WARNING: self = .warning(Report(message, from: source, parse: gst_message_parse_warning))
        case GST_MESSAGE_EOS where cg_is_pipeline(source) != 0: self = .endOfStream
        case GST_MESSAGE_STATE_CHANGED where cg_is_pipeline(source) != 0:
            var (old, new, pending) = (GST_STATE_NULL, GST_STATE_NULL, GST_STATE_NULL)
            gst_message_parse_state_changed(message, &old, &new, &pending)
            self = .stateChanged(PlayState(new))
        case GST_MESSAGE_ELEMENT:
            guard let content = Self.element(message) else { return nil }
            self = content
        default: return nil
        }
    }

    private static func element(_ message: UnsafeMutablePointer<GstMessage>) -> Message.Content? {
        if let inner = cg_forwarded(message) {
            let inner = UnsafeMutablePointer(mutating: inner)
            guard cg_message_type(inner) == GST_MESSAGE_EOS, let origin = cg_message_source(inner),
                cg_is_branch(origin) != 0
            else { return nil }
            return .branchEnded(String(cString: cg_name(origin)))
        }
        guard let structure = Structure(gst_message_get_structure(message)), structure.name != "GstBinForwarded" else {
            return nil
        }
        return .element(structure)
    }
}

extension Report {
    fileprivate typealias Parse = (
        UnsafeMutablePointer<GstMessage>?, UnsafeMutablePointer<UnsafeMutablePointer<GError>?>?,
        UnsafeMutablePointer<UnsafeMutablePointer<gchar>?>?
    ) -> Void

    fileprivate init(_ message: UnsafeMutablePointer<GstMessage>, from source: UnsafeMutableRawPointer, parse: Parse) {
        var error: UnsafeMutablePointer<GError>?
        var debug: UnsafeMutablePointer<gchar>?
        parse(message, &error, &debug)
        element = String(cString: cg_name(source))
        domain = error.map { String(cString: g_quark_to_string($0.pointee.domain)) } ?? ""
        code = error.map { Int($0.pointee.code) } ?? 0
        text = error.map { String(cString: $0.pointee.message) } ?? ""
        self.debug = take(debug) ?? ""
        g_clear_error(&error)
    }
}
