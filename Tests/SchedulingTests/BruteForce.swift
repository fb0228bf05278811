import Offices

@testable import Scheduling

/// The search as its definition says it: every start, every cell, every booking, one after another.
struct BruteForce {
    let schedule: Schedule
    let query: SlotQuery
    let calendars: [OfficeHours.Calendar]
    let limits: MachineLimits
    let now: Moment

    var offers: [SlotOffer] {
        var chosen: [SlotOffer] = []
        for (slot, cost) in fitting.sorted(by: { ($0.cost.key, $0.slot) < ($1.cost.key, $1.slot) }) {
            let overlaps = chosen.contains { $0.slot.start < slot.end && slot.start < $0.slot.end }
            if overlaps { continue }
            chosen.append(
                SlotOffer(slot: slot, closed: cost.closed, pausing: cost.pausing, missing: cost.missing))
            if chosen.count == query.count { break }
        }
        return chosen
    }

    var fitting: [(slot: Slot, cost: Cost)] {
        starts.compactMap { slot in
            let cost = Cost(
                closed: offices.filter { isClosed($0, slot) }, pausing: offices.filter { isPausing($0, slot) },
                missing: obstacles(slot, .preferred), aim: query.aim)
            guard obstacles(slot, .required).isEmpty, carries(slot) else { return nil }
            return query.hours == .inside && !cost.closed.isEmpty ? nil : (slot, cost)
        }
    }

    struct Cost {
        let closed: [OfficeID]
        let pausing: [OfficeID]
        let missing: [Obstacle]
        let aim: SlotQuery.Aim
        var key: Key { aim == .best ? Key(a: closed.count, b: pausing.count, c: missing.count) : Key(a: 0, b: 0, c: 0) }
    }

    struct Key: Comparable {
        let a: Int
        let b: Int
        let c: Int
        static func < (left: Key, right: Key) -> Bool { (left.a, left.b, left.c) < (right.a, right.b, right.c) }
    }

    private var offices: [OfficeID] { query.request.sites.map(\.office) + query.request.guests }

    private var starts: [Slot] {
        var slots: [Slot] = []
        var minute = query.window.lowerBound.microseconds / 60_000_000
        while true {
            let start = Moment(microseconds: minute * 60_000_000)
            if start.advanced(bySeconds: Double(query.minutes * 60)) > query.window.upperBound { return slots }
            if minute % Int64(query.step) == 0, start >= max(now, query.window.lowerBound),
                let slot = try? Slot(start: start, minutes: query.minutes)
            {
                slots.append(slot)
            }
            minute += 1
        }
    }

    private func obstacles(_ slot: Slot, _ need: Booking.Need) -> [Obstacle] {
        let margins = query.request.margins
        let (from, to) = (
            slot.start.advanced(bySeconds: Double(-margins.setup * 60)),
            slot.end.advanced(bySeconds: Double(margins.teardown * 60))
        )
        var found: [Obstacle] = []
        for site in query.request.sites where site.need == need {
            let holder = bound.first {
                $0.sites.contains { $0.room == site.room } && $0.roomFrom < to && from < $0.roomTo
            }
            if let holder { found.append(.room(site, by: holder.id, until: holder.roomTo)) }
        }
        for attendee in query.request.people where attendee.need == need {
            let holder = bound.first {
                $0.people.contains { $0.person == attendee.person } && $0.from < slot.end && slot.start < $0.to
            }
            if let holder { found.append(.person(attendee.person, by: holder.id, until: holder.to)) }
        }
        return found
    }

    private func carries(_ slot: Slot) -> Bool {
        let load = Load.of(sites: query.request.sites.count, minutes: query.minutes, within: limits)
        for cell in slot.cells {
            let beside = bound.filter { $0.from < cell.advanced(by: 1).start && cell.start < $0.to }
            if beside.map(\.load.recordings).reduce(load.recordings, +) > limits.recordings { return false }
            if beside.map(\.load.receivers).reduce(load.receivers, +) > limits.receivers { return false }
        }
        return load.bytes + schedule.open.map(\.load.bytes).reduce(0, +) <= limits.bytes
    }

    private var bound: [Booking] {
        schedule.bookings.values.filter { $0.cells != nil }.sorted { ($0.slot, $0.number) < ($1.slot, $1.number) }
    }

    private func isClosed(_ office: OfficeID, _ slot: Slot) -> Bool {
        calendars.filter { $0.offices.contains(office) }.contains { calendar in
            minutes(slot).contains { moment in
                !calendar.calendar.workingDays(over: moment..<moment, in: calendar.zone).contains { day in
                    day[0].lowerBound <= moment && moment < day[day.count - 1].upperBound
                }
            }
        }
    }

    private func isPausing(_ office: OfficeID, _ slot: Slot) -> Bool {
        calendars.filter { $0.offices.contains(office) }.contains { calendar in
            minutes(slot).contains { moment in
                !isShut(calendar, moment) && !calendar.calendar.isOpen(at: moment, in: calendar.zone)
            }
        }
    }

    private func isShut(_ calendar: OfficeHours.Calendar, _ moment: Moment) -> Bool {
        !calendar.calendar.workingDays(over: moment..<moment, in: calendar.zone).contains { day in
            day[0].lowerBound <= moment && moment < day[day.count - 1].upperBound
        }
    }

    private func minutes(_ slot: Slot) -> [Moment] {
        stride(from: 0, to: slot.minutes, by: 5).map { slot.start.advanced(bySeconds: Double($0 * 60)) }
    }
}

extension Booking {
    fileprivate var from: Moment { (cells ?? slot.cells).lowerBound.start }
    fileprivate var to: Moment { (cells ?? slot.cells).upperBound.start }
    fileprivate var roomFrom: Moment { from.advanced(bySeconds: Double(-margins.setup * 60)) }
    fileprivate var roomTo: Moment { to.advanced(bySeconds: Double(margins.teardown * 60)) }
}
