import Foundation
import Offices

/// What the audit keeps of sign-ins, and of reading that was denied.
struct AccessEntry: Hashable, Sendable, Codable {
    let kind: Kind
    /// `nil` for a name that nobody has, which is not kept: people mistype passwords there.
    let person: PersonID?
    let name: String?
    /// The caller's network, as limits tell callers apart; `nil` where too many were seen to tell them apart.
    let address: String?
    /// What was asked for, where reading was denied.
    let asked: String?
    /// How many alike there were; the first of a minute is kept at once, those that follow together.
    let count: Int
    let first: Moment
    let last: Moment

    enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case signedIn = "signed-in"
        /// A wrong name or password, or a token that is none.
        case refused
        /// Too many tries: the password was not even looked at.
        case throttled
        case signedOut = "signed-out"
        case denied
    }
}

/// Puts what is alike together, so that nobody fills the journal by asking often: one entry for the first of a minute and
/// one for all that followed, for each kind, person and address; and of those a bounded number at a time.
struct AccessLog: Sendable {
    private var open: [Key: Entry] = [:]

    private struct Key: Hashable {
        let kind: AccessEntry.Kind
        let person: PersonID?
        let address: String?
    }

    private struct Entry {
        let name: String?
        let asked: String?
        let since: Moment
        var first: Moment
        var last: Moment
        /// Those that are not kept yet.
        var count = 0
    }

    /// Seconds that an entry gathers what is alike.
    static let span = 60.0
    /// Addresses that are told apart at a time, for failures; what comes from others goes together.
    static let most = 30

    /// The entry to be kept at once; `nil` when an open one has counted it.
    mutating func take(
        _ kind: AccessEntry.Kind, _ person: Person?, from address: PeerAddress, asked: String? = nil, at now: Moment
    ) -> AccessEntry? {
        var key = Key(kind: kind, person: person?.id, address: address.description)
        if open[key] == nil, kind == .refused || kind == .throttled, open.count >= Self.most {
            key = Key(kind: kind, person: nil, address: nil)
        }
        if open[key] != nil {
            if open[key]?.count == 0 { open[key]?.first = now }
            open[key]?.count += 1
            open[key]?.last = now
            return nil
        }
        let name = key.person == nil ? nil : person.map { String($0.name.prefix(200)) }
        open[key] = Entry(name: name, asked: asked, since: now, first: now, last: now)
        return AccessEntry(
            kind: kind, person: key.person, name: name, address: key.address, asked: asked, count: 1, first: now,
            last: now)
    }

    /// What has gathered in the minutes that are over at a moment; with `nil`, in all.
    mutating func gathered(at now: Moment?) -> [AccessEntry] {
        let over = open.filter { entry in now.map { abs($0.seconds(since: entry.value.since)) >= Self.span } ?? true }
        for key in over.keys { open[key] = nil }
        return over.filter { $0.value.count > 0 }.map { key, entry in
            AccessEntry(
                kind: key.kind, person: key.person, name: entry.name, address: key.address, asked: entry.asked,
                count: entry.count, first: entry.first, last: entry.last)
        }
        .sorted { ($0.first, $0.kind.rawValue) < ($1.first, $1.kind.rawValue) }
    }
}
