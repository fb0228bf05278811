/// Reads the file by which one year's decree is taken in: the form of `holidays.yaml`, with one year and no periods.
package enum HolidayFile {
    /// Reads a file; every problem of it is thrown at once, each with file, line and column.
    package static func read(_ path: String) throws(FileRefusal) -> HolidayTable {
        try table(of: try CalendarFile.read(path), file: path)
    }

    /// Reads a text; `file` stands in the problems only.
    package static func parse(text: String, file: String) throws(FileRefusal) -> HolidayTable {
        try table(of: try CalendarFile.parse(text: text, file: file), file: file)
    }

    private static func table(of book: CalendarBook, file: String) throws(FileRefusal) -> HolidayTable {
        let tables = book.holidays.versions
        guard let table = tables.first, tables.count == 1 else {
            throw refusal("holds \(tables.count) tables; allowed: one, of one year", file)
        }
        guard book.periods.isEmpty else {
            throw refusal("holds periods with other hours; allowed: years alone", file)
        }
        return table
    }

    private static func refusal(_ text: String, _ file: String) -> FileRefusal {
        FileRefusal([FileProblem(file: file, text: text)])
    }
}

extension CalendarBook {
    /// The book with other holidays.
    package func with(_ holidays: HolidayTables) -> CalendarBook { CalendarBook(holidays: holidays, periods: periods) }
}
