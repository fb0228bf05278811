/// The Debian package that brings a GStreamer element.
enum ElementPackage {
    private static let packages: [String: Set<String>] = [
        "gstreamer1.0-x": ["ximagesink", "xvimagesink", "textoverlay", "clockoverlay", "timeoverlay"],
        "gstreamer1.0-plugins-bad": [
            "h264parse", "mpegtsmux", "tsdemux", "opusparse", "openh264enc", "openh264dec", "videoanalyse", "srtsink",
            "srtsrc", "webrtcbin", "webrtcdsp", "audiobuffersplit", "jpegparse",
        ],
        "gstreamer1.0-plugins-base": [
            "appsink", "appsrc", "audioconvert", "audiomixer", "audioresample", "audiotestsrc", "compositor",
            "decodebin", "opusdec", "opusenc", "rawaudioparse", "videoconvert", "videorate", "videoscale",
            "videotestsrc",
        ],
        "libgstreamer1.0-0": ["capsfilter", "fakesink", "filesink", "identity", "queue", "tee"],
        "gstreamer1.0-plugins-ugly": ["x264enc"],
        "gstreamer1.0-libav": ["avdec_h264", "avenc_aac", "avdec_aac"],
        "gstreamer1.0-pipewire": ["pipewiresrc", "pipewiresink"],
        "gstreamer1.0-alsa": ["alsasrc", "alsasink"],
        "gstreamer1.0-plugins-good": [
            "matroskamux", "matroskademux", "udpsrc", "udpsink", "multiudpsink", "rtpjitterbuffer", "rtpmp2tpay",
            "rtpmp2tdepay", "level", "jpegenc", "jpegdec", "pngenc", "pngdec", "imagefreeze", "v4l2src", "pulsesrc",
            "pulsesink", "gdkpixbufdec", "gdkpixbufoverlay", "videobox", "videocrop", "deinterlace", "autovideosink",
            "wavparse", "multifilesrc", "videomixer", "ximagesrc",
        ],
    ]

    /// The package that is known to hold the element.
    static func holding(_ element: String) -> String? { packages.first { $0.value.contains(element) }?.key }

    /// The package to install; the base plug-ins for what is not known by name.
    static func named(_ element: String) -> String { holding(element) ?? "gstreamer1.0-plugins-base" }
}
