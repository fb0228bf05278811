import BoundedProcess
import Foundation
import Testing

@testable import Reports

/// Recordings made on the spot.
enum SampleRecording {
    /// A crash-safe recording in one colour with a tone, its recorder killed with SIGKILL while it writes.
    static func torn(_ pattern: String, to file: URL) async throws {
        let gst = Program("gst-launch-1.0", package: "gstreamer1.0-tools")
        let bounds = Bounds(wall: .seconds(4), cpuSeconds: 20, memoryBytes: 4 << 30)
        await #expect(throws: Program.Failure.timedOut(gst, after: bounds.wall)) {
            try await gst.run(
                [
                    "-q", "matroskamux", "name=mux", "!", "filesink", "buffer-mode=unbuffered",
                    "location=\(file.lastPathComponent)", "videotestsrc", "is-live=true", "pattern=\(pattern)", "!",
                    "video/x-raw,width=320,height=180,framerate=25/1", "!", "x264enc", "tune=zerolatency",
                    "key-int-max=12", "speed-preset=ultrafast", "!", "h264parse", "!", "mux.", "audiotestsrc",
                    "is-live=true", "freq=440", "!", "audioconvert", "!", "opusenc", "!", "mux.",
                ], within: bounds, in: file.deletingLastPathComponent())
        }
    }

    /// A finished recording of 100 frames at 25 fps; frame N has the luma 36 + 8 (N mod 24). `filter` may drop frames.
    static func ramp(to file: URL, filter: String = "null", sound: Bool = true) async throws {
        let picture = "color=black:s=160x90:r=25:d=4,format=yuv420p,geq=lum=mod(N\\,24)*8+36:cb=128:cr=128,\(filter)"
        let tone = ["-f", "lavfi", "-i", "sine=frequency=330:sample_rate=48000:duration=4", "-c:a", "libopus"]
        _ = try await Program.ffmpeg.run(
            ["-v", "error", "-f", "lavfi", "-i", picture] + (sound ? tone : [])
                + [
                    "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "12", "-qp", "0",
                    "-fps_mode", "passthrough", file.path,
                ], within: .document)
    }

    /// Mean red, green and blue of a picture.
    static func colour(of picture: URL) async throws -> [UInt8] {
        try await Program.ffmpeg.run([
            "-v", "error", "-i", picture.path, "-vf", "scale=1:1:flags=area", "-frames:v", "1", "-pix_fmt", "rgb24",
            "-f", "rawvideo", "-",
        ]).standardOutput
    }

    /// The number of the frame of `ramp` that a picture shows, modulo 24.
    static func frame(of picture: URL) async throws -> Int {
        let luma = try await Program.ffmpeg.run([
            "-v", "error", "-i", picture.path, "-vf", "scale=out_range=tv,format=gray,scale=1:1:flags=area",
            "-frames:v", "1", "-pix_fmt", "gray", "-f", "rawvideo", "-",
        ]).standardOutput
        let full = Double(try #require(luma.first))
        return Int(((full * 219 / 255 + 16 - 36) / 8).rounded())
    }
}
