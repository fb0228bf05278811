import BoundedProcess
import Foundation

/// The sound of a test microphone: a voice that says the room's name in Indonesian, mixed with the room's own tone.
package enum TestVoice {
    /// Amplitude of the tone: 26 dB below full scale, under the voice and yet far above everything else at its pitch.
    private static let toneVolume = 0.4

    /// Prepares a loop in `folder`; its length is whole seconds, so a tone of whole hertz goes on without a click.
    ///
    /// - Parameter tone: hertz; `nil` gives the voice alone.
    package static func prepare(
        saying name: String, tone: Int?, in folder: String
    ) async throws(MediaFailure) -> LoopFiles {
        do {
            return try await Scratch.folder { scratch throws -> LoopFiles in
                let voice = scratch.appendingPathComponent("voice.wav")
                _ = try await Program.espeak.run(
                    ["-v", "id", "-s", "140", "-w", voice.path, "--stdin"], reading: [], in: scratch,
                    input: Array("Ini \(name).".utf8))
                let speech = try LoopFiles.wavSeconds(voice)
                let seconds = min(30, max(3, Int(speech.rounded(.up)) + 1))
                let output = scratch.appendingPathComponent("sound")
                try FileManager.default.createDirectory(at: output, withIntermediateDirectories: false)
                _ = try await Program.ffmpeg.run(
                    arguments(voice: voice, tone: tone, seconds: seconds, to: output.path), reading: [voice],
                    within: .document, in: output)
                return try await LoopFiles.publish(output, as: folder)
            }
        } catch let failure as Program.Failure {
            throw MediaFailure(failure)
        } catch let failure as MediaFailure {
            throw failure
        } catch {
            throw .program("the test microphone's sound could not be made: \(error.localizedDescription)")
        }
    }

    private static func arguments(voice: URL, tone: Int?, seconds: Int, to folder: String) -> [String] {
        let samples = seconds * 48_000
        let mix =
            "[0:a]aresample=48000,apad=whole_len=\(samples),atrim=end_sample=\(samples)[voice];"
            + "[1:a]volume=\(tone == nil ? 0 : toneVolume)[tone];"
            + "[voice][tone]amix=inputs=2:normalize=0,aformat=channel_layouts=stereo"
        let hum = MediaInput.generated("sine=frequency=\(tone ?? 440):sample_rate=48000:duration=\(seconds)")
        return ["-nostdin", "-v", "error"] + MediaInput.wave(voice).arguments + hum.arguments
            + ["-filter_complex", mix] + LoopFiles.soundArguments(folder)
    }
}
