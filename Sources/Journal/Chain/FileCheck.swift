import GRDB

/// What must hold of a file before its rows are looked at.
enum FileCheck {
    /// Larger values were never written: refused before they are read into memory.
    private static let largestValue = Limits.payload

    static func run(_ db: Database, _ access: ChainVerifier.Access) throws {
        // Nothing that the file itself defines may run code of ours.
        try db.execute(sql: "PRAGMA trusted_schema = OFF")
        try db.execute(sql: "PRAGMA cell_size_check = ON")
        let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? "unknown"
        guard access == .live || mode == "delete" else {
            throw ChainFault(position: nil, what: "journal mode is \(mode); a sealed journal is one file (delete)")
        }
        guard try Int.fetchOne(db, sql: "PRAGMA application_id") == Schema.applicationID else {
            throw ChainFault(position: nil, what: "the file is a database, but no journal")
        }
        let schema = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard (1...Schema.newest).contains(schema) else {
            throw ChainFault(
                position: nil, what: "written in format \(schema); this program knows 1 to \(Schema.newest)")
        }
        try requireTable(db)
        try requireSoundPages(db)
        try refuseLargeValues(db)
    }

    /// The exact text: a view, a virtual table or a generated column in its place could show rows that are not there.
    private static func requireTable(_ db: Database) throws {
        let sql = "SELECT sql FROM sqlite_schema WHERE name = 'events' AND type = 'table'"
        guard let found = try String.fetchOne(db, sql: sql) else {
            throw ChainFault(position: nil, what: "the table events is missing")
        }
        guard found == Schema.events else {
            throw ChainFault(position: nil, what: "the table events is defined otherwise than a journal's")
        }
    }

    private static func requireSoundPages(_ db: Database) throws {
        let verdict = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") ?? "no answer"
        guard verdict == "ok" else {
            throw ChainFault(position: nil, what: "the file is damaged: \(verdict.split(separator: "\n").last ?? "")")
        }
    }

    private static func refuseLargeValues(_ db: Database) throws {
        let columns = [
            "stream", "type", "actor", "on_behalf_of", "on_order_of", "office", "key", "request", "salt", "payload",
            "payload_digest", "previous", "hash",
        ]
        // The length of a BLOB is asked for without reading it.
        let tests = columns.map { "length(\($0)) > \(largestValue)" }
        let sql = "SELECT position FROM events WHERE \(tests.joined(separator: " OR ")) ORDER BY position LIMIT 1"
        if let position = try Int64.fetchOne(db, sql: sql) {
            throw ChainFault(position: position, what: "a field is larger than 16 MiB")
        }
    }
}
