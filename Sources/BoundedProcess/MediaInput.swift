package import Foundation

/// What ffmpeg or ffprobe reads, with its container said beforehand.
///
/// Left alone, both choose the reader by what a file holds: a play list under another name would open other files and
/// addresses. Here the container is forced, what it may lead to is listed, and nothing but files and pipes is opened.
package struct MediaInput: Hashable, Sendable {
    /// The words that name it on the command line, `-i` included.
    package let arguments: [String]
    /// The files behind it, for the run's list of what it may read.
    package let files: [URL]

    private init(_ files: [URL], _ options: [String], formats: String, _ name: String) {
        let limits = ["-protocol_whitelist", "file,pipe", "-format_whitelist", formats]
        (arguments, self.files) = (limits + options + ["-i", name], files)
    }

    /// A recording as the rooms make them: Matroska with H.264 and Opus, finished or torn.
    package static func recording(_ file: URL) -> MediaInput {
        MediaInput(
            [file], ["-f", "matroska", "-codec_whitelist", "h264,opus,libopus"], formats: "matroska,webm",
            "file:\(file.path)")
    }

    /// A PNG or JPEG, told by how the file begins; `nil` when it is neither or cannot be read.
    package static func picture(_ file: URL) async -> MediaInput? {
        let head = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let handle = try? FileHandle(forReadingFrom: file)
                defer { try? handle?.close() }
                continuation.resume(returning: (try? handle?.read(upToCount: 8)) ?? Data())
            }
        }
        let kinds: [(begins: [UInt8], format: String, codec: String)] = [
            ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], "png_pipe", "png"),
            ([0xff, 0xd8, 0xff], "jpeg_pipe", "mjpeg"),
        ]
        return kinds.first { head.starts(with: $0.begins) }.map { kind in
            MediaInput(
                [file], ["-f", kind.format, "-codec_whitelist", kind.codec], formats: kind.format, "file:\(file.path)")
        }
    }

    /// A clip of any kind of media, for a camera or microphone that is a file; play lists are left out.
    package static func clip(_ file: URL) -> MediaInput {
        MediaInput([file], [], formats: clips, "file:\(file.path)")
    }

    /// A sound of our own making.
    package static func wave(_ file: URL) -> MediaInput {
        MediaInput([file], ["-f", "wav"], formats: "wav", "file:\(file.path)")
    }

    /// A list of recordings of our own making to be joined; they lie beside it, named without a folder.
    package static func list(_ file: URL) -> MediaInput {
        MediaInput([file], ["-f", "concat", "-safe", "1"], formats: "concat,matroska,webm", file.path)
    }

    /// Title and chapters in ffmpeg's own form.
    package static func metadata(_ file: URL) -> MediaInput {
        MediaInput([file], ["-f", "ffmetadata"], formats: "ffmetadata", "file:\(file.path)")
    }

    /// Picture or sound made by a filter graph, out of nothing.
    package static func generated(_ graph: String) -> MediaInput {
        MediaInput([], ["-f", "lavfi"], formats: "lavfi", graph)
    }

    /// Containers with media in themselves.
    private static let clips =
        "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,wav,mp3,ogg,flac,aac,ac3,eac3,aiff,au,amr,mpegts,mpeg,mpegvideo,"
        + "asf,flv,h264,hevc,mjpeg,m4v,mxf,dv,ivf,rm,w64,caf,gif,nut,ogv,opus,swf,wv,ape,gxf,vob,yuv4mpegpipe"
}
