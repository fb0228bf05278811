import BoundedProcess
import Foundation
import GStreamer
import Offices
import RoomLink
import Testing

@testable import RoomMedia

extension CaptureMedia {
    @Suite(.serialized)
    struct ClipLoopTests {
        /// Unlike one another on purpose: containers, codecs, sizes, rates, channels.
        static let clips: [(String, [String], picture: Bool, sound: Bool)] = [
            (
                "a b'c%05d.mp4",
                ["-f", "lavfi", "-i", "testsrc=s=1280x720:r=30000/1001:d=2", "-f", "lavfi", "-i", "sine=d=2.3"]
                    + ["-ac", "6", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"], true, true
            ),
            ("b.avi", ["-f", "lavfi", "-i", "testsrc=s=176x144:r=10:d=1.5", "-c:v", "mpeg4"], true, false),
            ("c.wav", ["-f", "lavfi", "-i", "sine=d=1.33:r=16000", "-ac", "1"], false, true),
            ("d.webm", ["-f", "lavfi", "-i", "testsrc=s=240x426:r=50:d=1", "-c:v", "libvpx"], true, false),
            ("e.mp3", ["-f", "lavfi", "-i", "sine=d=1.5:r=22050"], false, true),
            ("f.ogg", ["-f", "lavfi", "-i", "sine=d=1.5:r=44100", "-c:a", "libvorbis", "-ac", "2"], false, true),
        ]

        @Test(arguments: 0..<clips.count)
        func everyClipBecomesALoopOfEqualLength(_ index: Int) async throws {
            let stage = try CaptureStage()
            let (name, arguments, picture, sound) = Self.clips[index]
            let path = try await stage.clip(name, arguments)
            let loop = try await ClipLoop(path: path, workFolder: stage.file("kerja 100%d 'x'").path).prepare()
            #expect((loop.picture != nil) == picture && (loop.sound != nil) == sound)
            if let files = loop.picture {
                let (frames, gap) = try await play(
                    stage.pipelines.text("camera-clip"), files: files, joint: "picture", wanted: 1500)
                #expect(frames == 1500 && gap == 40_000)
            }
            if let files = loop.sound {
                let (frames, gap) = try await play(
                    stage.pipelines.text("microphone-loop"), files: files, joint: "sound", wanted: 3000)
                #expect(frames == 3000 && abs(gap - 20_000) <= 1)
            }
            if picture, sound {
                let samples = try bytes(stage, ".pcm") / 4
                #expect(samples % 1920 == 0 && samples / 1920 == 58)
            }
        }

        /// A minute of the loop at full speed: how many pieces came, and the longest step of their times in microseconds.
        private func play(
            _ description: String, files: String, joint: String, wanted: Int
        ) async throws -> (Int, Int) {
            let pipeline = try Pipeline("fakesink name=end async=false sync=false")
            let sink = try await pipeline.add(
                "loop", description.replacing("fakesink", with: "appsink name=out sync=false"), links: []
            ) { branch throws(Pipeline.Failure) in
                try branch.element("files").set("location", .text(files))
                try branch.element("pace").set("sync", false)
                try branch.element("out").set(["max-buffers": 10])
            }
            let samples = try AppSink(sink.element("out")).samples()
            try await pipeline.play()
            var (count, longest, last) = (0, 0, -1)
            for await sample in samples {
                let time =
                    Int(sample.pts.map { $0.components.attoseconds / 1_000_000_000_000 } ?? 0)
                    + Int(sample.pts?.components.seconds ?? 0) * 1_000_000
                if last >= 0 { longest = max(longest, time - last) }
                (count, last) = (count + 1, time)
                if count == wanted { break }
            }
            await pipeline.stop()
            return (count, longest)
        }

        private func bytes(_ stage: CaptureStage, _ ending: String) throws -> Int {
            let clips = stage.file("kerja 100%d 'x'/clips").path
            return try FileManager.default.subpathsOfDirectory(atPath: clips).filter { $0.hasSuffix(ending) }
                .reduce(0) { sum, name in
                    sum + ((try FileManager.default.attributesOfItem(atPath: "\(clips)/\(name)")[.size] as? Int) ?? 0)
                }
        }

        @Test func aClipIsPreparedOnceForItsContent() async throws {
            let stage = try CaptureStage()
            let path = try await stage.clip("x.wav", ["-f", "lavfi", "-i", "sine=d=1"])
            let copy = stage.file("copy \\ of.wav")
            try FileManager.default.copyItem(atPath: path, toPath: copy.path)
            let first = try await ClipLoop(path: path, workFolder: stage.file("work").path).prepare()
            let second = try await ClipLoop(path: copy.path, workFolder: stage.file("work").path).prepare()
            #expect(first == second)
        }

        @Test func aClipThatCannotServeIsNamedInOneLine() async throws {
            let stage = try CaptureStage()
            try Data((0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }).write(to: stage.file("broken.mp4"))
            try Data("[playlist]".utf8).write(to: stage.file("text.mp4"))
            try Data().write(to: stage.file("empty.mp4"))
            try Data("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n".utf8).write(to: stage.file("list.m3u8"))
            try Data("1\n00:00:00,000 --> 00:00:01,000\nteks\n".utf8).write(to: stage.file("teks.srt"))
            for name in ["broken.mp4", "text.mp4", "empty.mp4", "list.m3u8", "teks.srt", "missing.mp4"] {
                let path = stage.file(name).path
                let failure = await #expect(throws: MediaFailure.self) {
                    try await stage.capture(stage.room(.clip(path: path), .clip(path: path)))
                }
                guard case .source(path, let found) = failure else {
                    Issue.record("\(name): found \(String(describing: failure))")
                    continue
                }
                #expect(!found.isEmpty && !found.contains("\n"))
            }
        }

