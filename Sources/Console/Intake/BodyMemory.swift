import Synchronization

/// How many bytes of memory the bodies of all requests in hand may take, for each kind of caller.
package struct BodyShares: Hashable, Sendable {
    /// Of rooms: sixty-four chunks of recordings on their way at once.
    package var rooms = 512 << 20
    /// Of people: eight of the largest materials, or five hundred forms.
    package var people = 512 << 20
    /// Of everybody else: sign-ins, and what is refused for want of one.
    package var guests = 16 << 20

    package init() {}
}

/// The memory that the bodies of all requests in hand take together.
///
/// Each body has its own limit, and many at once would still take all there is: what does not fit is told to come again.
/// Rooms, people and guests have a share each, so that no one of them keeps another's out.
final class BodyMemory: Sendable {
    enum Share: Hashable, Sendable {
        case rooms
        case people
        case guests

        init(_ holder: Holder?) {
            self =
                switch holder {
                case .room: .rooms
                case .person: .people
                case nil: .guests
                }
        }
    }

    private let shares: BodyShares
    private let taken = Mutex<[Share: Int]>([:])

    init(_ shares: BodyShares = BodyShares()) { self.shares = shares }

    /// Bytes of a share that bodies hold now.
    func held(_ share: Share) -> Int { taken.withLock { $0[share] ?? 0 } }

    /// Throws `Rejection.bodiesFull`; then nothing is counted.
    fileprivate func take(_ count: Int, of share: Share) throws(Rejection) {
        let most = most(of: share)
        let fits = taken.withLock { taken in
            guard taken[share, default: 0] + count <= most else { return false }
            taken[share, default: 0] += count
            return true
        }
        if !fits { throw .bodiesFull }
    }

    fileprivate func give(_ count: Int, of share: Share) { taken.withLock { $0[share, default: 0] -= count } }

    private func most(of share: Share) -> Int {
        switch share {
        case .rooms: shares.rooms
        case .people: shares.people
        case .guests: shares.guests
        }
    }
}

/// What the body of one request holds of the memory, until its answer is made.
final class BodyLease: Sendable {
    /// That of the request in hand; none in tests without the middleware.
    @TaskLocal static var ofRequest: BodyLease?

    private let memory: BodyMemory
    private let share: BodyMemory.Share
    private let held = Mutex(0)

    private init(_ memory: BodyMemory, _ share: BodyMemory.Share) { (self.memory, self.share) = (memory, share) }

    /// Has what the request's body takes counted, and given back at the end.
    static func hold<Result>(
        in memory: BodyMemory, for holder: Holder?, _ body: () async throws -> Result
    ) async throws -> Result {
        let lease = BodyLease(memory, BodyMemory.Share(holder))
        defer { lease.end() }
        return try await $ofRequest.withValue(lease) { try await body() }
    }

    func take(_ count: Int) throws(Rejection) {
        try memory.take(count, of: share)
        held.withLock { $0 += count }
    }

    private func end() {
        let count = held.withLock { held in
            defer { held = 0 }
            return held
        }
        memory.give(count, of: share)
    }
}
