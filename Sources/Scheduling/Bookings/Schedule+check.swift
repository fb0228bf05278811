import Offices

extension Schedule {
    /// Refuses a request that names nobody, somebody twice, or a room that is another office's.
    func check(_ request: BookingRequest, _ means: Means) throws(Refusal) {
        guard !request.sites.isEmpty else { throw .noSite }
        var (offices, rooms, people) = (Set<OfficeID>(), Set<RoomID>(), Set<PersonID>())
        for site in request.sites {
            guard offices.insert(site.office).inserted else { throw .officeTwice(site.office) }
            guard rooms.insert(site.room).inserted else { throw .roomTwice(site.room) }
            try check(site, means)
        }
        for guest in request.guests where !offices.insert(guest).inserted { throw .officeTwice(guest) }
        for attendee in request.people where !people.insert(attendee.person).inserted {
            throw .personTwice(attendee.person)
        }
    }

    func check(_ site: Booking.Site, _ means: Means) throws(Refusal) {
        guard let owner = means.rooms[site.room] else { throw .unknownRoom(site.room) }
        guard owner == site.office else { throw .roomOfAnother(site.room, owner: owner, named: site.office) }
    }

    /// One more office, in its own room, for what is left of the booking.
    func add(
        _ site: Booking.Site, to id: BookingID, _ reason: Line, _ seen: Int, with means: Means
    ) throws(Refusal) -> [ScheduleEvent] {
        let booking = try booking(id, seen: seen)
        guard booking.state.isOpen, let cells = booking.cells else {
            throw .state(id, booking.state, allowed: "held, booked, running")
        }
        try check(site, means)
        guard !booking.guests.contains(site.office), !booking.sites.contains(where: { $0.office == site.office })
        else { throw .officeTwice(site.office) }
        let rest =
            max(cells.lowerBound, Cell(containing: means.now))..<max(cells.upperBound, Cell(notBefore: means.now))
        let load = Load.of(sites: booking.sites.count + 1, minutes: booking.slot.minutes, within: means.limits)
        var request = booking.request
        (request.sites, request.people) = ([site], [])
        try checkFree(request, booking.slot, rest, load: load, besides: id, means)
        // The new room must not be bound where the booking binds it, even before now.
        if let holder = holder(of: .room(site.room), in: booking.margins.around(cells)) {
            throw .taken(booking.slot, [.room(site, by: holder.id, until: holder.slot.end)])
        }
        return [.joined(id, site, load: load, reason: reason)]
    }

    /// One office less; its room is free at once.
    func remove(
        _ office: OfficeID, of id: BookingID, _ reason: Line, _ seen: Int, with means: Means
    ) throws(Refusal) -> [ScheduleEvent] {
        let booking = try booking(id, seen: seen)
        guard booking.state.isOpen else { throw .state(id, booking.state, allowed: "held, booked, running, adjourned") }
        guard booking.host?.office != office else { throw .hostStays(office) }
        let sites = booking.sites.filter { $0.office != office }.count
        guard sites < booking.sites.count || booking.guests.contains(office) else { throw .notSiteed(office) }
        let load = Load.of(sites: sites, minutes: booking.slot.minutes, within: means.limits)
        return [.left(id, office, load: load, reason: reason)]
    }
}
