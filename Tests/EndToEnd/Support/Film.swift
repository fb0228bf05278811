import BoundedProcess
import Foundation

/// A recording as ffprobe sees it.
struct Film: Decodable, Sendable {
    struct Stream: Decodable, Sendable {
        var codec_type: String
        var codec_name: String
        var width: Int?
        var height: Int?
        var avg_frame_rate: String
    }

    struct Chapter: Decodable, Sendable {
        var start_time: String
        var tags: [String: String]?

        var start: Double { Double(start_time) ?? -1 }
        var title: String { tags?["title"] ?? "" }
    }

    struct Format: Decodable, Sendable {
        var duration: String?
    }

    var streams: [Stream]
    var chapters: [Chapter]
    var format: Format
    /// When each frame of the picture is shown, in seconds, ascending.
    var times: [Double] { frames ?? [] }
    private var frames: [Double]?

    var duration: Double? { format.duration.flatMap(Double.init) }
    var picture: Stream? { streams.first { $0.codec_type == "video" } }
    var sound: Stream? { streams.first { $0.codec_type == "audio" } }

    /// A stretch between two frames.
    struct Step: Sendable, Hashable {
        let from: Double
        let to: Double
        var seconds: Double { to - from }
    }

    /// The steps between two frames that are longer than so many seconds.
    func steps(over seconds: Double) -> [Step] {
        zip(times, times.dropFirst()).map { Step(from: $0, to: $1) }.filter { $0.seconds > seconds }
    }

    static func read(_ file: URL) async throws -> Film {
        let facts = try await Program.ffprobe.run(
            [
                "-v", "error", "-of", "json", "-show_chapters", "-show_entries",
                "format=duration:stream=codec_type,codec_name,width,height,avg_frame_rate", file.path,
            ], within: .document)
        let packets = try await Program.ffprobe.run(
            [
                "-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time", "-of", "csv=p=0",
                file.path,
            ], within: .document)
        var film = try JSONDecoder().decode(Film.self, from: Data(facts.standardOutput))
        film.frames = packets.text.split { $0.isNewline || $0 == "," }.compactMap { Double($0) }.sorted()
        return film
    }
}
