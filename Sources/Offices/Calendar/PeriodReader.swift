/// Reads one period with other hours.
enum PeriodReader {
    static func period(_ node: FileNode) -> (preset: WorkingHours.Preset, period: HoursPeriod)? {
        let keys = ["hours", "name", "first", "last", "source", "week"]
        guard let table = node.table(keys, optional: ["estimated"]) else { return nil }
        let preset = table["hours"]?.word(WorkingHours.Preset.self)
        let name = table["name"]?.text()
        let first = table["first"]?.civilDay()
        let last = table["last"]?.civilDay()
        let source = table["source"]?.text(upTo: 120)
        let isEstimated = table["estimated"].map { $0.flag() ?? false } ?? false
        let week = table["week"].flatMap { Self.week($0) }
        guard let preset, let name, let first, let last, let source, let week else { return nil }
        guard first <= last else { return node.refuse("ends on \(last), before it begins; allowed: \(first) or later") }
        return (
            preset,
            HoursPeriod(name: name, days: first...last, week: week, source: source, isEstimated: isEstimated)
        )
    }

    private static func week(_ node: FileNode) -> WorkingWeek? {
        var hours: [Weekday: WorkingHours.Day] = [:]
        for item in node.list(upTo: 7) {
            guard let table = item.table(["days", "opens", "closes"], optional: ["break"]) else { continue }
            let weekdays = table["days"]?.list(upTo: 7).compactMap { $0.word(Weekday.self) } ?? []
            guard let day = day(table) else { continue }
            for weekday in weekdays where hours.updateValue(day, forKey: weekday) != nil {
                item.report("names \(weekday.rawValue) a second time; allowed: each weekday once")
            }
        }
        do { return try WorkingWeek(hours) } catch { return node.refuse("\(error)") }
    }

    private static func day(_ table: FileTable) -> WorkingHours.Day? {
        let opens = table["opens"]?.clockTime()
        let closes = table["closes"]?.clockTime()
        let pause = table["break"].flatMap { Self.pause($0) }
        guard let opens, let closes, pause != nil || table["break"] == nil else { return nil }
        do {
            return try WorkingHours.Day(opens: opens, closes: closes, pause: pause)
        } catch {
            return table.node.refuse("\(error)")
        }
    }

    private static func pause(_ node: FileNode) -> Range<ClockTime>? {
        node.value(allowed: "a break such as \"12:00-12:30\"") { text in
            let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { ClockTime(String($0)) }
            guard ends.count == 2, let begin = ends[0], let end = ends[1], begin < end else { return nil }
            return begin..<end
        }
    }
}

extension FileNode {
    /// A time of day such as `"07:30"`.
    fileprivate func clockTime() -> ClockTime? { value(allowed: "a time such as \"07:30\"", ClockTime.init(_:)) }
}
