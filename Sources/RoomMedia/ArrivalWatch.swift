import RoomLink

/// What arrives of one stream, from counters that are read each second.
///
/// A process that was stopped saw nothing because it did not look: a look counts for two seconds at most, however long
/// ago the one before was.
struct ArrivalWatch: Sendable {
    /// One counter: what it showed last, and for how long it has not moved.
    private struct Flow: Sendable {
        var count = 0
        var quiet = 0.0
        var since: SteadyMoment
    }

    private var flows: [Disturbance.Kind: Flow] = [:]
    private var looked: SteadyMoment?

    /// Seconds without anything new after which it is lacking; the mixer repeats a last picture for 1.5 s.
    static let patience = 5.0
    private static let longestLook = 2.0

    /// Looks at what has come so far; counters of a branch that was built anew begin at 0 again.
    mutating func look(packets: Int, pictures: Int, sound: Int, at now: SteadyMoment) {
        for (kind, count) in [(Disturbance.Kind.absent, packets), (.picture, pictures), (.sound, sound)] {
            look(count, for: kind, at: now)
        }
        looked = now
    }

    /// Looks while there is no branch that anything could come into.
    mutating func look(at now: SteadyMoment) {
        for kind in [Disturbance.Kind.absent, .picture, .sound] { look(flows[kind]?.count ?? 0, for: kind, at: now) }
        looked = now
    }

    private mutating func look(_ count: Int, for kind: Disturbance.Kind, at now: SteadyMoment) {
        var flow = flows[kind] ?? Flow(since: now)
        if count > flow.count || (count < flow.count && count > 0) {
            flow = Flow(count: count, since: now)
        } else if let looked {
            flow.count = count
            let passed = Double(now.microseconds - looked.microseconds) / 1_000_000
            flow.quiet += min(max(0, passed), Self.longestLook)
        }
        flows[kind] = flow
    }

    /// The first of what lacks: without packets there is neither picture nor sound.
    var lack: (kind: Disturbance.Kind, since: SteadyMoment)? {
        for kind in [Disturbance.Kind.absent, .picture, .sound] {
            if let flow = flows[kind], flow.quiet >= Self.patience { return (kind, flow.since) }
        }
        return nil
    }
}
