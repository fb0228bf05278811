import Foundation
package import GStreamer

/// Brightness and motion of a picture whose luma arrives as 160×90 bytes four times a second.
package struct PictureMeter: Sendable {
    private var previous: [UInt8] = []
    private var means: [Double] = []
    private var differences: [Double] = []
    /// Three seconds.
    private static let window = 12

    package init() {}

    /// Takes the next picture; one of another size begins anew.
    package mutating func take(_ luma: [UInt8]) {
        guard !luma.isEmpty else { return }
        // Loops over indices: without optimisation, closures over pairs cost ten times as much.
        var (sum, difference) = (0, 0)
        for index in luma.indices { sum += Int(luma[index]) }
        keep(Double(sum) / Double(luma.count), in: \.means)
        if previous.count == luma.count {
            for index in luma.indices { difference += abs(Int(luma[index]) - Int(previous[index])) }
            keep(Double(difference) / Double(luma.count), in: \.differences)
        }
        previous = luma
    }

    /// Mean luma over the last three seconds, 16 (black) to 235 (white); `nil` before there are three.
    package var brightness: Double? { means.count < Self.window ? nil : average(means) }

    /// Mean absolute luma difference between pictures a quarter of a second apart; 0 is frozen.
    package var motion: Double? { differences.count < Self.window - 1 ? nil : average(differences) }

    private mutating func keep(_ value: Double, in list: WritableKeyPath<PictureMeter, [Double]>) {
        self[keyPath: list].append(value)
        if self[keyPath: list].count > Self.window { self[keyPath: list].removeFirst() }
    }

    private func average(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}

/// The loudest second of the last three, from messages of `level` with an interval of a quarter of a second.
package struct SoundMeter: Sendable {
    private var powers: [Double] = []
    /// Digital silence has no logarithm; nothing quieter is told apart.
    package static let floor = -100.0
    private static let window = 12
    private static let second = 4

    package init() {}

    /// Takes a message; one that is not `level`'s is ignored.
    package mutating func take(_ message: Structure) {
        let channels = message.numbers("rms").map { $0.isFinite ? pow(10, $0 / 10) : 0 }
        guard message.name == "level", !channels.isEmpty else { return }
        powers.append(channels.reduce(0, +) / Double(channels.count))
        if powers.count > Self.window { powers.removeFirst() }
    }

    /// RMS in dBFS of the loudest second, at least `floor`; `nil` before there are three seconds.
    package var level: Double? {
        guard powers.count >= Self.window else { return nil }
        let seconds = (0...(powers.count - Self.second)).map { powers[$0..<($0 + Self.second)].reduce(0, +) }
        let loudest = (seconds.max() ?? 0) / Double(Self.second)
        return max(Self.floor, 10 * log10(max(loudest, .leastNormalMagnitude)))
    }
}
