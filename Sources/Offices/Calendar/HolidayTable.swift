/// The national holidays and the joint leave (cuti bersama) of one year, as one decree lists them or as they are
/// expected.
///
/// A decree is amended within the year; the amendment is a further version of the whole year.
package struct HolidayTable: Hashable, Sendable, Identifiable {
    package let id: ID
    /// The joint decree (SKB 3 Menteri); `nil` for an estimate.
    package let decree: Decree?
    /// In the order of the calendar, each day once.
    package let days: [Day]

    /// Refuses days of another year and days that stand twice.
    package init(id: ID, decree: Decree?, days: [Day]) throws(Refusal) {
        var known: Set<CivilDay> = []
        for day in days {
            guard day.day.year == id.year else { throw .outsideYear(day.day, id) }
            guard known.insert(day.day).inserted else { throw .dayTwice(day.day, id) }
        }
        (self.id, self.decree) = (id, decree)
        self.days = days.sorted { $0.day < $1.day }
    }

    /// No decree stands behind the table, so any of its days may still move.
    package var isEstimated: Bool { decree == nil }

    /// Which year's table, and which version of it.
    package struct ID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
        package let year: Int
        /// Counted from 1.
        package let version: Int

        package init(year: Int, version: Int) { (self.year, self.version) = (year, version) }

        /// `2026/1`.
        package var description: String { "\(year)/\(version)" }

        package static func < (left: ID, right: ID) -> Bool {
            (left.year, left.version) < (right.year, right.version)
        }
    }

    /// What a listed day is.
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case nationalHoliday = "libur-nasional"
        /// Leave that all civil servants take on the same day; public services arrange duty on it.
        case jointLeave = "cuti-bersama"

        /// The Indonesian name.
        package var name: String {
            switch self {
            case .nationalHoliday: "libur nasional"
            case .jointLeave: "cuti bersama"
            }
        }
    }

    /// A decree that makes days free.
    package struct Decree: Hashable, Sendable, Codable, CustomStringConvertible {
        /// One for each minister who signed, in the order of the decree.
        package let numbers: [String]
        package let signed: CivilDay

        package init(numbers: [String], signed: CivilDay) { (self.numbers, self.signed) = (numbers, signed) }

        /// `Nomor 933 Tahun 2025, Nomor 1 Tahun 2025, Nomor 3 Tahun 2025 tanggal 7 Agustus 2025`.
        package var description: String {
            numbers.map { "Nomor \($0)" }.joined(separator: ", ") + " tanggal \(signed.inWords)"
        }
    }

    /// One day of a table.
    package struct Day: Hashable, Sendable, Codable {
        package let day: CivilDay
        package let kind: Kind
        /// The occasion, as the decree names it.
        package let name: String
        /// What makes the day free: the table's decree or one of its own; `nil` in an estimate.
        package let decree: Decree?
        /// The day may still move, because the moon or a decree to come decides on it.
        package let isEstimated: Bool

        /// A day without a decree is an estimate whatever is said.
        package init(day: CivilDay, kind: Kind, name: String, decree: Decree?, isEstimated: Bool = false) {
            (self.day, self.kind, self.name, self.decree) = (day, kind, name, decree)
            self.isEstimated = isEstimated || decree == nil
        }
    }

    /// Why days make no table.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case outsideYear(CivilDay, ID)
        case dayTwice(CivilDay, ID)
        case versionTwice(ID)
        case notNewer(ID, newest: ID)
        case noDecree(ID)
        case signedLater(CivilDay, today: CivilDay)

        package var description: String {
            switch self {
            case .outsideYear(let day, let id):
                "found \(day) in the holiday table \(id); allowed: days of \(id.year); move it to its own year's table"
            case .dayTwice(let day, let id):
                "found \(day) twice in the holiday table \(id); allowed: each day once; remove one of them"
            case .versionTwice(let id):
                "found the holiday table \(id) twice; allowed: each version once; give the newer one the next version"
            case .notNewer(let id, let newest):
                "found the holiday table \(id), but \(newest) is known already; allowed: version \(newest.version + 1) or later"
            case .noDecree(let id):
                "found the holiday table \(id) without a decree; allowed: a table with the numbers and the day of its decree"
            case .signedLater(let day, let today):
                "found a decree signed on \(day), a day that is yet to come; allowed: days until today, \(today)"
            }
        }
    }
}
