import BoundedProcess
import Foundation
import Testing

@testable import Reports

@Suite(.serialized)
struct RecordingProbeTests {
    @Test func `streams, frames and duration are found`() async throws {
        try await Scratch.folder { folder in
            let file = folder.appendingPathComponent("a 'quoted' name.mkv")
            try await SampleRecording.ramp(to: file)
            let probe = try await RecordingProbe.probe(file)
            #expect(probe.frames == 100)
            #expect(probe.picture == .init(kind: "video", codec: "h264", width: 160, height: 90, channels: nil))
            #expect(probe.sound?.codec == "opus")
            #expect(abs((probe.duration ?? 0) - 4) < 0.1)
            #expect(probe.gaps().isEmpty)
            #expect(probe.chapters.isEmpty)
        }
    }

    @Test func `a stretch without frames is a gap`() async throws {
        try await Scratch.folder { folder in
            let file = folder.appendingPathComponent("gap.mkv")
            try await SampleRecording.ramp(to: file, filter: "select='not(between(n,40,49))'", sound: false)
            let gap = try #require(try await RecordingProbe.probe(file).gaps().first)
            #expect(abs(gap.from - 1.56) < 0.003)
            #expect(abs(gap.seconds - 0.44) < 0.003)
        }
    }

    @Test(arguments: [(-1.0, 0.0), (0, 0), (0.039, 0), (0.04, 0.04), (0.1, 0.08), (0.5, 0.12), (9, 0.6)])
    func `the frame that is seen at a time is the last one not after it`(_ time: Double, _ frame: Double) {
        let probe = RecordingProbe(
            streams: [], duration: nil, title: nil, chapters: [], frameTimes: [0, 0.04, 0.08, 0.12, 0.6], start: 0)
        #expect(probe.frame(at: time) == frame)
    }

    @Test(arguments: [Data(), Data("no recording".utf8)])
    func `a file without a picture is told`(_ bytes: Data) async throws {
        try await Scratch.folder { folder in
            let file = folder.appendingPathComponent("bad.mkv")
            try bytes.write(to: file)
            await #expect(throws: RecordingFailure.noPicture(file: "bad.mkv")) { try await RecordingProbe.probe(file) }
        }
    }

    @Test(arguments: [(0.0, 0), (0.079, 1), (0.08, 2), (1.99, 49), (2.0, 50), (3.5, 87), (99, 99)])
    func `a still is exactly the frame of its moment`(_ time: Double, _ frame: Int) async throws {
        try await Scratch.folder { folder in
            let file = folder.appendingPathComponent("ramp.mkv")
            try await SampleRecording.ramp(to: file)
            let probe = try await RecordingProbe.probe(file)
            let picture = folder.appendingPathComponent("still.png")
            let own = try await Still.take(from: file, probe, at: time, to: picture)
            #expect(abs(own - Double(frame) * 0.04) < 0.002)
            #expect(try await SampleRecording.frame(of: picture) == frame % 24)
        }
    }

    @Test func `a still of a lost recording is refused and leaves nothing`() async throws {
        try await Scratch.folder { folder in
            let file = folder.appendingPathComponent("ramp.mkv")
            try await SampleRecording.ramp(to: file)
            let probe = try await RecordingProbe.probe(file)
            try FileManager.default.removeItem(at: file)
            await #expect(throws: RecordingFailure.self) {
                try await Still.take(from: file, probe, at: 1, to: folder.appendingPathComponent("still.jpg"))
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }
}