        @Test(arguments: [
            ("black", "color=black:s=320x240:r=25:d=2", "sine=d=2", [ProbeReport.Kind.brightness, .motion]),
            ("white", "color=white:s=320x240:r=25:d=2", "sine=d=2", [.motion]),
            ("frozen", "smptebars=s=320x240:r=25:d=2", "sine=d=2", [.motion]),
            ("silent", "testsrc=s=320x240:r=25:d=2", "anullsrc=d=2", [.soundLevel]),
            ("good", "testsrc=s=320x240:r=25:d=2", "sine=d=2", []),
        ])
        func aSourceThatShowsOrSaysNothingFailsItsMeasure(
            _ name: String, _ picture: String, _ sound: String, _ failing: [ProbeReport.Kind]
        ) async throws {
            let stage = try CaptureStage()
            let path = try await stage.clip(
                "\(name).mkv", ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound, "-t", "2"])
            let pipeline = try await stage.capture(stage.room(.clip(path: path), .clip(path: path)))
            let status = await pipeline.status {
                $0.measures.frameRate != nil && $0.measures.motion != nil && $0.measures.soundLevel != nil
            }
            await pipeline.stop()
            let measures = try #require(status).measures
            let report = Probe.report(number: 7, diskNeeded: 1, freeDisk: 2, capture: [measures])
            #expect(report.measures.filter { !$0.passed }.map(\.kind) == failing, "\(measures)")
            if name == "black" { #expect(abs((measures.brightness ?? 0) - 16) < 0.3) }
            // A letterboxed picture of 4:3 is white on three quarters of its width.
            if name == "white" { #expect(abs((measures.brightness ?? 0) - (235 * 0.75 + 16 * 0.25)) < 2) }
            if name == "frozen" { #expect(measures.motion == 0) }
        }

        @Test func whatAClipLacksIsMadeHere() async throws {
            let stage = try CaptureStage()
            let mute = try await stage.clip("mute.avi", ["-f", "lavfi", "-i", "testsrc=d=1", "-c:v", "mjpeg"])
            let blind = try await stage.clip("blind.wav", ["-f", "lavfi", "-i", "sine=f=1500:d=1"])
            let voiced = try await stage.capture(stage.room(.clip(path: mute), .clip(path: mute)))
            #expect((await voiced.status { $0.measures.soundLevel != nil }?.measures.soundLevel ?? -100) > -40)
            await voiced.stop()
            let file = stage.file("blind.mkv")
            let drawn = try await stage.capture(stage.room(.clip(path: blind), .clip(path: blind)), record: file)
            #expect(await drawn.status { ($0.recording?.frames ?? 0) > 40 } != nil)
            await drawn.stop()
            #expect(try await Measured.codes(file, at: 0.5, in: stage.folder) == ["kpp-makassar"])
            #expect(try await Measured.tone(1500, in: file, from: 0.1, seconds: 1.2) > -25)
        }
    }
}
