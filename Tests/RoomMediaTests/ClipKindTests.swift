import BoundedProcess
import Foundation
import Glibc
import Testing

@testable import RoomMedia

/// What the odd clips stand for, in other formats.
struct ClipKindTests {
    private let stage: CaptureStage

    init() throws { stage = try CaptureStage() }

    private func loop(_ path: String) async throws -> LoopFiles {
        try await ClipLoop(path: path, workFolder: stage.file("work").path).prepare()
    }

    /// Flashes and beeps at every second, as the files in `Inputs` have them.
    private func clip(
        _ name: String, seconds: Double, size: String = "320x180", _ rest: [String] = []
    ) async throws
        -> String
    {
        let picture =
            "color=c=gray:s=\(size):r=25:d=\(seconds),drawbox=w=iw:h=ih:c=white:t=fill:enable='lt(mod(t,1),0.1)'"
        let sound = "aevalsrc='0.6*lt(mod(t,1),0.1)*sin(2*PI*(500+100*mod(floor(t),10))*t)':s=48000:d=\(seconds)"
        return try await stage.clip(
            name, ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound, "-shortest"] + rest)
    }

    private func join(_ paths: [String], as name: String) throws -> String {
        let whole = try paths.reduce(into: Data()) { $0 += try Data(contentsOf: URL(filePath: $1)) }
        try whole.write(to: stage.file(name))
        return stage.file(name).path
    }

    @Test func aPictureThatChangesItsSizeGoesOnInTime() async throws {
        let sizes = ["320x180", "640x480", "176x144"]
        var parts: [String] = []
        for (number, size) in sizes.enumerated() {
            // The sound goes on too, so that the parts follow one another as one recording's would.
            let offset = [
                "-output_ts_offset", "\(number * 2)", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "mp2",
            ]
            parts.append(try await clip("part\(number).ts", seconds: 2, size: size, offset))
        }
        let measure = try await LoopMeasure(loop(try join(parts, as: "sizes.ts")))
        #expect((149...152).contains(measure.frames), "\(measure.frames)")
        #expect(measure.flashes.count == 6, "\(measure.flashes)")
        for (second, flash) in measure.flashes.enumerated() { #expect(abs(flash - Double(second)) <= 0.12) }
        #expect(measure.samples.count == measure.frames * 1920)
    }

    @Test func soundOfAnotherRateAndChannelsGoesOnInTime() async throws {
        let formats = [("48000", "2"), ("44100", "1"), ("32000", "2")]
        var parts: [String] = []
        for (number, (rate, channels)) in formats.enumerated() {
            let offset = ["-output_ts_offset", "\(number * 2)", "-c:v", "mpeg2video", "-c:a", "mp2", "-ar", rate]
            parts.append(try await clip("part\(number).ts", seconds: 2, offset + ["-ac", channels]))
        }
        let measure = try await LoopMeasure(loop(try join(parts, as: "rates.ts")))
        #expect(measure.samples.count == measure.frames * 1920 && (149...152).contains(measure.frames))
        // The first frame of another rate is left out, 36 ms at 32 kHz: a beep that begins with it is shorter, never late.
        #expect(measure.flashes.count == 6, "\(measure.flashes)")
        for flash in measure.flashes {
            #expect(measure.loudest(from: flash, to: flash + 0.1) > 0.1, "no beep at \(flash)")
            #expect(measure.loudest(from: flash + 0.2, to: flash + 0.85) < 0.01, "a beep after \(flash)")
        }
    }

    @Test(arguments: [("4", "2.5", 100), ("1.48", "3.5", 87)])
    func theShorterOfPictureAndSoundIsHeldOrFallsSilent(_ picture: String, _ sound: String, _ frames: Int) async throws
    {
        let path = try await stage.clip(
            "uneven.mkv",
            ["-f", "lavfi", "-i", "testsrc=s=320x180:r=25:d=\(picture)", "-f", "lavfi", "-i", "sine=d=\(sound)"]
                + ["-c:v", "libx264", "-preset", "ultrafast", "-c:a", "flac"])
        let measure = try await LoopMeasure(loop(path))
        #expect(measure.frames == frames && measure.samples.count == frames * 1920)
    }

    /// Ten seconds need two pieces: the first one is filled up before the second is begun.
    @Test func aHeldPictureFillsItsPiecesOneAfterTheOther() async throws {
        let path = try await stage.clip(
            "long.mkv",
            ["-f", "lavfi", "-i", "testsrc=s=320x180:r=25:d=0.2", "-f", "lavfi", "-i", "sine=d=18"]
                + ["-c:v", "mjpeg", "-c:a", "flac"])
        let loop = try await loop(path)
        let sizes = try (0...2).map { number in
            let file = "\(loop.folder)/picture-0000\(number).mjpeg"
            return try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
        }
        #expect(
            abs(Double(sizes[1]) / Double(sizes[0]) - 1) < 0.05
                && abs(Double(sizes[2]) / Double(sizes[1]) - 0.25) < 0.05)
        #expect(try await LoopMeasure(loop).frames == 450)
    }

    @Test func theFlaggedPictureIsShown() async throws {
        let path = try await stage.clip(
            "two.mkv",
            [
                "-f", "lavfi", "-i", "color=black:s=320x180:r=25:d=1", "-f", "lavfi", "-i",
                "color=white:s=320x180:r=25:d=1",
            ]
                + ["-map", "0", "-map", "1", "-c:v", "mjpeg", "-disposition:v:0", "0", "-disposition:v:1", "default"])
        let measure = try await LoopMeasure(loop(path))
        #expect((measure.middle.first ?? 0) > 200)
    }

    @Test func highDefinitionWithoutATagIsTakenForBT709() async throws {
        let path = try await stage.clip(
            "untagged.mkv",
            ["-f", "lavfi", "-i", "color=0x00ff00:s=1280x720:r=25:d=0.4", "-vf", "scale=out_color_matrix=bt709"]
                + ["-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "ultrafast"])
        let corner = try #require(try await LoopMeasure(loop(path)).corners.first)
        #expect(zip(corner, [0, 255, 0]).allSatisfy { abs($0 - $1) <= 8 }, "\(corner)")
    }

    /// Zeros at a place of a file, as a bad sector leaves them.
    private func damage(_ path: String, from start: Double, bytes: Int) throws {
        var data = try Data(contentsOf: URL(filePath: path))
        let begin = Int(Double(data.count) * start)
        data.replaceSubrange(begin..<min(begin + bytes, data.count), with: Data(count: min(bytes, data.count - begin)))
        try data.write(to: URL(filePath: path))
    }

    @Test(arguments: [
        ("d.webm", ["-c:v", "libvpx", "-c:a", "libopus"]), ("d.avi", ["-c:v", "mpeg4", "-c:a", "mp3"]),
        ("d.ts", ["-c:v", "mpeg2video", "-c:a", "mp2"]), ("d.mkv", ["-c:v", "libx264", "-c:a", "libvorbis"]),
        ("d.mp4", ["-c:v", "libx264", "-c:a", "aac", "-movflags", "+faststart"]),
    ])
    func damageInAnyContainerLeavesTheRest(_ name: String, _ codecs: [String]) async throws {
        let path = try await clip(name, seconds: 8, codecs)
        try damage(path, from: 0.5, bytes: 1500)
        let measure = try await LoopMeasure(loop(path))
        #expect((198...202).contains(measure.frames), "\(measure.frames)")
        #expect(measure.samples.count == measure.frames * 1920)
        for second in [0, 1, 7] {
            let beep = try #require(measure.beep(of: second), "\(second): \(measure.beeps)")
            #expect(measure.flashes.contains { abs($0 - beep) <= 0.1 }, "\(second): \(measure.flashes)")
        }
    }

    @Test func aClipCutShortIsUsedAndSaysHowMuchOfItIsThere() async throws {
        let path = try await clip("cut.mp4", seconds: 8, ["-c:v", "mjpeg", "-c:a", "aac", "-movflags", "+faststart"])
        let data = try Data(contentsOf: URL(filePath: path))
        try data.prefix(data.count / 2).write(to: URL(filePath: path))
        let loop = try await loop(path)
        let frames = try await LoopMeasure(loop).frames
        #expect((80...130).contains(frames), "\(frames)")
        #expect(loop.notes.contains { $0.contains("it says that it is 8 s long and holds") }, "\(loop.notes)")
    }

    @Test func aClipThatIsDamagedForTheMostPartIsRefused() async throws {
        let path = try await clip("most.avi", seconds: 8, ["-c:v", "mjpeg", "-c:a", "pcm_s16le"])
        var data = try Data(contentsOf: URL(filePath: path))
        // Every JPEG loses the head of its frame, without which nothing can be decoded; the index stays.
        while let head = data.range(of: Data([0xff, 0xc0, 0x00])) { data.replaceSubrange(head, with: Data(count: 3)) }
        try data.write(to: URL(filePath: path))
        await #expect(throws: MediaFailure.self) { try await loop(path) }
    }

    @Test func foldersPipesAndDevicesAreRefusedAtOnce() async throws {
        let pipe = stage.file("pipe.mp4").path
        try #require(mkfifo(pipe, 0o600) == 0)
        for (path, found) in [
            (stage.folder.path, "a folder, not a file"), (pipe, "a device or a pipe, not a file"),
            ("/dev/zero", "a device or a pipe, not a file"), (stage.file("none").path, "no file that can be read"),
        ] {
            await #expect(throws: MediaFailure.source(path: path, found: found)) { try await loop(path) }
        }
    }

    @Test(arguments: [
        ("jpeg.mp4", "a still picture (jpeg), which is no clip"),
        ("bmp.mkv", "a still picture (bmp), which is no clip"),
    ])
    func stillsOfOtherFormatsAreRefusedAsSuch(_ name: String, _ found: String) async throws {
        let kind = String(name.prefix { $0 != "." })
        let still = try await stage.clip("still.\(kind)", ["-f", "lavfi", "-i", "testsrc=s=320x180", "-frames:v", "1"])
        try FileManager.default.moveItem(atPath: still, toPath: stage.file(name).path)
        let path = stage.file(name).path
        await #expect(throws: MediaFailure.source(path: path, found: found)) { try await loop(path) }
    }
}
