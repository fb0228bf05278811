/// How long to wait before the next try: doubling, jittered so that many rooms never return at the same moment.
struct Backoff: Hashable, Sendable {
    /// Seconds of the first wait and of the longest.
    let first: Double
    let longest: Double
    private var failures = 0

    init(first: Double, longest: Double) {
        (self.first, self.longest) = (first, longest)
    }

    /// The seconds to wait after one more failure: between half and the whole of the doubled time.
    mutating func next(jitter: Double = .random(in: 0...1)) -> Double {
        let whole = min(longest, first * Double(sign: .plus, exponent: min(failures, 30), significand: 1))
        failures += 1
        return whole * (0.5 + 0.5 * min(max(jitter, 0), 1))
    }

    /// Begins again at the first wait, after a success.
    mutating func reset() { failures = 0 }
}
