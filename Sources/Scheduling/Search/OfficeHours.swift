package import Offices

/// When the offices work, laid on the grid once for a long stretch of time.
///
/// Offices of one zone with the same hours share one set of cells: a directorate of 390 offices has three or four.
package struct OfficeHours: Sendable {
    /// Offices that work at the same times.
    struct Group: Sendable {
        /// Outside the working day, and days on which nobody works.
        var closed = CellSet()
        /// The midday break.
        var pause = CellSet()
    }

    let groups: [Group]
    private let group: [OfficeID: Int]

    /// Lays the calendars of some offices on the grid.
    ///
    /// What lies outside the stretch counts as open; a search stays inside it.
    package init(_ calendars: [Calendar], over stretch: Range<Moment>) {
        var (groups, group) = ([Group](), [OfficeID: Int]())
        for calendar in calendars {
            for office in calendar.offices { group[office] = groups.count }
            groups.append(Self.lay(calendar, over: stretch))
        }
        (self.groups, self.group) = (groups, group)
    }

    /// Offices of one zone with one calendar.
    package struct Calendar: Sendable {
        package let offices: [OfficeID]
        package let zone: Zone
        package let calendar: WorkingCalendar

        package init(offices: [OfficeID], zone: Zone, calendar: WorkingCalendar) {
            (self.offices, self.zone, self.calendar) = (offices, zone, calendar)
        }
    }

    /// How many of some offices are in each group; an office of which nothing is known is in none.
    func counts(_ offices: some Sequence<OfficeID>) -> [Int] {
        var counts = [Int](repeating: 0, count: groups.count)
        for office in offices { if let group = group[office] { counts[group] += 1 } }
        return counts
    }

    /// The offices that are in one of the groups, in their order.
    func offices(_ offices: some Sequence<OfficeID>, inAnyOf wanted: Set<Int>) -> [OfficeID] {
        offices.filter { group[$0].map(wanted.contains) ?? false }
    }

    private static func lay(_ calendar: Calendar, over stretch: Range<Moment>) -> Group {
        var group = Group()
        var closed = Cell(containing: stretch.lowerBound)
        let end = Cell(notBefore: stretch.upperBound)
        for day in calendar.calendar.workingDays(over: stretch, in: calendar.zone) {
            guard let first = day.first, let last = day.last else { continue }
            let (opens, closes) = (Cell(notBefore: first.lowerBound), Cell(containing: last.upperBound))
            if closed < opens { group.closed.insert(closed..<min(opens, end)) }
            for (before, after) in zip(day, day.dropFirst()) {
                group.pause.insert(Cell(containing: before.upperBound)..<Cell(notBefore: after.lowerBound))
            }
            closed = closes
        }
        if closed < end { group.closed.insert(closed..<end) }
        return group
    }
}
