import GRDB

/// The tables of projections, for as long as one write or one look at them lasts; it must not outlive it.
///
/// It speaks plain SQL with typed values: what lies below is the journal's own affair.
package struct Tables {
    let db: Database

    init(_ db: Database) { self.db = db }

    /// What stands in a column, or for a question mark.
    package enum Value: Hashable, Sendable {
        /// `nil` is NULL.
        case text(String?)
        /// `nil` is NULL.
        case number(Int64?)
    }

    /// Runs one statement or several; the values take the place of the question marks, in their order.
    package func run(_ sql: String, _ values: Value...) throws {
        try db.execute(sql: sql, arguments: Self.arguments(values))
    }

    /// Gives each row that a query finds, in its order, without holding all of them.
    package func each(_ sql: String, _ values: Value..., body: (Row) throws -> Void) throws {
        let cursor = try GRDB.Row.fetchCursor(db, sql: sql, arguments: Self.arguments(values))
        while let row = try cursor.next() { try body(Row(row: row)) }
    }

    /// The first column of every row that a query finds; NULL and numbers are left out.
    package func texts(_ sql: String, _ values: Value...) throws -> [String] {
        try GRDB.Row.fetchAll(db, sql: sql, arguments: Self.arguments(values)).compactMap { Row(row: $0).text(0) }
    }

    /// One row of a query; valid until the next one.
    package struct Row {
        fileprivate let row: GRDB.Row

        /// The text of a column, counted from 0; `nil` for NULL and for what is no text.
        package func text(_ column: Int) -> String? { String.fromDatabaseValue(row[column]) }

        /// The number of a column, counted from 0; `nil` for NULL and for what is no whole number.
        package func number(_ column: Int) -> Int64? { Int64.fromDatabaseValue(row[column]) }
    }

    private static func arguments(_ values: [Value]) -> StatementArguments {
        StatementArguments(
            values.map { value -> (any DatabaseValueConvertible)? in
                switch value {
                case .text(let text): text
                case .number(let number): number
                }
            })
    }
}
