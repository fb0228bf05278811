extension Schedule {
    /// Becomes what has happened.
    ///
    /// It takes facts and refuses none: one that names a booking that is not there changes nothing.
    package mutating func evolve(_ event: ScheduleEvent) {
        if case .made(let booking) = event { return put(booking) }
        guard var booking = self[event.booking] else { return }
        booking.changes += 1
        switch event {
        case .made: break
        case .confirmed: booking.state = .booked
        case .extended(_, let until): booking.state = .held(until: until)
        case .moved(_, let slot, let load, let reason):
            (booking.slot, booking.load) = (slot, load)
            if reason == .undecided { booking.moves += 1 }
        case .cancelled(_, let reason): booking.state = .cancelled(reason: reason)
        case .released(_, let reason): booking.state = .released(reason: reason)
        case .lapsed: booking.state = .lapsed
        case .began(_, let at): booking.state = .running(since: at)
        case .ended(_, let at): booking.state = .ended(at: at)
        case .prolonged(_, let slot, let load): (booking.slot, booking.load) = (slot, load)
        case .adjourned(_, let at): booking.state = .adjourned(at: at)
        case .resumed(_, let slot, let load):
            (booking.slot, booking.load, booking.state) = (slot, load, .booked)
        case .joined(_, let site, let load, _):
            booking.sites.append(site)
            booking.load = load
        case .left(_, let office, let load, _):
            booking.sites.removeAll { $0.office == office }
            booking.guests.removeAll { $0 == office }
            booking.load = load
        }
        put(booking)
    }
}
