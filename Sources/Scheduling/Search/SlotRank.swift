/// What a start costs, in the order in which it counts; of two that cost the same the earlier one comes first.
struct SlotRank: Hashable, Comparable {
    let closed: Int
    let pausing: Int
    let missing: Int
    let start: Cell

    static func < (left: SlotRank, right: SlotRank) -> Bool {
        (left.closed, left.pausing, left.missing, left.start) < (
            right.closed, right.pausing, right.missing, right.start
        )
    }
}

/// How much each start costs.
struct SlotCosts {
    private var closed: CellCount
    private var pausing: CellCount
    private var missing: CellCount
    private let aim: SlotQuery.Aim

    init(_ scan: SlotScan) {
        let (window, hours) = (scan.window, scan.hours)
        (closed, pausing, missing) = (CellCount(window), CellCount(window), CellCount(window))
        aim = scan.query.aim
        for (group, count) in zip(hours.groups, hours.counts(scan.offices)) where count > 0 {
            closed.add(scan.blocked(by: group.closed), times: count)
            pausing.add(scan.blocked(by: group.pause), times: count)
        }
        for site in scan.query.request.sites where site.need == .preferred { missing.add(scan.blocked([site])) }
        for attendee in scan.query.request.people where attendee.need == .preferred {
            missing.add(scan.blocked([attendee]))
        }
    }

    func rank(_ start: Cell) -> SlotRank {
        switch aim {
        case .best: SlotRank(closed: closed[start], pausing: pausing[start], missing: missing[start], start: start)
        case .earliest: SlotRank(closed: 0, pausing: 0, missing: 0, start: start)
        }
    }
}
