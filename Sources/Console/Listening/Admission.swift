import Offices

/// Who has proved whose a connection is.
enum Holder: Hashable, Sendable {
    case person(PersonID)
    case room(RoomID)
}

/// Which connections are open, whose they are, and who may have one more.
///
/// Whoever comes is let in first and asked afterwards: on the doorstep the newest displaces the oldest, of the address
/// that has most there. So a flood of half requests keeps out neither rooms nor people, whose requests come whole. Those
/// who have shown who they are have places of their own; everybody else is answered as far as there are seats for guests.
/// It knows no socket.
struct Admission<ID: Hashable & Sendable>: Sendable {
    /// How far a connection is with its request.
    enum Phase: Sendable {
        /// Nothing, or half a head, has come.
        case waiting
        /// The head is here, the body is coming.
        case receiving
        /// The request is here, the answer is not finished.
        case answering
    }

    /// What becomes of one whose request has come.
    enum Verdict: Equatable, Sendable {
        case welcome
        /// Welcome, once the other is closed.
        case inPlace(of: ID)
        /// All places are taken by requests in hand.
        case full
        /// One person or room has as many as it may.
        case tooMany(Int)
    }

    private struct Place: Sendable {
        let address: String
        let number: UInt64
        var phase = Phase.waiting
    }

    private let limits: ConnectionLimits
    private var arrivals: UInt64 = 0
    private var doorstep: [ID: Place] = [:]
    private var guests: [ID: Place] = [:]
    private var known: [ID: (place: Place, holder: Holder)] = [:]
    /// Connections on the doorstep.
    private var perAddress: [String: Int] = [:]
    private var perHolder: [Holder: Int] = [:]

    init(_ limits: ConnectionLimits) { self.limits = limits }

    var count: Int { doorstep.count + guests.count + known.count }

    /// A new connection, of nobody known yet; gives the one to close for it.
    mutating func arrive(_ id: ID, from address: String) -> ID? {
        arrivals += 1
        return stand(id, Place(address: address, number: arrivals))
    }

    /// A request of nobody known is to be answered; one whose body is still coming makes place for it.
    ///
    /// What is not open here, as in a test without sockets, is welcome.
    mutating func seat(_ id: ID) -> Verdict {
        guard let place = doorstep[id] else { return .welcome }
        var verdict = Verdict.welcome
        if guests.count >= limits.guests {
            guard let other = least(of: guests.filter { $0.value.phase == .receiving }) else { return .full }
            leave(other)
            verdict = .inPlace(of: other)
        }
        leave(id)
        guests[id] = place
        return verdict
    }

    /// The connection's request proves whose it is.
    mutating func identify(_ id: ID, as holder: Holder) -> Verdict {
        if known[id]?.holder == holder { return .welcome }
        guard let place = doorstep[id] ?? guests[id] ?? known[id]?.place else { return .welcome }
        guard perHolder[holder, default: 0] < most(of: holder) else { return .tooMany(most(of: holder)) }
        var verdict = Verdict.welcome
        if known[id] == nil, known.count >= limits.known {
            guard let other = oldestIdle else { return .full }
            leave(other)
            verdict = .inPlace(of: other)
        }
        leave(id)
        known[id] = (place, holder)
        count(holder, 1)
        return verdict
    }

    /// The connection is so far; gives the one to close when a guest's return to the doorstep makes it too full.
    mutating func turn(_ id: ID, to phase: Phase) -> ID? {
        doorstep[id]?.phase = phase
        guests[id]?.phase = phase
        known[id]?.place.phase = phase
        guard phase == .waiting, let place = guests.removeValue(forKey: id) else { return nil }
        return stand(id, place)
    }

    mutating func leave(_ id: ID) {
        guests[id] = nil
        if let place = doorstep.removeValue(forKey: id) {
            perAddress[place.address, default: 1] -= 1
            if perAddress[place.address] == 0 { perAddress[place.address] = nil }
        }
        if let (_, holder) = known.removeValue(forKey: id) { count(holder, -1) }
    }

    private mutating func stand(_ id: ID, _ place: Place) -> ID? {
        let other = doorstep.count < limits.doorstep ? nil : least(of: doorstep)
        if let other { leave(other) }
        doorstep[id] = place
        perAddress[place.address, default: 0] += 1
        return other
    }

    private mutating func count(_ holder: Holder, _ change: Int) {
        perHolder[holder, default: 0] += change
        if perHolder[holder] == 0 { perHolder[holder] = nil }
    }

    private func most(of holder: Holder) -> Int {
        switch holder {
        case .person: limits.ofPerson
        case .room: limits.ofRoom
        }
    }

    /// The one who makes place: the oldest of the address that has most on the doorstep.
    private func least(of places: [ID: Place]) -> ID? {
        places.min { one, other in
            let (a, b) = (perAddress[one.value.address] ?? 0, perAddress[other.value.address] ?? 0)
            return a == b ? one.value.number < other.value.number : a > b
        }?.key
    }

    private var oldestIdle: ID? {
        known.filter { $0.value.place.phase == .waiting }.min { $0.value.place.number < $1.value.place.number }?.key
    }
}
