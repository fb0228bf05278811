import Offices

/// How a held slot looks after itself (bukan dari SOP).
package struct HoldPolicy: Hashable, Sendable {
    /// By how much a hold is extended, in seconds.
    package let step: Double
    /// How long before the start the decision must be there, so that every office can still prepare, in seconds.
    package let lead: Double
    /// How often a hold is moved before it lapses.
    package let mostMoves: Int
    /// How far ahead the next slot is looked for, in seconds.
    package let reach: Double

    package init(extending step: Double, lead: Double, mostMoves: Int, reach: Double) {
        (self.step, self.lead, self.mostMoves, self.reach) = (step, lead, mostMoves, reach)
    }

    /// Half a day more each time; two hours to prepare; three moves; within fourteen days.
    package static let usual = HoldPolicy(extending: 12 * 3600, lead: 2 * 3600, mostMoves: 3, reach: 14 * 86_400)
}

extension Schedule {
    /// What the holds do by themselves now: extend, move, lapse; the earliest first.
    package func tend(
        hours: OfficeHours, by policy: HoldPolicy = .usual, with means: Means
    ) -> [ScheduleEvent] {
        var (schedule, events) = (self, [ScheduleEvent]())
        for booking in open {
            guard case .held(let until) = booking.state, until <= means.now else { continue }
            for event in schedule.tend(booking, hours, policy, means) {
                schedule.evolve(event)
                events.append(event)
            }
        }
        return events
    }

    private func tend(
        _ booking: Booking, _ hours: OfficeHours, _ policy: HoldPolicy, _ means: Means
    ) -> [ScheduleEvent] {
        if let until = policy.end(for: booking.slot, at: means.now) { return [.extended(booking.id, until: until)] }
        guard booking.moves < policy.mostMoves, let slot = next(booking, hours, policy, means),
            let until = policy.end(for: slot, at: means.now)
        else { return [.lapsed(booking.id)] }
        return [
            .moved(booking.id, to: slot, load: booking.load, reason: .undecided), .extended(booking.id, until: until),
        ]
    }

    /// The next best slot of the same length that leaves time to prepare.
    private func next(
        _ booking: Booking, _ hours: OfficeHours, _ policy: HoldPolicy, _ means: Means
    ) -> Slot? {
        // An hour more than the lead, so that a hold on it does not end at once.
        let from = means.now.advanced(bySeconds: policy.lead + 3600)
        let query = try? SlotQuery(
            booking.request, minutes: booking.slot.minutes, window: from..<from.advanced(bySeconds: policy.reach),
            count: 1)
        guard let query else { return nil }
        var others = self
        others.lift(booking.id)
        return others.search(query, hours: hours, limits: means.limits, now: means.now).offers.first?.slot
    }
}

extension HoldPolicy {
    /// Until when a slot can be held from now; `nil` when there is no time left to prepare.
    fileprivate func end(for slot: Slot, at now: Moment) -> Moment? {
        let last = slot.start.advanced(bySeconds: -lead)
        return last > now ? min(last, now.advanced(bySeconds: step)) : nil
    }
}
