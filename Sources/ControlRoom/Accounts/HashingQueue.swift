import Offices

/// Who waits for a password to be hashed: one at a time is, for a hash takes 128 MiB and a good part of a second.
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

/// Lets one task through at a time: those of the fast lane first, each lane in the order of its coming.
actor PriorityTurnstile {
    private var isTaken = false
    private var (fast, slow): ([CheckedContinuation<Void, Never>], [CheckedContinuation<Void, Never>]) = ([], [])

    func enter(fast isFast: Bool) async {
        if !isTaken {
            isTaken = true
            return
        }
        await withCheckedContinuation { if isFast { fast.append($0) } else { slow.append($0) } }
    }

    func leave() {
        if !fast.isEmpty {
            fast.removeFirst().resume()
        } else if !slow.isEmpty {
            slow.removeFirst().resume()
        } else {
            isTaken = false
        }
    }
}
