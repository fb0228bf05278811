import Offices

extension Schedule {
    /// The acts of the day itself: begin, end, prolong, adjourn, resume.
    func decideRunning(_ command: ScheduleCommand, with means: Means) throws(Refusal) -> [ScheduleEvent] {
        switch command {
        case .begin(let id): try begin(id, with: means)
        case .end(let id): try end(id, with: means)
        case .prolong(let id, let slot, let seen): try prolong(id, slot, seen, with: means)
        case .adjourn(let id, let seen): try adjourn(id, seen, with: means)
        case .resume(let id, let slot, let seen): try resume(id, slot, seen, with: means)
        default: []
        }
    }

    /// A meeting may begin late while its slot runs, and early when everything is free until its slot.
    private func begin(_ id: BookingID, with means: Means) throws(Refusal) -> [ScheduleEvent] {
        let booking = try booking(id, seen: nil)
        guard booking.state == .booked else { throw .state(id, booking.state, allowed: "booked") }
        let cells = booking.slot.cells
        guard means.now < booking.slot.end else { throw .past(booking.slot, now: means.now) }
        let first = Cell(containing: means.now)
        if first < cells.lowerBound {
            try checkFree(
                booking.request, booking.slot, first..<cells.upperBound, load: booking.load, besides: id, means)
        }
        return [.began(id, at: means.now)]
    }

    private func end(_ id: BookingID, with means: Means) throws(Refusal) -> [ScheduleEvent] {
        let booking = try booking(id, seen: nil)
        guard case .running = booking.state else { throw .state(id, booking.state, allowed: "running") }
        return [.ended(id, at: means.now)]
    }

    private func prolong(
        _ id: BookingID, _ slot: Slot, _ seen: Int, with means: Means
    ) throws(Refusal) -> [ScheduleEvent] {
        let booking = try booking(id, seen: seen)
        guard case .running = booking.state else { throw .state(id, booking.state, allowed: "running") }
        guard slot.start == booking.slot.start, slot.end > booking.slot.end else { throw .notLonger(booking.slot) }
        let load = Load.of(sites: booking.sites.count, minutes: slot.minutes, within: means.limits)
        try checkFree(booking.request, slot, load: load, besides: id, means)
        return [.prolonged(id, to: slot, load: load)]
    }

    private func adjourn(_ id: BookingID, _ seen: Int, with means: Means) throws(Refusal) -> [ScheduleEvent] {
        let booking = try booking(id, seen: seen)
        guard case .running = booking.state else { throw .state(id, booking.state, allowed: "running") }
        return [.adjourned(id, at: means.now)]
    }

    private func resume(
        _ id: BookingID, _ slot: Slot, _ seen: Int, with means: Means
    ) throws(Refusal) -> [ScheduleEvent] {
        let booking = try booking(id, seen: seen)
        guard case .adjourned = booking.state else { throw .state(id, booking.state, allowed: "adjourned") }
        guard Slot.minutesAllowed.contains(slot.minutes) else { throw .length(slot.minutes) }
        try check(slot, booking.margins, at: means.now)
        let load = Load.of(sites: booking.sites.count, minutes: slot.minutes, within: means.limits)
        try checkFree(booking.request, slot, load: load, besides: id, means)
        return [.resumed(id, in: slot, load: load)]
    }
}
