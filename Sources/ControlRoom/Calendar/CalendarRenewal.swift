import Disk
package import Offices

/// A year's new holiday table as the audit keeps it: who, by which decree, what it changed.
package struct CalendarRenewal: Hashable, Sendable, Codable {
    package let table: HolidayTable.ID
    /// `Nomor 1497 Tahun 2025, … tanggal 19 September 2025`.
    package let decree: String
    package let person: PersonID
    package let name: String
    package let at: Moment
    /// The days that weigh otherwise than before, in the order of the calendar.
    package let changes: [HolidayChange]
    /// Open tasks whose due date is another one now.
    package let moved: Int
    /// All of it in plain words, Indonesian.
    package let text: String

    init(_ entry: KeptTable, changes: [HolidayChange], moved: Int) {
        (table, person, name, at) = (entry.table.id, entry.person, entry.name, entry.at)
        decree = entry.table.decree?.description ?? ""
        (self.changes, self.moved) = (changes, moved)
        let days = changes.isEmpty ? "tidak ada hari yang berubah" : changes.map(\.description).joined(separator: "; ")
        text =
            "\(entry.name) memasukkan daftar hari libur \(entry.table.id) (\(decree)): \(days). "
            + "Tenggat terbuka yang bergeser: \(moved)."
    }
}

/// What the service knows of the tables that were taken in.
struct CalendarIntake {
    var known: Set<HolidayTable.ID> = []
    /// The file when it was last read; `nil` before.
    var stamp: FileStamp?
}

extension Person {
    /// Whether the person may take a holiday table in over the API: an Operator RKO, "bukan dari SOP".
    ///
    /// The people are administered on the service's machine alone; so can the calendar be, by whoever may write there.
    package func mayRenewCalendar(at now: Moment) -> Bool {
        posts.contains { $0.role == .operatorRko && $0.isInForce(at: now) }
    }
}
