import BoundedProcess
import Foundation
import Offices
import RoomLink
import Testing

@testable import RoomMedia

extension CaptureMedia {
    @Suite(.serialized)
    struct CapturePipelineTests {
        @Test func theTestRoomIsRecordedWithNameCodeVoiceAndTone() async throws {
            let stage = try CaptureStage()
            let file = stage.file("ruang.mkv")
            let pipeline = try await stage.capture(stage.room(), record: file)
            let measured = await pipeline.status { ($0.measures.frameRate ?? 0) > 20 && $0.measures.motion != nil }
            let measures = try #require(measured).measures
            let report = Probe.report(number: 1, diskNeeded: 1, freeDisk: 2, capture: [measures])
            #expect(report.passed, "\(report)")
            #expect((measures.soundLevel ?? 0) < -6)
            await pipeline.stop()
            #expect(try await Measured.codes(file, at: 2, in: stage.folder) == ["kpp-makassar"])
            #expect(try await Measured.codes(file, at: 2, scaledTo: 320, in: stage.folder) == ["kpp-makassar"])
            let tone = try await Measured.tone(700, in: file, from: 0.2, seconds: 2.5)
            #expect(tone > -36)
            for other in [500, 900, 1234] {
                #expect(try await Measured.tone(other, in: file, from: 0.2, seconds: 2.5) < tone - 12)
            }
        }

        @Test func theStatusTellsWhatTheFileHolds() async throws {
            let stage = try CaptureStage()
            let file = stage.file("ruang.mkv")
            let pipeline = try await stage.capture(stage.room(), record: file)
            #expect(await pipeline.status { ($0.recording?.frames ?? 0) >= 50 } != nil)
            await pipeline.stop()
            let finished = try #require(pipeline.board.status.finished.last)
            let streams = try await Measured.streams(file)
            #expect(streams.contains("codec_name=h264|width=640|height=360"))
            #expect(streams.contains("codec_name=opus|sample_rate=48000|channels=2"))
            let times = try await Measured.times(file)
            #expect(times.count == finished.frames)
            #expect(abs(try await Measured.duration(file) - Double(finished.frames) / 25) < 0.1)
            #expect(abs(finished.lastFrame.seconds(since: finished.firstFrame) - Double(finished.frames) / 25) < 0.1)
            #expect(abs(finished.lastFrame.seconds(since: Moment(Date()))) < 3)
            #expect(try await Measured.longestGap(file) < 0.07)
        }

        @Test func recordingOnOffOnGivesTwoWholeFiles() async throws {
            let stage = try CaptureStage()
            let room = try stage.room()
            let (one, two) = (stage.file("satu.mkv"), stage.file("dua \"x\" ! 100%.mkv"))
            let pipeline = try await stage.capture(room, record: one)
            let first = await pipeline.status { ($0.recording?.frames ?? 0) >= 25 }
            #expect(first?.recording?.path == one.path)
            try await pipeline.reconcile(with: .capture(stage.plan(room)))
            try await pipeline.reconcile(with: .capture(stage.plan(room, record: two)))
            try await pipeline.reconcile(with: .capture(stage.plan(room, record: two)))
            #expect(await pipeline.status { $0.recording?.path == two.path && $0.recording?.frames ?? 0 >= 25 } != nil)
            await pipeline.stop()
            let finished = pipeline.board.status.finished
            #expect(finished.map(\.path) == [one.path, two.path])
            for part in finished {
                let file = URL(filePath: part.path)
                #expect(try await Measured.times(file).count == part.frames)
                #expect(abs(try await Measured.duration(file) - Double(part.frames) / 25) < 0.1)
                // The first packet begins the file, and it is a key frame.
                #expect(try #require(await Measured.times(file).first) < 0.05)
            }
        }

        @Test func aRecordingIsNeverWrittenOver() async throws {
            let stage = try CaptureStage()
            let file = stage.file("ada.mkv")
            try Data("kept".utf8).write(to: file)
            await #expect(throws: MediaFailure.self) { try await stage.capture(stage.room(), record: file) }
            #expect(try Data(contentsOf: file) == Data("kept".utf8))
        }

        @Test func aFileThatCannotBeWrittenEndsTheRecordingAloneWithItsCause() async throws {
            let stage = try CaptureStage()
            let pipeline = try await stage.capture(stage.room(), record: stage.file("nowhere/file.mkv"))
            let failed = await pipeline.status(within: .seconds(20)) { !$0.finished.isEmpty }
            let file = try #require(failed?.finished.first)
            #expect(file.frames == 0 && !file.diskFull)
            #expect(file.failure?.contains("nowhere/file.mkv") == true)
            #expect(file.failure?.contains("\n") == false)
            let after = stage.file("lanjut.mkv")
            try await pipeline.reconcile(with: .capture(stage.plan(stage.room(), record: after)))
            #expect(await pipeline.status { ($0.recording?.frames ?? 0) > 10 }?.recording?.path == after.path)
            await pipeline.stop()
        }

