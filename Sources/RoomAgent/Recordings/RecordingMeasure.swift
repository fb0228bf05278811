import BoundedProcess
import Foundation
import Offices
import RoomMedia

/// What a file whose process died really holds, read from the file itself.
enum RecordingMeasure {
    /// Frames in a file and the seconds that they last.
    struct Found: Hashable, Sendable {
        var frames: Int
        var seconds: Double
    }

    /// Counts the video packets of a file and the time from the first to the end of the last.
    static func read(_ path: String) async throws(Program.Failure) -> Found {
        let input = MediaInput.recording(URL(fileURLWithPath: path))
        let wanted = ["-select_streams", "v:0", "-show_entries", "packet=pts_time,duration_time", "-of", "csv=p=0"]
        let output = try await Program.ffprobe.run(
            ["-v", "error"] + wanted + input.arguments, reading: input.files, within: .recording)
        return parse(output.text)
    }

    /// Reads lines such as `12.480000,0.040000`; lines without a time are frames all the same.
    static func parse(_ text: String) -> Found {
        var frames = 0
        var first: Double?
        var end = 0.0
        for line in text.split(whereSeparator: \.isNewline) {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            frames += 1
            guard let time = fields.first.flatMap({ Double($0) }), time.isFinite else { continue }
            let told = fields.count > 1 ? Double(fields[1]) ?? 0 : 0
            let duration = told.isFinite ? told : 0
            first = min(first ?? time, time)
            end = max(end, time + duration)
        }
        return Found(frames: frames, seconds: first.map { max(0, end - $0) } ?? 0)
    }
}
