import BoundedProcess
import Foundation

/// What files really hold, told by programs that are not ours.
enum Measured {
    /// The codes in a file's picture at a time, scaled to a width when given.
    static func codes(
        _ file: URL, at seconds: Double, scaledTo width: Int? = nil, in folder: URL
    ) async throws -> Set<String> {
        let picture = folder.appending(path: "frame-\(UUID().uuidString).png")
        let scale = width.map { ["-vf", "scale=\($0):-2"] } ?? []
        _ = try await Program.ffmpeg.run(
            ["-v", "error", "-ss", "\(seconds)", "-i", file.path] + scale + ["-frames:v", "1", picture.path])
        return try await codes(in: picture)
    }

    static func codes(in picture: URL) async throws -> Set<String> {
        // zbarimg ends with 4 when it finds no code at all.
        let output = try? await Program.zbarimg.run(["-q", "--raw", "-Sdisable", "-Sqrcode.enable", picture.path])
        return Set(output?.text.split(whereSeparator: \.isNewline).map(String.init) ?? [])
    }

    /// Presentation times of the picture's frames, in seconds, ascending.
    static func times(_ file: URL) async throws -> [Double] {
        let output = try await Program.ffprobe.run([
            "-v", "error", "-select_streams", "v", "-show_entries", "packet=pts_time", "-of", "csv=p=0", file.path,
        ])
        return output.text.split(whereSeparator: { $0.isNewline || $0 == "," }).compactMap { Double($0) }.sorted()
    }

    /// The longest time between two frames.
    static func longestGap(_ file: URL) async throws -> Double {
        let times = try await times(file)
        return zip(times, times.dropFirst()).map { $1 - $0 }.max() ?? .infinity
    }

    /// The level of a tone in dBFS (Goertzel) over a stretch of a file's sound.
    static func tone(_ frequency: Int, in file: URL, from: Double, seconds: Double) async throws -> Double {
        let output = try await Program.ffmpeg.run([
            "-v", "error", "-ss", "\(from)", "-t", "\(seconds)", "-i", file.path, "-map", "0:a:0", "-ac", "1",
            "-ar", "48000", "-f", "s16le", "-",
        ])
        let bytes = output.standardOutput
        let samples = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
            Double(Int16(bitPattern: UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)) / 32_768
        }
        return level(of: frequency, samples)
    }

    static func level(of frequency: Int, _ samples: [Double]) -> Double {
        guard samples.count > 4800 else { return -.infinity }
        let factor = 2 * cos(2 * Double.pi * Double(frequency) / 48_000)
        var (last, before) = (0.0, 0.0)
        for (index, sample) in samples.enumerated() {
            let window = 0.5 - 0.5 * cos(2 * Double.pi * Double(index) / Double(samples.count))
            (last, before) = (sample * window + factor * last - before, last)
        }
        let power = last * last + before * before - factor * last * before
        return 10 * log10(max(power, 1e-12)) - 20 * log10(Double(samples.count) / 4)
    }

    /// The gray picture of a file at a time, cut and scaled by an ffmpeg filter.
    static func gray(_ file: URL, at seconds: Double, _ filter: String) async throws -> [UInt8] {
        try await Program.ffmpeg.run([
            "-v", "error", "-ss", "\(seconds)", "-i", file.path, "-frames:v", "1", "-vf", "\(filter),format=gray",
            "-f", "rawvideo", "-",
        ]).standardOutput
    }

    /// The mean difference of two gray pictures of the same size.
    static func difference(_ one: [UInt8], _ other: [UInt8]) -> Double {
        guard one.count == other.count, !one.isEmpty else { return .infinity }
        return Double(zip(one, other).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }) / Double(one.count)
    }
}
