package import BoundedProcess
package import GStreamer

extension MediaFailure {
    /// A failure of the media library in the words of the house.
    package init(_ failure: Pipeline.Failure) {
        switch failure {
        case .missingElement(let name): self = .missingElement(name: name, debianPackage: Self.package(of: name))
        default: self = .pipeline(failure.line)
        }
    }

    /// A failure of an outside program.
    package init(_ failure: Program.Failure) { self = .program(failure.description) }

    /// The Debian 12 package that brings an element the house uses.
    private static func package(of element: String) -> String {
        packages.first { $0.value.contains(element) }?.key ?? "gstreamer1.0-plugins-bad"
    }

    private static let packages: [String: Set<String>] = [
        "gstreamer1.0-libav": ["avdec_h264"],
        "gstreamer1.0-pipewire": ["pipewiresrc"],
        "gstreamer1.0-x": ["ximagesink", "xvimagesink", "textoverlay"],
        "gstreamer1.0-plugins-ugly": ["x264enc"],
        "gstreamer1.0-alsa": ["alsasrc", "alsasink"],
        "gstreamer1.0-plugins-base": [
            "audioconvert", "audiomixer", "audioresample", "audiotestsrc", "compositor", "decodebin", "opusdec",
            "opusenc", "rawaudioparse", "videoconvert", "videorate", "videoscale", "videotestsrc", "appsrc", "appsink",
        ],
        "gstreamer1.0-plugins-good": [
            "gdkpixbufoverlay", "imagefreeze", "jpegdec", "jpegenc", "level", "matroskamux", "multifilesrc",
            "multiudpsink", "pngdec", "pngenc", "pulsesink", "pulsesrc", "rtpjitterbuffer", "rtpmp2tdepay",
            "rtpmp2tpay", "udpsink", "udpsrc", "v4l2src",
        ],
    ]
}

/// Runs a call into the media library and gives its failure the house's words.
func media<Value>(_ body: () throws(Pipeline.Failure) -> Value) throws(MediaFailure) -> Value {
    do { return try body() } catch { throw MediaFailure(error) }
}
