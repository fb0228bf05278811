import Offices

/// Lets nobody try passwords at speed: after five failures each further try must wait, longer every time.
///
/// A try counts as failed until it has succeeded, so that many at once are no way around. It is kept in memory alone.
struct SignInThrottle: Sendable {
    private var entries: [String: Entry] = [:]

    private struct Entry {
        var failures = 0
        var last: Moment
        var wait = 0.0

        var free: Moment { last.advanced(bySeconds: wait) }
    }

    /// Failures without a wait.
    static let free = 5
    /// The first wait, in seconds; it doubles with every failure.
    static let shortest = 15.0
    /// Seconds; a person who only mistyped gets in within a quarter of an hour.
    static let longest = 900.0
    /// Seconds without a try after which failures are forgotten.
    static let memory = 3_600.0
    /// Names that are remembered at a time.
    static let most = 10_000

    var count: Int { entries.count }

    /// Lets a try begin, or says how long to wait.
    mutating func admit(_ name: String, at now: Moment) throws(SignInRefusal) {
        var entry = entries[name] ?? Entry(last: now)
        if now.seconds(since: entry.last) > Self.memory { entry = Entry(last: now) }
        if entry.wait > 0, now < entry.free {
            throw .wait(seconds: Int(entry.free.seconds(since: now).rounded(.up)))
        }
        entry.failures += 1
        entry.last = now
        if entry.failures >= Self.free {
            let doublings = min(entry.failures - Self.free, 16)
            entry.wait = min(Self.longest, Self.shortest * Double(1 << doublings))
        }
        if entries.count >= Self.most { makeRoom(at: now) }
        entries[name] = entry
    }

    /// The try succeeded: nothing is remembered against the name.
    mutating func clear(_ name: String) { entries[name] = nil }

    private mutating func makeRoom(at now: Moment) {
        entries = entries.filter { now.seconds(since: $0.value.last) <= Self.memory }
        guard entries.count >= Self.most else { return }
        // The oldest tenth at once, so that a flood of names does not sort the list for each of them.
        for (name, _) in entries.sorted(by: { $0.value.last < $1.value.last }).prefix(Self.most / 10) {
            entries[name] = nil
        }
    }
}

/// Why a sign-in is refused; what is wrong with the name or the password is never told.
package enum SignInRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case wrong
    case wait(seconds: Int)
    case busy

    package var description: String {
        switch self {
        case .wrong: "the name or the password is wrong"
        case .wait(let seconds): "too many failures; try again in \(seconds) seconds"
        case .busy: "too many people are signing in; try again in a moment"
        }
    }
}
