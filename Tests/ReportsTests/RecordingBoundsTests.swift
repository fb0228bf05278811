import BoundedProcess
import Foundation
import Offices
import Testing

@testable import Reports

/// A recording that a room made to mislead: named for what it is, and no number in it stops anybody.
struct RecordingBoundsTests {
    @Test("Frames that lie beyond thirty days are named, whatever moment the room gave for the first")
    func farFrames() async throws {
        try await Scratch.folder { folder in
            let (near, far) = (folder.appending(path: "near.mkv"), folder.appending(path: "far.mkv"))
            try await SampleRecording.ramp(to: near, sound: false)
            _ = try await Program.ffmpeg.run(
                ["-v", "error", "-i", near.path, "-c", "copy", "-output_ts_offset", "9000000", far.path],
                within: .document)
            for moment in [Moment(microseconds: .min), Moment(microseconds: .max)] {
                let failure = await #expect(throws: RecordingFailure.self) {
                    try await RecordingRemux.remux(
                        [RecordingRemux.Part(number: 1, file: far, firstFrame: moment)],
                        to: folder.appending(path: "out.mkv"),
                        title: "RLJJ-1")
                }
                #expect(failure?.description.contains("expected frames within 30 days of 0 s") == true)
            }
        }
    }

    @Test("Of what ffprobe says, only finite numbers within thirty days count")
    func words() throws {
        #expect(RecordingProbe.times(Array("0.04\nnan,\ninf\n-inf\n1e999\n0.0\nN/A\n".utf8)) == [0, 0.04])
        for odd in ["9200000000000", "1e300", "nan", "-inf", "kosong"] {
            let json = """
                {"streams":[{"codec_type":"video"}],"format":{"start_time":"\(odd)","duration":"\(odd)"},
                "chapters":[{"start_time":"\(odd)","end_time":"\(odd)"}]}
                """
            let probe = try #require(try RecordingProbe.read(Array(json.utf8), frames: [1.5]))
            #expect(probe.start == 1.5 && probe.duration == nil && probe.chapters.map(\.end) == [0])
        }
    }
}
