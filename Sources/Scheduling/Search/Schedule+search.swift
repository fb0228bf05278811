package import Offices

extension Schedule {
    /// The first start that fits; `nil` when none does. What it costs does not count.
    package func firstSlot(
        _ query: SlotQuery, hours: OfficeHours, limits: MachineLimits, now: Moment
    ) -> Slot? {
        let scan = SlotScan(self, query, hours, limits, now: now)
        let hard = scan.hard()
        return scan.starts.first { !hard.contains($0) }.flatMap(scan.slot)
    }

    /// Every start of the window, weighed; the best of those that fit, and why the others do not.
    package func search(_ query: SlotQuery, hours: OfficeHours, limits: MachineLimits, now: Moment) -> SlotAnswer {
        let scan = SlotScan(self, query, hours, limits, now: now)
        let (hard, costs) = (scan.hard(), SlotCosts(scan))
        let fitting = scan.starts.filter { !hard.contains($0) }
        let offers = scan.apart(fitting.map(costs.rank).sorted(), atMost: query.count)
        let rejected = scan.starts.lazy.filter(hard.contains).map(costs.rank).sorted().prefix(SlotAnswer.mostRejected)
        return SlotAnswer(
            offers: offers.compactMap(scan.offer), fitting: fitting.count,
            rejected: rejected.compactMap { scan.rejection($0.start) },
            without: offers.count < query.count ? scan.omissions(costs) : [])
    }
}

extension SlotAnswer {
    /// How many starts that do not fit are shown.
    package static let mostRejected = 20
    /// How many slots are shown that would fit without somebody.
    package static let mostOmissions = 3
}

extension SlotScan {
    /// The first of a ranking that do not overlap one before them.
    func apart(_ ranks: [SlotRank], atMost count: Int) -> [Cell] {
        var chosen: [Cell] = []
        for rank in ranks where !chosen.contains(where: { abs($0.index - rank.start.index) < length }) {
            chosen.append(rank.start)
            if chosen.count == count { break }
        }
        return chosen
    }

    func offer(_ start: Cell) -> SlotOffer? {
        guard let slot = slot(at: start) else { return nil }
        return SlotOffer(
            slot: slot, closed: offices(slot.cells, where: \.closed), pausing: offices(slot.cells, where: \.pause),
            missing: schedule.obstacles(query.request, slot.cells, load: load, limits: limits, needs: [.preferred]))
    }

    func rejection(_ start: Cell) -> SlotRejection? {
        guard let slot = slot(at: start) else { return nil }
        var found = schedule.obstacles(query.request, slot.cells, load: load, limits: limits, needs: [.required])
        let closed = query.hours == .inside ? offices(slot.cells, where: \.closed) : []
        if !closed.isEmpty { found.append(.closed(closed)) }
        return SlotRejection(slot: slot, obstacles: found)
    }

    /// The starts that the fewest of the required stand in the way of, and nothing else.
    func omissions(_ costs: SlotCosts) -> [SlotOmission] {
        var count = CellCount(window)
        for site in dispensable.sites { count.add(blocked([site])) }
        for attendee in dispensable.people { count.add(blocked([attendee])) }
        var fixed = blocked(indispensable.sites)
        fixed.formUnion(blocked(indispensable.people))
        fixed.formUnion(overloaded())
        if query.hours == .inside { fixed.formUnion(closed()) }
        let ranked = starts.filter { !fixed.contains($0) && count[$0] > 0 }
            .map { (count: count[$0], rank: costs.rank($0)) }
            .sorted { ($0.count, $0.rank) < ($1.count, $1.rank) }
        return apart(ranked.map(\.rank), atMost: SlotAnswer.mostOmissions).compactMap { start in
            guard let slot = slot(at: start) else { return nil }
            let found = schedule.obstacles(query.request, slot.cells, load: load, limits: limits, needs: [.required])
            return SlotOmission(slot: slot, without: found)
        }
    }

    /// The required without whom it could be: neither the host nor the chair.
    private var dispensable: (sites: [Booking.Site], people: [Booking.Attendee]) {
        (
            query.request.sites.dropFirst().filter { $0.need == .required },
            query.request.people.filter { $0.need == .required && $0.part != .chair }
        )
    }

    private var indispensable: (sites: [Booking.Site], people: [Booking.Attendee]) {
        (
            query.request.sites.prefix(1).filter { $0.need == .required },
            query.request.people.filter { $0.need == .required && $0.part == .chair }
        )
    }

    /// The offices that are closed, or pause, in some of the cells.
    private func offices(_ cells: Range<Cell>, where set: KeyPath<OfficeHours.Group, CellSet>) -> [OfficeID] {
        let hit = hours.groups.indices.filter { hours.groups[$0][keyPath: set].intersects(cells) }
        return hit.isEmpty ? [] : hours.offices(offices, inAnyOf: Set(hit))
    }
}
