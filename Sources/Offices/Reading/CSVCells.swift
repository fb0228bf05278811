/// The columns that a kind of table has, found by their names in any order.
package protocol CSVColumn: RawRepresentable<String>, Hashable, Sendable, CaseIterable {
    /// The header must have it.
    var isNeeded: Bool { get }
}

/// The cells of one row by their columns; what is wrong with one is reported with its line and column.
struct CSVCells<Column: CSVColumn> {
    let line: Int
    private let log: ProblemLog
    private let texts: [Column: String]

    /// The rows of a table; a header that does not fit is thrown.
    static func of(_ table: CSVTable, _ log: ProblemLog) throws(FileRefusal) -> [CSVCells] {
        let places = places(table, log)
        guard log.problems.isEmpty else { throw FileRefusal(log.problems) }
        return table.rows.map { CSVCells($0, places, log) }
    }

    private init(_ row: CSVTable.Row, _ places: [Column: Int], _ log: ProblemLog) {
        (line, self.log) = (row.line, log)
        texts = places.compactMapValues { place in
            // Pages and word processors bring blanks that do not break; the same name has one spelling.
            let words = row.cells[place].replacing("\u{A0}", with: " ").trimmingBlanks()
            return words.isEmpty ? nil : words
        }
    }

    /// What stands in a column; `nil` for nothing.
    subscript(_ column: Column) -> String? { texts[column] }

    /// How much has been reported so far, of all rows.
    var problemCount: Int { log.problems.count }

    /// What a column says; reported when it says nothing or what is not allowed.
    func needed<Value>(_ column: Column, _ allowed: String, _ parse: (String) -> Value?) -> Value? {
        if texts[column] == nil { report(column, "found nothing; allowed: \(allowed)") }
        return optional(column, allowed, parse)
    }

    /// What a column says, if anything; reported when it is not allowed.
    func optional<Value>(_ column: Column, _ allowed: String, _ parse: (String) -> Value?) -> Value? {
        guard let text = texts[column] else { return nil }
        guard let value = parse(text) else {
            let unseen = Line.unseen(in: text).map { " with the unseen character \($0.code)" } ?? ""
            report(column, "found \(text.quoted.marked)\(unseen); allowed: \(allowed)")
            return nil
        }
        return value
    }

    func report(_ column: Column, _ text: String) {
        log.report("column \"\(column.rawValue)\": \(text)", line: line)
    }

    private static func places(_ table: CSVTable, _ log: ProblemLog) -> [Column: Int] {
        var places: [Column: Int] = [:]
        let allowed = Column.allCases.map(\.rawValue).joined(separator: ", ")
        for (index, name) in table.header.enumerated() {
            guard let column = Column(rawValue: name) else {
                log.report("found the column \(name.quoted.marked); allowed: \(allowed)", line: table.headerLine)
                continue
            }
            if places.updateValue(index, forKey: column) != nil {
                log.report("the column \"\(name)\" stands twice; allowed: each column once", line: table.headerLine)
            }
        }
        for column in Column.allCases where column.isNeeded && places[column] == nil {
            log.report("the column \"\(column.rawValue)\" is missing; allowed: \(allowed)", line: table.headerLine)
        }
        return places
    }
}
