package import Disk
import Foundation
package import Offices

/// A holiday table that was taken in while the program ran, and by whom.
package struct KeptTable: Hashable, Sendable, Codable {
    package let table: HolidayTable
    package let person: PersonID
    /// The person's name at that time.
    package let name: String
    package let at: Moment
}

/// The holiday tables that were taken in, in `calendar.json`; several processes may use it at the same time.
///
/// Its functions block while they read and write the file.
package struct CalendarShelf: Sendable {
    private let file: String

    package init(_ folder: StateFolder) { file = folder.calendar }

    /// In the order in which they were taken in; none when nobody has.
    package func tables() throws(DiskFailure) -> [KeptTable] {
        guard FileManager.default.fileExists(atPath: file) else { return [] }
        let bytes = try DurableFile.read(file)
        guard let book = try? JSONDecoder().decode(Book.self, from: bytes), book.version == 1 else {
            throw .file(file, "is not a list of holiday tables; restore it from a backup or move it away")
        }
        return book.tables
    }

    /// The program's calendar with what was taken in.
    package func book() throws -> CalendarBook {
        let book = try CalendarBook.load()
        return book.with(try book.holidays.joined(with: tables().map(\.table)))
    }

    /// Keeps a year's next version; on disk when it returns.
    ///
    /// The very table that is kept already changes nothing and gives `false`. Throws `HolidayTable.Refusal` for one that
    /// is not newer than the newest of its year, or whose decree is yet to be signed.
    @discardableResult
    package func add(_ table: HolidayTable, by person: Person, at now: Moment) throws -> Bool {
        try FileLock.hold("\(file).lock") {
            let kept = try tables()
            if kept.contains(where: { $0.table == table }) { return false }
            _ = try book().holidays.renewed(with: table, at: now)
            let entry = KeptTable(table: table, person: person.id, name: person.name, at: now)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            let bytes = try encoder.encode(Book(version: 1, tables: kept + [entry]))
            try DurableFile.write(bytes, to: file)
            return true
        }
    }

    private struct Book: Codable {
        let version: Int
        let tables: [KeptTable]
    }
}
