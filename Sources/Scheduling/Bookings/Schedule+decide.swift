import Documents
import Offices

extension Schedule {
    /// What happens when a command is followed; refuses what may not be, and changes nothing.
    package func decide(_ command: ScheduleCommand, with means: Means) throws(Refusal) -> [ScheduleEvent] {
        switch command {
        case .book(let id, let request, let slot, let hold):
            [.made(try make(id, request, slot, hold: hold, with: means))]
        case .bookSeries(let series, let request, let occurrences):
            try makeAll(occurrences, of: series, request, with: means)
        case .preempt(let id, let request, let slot, let moves):
            try preempt(id, request, slot, moving: moves, with: means)
        case .confirm(let id, let seen): try confirm(id, seen)
        case .extend(let id, let until, let seen): try extend(id, until, seen, with: means)
        case .move(let id, let slot, let reason, let seen):
            [try move(id, slot, .asked(reason), seen, with: means)]
        case .cancel(let id, let reason, let seen): try cancel(id, reason, seen)
        case .release(let id, let reason): try release(id, reason)
        case .begin, .end, .prolong, .adjourn, .resume: try decideRunning(command, with: means)
        case .join(let id, let site, let reason, let seen): try add(site, to: id, reason, seen, with: means)
        case .leave(let id, let office, let reason, let seen): try remove(office, of: id, reason, seen, with: means)
        }
    }

    /// The booking of that id as the person saw it.
    func booking(_ id: BookingID, seen: Int?) throws(Refusal) -> Booking {
        guard let booking = self[id] else { throw .unknown(id) }
        if let seen, seen != booking.changes { throw .stale(id, seen: seen, now: booking.changes) }
        return booking
    }

    /// Refuses a time that is over or too far ahead.
    func check(_ slot: Slot, _ margins: Margins, at now: Moment) throws(Refusal) {
        guard slot.start >= now else { throw .past(slot, now: now) }
        guard slot.start.seconds(since: now) <= Slot.longestAhead else { throw .tooFar(slot, now: now) }
    }

    /// Refuses a slot of which something is bound by another booking than the one given.
    func checkFree(
        _ request: BookingRequest, _ slot: Slot, _ cells: Range<Cell>? = nil, load: Load, besides own: BookingID? = nil,
        _ means: Means
    ) throws(Refusal) {
        var others = self
        if let own { others.lift(own) }
        let found = others.obstacles(request, cells ?? slot.cells, load: load, limits: means.limits)
        guard found.isEmpty else { throw .taken(slot, found) }
    }

    private func make(
        _ id: BookingID, _ request: BookingRequest, _ slot: Slot, hold: Moment?, series: SeriesID? = nil,
        with means: Means
    ) throws(Refusal) -> Booking {
        guard self[id] == nil else { throw .idTaken(id) }
        guard Slot.minutesAllowed.contains(slot.minutes) else { throw .length(slot.minutes) }
        try check(request, means)
        try check(slot, request.margins, at: means.now)
        if let hold { try check(hold, for: slot, request.margins, at: means.now) }
        let load = Load.of(sites: request.sites.count, minutes: slot.minutes, within: means.limits)
        try checkFree(request, slot, load: load, means)
        return Booking(
            id: id, number: lastNumber + 1, agenda: request.agenda, kind: request.kind, urgency: request.urgency,
            slot: slot, margins: request.margins, sites: request.sites, guests: request.guests, people: request.people,
            load: load, series: series, state: hold.map { .held(until: $0) } ?? .booked)
    }

    private func makeAll(
        _ occurrences: [ScheduleCommand.Occurrence], of series: SeriesID, _ request: BookingRequest, with means: Means
    ) throws(Refusal) -> [ScheduleEvent] {
        guard (2...60).contains(occurrences.count) else { throw .occurrences(occurrences.count) }
        var (schedule, events) = (self, [ScheduleEvent]())
        for occurrence in occurrences {
            let booking = try schedule.make(
                occurrence.booking, request, occurrence.slot, hold: nil, series: series, with: means)
            schedule.put(booking)
            events.append(.made(booking))
        }
        return events
    }

