/// All versions of all years' holiday tables; the newest version of a year counts.
package struct HolidayTables: Sendable {
    /// In the order of years and versions.
    package let versions: [HolidayTable]
    /// The newest version of each year, by the numbers of the year's days.
    private let years: [(days: ClosedRange<Int>, table: HolidayTable)]
    private let listed: [Int: HolidayTable.Day]

    /// Refuses a version that stands twice.
    package init(_ versions: [HolidayTable]) throws(HolidayTable.Refusal) {
        var known: Set<HolidayTable.ID> = []
        for table in versions where !known.insert(table.id).inserted { throw .versionTwice(table.id) }
        self.init(distinct: versions)
    }

    private init(distinct versions: [HolidayTable]) {
        self.versions = versions.sorted { $0.id < $1.id }
        var newest: [Int: HolidayTable] = [:]
        for table in self.versions { newest[table.id.year] = table }
        years = newest.values.sorted { $0.id < $1.id }.map { table in
            let first = CivilTime.daysSinceEpoch(year: table.id.year, month: 1, day: 1)
            return (first...CivilTime.daysSinceEpoch(year: table.id.year, month: 12, day: 31), table)
        }
        let days = newest.values.flatMap(\.days).map { ($0.day.daysSinceEpoch, $0) }
        listed = Dictionary(days) { first, _ in first }
    }

    /// The newest table of a year; `nil` when there is none.
    package func table(of year: Int) -> HolidayTable? { years.first { $0.table.id.year == year }?.table }

    /// What the newest table of its year says of a day.
    package func lookup(_ day: CivilDay) -> HolidayLookup {
        guard let table = table(of: day.year) else { return .noTable(year: day.year) }
        return listed[day.daysSinceEpoch].map { .listed($0, table.id) } ?? .ordinary(table.id)
    }

    /// The tables as they were known at the end of a day: without the decrees signed later.
    ///
    /// Estimates stay; they carry no date.
    package func known(on day: CivilDay) -> HolidayTables {
        HolidayTables(distinct: versions.filter { $0.decree.map { $0.signed <= day } ?? true })
    }

    /// The tables with one more version; refuses one that is already there.
    package func adding(_ table: HolidayTable) throws(HolidayTable.Refusal) -> HolidayTables {
        try HolidayTables(versions + [table])
    }

    /// The tables with the year's next version, as a decree brings it.
    ///
    /// Refuses an estimate, a decree that is signed after `now` in Jakarta, and a version that is not newer than the
    /// year's newest: deadlines have been told by that.
    package func renewed(with table: HolidayTable, at now: Moment) throws(HolidayTable.Refusal) -> HolidayTables {
        guard let decree = table.decree else { throw .noDecree(table.id) }
        if let today = CivilDay(Zone.wib.civil(now).isoDate) {
            let signed = ([decree] + table.days.compactMap(\.decree)).map(\.signed)
            if let later = signed.first(where: { $0 > today }) { throw .signedLater(later, today: today) }
        }
        if let newest = self.table(of: table.id.year), newest.id >= table.id {
            throw .notNewer(table.id, newest: newest.id)
        }
        return try adding(table)
    }

    /// The tables with others that were taken in before; of one version that stands in both, the other one counts.
    package func joined(with others: [HolidayTable]) throws(HolidayTable.Refusal) -> HolidayTables {
        let ids = Set(others.map(\.id))
        return try HolidayTables(versions.filter { !ids.contains($0.id) } + others)
    }

    func table(at day: Int) -> HolidayTable? { years.first { $0.days.contains(day) }?.table }

    func listedDay(at day: Int) -> HolidayTable.Day? { listed[day] }
}

/// What is known of a day.
package enum HolidayLookup: Hashable, Sendable {
    /// No table covers the day's year: nobody knows whether it is free.
    case noTable(year: Int)
    /// The table of the year does not list it.
    case ordinary(HolidayTable.ID)
    case listed(HolidayTable.Day, HolidayTable.ID)
}
