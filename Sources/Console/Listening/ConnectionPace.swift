import NIOCore

/// How far a connection is with its requests and answers, and how long it may still let the service wait.
///
/// A machine without socket and clock: what happens is told to it with its time, and it says when to look again.
struct ConnectionPace {
    /// What is to be done about a connection.
    enum Verdict: Equatable {
        /// Nothing keeps the service waiting.
        case free
        case look(at: NIODeadline)
        /// The client took too long; it is told so when no answer has begun.
        case expired(tell: Bool)
    }

    private let limits: ConnectionLimits
    private var isFirst = true
    /// Requests whose answer is not finished.
    private var inHand = 0
    /// The body of the newest request is still coming.
    private var isReading = false
    private var hasBegunAnswer = false
    /// Since when nothing was to be done.
    private var since: NIODeadline
    /// Since when the client has been asked for more and has not sent any.
    private var asked: NIODeadline?
    /// How long the body has kept the service waiting in all, and what has come of it.
    private var waited = TimeAmount.zero
    private var bytes = 0
    /// Since when no more of an answer can be buffered.
    private var stalled: NIODeadline?

    init(_ limits: ConnectionLimits, at now: NIODeadline) { (self.limits, since) = (limits, now) }

    var phase: Admission<ConnectionGate.ID>.Phase {
        if isReading && inHand > 0 { return .receiving }
        return inHand > 0 ? .answering : .waiting
    }

    mutating func asks(at now: NIODeadline) { if asked == nil { asked = now } }

    mutating func headCame(at now: NIODeadline) {
        (isFirst, isReading, hasBegunAnswer, bytes, waited) = (false, true, inHand > 0, 0, .zero)
        inHand += 1
        asked = nil
    }

    mutating func bodyCame(_ count: Int, at now: NIODeadline) {
        bytes += count
        if let asked { waited = waited + (now - asked) }
        asked = nil
    }

    mutating func requestEnded() { (isReading, asked) = (false, nil) }

    mutating func answerBegan() { hasBegunAnswer = true }

    mutating func answerEnded(at now: NIODeadline) {
        inHand = max(0, inHand - 1)
        (since, hasBegunAnswer) = (now, false)
    }

    mutating func isWritable(_ isWritable: Bool, at now: NIODeadline) {
        stalled = isWritable ? nil : stalled ?? now
    }

    func verdict(at now: NIODeadline) -> Verdict {
        let dues = [receiving(at: now), stalled.map { (due: $0 + limits.stall, tell: false) }].compactMap(\.self)
        guard let next = dues.min(by: { $0.due < $1.due }) else { return .free }
        return next.due <= now ? .expired(tell: next.tell) : .look(at: next.due)
    }

    /// When the client must have sent more; `nil` when it is not its turn.
    private func receiving(at now: NIODeadline) -> (due: NIODeadline, tell: Bool)? {
        if inHand == 0 {
            return (since + (isReading ? limits.drain : isFirst ? limits.head : limits.idle), tell: isFirst)
        }
        guard isReading else { return nil }
        let left = allowed - (asked.map { waited + (now - $0) } ?? waited)
        // Whoever is not being asked loses no time: looked at again when it could be over at the soonest.
        return (now + (asked == nil ? max(left, .milliseconds(100)) : left), tell: !hasBegunAnswer)
    }

    private var allowed: TimeAmount {
        limits.bodyGrace + .milliseconds(Int64(bytes) * 1000 / Int64(max(1, limits.bodyRate)))
    }
}
