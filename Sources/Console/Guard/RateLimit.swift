/// How many requests a caller may make: so many at once, and so many a second from then on.
struct RateLimit<Key: Hashable & Sendable>: Sendable {
    let burst: Double
    let perSecond: Double
    private var buckets: [Key: (left: Double, at: Double)] = [:]

    /// The callers that are told apart; a caller who has not asked for a while needs no place.
    private static var mostCallers: Int { 20_000 }

    init(burst: Double, perSecond: Double) { (self.burst, self.perSecond) = (burst, perSecond) }

    /// How many callers are being told apart.
    var callers: Int { buckets.count }

    /// Counts one request at a time in seconds; the seconds to wait when there were too many, and then it counts for
    /// nothing.
    mutating func spend(_ key: Key, at now: Double) -> Double? {
        let left = left(of: key, at: now)
        guard left >= 1 else { return (1 - left) / perSecond }
        if buckets.count >= Self.mostCallers { forgetTheRested(at: now) }
        buckets[key] = (left - 1, now)
        return nil
    }

    /// The seconds to wait before one more counts; `nil` for none.
    func wait(of key: Key, at now: Double) -> Double? {
        let left = left(of: key, at: now)
        return left >= 1 ? nil : (1 - left) / perSecond
    }

    private func left(of key: Key, at now: Double) -> Double {
        guard let bucket = buckets[key] else { return burst }
        return min(burst, bucket.left + max(0, now - bucket.at) * perSecond)
    }

    private mutating func forgetTheRested(at now: Double) {
        buckets = buckets.filter { left(of: $0.key, at: now) < burst }
        // As many callers who all ask now are no caller's fault: everybody begins anew.
        if buckets.count >= Self.mostCallers { buckets = [:] }
    }
}
