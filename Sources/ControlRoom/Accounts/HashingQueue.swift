import Offices

/// Who waits for a password to be hashed: a few at a time are, for a hash takes 128 MiB and a good part of a second.
///
/// Known devices and strangers have places of their own, so that strangers in any number leave room for those who have
/// been here before; and of the strangers' places one address has a few.
struct HashingQueue: Sendable {
    private var known = 0
    private var strangers: [PeerAddress: Int] = [:]

    static let mostKnown = 16
    static let mostStrangers = 16
    /// Of the strangers' places, for one address.
    static let mostOfAnAddress = 4

    /// Takes a place, or says that there is none.
    mutating func enter(_ attempt: SignInAttempt) throws(SignInRefusal) {
        if attempt.device != nil {
            guard known < Self.mostKnown else { throw .busy }
            known += 1
            return
        }
        let waiting = strangers.values.reduce(0, +)
        guard waiting < Self.mostStrangers, strangers[attempt.address, default: 0] < Self.mostOfAnAddress else {
            throw .busy
        }
        strangers[attempt.address, default: 0] += 1
    }

    mutating func leave(_ attempt: SignInAttempt) {
        if attempt.device != nil {
            known -= 1
        } else if let waiting = strangers[attempt.address] {
            strangers[attempt.address] = waiting > 1 ? waiting - 1 : nil
        }
    }
}

/// Lets a few hashes be made at a time, each lane in the order of its coming.
///
/// Strangers have two places in all; the third is for known devices alone, so that nobody who has been here before waits
/// behind a stranger's guess. Three hashes take 384 MiB.
actor HashingPlaces {
    private var (knownAtWork, strangersAtWork) = (0, 0)
    private var (known, strangers): ([CheckedContinuation<Void, Never>], [CheckedContinuation<Void, Never>]) = ([], [])

    static let most = 3
    /// Of all places, for those who are not known.
    static let mostStrangers = 2

    /// Who waits for a place.
    var waiting: Int { known.count + strangers.count }

    /// Waits for a place.
    func enter(known isKnown: Bool) async {
        if isFree(known: isKnown), isKnown || known.isEmpty {
            take(known: isKnown)
            return
        }
        // Whoever gives a place back has taken it for the one who is woken.
        await withCheckedContinuation { if isKnown { known.append($0) } else { strangers.append($0) } }
    }

    func leave(known isKnown: Bool) {
        if isKnown { knownAtWork -= 1 } else { strangersAtWork -= 1 }
        while !known.isEmpty, isFree(known: true) {
            take(known: true)
            known.removeFirst().resume()
        }
        while known.isEmpty, !strangers.isEmpty, isFree(known: false) {
            take(known: false)
            strangers.removeFirst().resume()
        }
    }

    private func isFree(known isKnown: Bool) -> Bool {
        knownAtWork + strangersAtWork < Self.most && (isKnown || strangersAtWork < Self.mostStrangers)
    }

    private func take(known isKnown: Bool) { if isKnown { knownAtWork += 1 } else { strangersAtWork += 1 } }
}
