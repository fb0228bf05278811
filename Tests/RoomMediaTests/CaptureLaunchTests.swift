import BoundedProcess
import Foundation
import Glibc
import RoomLink
import Testing

@testable import RoomMedia

extension CaptureMedia {
    @Suite(.serialized)
    struct LaunchFileTests {
        /// Runs a description by hand, as `gst-launch-1.0 -e $(cat NAME.launch)` does, interrupted after some seconds of play.
        private func run(_ text: String, for seconds: Int, in folder: URL) async throws -> String {
            let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
            let interrupted = ["--foreground", "--preserve-status", "--signal=INT", "--kill-after=5", "\(seconds)"]
            return try await Program("timeout", package: "coreutils")
                .run(interrupted + ["gst-launch-1.0", "-e", "-v"] + words, within: .document, in: folder).text
        }

        /// Runs a description and kills it in the middle, when its log is as it should be; gives the log.
        private func killed(
            _ text: String, in folder: URL, when isSo: @Sendable (String) -> Bool
        ) async throws -> String {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/gst-launch-1.0")
            process.arguments = ["-e", "-v"] + text.split(whereSeparator: \.isWhitespace).map(String.init)
            process.currentDirectoryURL = folder
            let log = folder.appending(path: "gst-launch.log")
            try Data().write(to: log)
            process.standardOutput = try FileHandle(forWritingTo: log)
            try process.run()
            let isThere = await Stage.until(.seconds(20)) {
                isSo((try? String(contentsOf: log, encoding: .utf8)) ?? "")
            }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            #expect(isThere, "it was not in the middle before it was killed")
            return try String(contentsOf: log, encoding: .utf8)
        }

        @Test(arguments: [
            "capture", "camera-test", "camera-clip", "microphone-loop", "output", "record", "send", "preview",
        ])
        func everyDescriptionRunsByHand(_ name: String) async throws {
            let stage = try CaptureStage()
            _ = try await Program.ffmpeg.run(
                ["-v", "error", "-f", "lavfi", "-i", "testsrc=s=640x360:r=25:d=1", "-pix_fmt", "yuv420p"]
                    + LoopFiles.pictureArguments(stage.folder.path))
            _ = try await Program.ffmpeg.run(
                ["-v", "error", "-f", "lavfi", "-i", "sine=r=48000:d=1", "-ac", "2"]
                    + LoopFiles.soundArguments(stage.folder.path))
            let listens = ["send", "preview"].contains(name)
            // What listens by default hears what the output sends by default.
            async let sent = listens ? run(stage.pipelines.text("output"), for: 3, in: stage.folder) : ""
            let output = try await run(stage.pipelines.text(name), for: listens ? 2 : 1, in: stage.folder)
            _ = try await sent
            #expect(!output.contains("ERROR") && !output.contains("WARNING"), "\(output.suffix(600))")
            #expect(output.contains("Setting pipeline to PLAYING"))
        }

        @Test(arguments: ["camera-v4l2", "camera-pipewire", "microphone-pulse", "microphone-alsa"])
        func aDescriptionOfADeviceIsWholeAndNamesIt(_ name: String) async throws {
            let stage = try CaptureStage()
            let failure = await #expect(throws: Program.Failure.self) {
                try await run(stage.pipelines.text(name), for: 2, in: stage.folder)
            }
            guard case .exited(_, _, let line) = failure else { return }
            #expect(line.contains("ERROR: from element") || line.contains("could not"), "\(line)")
        }

        @Test func aRecordingKilledInTheMiddleLosesATenthOfASecond() async throws {
            let stage = try CaptureStage()
            let live = try stage.pipelines.text("record")
                .replacing("num-buffers=250", with: "is-live=true")
                .replacing("num-buffers=500", with: "is-live=true")
                .replacing("h264parse name=frames", with: "identity name=watch silent=false ! h264parse name=frames")
            let output = try await killed(live, in: stage.folder) { Self.frames(in: $0) > 90 }
            let produced = Self.frames(in: output)
            let written = try await Measured.times(stage.file("record.mkv"))
            #expect(produced > 60)
            #expect(Double(produced - written.count) / 25 <= 0.1, "\(produced) \(written.count)")
            let decoded = try await Program.ffmpeg.run([
                "-v", "error", "-i", stage.file("record.mkv").path, "-f", "null", "-",
            ])
            #expect(decoded.errorText.isEmpty || written.count > 60)
        }

        /// How many frames went by, by the log of the element `watch`.
        private static func frames(in log: String) -> Int {
            log.split(separator: "\n").count { $0.contains("watch: last-message = chain") }
        }
    }
}
