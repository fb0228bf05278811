import BoundedProcess
import Foundation

@testable import RoomMedia

/// A loop's pieces, measured: how long, when it flashes, when it beeps and at which pitch, which colours it has.
struct LoopMeasure {
    /// Mean luma of the middle of each picture, 0 to 255.
    let middle: [UInt8]
    /// The left channel, −1 to 1.
    let samples: [Double]
    /// Red, green and blue of the first picture's corners: top left, top right, bottom left, bottom right.
    let corners: [[Int]]

    init(_ loop: LoopFiles) async throws {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "loop-\(UUID().uuidString).mjpeg")
        defer { try? FileManager.default.removeItem(at: scratch) }
        let pictures = try Self.pieces(loop, ending: "mjpeg")
        try pictures.write(to: scratch)
        middle = pictures.isEmpty ? [] : try await Self.luma(scratch.path)
        corners = pictures.isEmpty ? [] : try await Self.corners(scratch.path)
        let sound = try Self.pieces(loop, ending: "pcm")
        samples = stride(from: 0, to: sound.count - 3, by: 4).map { place in
            Double(Int16(bitPattern: UInt16(sound[place]) | UInt16(sound[place + 1]) << 8)) / 32768
        }
    }

    private static func pieces(_ loop: LoopFiles, ending: String) throws -> Data {
        try FileManager.default.contentsOfDirectory(atPath: loop.folder).filter { $0.hasSuffix(ending) }.sorted()
            .reduce(into: Data()) { $0 += try Data(contentsOf: URL(filePath: "\(loop.folder)/\($1)")) }
    }

    private static func decoded(_ path: String, _ arguments: [String]) async throws -> [UInt8] {
        let input = ["-v", "error", "-color_range", "tv", "-f", "mjpeg", "-r", "25", "-i", path]
        return try await Program.ffmpeg.run(input + arguments + ["-f", "rawvideo", "-"], within: .document)
            .standardOutput
    }

    private static func luma(_ path: String) async throws -> [UInt8] {
        try await decoded(path, ["-vf", "crop=60:60:290:150,scale=1:1:flags=area,format=gray"])
    }

    private static func corners(_ path: String) async throws -> [[Int]] {
        let shape = "scale=in_color_matrix=bt601:in_range=tv,format=rgb24"
        let bytes = try await decoded(path, ["-frames:v", "1", "-vf", shape])
        return [(20, 20), (620, 20), (20, 340), (620, 340)].map { column, row in
            let place = (row * 640 + column) * 3
            return bytes[place..<place + 3].map(Int.init)
        }
    }

    var frames: Int { middle.count }

    /// The loudest sample between two times in seconds, 0 to 1; 0 where there is none.
    func loudest(from start: Double, to end: Double) -> Double {
        let first = min(Int(start * 48_000), samples.count)
        let places = first..<max(first, min(Int(end * 48_000), samples.count))
        return samples[places].map(abs).max() ?? 0
    }

    /// Seconds at which the middle turns white.
    var flashes: [Double] {
        middle.indices.filter { middle[$0] > 180 && ($0 == 0 || middle[$0 - 1] <= 180) }.map { Double($0) / 25 }
    }

    /// Seconds at which a beep begins, with its pitch in hertz to the next hundred; one of less than 50 ms is none.
    var beeps: [(time: Double, pitch: Int)] {
        let step = 480
        let loud = stride(from: 0, to: samples.count - step, by: step).map { place in
            samples[place..<place + step].reduce(0) { $0 + $1 * $1 } / Double(step) > 0.0001
        }
        return loud.indices.compactMap { index in
            guard loud[index], index == 0 || !loud[index - 1], index + 6 < loud.count,
                loud[index...index + 5].allSatisfy(\.self)
            else { return nil }
            return (Double(index) / 100, pitch(of: samples[(index + 1) * step..<(index + 5) * step]))
        }
    }

    private func pitch(of part: ArraySlice<Double>) -> Int {
        let powers = stride(from: 500, through: 1400, by: 100).map { ($0, Self.power(of: part, at: Double($0))) }
        return powers.max { $0.1 < $1.1 }?.0 ?? 0
    }

    private static func power(of part: ArraySlice<Double>, at hertz: Double) -> Double {
        var (real, imaginary) = (0.0, 0.0)
        for (index, sample) in part.enumerated() {
            let angle = 2 * Double.pi * hertz * Double(index) / 48_000
            (real, imaginary) = (real + sample * cos(angle), imaginary + sample * sin(angle))
        }
        return real * real + imaginary * imaginary
    }

    /// The sound's level in dBFS.
    var level: Double {
        10 * log10(samples.reduce(0) { $0 + $1 * $1 } / Double(max(samples.count, 1)) + 1e-12)
    }

    /// The beep of a second, by its pitch; `nil` when it is not there.
    func beep(of second: Int) -> Double? {
        beeps.first { $0.pitch == 500 + 100 * (second % 10) && abs($0.time - Double(second)) < 0.5 }?.time
    }
}
