import BoundedProcess
import Disk
package import Foundation

/// What ffprobe finds in a recording.
package struct RecordingProbe: Hashable, Sendable {
    package let streams: [Stream]
    /// Seconds as the file itself says; `nil` in a file that was never finished.
    package let duration: Double?
    package let title: String?
    package let chapters: [Chapter]
    /// When each frame of the picture is shown, in seconds, ascending.
    package let frameTimes: [Double]
    /// The earliest time of any stream, in seconds.
    package let start: Double

    package var frames: Int { frameTimes.count }
    package var first: Double? { frameTimes.first }
    package var last: Double? { frameTimes.last }
    package var picture: Stream? { streams.first { $0.kind == "video" } }
    package var sound: Stream? { streams.first { $0.kind == "audio" } }

    package struct Stream: Hashable, Sendable {
        /// `video` or `audio`.
        package let kind: String
        /// Such as `h264` or `opus`.
        package let codec: String
        package let width: Int?
        package let height: Int?
        package let channels: Int?
    }

    package struct Chapter: Hashable, Sendable {
        package let title: String
        /// Seconds.
        package let start: Double
        /// Seconds.
        package let end: Double
    }

    /// A stretch without frames, in seconds of the file.
    package struct Gap: Hashable, Sendable {
        package let from: Double
        package let to: Double
        package var seconds: Double { to - from }
    }

    /// The stretches between two frames that are longer than `seconds`.
    package func gaps(over seconds: Double = 0.08) -> [Gap] {
        zip(frameTimes, frameTimes.dropFirst()).compactMap { $1 - $0 > seconds ? Gap(from: $0, to: $1) : nil }
    }

    /// The time of the frame that is seen at `time`: the last one not after it, or the first of all.
    package func frame(at time: Double) -> Double? {
        var (low, high) = (0, frameTimes.count)
        while low < high {
            let middle = (low + high) / 2
            if frameTimes[middle] <= time + 0.000_5 { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? frameTimes[low - 1] : frameTimes.first
    }

    /// Reads a recording, finished or not, packet by packet without decoding it.
    package static func probe(_ file: URL) async throws(RecordingFailure) -> RecordingProbe {
        do {
            let entries =
                "format=duration,start_time:format_tags=title:stream=codec_type,codec_name,width,height,channels"
            let input = MediaInput.recording(file)
            let facts = try await Program.ffprobe.run(
                ["-v", "quiet", "-of", "json", "-show_chapters", "-show_entries", entries] + input.arguments,
                reading: input.files)
            let packets = try await Program.ffprobe.run(
                ["-v", "quiet", "-select_streams", "v:0", "-show_entries", "packet=pts_time", "-of", "csv=p=0"]
                    + input.arguments, reading: input.files, within: .recording)
            let frames = try await OffPool.run { times(packets.standardOutput) }
            if let far = frames.first(where: { abs($0) > Self.longest }) {
                throw RecordingFailure.notAsExpected(
                    file: file.lastPathComponent, found: "a frame at \(far) s", expected: "frames within 30 days of 0 s"
                )
            }
            guard let probe = try read(facts.standardOutput, frames: frames) else {
                throw RecordingFailure.noPicture(file: file.lastPathComponent)
            }
            return probe
        } catch Program.Failure.exited {
            throw .noPicture(file: file.lastPathComponent)
        } catch {
            throw .of(error)
        }
    }

    /// Reads the times that ffprobe writes, one on a line; what is no finite number is none.
    package static func times(_ lines: [UInt8]) -> [Double] {
        lines.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: ",") })
            .compactMap { Double(String(decoding: $0, as: UTF8.self)) }.filter(\.isFinite).sorted()
    }

    /// Reads the JSON that ffprobe writes; `nil` when the file has no picture.
    package static func read(_ json: [UInt8], frames: [Double]) throws -> RecordingProbe? {
        try Answer.probe(json, frames: frames)
    }

    /// Seconds from 0 within which a recording lies: a file that says more was made to mislead.
    fileprivate static let longest = 30 * 86_400.0
}

/// The JSON that ffprobe writes.
private struct Answer: Decodable {
    var streams: [Stream]?
    var chapters: [Chapter]?
    var format: Format?

    struct Stream: Decodable {
        var codec_type: String?
        var codec_name: String?
        var width: Int?
        var height: Int?
        var channels: Int?
    }

    struct Chapter: Decodable {
        var start_time: String?
        var end_time: String?
        var tags: [String: String]?
    }

    struct Format: Decodable {
        var duration: String?
        var start_time: String?
        var tags: [String: String]?
    }

    /// `nil` when the file has no picture stream.
    static func probe(_ json: [UInt8], frames: [Double]) throws -> RecordingProbe? {
        let answer = try JSONDecoder().decode(Answer.self, from: Data(json))
        let streams = (answer.streams ?? []).map {
            RecordingProbe.Stream(
                kind: $0.codec_type ?? "", codec: $0.codec_name ?? "", width: $0.width, height: $0.height,
                channels: $0.channels)
        }
        guard streams.contains(where: { $0.kind == "video" }) else { return nil }
        let chapters = (answer.chapters ?? []).map {
            RecordingProbe.Chapter(
                title: $0.tags?["title"] ?? "", start: number($0.start_time) ?? 0, end: number($0.end_time) ?? 0)
        }
        return RecordingProbe(
            streams: streams, duration: number(answer.format?.duration),
            title: answer.format?.tags?.first { $0.key.lowercased() == "title" }?.value, chapters: chapters,
            frameTimes: frames, start: number(answer.format?.start_time) ?? frames.first ?? 0)
    }

    private static func number(_ text: String?) -> Double? {
        text.flatMap { Double($0) }.flatMap { abs($0) <= RecordingProbe.longest ? $0 : nil }
    }
}
