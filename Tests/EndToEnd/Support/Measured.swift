import BoundedProcess
import Foundation
import RoomLink

/// What files really hold, told by programs that are not ours.
enum Measured {
    /// The codes in a picture's file.
    static func codes(in picture: URL) async throws -> Set<String> {
        // zbarimg ends with 4 when it finds no code at all.
        let output = try? await Program.zbarimg.run(["-q", "--raw", "-Sdisable", "-Sqrcode.enable", picture.path])
        return Set(output?.text.split(whereSeparator: \.isNewline).map(String.init) ?? [])
    }

    /// The codes in a recording's picture at any of some times, in seconds.
    ///
    /// Beside a page the sites are small: enlarged, their codes can still be read.
    static func codes(
        in recording: URL, at times: [Double], enlarged scales: [Int] = [1]
    ) async throws -> Set<String> {
        try await Scratch.folder { scratch in
            var found: Set<String> = []
            for time in times {
                let picture = scratch.appending(path: "\(time).png")
                for scale in scales {
                    try await frame(of: recording, at: time, enlarged: scale, to: picture)
                    found.formUnion(try await codes(in: picture))
                }
            }
            return found
        }
    }

    static func frame(
        of recording: URL, at seconds: Double, enlarged scale: Int = 1, to picture: URL
    ) async throws {
        let larger = scale == 1 ? [] : ["-vf", "scale=iw*\(scale):-1:flags=lanczos"]
        _ = try await Program.ffmpeg.run(
            ["-y", "-v", "error", "-xerror", "-ss", "\(seconds)", "-i", recording.path] + larger
                + ["-frames:v", "1", picture.path],
            within: .document)
    }

    /// How loud a tone is above its neighbourhood, in dB: its level less the mean of frequencies around it.
    static func prominence(of tone: Int, in file: URL, from: Double, seconds: Double) async throws -> Double {
        let output = try await Program.ffmpeg.run(
            [
                "-v", "error", "-ss", "\(from)", "-t", "\(seconds)", "-i", file.path, "-map", "0:a:0", "-ac", "1",
                "-ar", "8000", "-f", "s16le", "-",
            ], within: .document)
        let bytes = output.standardOutput
        let samples = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
            Double(Int16(bitPattern: UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)) / 32_768
        }
        guard Double(samples.count) > seconds * 7000 else { return -.infinity }
        let around = [-70, -53, -37, 37, 53, 70].map { level(of: Double(tone + $0), samples) }
        return level(of: Double(tone), samples) - around.reduce(0, +) / Double(around.count)
    }

    /// The level of one frequency in sound of 8000 samples a second (Goertzel with a Hann window), in dB.
    static func level(of frequency: Double, _ samples: [Double]) -> Double {
        let factor = 2 * cos(2 * Double.pi * frequency / 8000)
        var (last, before) = (0.0, 0.0)
        for (index, sample) in samples.enumerated() {
            let window = 0.5 - 0.5 * cos(2 * Double.pi * Double(index) / Double(samples.count))
            (last, before) = (sample * window + factor * last - before, last)
        }
        let power = last * last + before * before - factor * last * before
        return 10 * log10(max(power, 1e-12))
    }

    /// The ffmpeg filter that cuts the page out of the programme's picture.
    static let page = "crop=\(PagePlace.width):\(PagePlace.height):\(PagePlace.x):\(PagePlace.y)"

    /// How alike the page in a picture of the programme is to a page, 1 for the same (SSIM, luma).
    static func likeness(_ first: URL, _ second: URL) async throws -> Double {
        let output = try await Program.ffmpeg.run(
            [
                "-hide_banner", "-i", first.path, "-i", second.path, "-lavfi",
                "[0]\(page),format=gray[a];[1]scale=\(PagePlace.width):\(PagePlace.height),format=gray[b];[a][b]ssim",
                "-f", "null", "-",
            ], within: .document)
        let word = output.errorText.split(separator: " ").last { $0.hasPrefix("All:") || $0.hasPrefix("Y:") }
        return word.flatMap { Double($0.split(separator: ":")[1]) } ?? 0
    }

    /// The gray values of a part of a picture, cut and scaled by an ffmpeg filter.
    static func gray(_ picture: URL, _ filter: String, at seconds: Double = 0) async throws -> [UInt8] {
        try await Program.ffmpeg.run(
            [
                "-v", "error", "-ss", "\(seconds)", "-i", picture.path, "-frames:v", "1", "-vf",
                "\(filter),format=gray", "-f", "rawvideo", "-",
            ], within: .document
        ).standardOutput
    }

    /// The text of a PDF with every run of white space as one space.
    static func words(of pdf: URL) async throws -> String {
        let text = try await Program.pdftotext.run(["-enc", "UTF-8", pdf.path, "-"], within: .document).text
        return folded(text)
    }

    static func folded(_ text: String) -> String {
        text.split { $0.isWhitespace || $0 == "\u{c}" }.joined(separator: " ")
    }

    static func sha256(of file: URL) async throws -> String {
        let output = try await Program("sha256sum", package: "coreutils").run([file.path], within: .document)
        return String(output.text.prefix(64))
    }
}
