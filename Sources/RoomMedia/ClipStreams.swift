import BoundedProcess
import Foundation

/// The picture and the sound that a loop is made of, chosen among all that a clip holds.
struct ClipStreams: Sendable {
    let picture: Stream?
    let sound: Stream?
    /// The clip's length in seconds by its own word; `nil` when it says nothing that can be so.
    let seconds: Double?

    /// Looks into a clip.
    ///
    /// - Throws: `MediaFailure.source` when it has neither picture nor sound, `Program.Failure` when it is no clip.
    static func read(_ path: String) async throws -> ClipStreams {
        let entries =
            "stream=index,codec_type,codec_name,width,height,pix_fmt,color_space:"
            + "stream_disposition=default,attached_pic,timed_thumbnails:format=duration"
        let input = MediaInput.clip(URL(filePath: path))
        let output = try await Program.ffprobe.run(
            ["-v", "error"] + input.arguments + ["-show_entries", entries, "-of", "json"], reading: input.files,
            within: .document)
        guard let listing = try? JSONDecoder().decode(Listing.self, from: Data(output.standardOutput)) else {
            throw MediaFailure.source(path: path, found: "no list of its contents")
        }
        let streams = ClipStreams(listing)
        guard streams.picture != nil || streams.sound != nil else {
            throw MediaFailure.source(path: path, found: "neither picture nor sound")
        }
        return streams
    }

    init(_ listing: Listing) {
        picture = Self.best(of: listing.streams.filter { $0.codec_type == "video" && !$0.isCover })
        sound = Self.best(of: listing.streams.filter { $0.codec_type == "audio" })
        seconds = listing.format?.duration.flatMap(Double.init).flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
    }

    /// The one flagged as the default, else the first; one whose codec has no name only when there is no other.
    private static func best(of streams: [Stream]) -> Stream? {
        let named = streams.filter { !["unknown", "none", nil].contains($0.codec_name) }
        let candidates = named.isEmpty ? streams : named
        return candidates.first { $0.disposition?["default"] == 1 } ?? candidates.first
    }
}

extension ClipStreams {
    /// What ffprobe tells, by its own names.
    struct Listing: Decodable {
        struct Format: Decodable { let duration: String? }
        let streams: [Stream]
        let format: Format?
    }

    struct Stream: Decodable, Sendable {
        let index: Int
        let codec_type: String?
        let codec_name: String?
        let width: Int?
        let height: Int?
        let color_space: String?
        let disposition: [String: Int]?

        /// Cover pictures of music, and previews.
        var isCover: Bool { disposition?["attached_pic"] == 1 || disposition?["timed_thumbnails"] == 1 }

        /// The scaler's name for the colours that come in. A picture that says nothing of its own is taken for BT.709
        /// when it is larger than standard definition, as players do.
        var colourMatrix: String {
            let isSilent = ["unknown", "unspecified", nil].contains(color_space)
            return isSilent && ((width ?? 0) >= 1280 || (height ?? 0) > 576) ? "bt709" : "auto"
        }
    }
}
