import Offices

/// How far the service's clock is ahead of the room's, from the quickest of the last 16 answers.
///
/// The service's time is taken to be that of the middle of the request, so the error is at most half its round trip.
struct ClockOffset: Hashable, Sendable {
    private struct Sample: Hashable, Sendable {
        var roundTrip: Double
        var offset: Double
    }

    private var samples: [Sample] = []
    private static let kept = 16
    /// An answer slower than this says too little about the clock, in seconds.
    private static let slowest = 5.0

    init() {}

    /// Seconds that the service's clock is ahead; 0 until the first answer.
    var seconds: Double { samples.min { $0.roundTrip < $1.roundTrip }?.offset ?? 0 }

    /// Takes in one answer; impossible ones (received before sent, slower than 5 s) are ignored.
    mutating func learn(sent: Moment, received: Moment, serviceTime: Moment) {
        let roundTrip = received.seconds(since: sent)
        guard (0...Self.slowest).contains(roundTrip) else { return }
        let middle = sent.advanced(bySeconds: roundTrip / 2)
        samples.append(Sample(roundTrip: roundTrip, offset: serviceTime.seconds(since: middle)))
        if samples.count > Self.kept { samples.removeFirst() }
    }
}
