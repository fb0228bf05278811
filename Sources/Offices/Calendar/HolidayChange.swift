/// A day on which two versions of a holiday table differ, for the note beside a due date that moves.
package struct HolidayChange: Hashable, Sendable, Codable, CustomStringConvertible {
    package let day: CivilDay
    /// How the older version lists it; `nil` when it does not.
    package let before: HolidayTable.Day?
    /// How the newer version lists it; `nil` when it does not.
    package let after: HolidayTable.Day?

    package init(day: CivilDay, before: HolidayTable.Day?, after: HolidayTable.Day?) {
        (self.day, self.before, self.after) = (day, before, after)
    }

    /// One line in Indonesian: `18 Agustus 2025: tidak tercantum → cuti bersama (Proklamasi Kemerdekaan)`.
    package var description: String { "\(day.inWords): \(Self.text(before)) → \(Self.text(after))" }

    private static func text(_ day: HolidayTable.Day?) -> String {
        guard let day else { return "tidak tercantum" }
        return "\(day.kind.name) (\(day.name)\(day.isEstimated ? ", perkiraan" : ""))"
    }
}

extension HolidayTable {
    /// The days that weigh differently in a newer version, in the order of the calendar.
    ///
    /// Another name or decree for the same free day is no change; that an estimate became certain is one.
    package func changes(to newer: HolidayTable) -> [HolidayChange] {
        let before = Dictionary(days.map { ($0.day, $0) }) { first, _ in first }
        let after = Dictionary(newer.days.map { ($0.day, $0) }) { first, _ in first }
        return Set(before.keys).union(after.keys).sorted().compactMap { day in
            let (old, new) = (before[day], after[day])
            guard old?.kind != new?.kind || old?.isEstimated != new?.isEstimated else { return nil }
            return HolidayChange(day: day, before: old, after: new)
        }
    }
}
