import Offices

/// One look at the grid: what stands in the way of each start, for one query.
struct SlotScan {
    let schedule: Schedule
    let query: SlotQuery
    let hours: OfficeHours
    let limits: MachineLimits
    let load: Load
    let length: Int
    let window: Window
    /// The starts that are looked at, in their order.
    let starts: [Cell]
    private let setup: Int
    private let teardown: Int

    init(_ schedule: Schedule, _ query: SlotQuery, _ hours: OfficeHours, _ limits: MachineLimits, now: Moment) {
        (self.schedule, self.query, self.hours, self.limits) = (schedule, query, hours, limits)
        length = query.minutes / Cell.minutes
        setup = query.request.margins.setup / Cell.minutes
        teardown = query.request.margins.teardown / Cell.minutes
        load = Load.of(sites: query.request.sites.count, minutes: query.minutes, within: limits)
        let first = Cell(notBefore: max(query.window.lowerBound, now))
        let last = Cell(containing: query.window.upperBound).advanced(by: -length)
        let step = query.step / Cell.minutes
        let aligned = first.advanced(by: (step - first.index % step) % step)
        starts = aligned <= last ? Array(stride(from: aligned, through: last, by: step)) : []
        let lower = aligned.advanced(by: -setup)
        window = Window(lower..<max(lower, last.advanced(by: length + teardown + 1)))
    }

    /// The starts at which one of these sites has no room.
    func blocked(_ sites: some Sequence<Booking.Site>) -> CellMap {
        var map = CellMap(window)
        for site in sites { schedule.busy(.room(site.room))?.join(&map) }
        return map.blocking(setup + length + teardown, before: setup)
    }

    /// The starts at which one of these people is elsewhere.
    func blocked(_ people: some Sequence<Booking.Attendee>) -> CellMap {
        var map = CellMap(window)
        for attendee in people { schedule.busy(.person(attendee.person))?.join(&map) }
        return map.blocking(length)
    }

    /// The starts at which the machine could not carry it; of those to which the disk is promised, all when it is too small.
    func overloaded() -> CellMap {
        var map = schedule.chart.full(for: load, within: limits, in: window).blocking(length)
        let promised = limits.promised.map { Cell(notBefore: $0.lowerBound)..<Cell(notBefore: $0.upperBound) }
        let starts = (promised ?? window.cells).clamped(to: window.cells)
        guard let first = starts.first else { return map }
        let free = limits.bytes - schedule.bytesPromised(beside: first..<first.advanced(by: 1), limits)
        if load.bytes > free { map.insert(starts) }
        return map
    }

    /// The starts at which a group's working day does not hold the meeting, or its break lies in it.
    func blocked(by cells: CellSet) -> CellMap {
        var map = CellMap(window)
        cells.join(&map)
        return map.blocking(length)
    }

    /// The offices whose hours count: all that sit somewhere.
    var offices: [OfficeID] { query.request.sites.map(\.office) + query.request.guests }

    /// What no start may be blocked by: required rooms, required people, the machine, and closed offices when asked.
    func hard() -> CellMap {
        var map = blocked(query.request.sites.lazy.filter { $0.need == .required })
        map.formUnion(blocked(query.request.people.lazy.filter { $0.need == .required }))
        map.formUnion(overloaded())
        if query.hours == .inside { map.formUnion(closed()) }
        return map
    }

    /// The starts at which an office would sit outside its working hours.
    func closed() -> CellMap {
        var map = CellMap(window)
        for (group, count) in zip(hours.groups, hours.counts(offices)) where count > 0 { group.closed.join(&map) }
        return map.blocking(length)
    }

    func slot(at start: Cell) -> Slot? { Slot(cells: start..<start.advanced(by: length)) }
}