    private func preempt(
        _ id: BookingID, _ request: BookingRequest, _ slot: Slot, moving moves: [ScheduleCommand.Move],
        with means: Means
    ) throws(Refusal) -> [ScheduleEvent] {
        var schedule = self
        for move in moves {
            let booking = try booking(move.booking, seen: move.seen)
            guard request.urgency == .sangatSegera, booking.urgency < .sangatSegera else {
                throw .notMoreUrgent(booking.id)
            }
            schedule.lift(booking.id)
        }
        let urgent = try schedule.make(id, request, slot, hold: nil, with: means)
        schedule.put(urgent)
        var events: [ScheduleEvent] = []
        for move in moves {
            var booking = try booking(move.booking, seen: move.seen)
            let event = try schedule.moved(booking, move.slot, .preempted(by: id), with: means)
            booking.slot = move.slot
            schedule.put(booking)
            events.append(event)
        }
        return events + [.made(urgent)]
    }

    private func move(
        _ id: BookingID, _ slot: Slot, _ reason: ScheduleEvent.Reason, _ seen: Int, with means: Means
    ) throws(Refusal) -> ScheduleEvent {
        let booking = try booking(id, seen: seen)
        var others = self
        others.lift(id)
        return try others.moved(booking, slot, reason, with: means)
    }

    /// A booking that is not on this schedule, put there at another time; what is running cannot be moved.
    func moved(
        _ booking: Booking, _ slot: Slot, _ reason: ScheduleEvent.Reason, with means: Means
    ) throws(Refusal) -> ScheduleEvent {
        switch booking.state {
        case .held, .booked: break
        default: throw .state(booking.id, booking.state, allowed: "held, booked")
        }
        guard Slot.minutesAllowed.contains(slot.minutes) else { throw .length(slot.minutes) }
        try check(slot, booking.margins, at: means.now)
        let load = Load.of(sites: booking.sites.count, minutes: slot.minutes, within: means.limits)
        try checkFree(booking.request, slot, load: load, means)
        return .moved(booking.id, to: slot, load: load, reason: reason)
    }

    private func confirm(_ id: BookingID, _ seen: Int) throws(Refusal) -> [ScheduleEvent] {
        let booking = try booking(id, seen: seen)
        guard case .held = booking.state else { throw .state(id, booking.state, allowed: "held") }
        return [.confirmed(id)]
    }

    private func extend(
        _ id: BookingID, _ until: Moment, _ seen: Int, with means: Means
    ) throws(Refusal) -> [ScheduleEvent] {
        let booking = try booking(id, seen: seen)
        guard case .held = booking.state else { throw .state(id, booking.state, allowed: "held") }
        try check(until, for: booking.slot, booking.margins, at: means.now)
        return [.extended(id, until: until)]
    }

    private func cancel(_ id: BookingID, _ reason: Line, _ seen: Int) throws(Refusal) -> [ScheduleEvent] {
        let booking = try booking(id, seen: seen)
        switch booking.state {
        case .held, .booked, .adjourned: return [.cancelled(id, reason: reason)]
        default: throw .state(id, booking.state, allowed: "held, booked, adjourned")
        }
    }

    private func release(_ id: BookingID, _ reason: Line) throws(Refusal) -> [ScheduleEvent] {
        let booking = try booking(id, seen: nil)
        guard case .held = booking.state else { throw .state(id, booking.state, allowed: "held") }
        return [.released(id, reason: reason)]
    }

    private func check(_ hold: Moment, for slot: Slot, _ margins: Margins, at now: Moment) throws(Refusal) {
        let last = slot.start.advanced(bySeconds: Double(-margins.setup * 60))
        guard hold > now, hold <= last else { throw .holdUntil(hold, from: now, to: last) }
    }
}

extension Booking {
    /// What it was made for, as if it were asked for again.
    package var request: BookingRequest {
        BookingRequest(
            agenda: agenda, kind: kind, urgency: urgency, margins: margins, sites: sites, guests: guests, people: people
        )
    }
}
