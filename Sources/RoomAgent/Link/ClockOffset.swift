import Offices

/// How far the service's clock is ahead of the room's steady one, from the quickest of the last 16 answers.
///
/// The service's time is taken to be that of the middle of the request, so the error is at most half its round trip.
/// A room's time of day that is set changes nothing here; a service's that is set is believed when three answers in a
/// row contradict what was measured before, and is then measured anew.
struct ClockOffset: Hashable, Sendable {
    private struct Sample: Hashable, Sendable {
        var roundTrip: Double
        var offset: Double
    }

    private var samples: [Sample] = []
    private var contradictions = 0
    private static let kept = 16
    /// An answer slower than this says too little about the clock, in seconds.
    private static let slowest = 5.0
    /// Two answers differ by at most half of both round trips; beyond that and this, in seconds, a clock was set.
    private static let tolerance = 0.5
    private static let believed = 3

    init() {}

    /// Seconds that the service's clock is ahead; 0 until the first answer.
    var seconds: Double { best?.offset ?? 0 }

    /// Whether an answer was ever taken in.
    var isKnown: Bool { !samples.isEmpty }

    private var best: Sample? { samples.min { $0.roundTrip < $1.roundTrip } }

    /// Takes in one answer, its moments on the steady clock; impossible ones (received before sent, slower than 5 s) are
    /// ignored.
    mutating func learn(sent: Moment, received: Moment, serviceTime: Moment) {
        let roundTrip = received.seconds(since: sent)
        guard (0...Self.slowest).contains(roundTrip) else { return }
        let middle = sent.advanced(bySeconds: roundTrip / 2)
        let sample = Sample(roundTrip: roundTrip, offset: serviceTime.seconds(since: middle))
        if let best {
            let allowed = (roundTrip + best.roundTrip) / 2 + Self.tolerance
            contradictions = abs(sample.offset - best.offset) > allowed ? contradictions + 1 : 0
        }
        samples.append(sample)
        if samples.count > Self.kept { samples.removeFirst() }
        if contradictions >= Self.believed { (samples, contradictions) = (samples.suffix(Self.believed), 0) }
    }
}
