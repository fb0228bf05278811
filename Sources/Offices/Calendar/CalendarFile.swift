/// Reads a file of holiday tables and periods with other hours, such as `holidays.yaml`.
package enum CalendarFile {
    /// Reads a file; every problem of it is thrown at once, each with file, line and column.
    package static func read(_ path: String) throws(FileRefusal) -> CalendarBook {
        try StrictFile.read(path, book)
    }

    /// Reads a text; `file` stands in the problems only.
    package static func parse(text: String, file: String) throws(FileRefusal) -> CalendarBook {
        try StrictFile.parse(text: text, file: file, book)
    }

    static func parse(bytes: [UInt8], file: String) throws(FileRefusal) -> CalendarBook {
        try StrictFile.parse(bytes: bytes, file: file, book)
    }

    private static func book(_ node: FileNode) -> CalendarBook? {
        guard let table = node.table(["years"], optional: ["periods"]) else { return nil }
        let tables = table["years"]?.list(upTo: 64).compactMap { year($0) } ?? []
        let periods = table["periods"]?.list(upTo: 64).compactMap { PeriodReader.period($0) } ?? []
        do {
            let holidays = try HolidayTables(tables)
            let grouped = Dictionary(grouping: periods, by: \.preset).mapValues { $0.map(\.period) }
            reportOverlaps(grouped, at: table["periods"])
            return CalendarBook(holidays: holidays, periods: grouped)
        } catch {
            return table["years"]?.refuse("\(error)")
        }
    }

    private static func year(_ node: FileNode) -> HolidayTable? {
        guard let table = node.table(["year", "version", "days"], optional: ["decree"]) else { return nil }
        let year = table["year"]?.integer(in: 2000...2199)
        let version = table["version"]?.integer(in: 1...99)
        let decree = table["decree"].flatMap { Self.decree($0) }
        let days = table["days"]?.list(upTo: 100).compactMap { day($0, decree: decree) } ?? []
        guard let year, let version, decree != nil || table["decree"] == nil else { return nil }
        do {
            return try HolidayTable(id: HolidayTable.ID(year: year, version: version), decree: decree, days: days)
        } catch {
            return node.refuse("\(error)")
        }
    }

    private static func decree(_ node: FileNode) -> HolidayTable.Decree? {
        guard let table = node.table(["numbers", "signed"]) else { return nil }
        let numbers = table["numbers"]?.list(upTo: 8).compactMap { $0.text(upTo: 60) } ?? []
        let signed = table["signed"]?.civilDay()
        guard let signed else { return nil }
        guard !numbers.isEmpty else { return node.refuse("names no number; needed: the number of each minister") }
        return HolidayTable.Decree(numbers: numbers, signed: signed)
    }

    private static func day(_ node: FileNode, decree: HolidayTable.Decree?) -> HolidayTable.Day? {
        guard let table = node.table(["day", "kind", "name"], optional: ["decree", "estimated"]) else { return nil }
        let day = table["day"]?.civilDay()
        let kind = table["kind"]?.word(HolidayTable.Kind.self)
        let name = table["name"]?.text(upTo: 120)
        let own = table["decree"].flatMap { Self.decree($0) }
        let isEstimated = table["estimated"].map { $0.flag() ?? false } ?? false
        guard let day, let kind, let name else { return nil }
        return HolidayTable.Day(day: day, kind: kind, name: name, decree: own ?? decree, isEstimated: isEstimated)
    }

    private static func reportOverlaps(_ periods: [WorkingHours.Preset: [HoursPeriod]], at node: FileNode?) {
        for (preset, list) in periods.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let sorted = list.sorted { $0.days.lowerBound < $1.days.lowerBound }
            for (earlier, later) in zip(sorted, sorted.dropFirst()) where earlier.days.overlaps(later.days) {
                node?.report(
                    "has two periods of \(preset.rawValue) that overlap, \"\(earlier.name)\" and \"\(later.name)\"; "
                        + "allowed: one period at a time")
            }
        }
    }
}

extension FileNode {
    /// A day such as `2026-12-01`.
    package func civilDay() -> CivilDay? { value(allowed: "a day such as 2026-12-01", CivilDay.init(_:)) }
}
