package import Offices

/// What stands in the way of a slot.
package enum Obstacle: Hashable, Sendable {
    /// A room is bound by another booking until then, with clearing away.
    case room(Booking.Site, by: BookingID, until: Moment)
    /// A person is bound by another booking until then.
    case person(PersonID, by: BookingID, until: Moment)
    /// The machine would carry more than it can, first in the cell that begins then.
    case load(Load.Kind, needed: Int, free: Int, at: Moment)
    /// The disk has not so many bytes for what is booked.
    case disk(needed: Int64, free: Int64)
    /// The offices do not work then, and the search was not to look there.
    case closed([OfficeID])
}

extension Schedule {
    /// Everything that stands in the way of some cells, the rooms first, each in the order of the sites.
    func obstacles(
        _ request: BookingRequest, _ cells: Range<Cell>, load: Load, limits: MachineLimits,
        needs: Set<Booking.Need> = Set(Booking.Need.allCases)
    ) -> [Obstacle] {
        let around = request.margins.around(cells)
        var found: [Obstacle] = []
        for site in request.sites where needs.contains(site.need) {
            guard let holder = holder(of: .room(site.room), in: around) else { continue }
            found.append(.room(site, by: holder.id, until: end(of: holder, .room(site.room))))
        }
        for attendee in request.people where needs.contains(attendee.need) {
            guard let holder = holder(of: .person(attendee.person), in: cells) else { continue }
            found.append(.person(attendee.person, by: holder.id, until: end(of: holder, .person(attendee.person))))
        }
        return found + shortages(of: load, cells, limits)
    }

    /// What the machine cannot carry beside what is booked.
    func shortages(of load: Load, _ cells: Range<Cell>, _ limits: MachineLimits) -> [Obstacle] {
        var found: [Obstacle] = []
        for kind in Load.Kind.allCases where load.amount(of: kind) > 0 {
            let full = cells.first { chart.amount(of: kind, in: $0) + load.amount(of: kind) > limits.limit(of: kind) }
            guard let full else { continue }
            let free = max(0, limits.limit(of: kind) - chart.amount(of: kind, in: full))
            found.append(.load(kind, needed: load.amount(of: kind), free: free, at: full.start))
        }
        let free = limits.bytes - bytesPromised(beside: cells, limits)
        if load.bytes > free, limits.promised?.contains(cells.lowerBound.start) ?? true {
            found.append(.disk(needed: load.bytes, free: max(0, free)))
        }
        return found
    }

    private func end(of booking: Booking, _ resource: Resource) -> Moment {
        booking.cells(of: resource)?.upperBound.start ?? booking.slot.end
    }
}
