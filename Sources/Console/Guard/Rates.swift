import Synchronization

/// The rates of the service's callers.
///
/// A page of the console makes five requests, a person at work one every few seconds; a script that acts for a person
/// may go at its own pace for ten seconds. A room tells its levels and shows its picture a few times a second and
/// sends its recordings in pieces of 8 MiB.
package struct Rates: Sendable {
    /// At once, and each second from then on.
    package typealias Rate = (burst: Double, perSecond: Double)

    package var person: Rate = (1200, 60)
    package var room: Rate = (1200, 100)
    /// Of an address whose caller has proved nothing; all of a proxy's offices may share one.
    package var address: Rate = (1200, 60)
    /// Refused requests of a person that would change something: each leaves a line in the audit for ever.
    package var refusals: Rate = (300, 1)

    package init() {}
}

/// Counts the requests of every caller.
final class RateBook: Sendable {
    /// Whose requests are counted together.
    enum Caller: Hashable, Sendable {
        case holder(Holder)
        /// An IPv4 address, or the 64 bits of an IPv6 address that one customer has.
        case address(String)
    }

    private struct State {
        var person: RateLimit<Caller>
        var room: RateLimit<Caller>
        var address: RateLimit<Caller>
        var refusals: RateLimit<Holder>
    }

    private let state: Mutex<State>
    /// Seconds, from any beginning.
    private let now: @Sendable () -> Double

    init(_ rates: Rates, now: @escaping @Sendable () -> Double) {
        self.now = now
        state = Mutex(
            State(
                person: Self.limit(rates.person), room: Self.limit(rates.room), address: Self.limit(rates.address),
                refusals: Self.limit(rates.refusals)))
    }

    private static func limit<Key>(_ rate: Rates.Rate) -> RateLimit<Key> {
        RateLimit(burst: rate.burst, perSecond: rate.perSecond)
    }

    /// Counts a request. Throws `Rejection.tooFast`.
    func count(_ caller: Caller) throws(Rejection) {
        let now = now()
        let wait = state.withLock { state in
            switch caller {
            case .holder(.person): state.person.spend(caller, at: now)
            case .holder(.room): state.room.spend(caller, at: now)
            case .address: state.address.spend(caller, at: now)
            }
        }
        if let wait { throw .tooFast(seconds: Self.whole(wait)) }
    }

    /// Throws `Rejection.tooManyRefused` when a person's refusals are all spent.
    func checkRefusals(of holder: Holder) throws(Rejection) {
        let now = now()
        if let wait = state.withLock({ $0.refusals.wait(of: holder, at: now) }) {
            throw .tooManyRefused(seconds: Self.whole(wait))
        }
    }

    func noteRefusal(of holder: Holder) {
        let now = now()
        _ = state.withLock { $0.refusals.spend(holder, at: now) }
    }

    private static func whole(_ seconds: Double) -> Int { max(1, Int(min(seconds.rounded(.up), 3600))) }
}
