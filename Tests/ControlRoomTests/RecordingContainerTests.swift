import BoundedProcess
import Digests
import Foundation
import Meetings
import Offices
import RoomLink
import Testing

@testable import ControlRoom

/// What may be sealed as a recording.
struct RecordingContainerTests {
    /// The smallest header of a Matroska file; some bytes more.
    static let sample = Data([0x1A, 0x45, 0xDF, 0xA3, 0x8B, 0x42, 0x82, 0x88] + Array("matroska".utf8) + [0x18, 0x53])

    @Test func `what ffmpeg writes is told by its header`() async throws {
        try await Scratch.folder { folder in
            for (name, passes) in [("a.mkv", true), ("b.webm", false), ("c.mp4", false), ("d.ts", false)] {
                let file = folder.appending(path: name)
                let codec = name == "b.webm" ? ["-c:v", "vp8"] : ["-c:v", "libx264"]
                _ = try await Program.ffmpeg.run(
                    ["-v", "error", "-f", "lavfi", "-i", "testsrc=d=0.2:s=64x36"] + codec + [file.path])
                if passes {
                    try RecordingContainer.check(file.path)
                } else {
                    #expect(throws: RecordingIntake.Refusal.self) { try RecordingContainer.check(file.path) }
                }
            }
        }
    }

    @Test(arguments: [
        "", "ffconcat version 1.0\nfile 'x.mkv'\n", "#EXTM3U\nfile:/etc/passwd\n", "\u{1A}E", "matroska",
    ])
    func `a text is no recording`(_ text: String) throws {
        let refusal = try #require(RecordingContainer.refusal(of: Array(text.utf8)))
        guard case .differs(let line) = refusal else { return #expect(Bool(false), "\(refusal)") }
        #expect(line.contains("it begins with") && !line.contains("\n"))
    }

    @Test func `no header, cut or lying, is read beyond its end`() {
        let whole = Array(Self.sample)
        #expect(RecordingContainer.refusal(of: whole) == nil)
        for cut in 0..<16 { #expect(RecordingContainer.refusal(of: Array(whole.prefix(cut))) != nil, "\(cut)") }
        let head: [UInt8] = [0x1A, 0x45, 0xDF, 0xA3]
        for tail: [UInt8] in [
            [0xFF], [0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE], [0x84, 0x42, 0x82, 0x88, 0x6D], [0x00], [0x80],
            [0x84, 0x42, 0x82, 0x01, 0xFF], [0x8B, 0x42, 0x82, 0x87] + Array("matrosk".utf8) + [0xEC],
        ] {
            #expect(RecordingContainer.refusal(of: head + tail) != nil, "\(tail)")
        }
    }

    @Test func `a play list sealed as a recording is refused, and nothing of it becomes an original`() async throws {
        let service = try Service()
        let list = Data("ffconcat version 1.0\nfile '../../other/originals/rko-programme-1.mkv'\n".utf8)
        let hash = ContentHash(of: list)
        try await service.run { control in
            let id = try await control.live()
            let part = control.part(id, .room)
            let end = RecordingEnd(
                part: part, lastFrame: control.clock(), frames: 1, bytes: Int64(list.count), sha256: hash, cause: .died)
            try await control.tell(.recordingEnded(end))
            try control.intake.take(list, index: 0, sha256: hash, of: Service.hostRoom, part)
            let state = try await control.seal(
                UploadSeal(bytes: Int64(list.count), sha256: hash), part, of: Service.hostRoom)
            #expect(!state.complete && state.refused?.contains("it begins with \"ffconcat") == true, "\(state)")
            #expect(control.intake.received(Service.hostRoom, part).isEmpty, "nobody waits for its chunks any more")
            let original = control.intake.original(Service.hostRoom, part)
            let beside = URL(filePath: original).deletingLastPathComponent()
            let kept = (try? FileManager.default.contentsOfDirectory(atPath: beside.path)) ?? []
            #expect(kept == [])
            #expect(try await control.meeting(id)?.recordings.outstanding.isEmpty == false)
        }
    }
}
