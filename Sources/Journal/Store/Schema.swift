import GRDB

/// The tables of a journal file and the steps by which old files reach them.
///
/// Steps are only ever added. `user_version` counts those taken, `application_id` marks the file as ours.
enum Schema {
    /// "RKJ1".
    static let applicationID = 0x524b_4a31

    /// The table that the chain protects; a verifier compares its text before it trusts a row.
    static let events = """
        CREATE TABLE events (
            position INTEGER PRIMARY KEY CHECK (position >= 1),
            stream TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version >= 1),
            type TEXT NOT NULL,
            actor BLOB NOT NULL,
            on_behalf_of TEXT,
            on_order_of TEXT,
            office TEXT,
            occurred_at INTEGER NOT NULL,
            clock_offset INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            key TEXT NOT NULL,
            request BLOB NOT NULL,
            salt BLOB,
            payload BLOB,
            payload_digest BLOB NOT NULL,
            previous BLOB NOT NULL,
            hash BLOB NOT NULL,
            UNIQUE (stream, version)
        ) STRICT
        """

    private static let guards = """
        CREATE INDEX events_by_key ON events (key, position);
        CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
            BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
        CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events
            BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;
        """

    private static let bookkeeping = """
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            position INTEGER NOT NULL,
            topic TEXT NOT NULL,
            lane TEXT NOT NULL,
            body BLOB NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            not_before INTEGER NOT NULL,
            last_error TEXT,
            done_at INTEGER
        ) STRICT;
        CREATE INDEX outbox_undone ON outbox (lane, id) WHERE done_at IS NULL;
        CREATE TABLE projections (name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT;
        CREATE TABLE projection_objects (
            name TEXT PRIMARY KEY, kind TEXT NOT NULL, projection TEXT NOT NULL
        ) STRICT;
        """

    /// Append-only: a step that landed is never edited.
    private static let steps: [String] = [
        "\(events);\n\(guards)\n\(bookkeeping)",
        // Entries of the outbox that are tried no more until a person asks for them.
        "ALTER TABLE outbox ADD COLUMN set_aside_at INTEGER",
    ]

    /// The step that last changed the events table: a sealed copy holds nothing else, and older programs verify it.
    private static let sealed = 1

    static var newest: Int { steps.count }

    /// Takes the steps that the file has not taken yet; call it inside a transaction.
    static func migrate(_ db: Database) throws {
        let taken = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard taken < newest else { return }
        for step in steps[taken...] { try db.execute(sql: step) }
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(newest)")
    }

    /// Writes the page with the file's number as it is: SQLite does so whenever the number is set.
    static func writeNothing(_ db: Database) throws { try db.execute(sql: "PRAGMA user_version = \(newest)") }

    /// The events table alone, for a sealed copy; call it inside a transaction.
    static func createSealed(_ db: Database) throws {
        try db.execute(sql: events)
        try db.execute(sql: guards)
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(sealed)")
    }
}