        @Test(.enabled(if: geteuid() == 0, "mounting a small disk needs root"))
        func aFullDiskEndsTheRecordingAlone() async throws {
            let stage = try CaptureStage()
            let disk = stage.file("disk")
            try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: false)
            let mount = Program("mount", package: "mount")
            _ = try await mount.run(["-t", "tmpfs", "-o", "size=200k", "tmpfs", disk.path])
            let pipeline = try await stage.capture(stage.room(), record: disk.appending(path: "penuh.mkv"))
            let full = await pipeline.status(within: .seconds(20)) { !$0.finished.isEmpty }
            #expect(full?.finished.first?.diskFull == true)
            #expect(full?.state == .playing && full?.recording == nil)
            let after = stage.file("lanjut.mkv")
            try await pipeline.reconcile(with: .capture(stage.plan(stage.room(), record: after)))
            #expect(await pipeline.status { ($0.recording?.frames ?? 0) > 10 }?.recording?.path == after.path)
            await pipeline.stop()
            let frames = try await Measured.times(disk.appending(path: "penuh.mkv")).count
            #expect(abs(frames - (full?.finished.first?.frames ?? 0)) <= 3)
            _ = try await Program("umount", package: "mount").run([disk.path])
        }

        @Test func theFigureMovesAwayFromTheClock() async throws {
            let stage = try CaptureStage()
            let file = stage.file("gerak.mkv")
            let pipeline = try await stage.capture(stage.room(), record: file)
            #expect(await pipeline.status(within: .seconds(20)) { ($0.recording?.frames ?? 0) >= 60 } != nil)
            await pipeline.stop()
            // Below the clock and left of the code only the figure can differ.
            let field = "crop=440:200:10:90"
            let early = try await Measured.gray(file, at: 0.4, field)
            let late = try await Measured.gray(file, at: 1.4, field)
            #expect(Measured.difference(early, late) > 0.2)
        }

        @Test(arguments: [
            "\"Kutip\" ! fakesink", "baris\nbaru\r\ndan\ttab", "garis \\ miring \\n 100% %05d",
            "<b>tebal</b> & 'x' &amp;",
            "\u{202E}terbalik\u{0}nol", "-v --help", String(repeating: "Panjang ", count: 10),
        ])
        func hostileNamesAreDrawnAndBreakNothing(_ name: String) async throws {
            let stage = try CaptureStage()
            let file = stage.file("nama.mkv")
            let pipeline = try await stage.capture(stage.room(name: name), record: file)
            #expect(await pipeline.status { ($0.recording?.frames ?? 0) >= 15 } != nil)
            await pipeline.stop()
            #expect(pipeline.board.status.failure == nil)
            #expect(try await Measured.codes(file, at: 0.3, in: stage.folder) == ["kpp-makassar"])
            // The lower left, where the name stands, is lighter than the plain background on its right.
            let label = try await stage.mean(file, crop: "420:80:10:270")
            let plain = try await stage.mean(file, crop: "40:80:590:180")
            #expect(label > plain + 1, "\(label) \(plain)")
        }

        @Test(arguments: [
            (Camera.v4l2(device: "/dev/video99"), Microphone.test(tone: 400), "/dev/video99"),
            (.test, .alsa(device: "hw:77,0"), "hw:77,0"), (.test, .pulse(source: "nobody"), "nobody"),
        ])
        func aMissingDeviceIsNamed(_ camera: Camera, _ microphone: Microphone, _ name: String) async throws {
            let stage = try CaptureStage()
            let failure = await #expect(throws: MediaFailure.self) {
                try await stage.capture(stage.room(camera, microphone))
            }
            guard case .device(let found, _) = failure else {
                Issue.record("found \(String(describing: failure))")
                return
            }
            #expect(found == name)
        }

        @Test func whatIsFixedNeedsARestart() async throws {
            let stage = try CaptureStage()
            let pipeline = try await stage.capture(stage.room())
            await #expect(throws: MediaFailure.needsRestart("the room's devices")) {
                try await pipeline.reconcile(with: .capture(stage.plan(stage.room(.test, .test(tone: 900)))))
            }
            await #expect(throws: MediaFailure.self) {
                try await pipeline.reconcile(
                    with: .capture(stage.plan(stage.room(), outputs: [Endpoint(host: "a,b:1 ! x", port: 9)])))
            }
            await pipeline.stop()
        }
    }
}

extension CaptureStage {
    /// Mean luma of a part of the picture half a second in.
    fileprivate func mean(_ file: URL, crop: String) async throws -> Double {
        let output = try await Program.ffmpeg.run([
            "-v", "error", "-ss", "0.4", "-i", file.path, "-frames:v", "1", "-vf", "crop=\(crop),format=gray",
            "-f", "rawvideo", "-",
        ])
        return Double(output.standardOutput.reduce(0) { $0 + Int($1) }) / Double(max(1, output.standardOutput.count))
    }
}
