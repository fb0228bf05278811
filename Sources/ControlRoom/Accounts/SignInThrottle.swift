import Offices

/// Lets nobody try passwords at speed: after some failures each further try must wait, longer every time.
///
/// Failures are counted by who tries. From a device in which the person has signed in before, they count against that
/// device alone, so that no stranger's failures keep the person out. From any other, they count against the account at
/// that address, against the account, and against the address. A try counts as failed until it has succeeded, so that
/// many at once are no way around. It is kept in memory alone.
struct SignInThrottle: Sendable {
    private var entries: [Subject: Entry] = [:]

    /// What failures are counted by.
    enum Subject: Hashable, Sendable {
        case device(DeviceID)
        /// One account at one address.
        case place(String, PeerAddress)
        case account(String)
        case address(PeerAddress)

        /// Failures without a wait. An office has one address for many people, an account many places to be attacked from.
        var free: Int {
            switch self {
            case .device, .place: 5
            case .address: 30
            case .account: 50
            }
        }

        /// A success says that the failures before it were the person's own; of an address or an account it does not.
        var endsWithSuccess: Bool {
            switch self {
            case .device, .place: true
            case .address, .account: false
            }
        }
    }

    private struct Entry {
        var failures = 0
        var last: Moment
        var wait = 0.0

        var free: Moment { last.advanced(bySeconds: wait) }
    }

    /// The first wait, in seconds; it doubles with every failure.
    static let shortest = 15.0
    /// Seconds; a person who only mistyped gets in within a quarter of an hour.
    static let longest = 900.0
    /// Seconds without a try after which failures are forgotten.
    static let memory = 3_600.0
    /// Subjects that are remembered at a time.
    static let most = 10_000

    var count: Int { entries.count }

    /// Lets a try begin, or says how long to wait; then nothing is counted.
    mutating func admit(_ attempt: SignInAttempt, at now: Moment) throws(SignInRefusal) {
        let subjects = attempt.subjects
        let waits = subjects.compactMap { entries[$0] }.filter { $0.wait > 0 && now < $0.free }
        if let longest = waits.map({ $0.free.seconds(since: now) }).max() {
            throw .wait(seconds: Int(saturating: longest.rounded(.up)))
        }
        for subject in subjects { count(subject, at: now) }
    }

    private mutating func count(_ subject: Subject, at now: Moment) {
        var entry = entries[subject] ?? Entry(last: now)
        if now.seconds(since: entry.last) > Self.memory { entry = Entry(last: now) }
        entry.failures += 1
        entry.last = now
        entry.wait = Self.wait(after: entry.failures, free: subject.free)
        if entries.count >= Self.most { makeRoom(at: now) }
        entries[subject] = entry
    }

    private static func wait(after failures: Int, free: Int) -> Double {
        guard failures >= free else { return 0 }
        return min(longest, shortest * Double(1 << min(failures - free, 16)))
    }

    /// The try succeeded: it was no failure.
    mutating func succeed(_ attempt: SignInAttempt) {
        for subject in attempt.subjects {
            guard var entry = entries[subject], !subject.endsWithSuccess, entry.failures > 1 else {
                entries[subject] = nil
                continue
            }
            entry.failures -= 1
            entry.wait = Self.wait(after: entry.failures, free: subject.free)
            entries[subject] = entry
        }
    }

    private mutating func makeRoom(at now: Moment) {
        entries = entries.filter { now.seconds(since: $0.value.last) <= Self.memory }
        guard entries.count >= Self.most else { return }
        // The oldest tenth at once, so that a flood of names does not sort the list for each of them.
        for (subject, _) in entries.sorted(by: { $0.value.last < $1.value.last }).prefix(Self.most / 10) {
            entries[subject] = nil
        }
    }
}

/// One try to prove a password: for which account, from where.
struct SignInAttempt: Hashable, Sendable {
    /// The person's id, or the name that nobody has.
    let account: String
    let address: PeerAddress
    /// The device from which the person has signed in before; `nil` for any other.
    let device: DeviceID?

    var subjects: [SignInThrottle.Subject] {
        if let device { return [.device(device)] }
        return [.place(account, address), .account(account), .address(address)]
    }
}

/// Why a sign-in is refused; what is wrong with the name or the password is never told.
package enum SignInRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case wrong
    case wait(seconds: Int)
    case busy

    /// Seconds after which a busy service is worth another try.
    package static let busySeconds = 5

    package var description: String {
        switch self {
        case .wrong: "the name or the password is wrong"
        case .wait(let seconds): "too many failures; try again in \(seconds) seconds"
        case .busy: "too many people are signing in; try again in \(Self.busySeconds) seconds"
        }
    }
}
