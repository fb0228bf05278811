import BoundedProcess
import Foundation

/// The runs of the decoder that bring a clip into the loop's form.
///
/// A clip may change its size, its rate or its channels on the way; the decoder then begins a new chain of filters,
/// which knows nothing of the one before. So whatever counts time stands outside of those chains: pictures are repeated
/// and left out by the writer (`-fps_mode cfr`), and sound is decoded in a first run and placed in time in a second.
struct ClipRender {
    let path: String
    let streams: ClipStreams
    /// Takes the loop's pieces.
    let folder: String

    /// The exit status with which the decoder says that more than `-max_error_rate` of a stream did not decode.
    static let mostlyDamaged: Int32 = 69
    /// Damage is counted line by line; more than half of it is no clip.
    private static let decoder = ["-nostdin", "-v", "repeat+warning", "-max_error_rate", "0.5"]

    /// The picture's pieces; `nil` when the clip has none.
    func makePicture() async throws -> (frames: Int, damage: ClipDamage)? {
        guard let stream = streams.picture else { return nil }
        // `fps` first, so that nothing is scaled in vain; the colours are changed where the size is, once.
        let fit =
            "fps=25,scale=iw*sar:ih,scale=640:360:force_original_aspect_ratio=decrease:force_divisible_by=2:"
            + "in_color_matrix=\(stream.colourMatrix):out_color_matrix=bt601:out_range=tv,setsar=1,"
            + "pad=640:360:(ow-iw)/2:(oh-ih)/2,format=yuv420p"
        let output = try await Program.ffmpeg.run(
            Self.decoder + ["-threads", "2"] + input.arguments
                + ["-map", "0:\(stream.index)", "-t", "\(ClipLoop.longest)", "-vf", fit, "-r", "25"]
                + ["-fps_mode", "cfr", "-progress", "pipe:1"] + LoopFiles.pictureArguments(folder),
            reading: input.files, within: ClipLoop.bounds, in: URL(filePath: folder))
        guard let frames = Self.last("frame", in: output), frames > 0 else {
            throw MediaFailure.source(path: path, found: "a picture that does not decode")
        }
        return (frames, ClipDamage(output.errorText))
    }

    /// The sound as it decodes, each piece with its time; `nil` when the clip has none.
    ///
    /// The first frame after a change of the rate may still bear the old one, and then its time lies far ahead; what
    /// follows would be taken for late. It is left out: 24 ms of MP2, for which silence comes in.
    func decodeSound(to file: String) async throws -> (seconds: Double, damage: ClipDamage)? {
        guard let stream = streams.sound else { return nil }
        let shape =
            "aselect='gte(n,1)+lt(t,0.1)',aresample=48000,aformat=sample_fmts=s16:channel_layouts=stereo"
        let output = try await Program.ffmpeg.run(
            Self.decoder + input.arguments
                + ["-map", "0:\(stream.index)", "-t", "\(ClipLoop.longest)", "-af", shape, "-progress", "pipe:1"]
                + ["-c:a", "pcm_s16le", "-f", "nut", "file:\(file)"], reading: input.files, within: ClipLoop.bounds,
            in: URL(filePath: file).deletingLastPathComponent())
        guard let end = Self.last("out_time_us", in: output), end > 0 else {
            throw MediaFailure.source(path: path, found: "sound that does not decode")
        }
        return (Double(end) / 1_000_000, ClipDamage(output.errorText))
    }

    /// The sound's pieces, each sample at its time to within one picture (0.04 s): gaps become silence, overlaps go.
    /// - Parameter samples: the picture's length; without one, the sound keeps its own.
    func makeSound(from file: String, samples: Int?) async throws {
        var shape = "aresample=48000:async=1:min_hard_comp=0.04:first_pts=0,aformat=channel_layouts=stereo"
        if let samples { shape += ",apad=whole_len=\(samples),atrim=end_sample=\(samples)" }
        let decoded = MediaInput.clip(URL(filePath: file))
        _ = try await Program.ffmpeg.run(
            ["-nostdin", "-v", "error"] + decoded.arguments + ["-t", "\(ClipLoop.longest)", "-af", shape]
                + LoopFiles.soundArguments(folder), reading: decoded.files, within: ClipLoop.bounds,
            in: URL(filePath: folder))
    }

    private var input: MediaInput { .clip(URL(filePath: path)) }

    /// The last value of a number in the progress that ffmpeg writes.
    private static func last(_ name: String, in output: Program.Output) -> Int? {
        let values = output.text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("\(name)=") }
        return values.last.flatMap { Int($0.dropFirst(name.count + 1).drop { $0 == " " }) }
    }
}
