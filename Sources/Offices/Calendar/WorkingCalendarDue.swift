extension WorkingCalendar {
    /// When something is due, and how well that is known.
    package struct Deadline: Hashable, Sendable, Codable {
        package let at: Moment
        /// False when a year without a decree, a year without any table or unconfirmed hours lie on the way.
        package let isCertain: Bool
        /// The holiday tables that were asked, in the order of the years.
        ///
        /// When one of them gets a new version, or a missing year its first, the deadline has to be worked out again.
        package let tables: [HolidayTable.ID]

        package init(at moment: Moment, isCertain: Bool, tables: [HolidayTable.ID]) {
            (self.at, self.isCertain, self.tables) = (moment, isCertain, tables)
        }
    }

    /// When a span that starts at a moment is over.
    ///
    /// Hours run only in working time; the last of them may end at the very close. Days end at the close of the last
    /// one. A span of 0 or less is due at its start. Hours or days beyond 10 000 are not counted; such a deadline
    /// is never certain.
    package func due(_ span: WorkingSpan, after start: Moment, in zone: Zone) -> Deadline {
        switch span {
        case .moments: Deadline(at: start, isCertain: true, tables: [])
        case .workingHours(let hours): due(hours, after: start, in: zone, count: runHours)
        case .workingDays(let days): due(days, after: start, in: zone, count: runDays)
        }
    }

    /// The working time between two moments in seconds; 0 when `end` is not later than `start`.
    package func workingSeconds(from start: Moment, to end: Moment, in zone: Zone) -> Double {
        guard start < end else { return 0 }
        let (first, last) = (Place(start, in: zone), Place(end, in: zone))
        var sum: Int64 = 0
        for day in first.day...last.day {
            for stretch in plan(day).stretches {
                let from = day == first.day ? max(stretch.lowerBound, first.time) : stretch.lowerBound
                let to = day == last.day ? min(stretch.upperBound, last.time) : stretch.upperBound
                sum += max(0, to - from)
            }
        }
        return Double(sum) / 1_000_000
    }

    private func due(
        _ amount: Int, after start: Moment, in zone: Zone, count: (Int, Place, inout Findings) -> Place
    ) -> Deadline {
        guard amount > 0 else { return Deadline(at: start, isCertain: true, tables: []) }
        var findings = Findings(isCertain: amount <= WorkingSpan.limit)
        let end = count(min(amount, WorkingSpan.limit), Place(start, in: zone), &findings)
        return Deadline(at: end.moment(in: zone), isCertain: findings.isCertain, tables: findings.tables)
    }

    private func runHours(_ hours: Int, from start: Place, _ findings: inout Findings) -> Place {
        var left = Int64(hours) * 3_600_000_000
        var place = start
        while true {
            let plan = plan(place.day)
            findings.note(plan, withHours: true)
            for stretch in plan.stretches where stretch.upperBound > place.time {
                let begin = max(stretch.lowerBound, place.time)
                if left <= stretch.upperBound - begin { return Place(day: place.day, time: begin + left) }
                left -= stretch.upperBound - begin
            }
            place = Place(day: place.day + 1, time: 0)
        }
    }

    private func runDays(_ days: Int, from start: Place, _ findings: inout Findings) -> Place {
        var (left, day) = (days, start.day)
        while true {
            day += 1
            let plan = plan(day)
            if let last = plan.stretches.last {
                left -= 1
                findings.note(plan, withHours: left == 0)
                if left == 0 { return Place(day: day, time: last.upperBound) }
            } else {
                findings.note(plan, withHours: false)
            }
        }
    }
}

/// What was met on the way to a due date.
private struct Findings {
    var isCertain: Bool
    var tables: [HolidayTable.ID] = []

    mutating func note(_ plan: WorkingCalendar.Plan, withHours: Bool) {
        if !plan.isDayCertain || withHours && !plan.areHoursCertain { isCertain = false }
        if let table = plan.table, tables.last != table { tables.append(table) }
    }
}
