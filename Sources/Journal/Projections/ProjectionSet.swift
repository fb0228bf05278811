import GRDB

/// The projections of one journal and the record of what they made.
struct ProjectionSet: Sendable {
    let all: [any Projection]

    /// Refuses two projections of one name.
    init(_ projections: [any Projection], path: String) throws {
        let names = Dictionary(grouping: projections, by: \.name)
        if let twice = names.first(where: { $0.value.count > 1 }) {
            throw Journal.Failure.database(path: path, "two projections are named \(twice.key); give each its own name")
        }
        all = projections
    }

    func apply(_ event: StoredEvent, in db: Database) throws {
        for projection in all { try projection.apply(event, in: Tables(db)) }
    }

    /// Removes the tables of projections that are gone or changed and builds those that are new or changed.
    func prepare(_ db: Database, _ upcasters: Upcasters) throws {
        let built = try Self.versions(db)
        let fresh = all.filter { built[$0.name] != $0.version }
        let kept = Set(all.map(\.name)).subtracting(fresh.map(\.name))
        for name in built.keys.sorted() where !kept.contains(name) { try Self.drop(name, db) }
        try Self.build(fresh, db, upcasters)
    }

    /// What is built, by the names of the projections.
    static func versions(_ db: Database) throws -> [String: Int] {
        var built: [String: Int] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT name, version FROM projections") {
            if let name = String.fromDatabaseValue(row[0]) { built[name] = Int.fromDatabaseValue(row[1]) }
        }
        return built
    }

    /// Builds every projection again from the first event.
    func rebuild(_ db: Database, _ upcasters: Upcasters) throws {
        for projection in all { try Self.drop(projection.name, db) }
        try Self.build(all, db, upcasters)
    }

    private static func build(_ projections: [any Projection], _ db: Database, _ upcasters: Upcasters) throws {
        guard !projections.isEmpty else { return }
        for projection in projections { try create(projection, db) }
        try replay(from: db, upcasters) { event in
            for projection in projections { try projection.apply(event, in: Tables(db)) }
        }
    }

    /// Gives every event of the journal in order.
    static func replay(from db: Database, _ upcasters: Upcasters, _ body: (StoredEvent) throws -> Void) throws {
        var position: Int64 = 0
        while true {
            let events = try Reading.events(after: position, limit: 512, db)
            guard let last = events.last else { return }
            for event in events { try body(event.upcast(by: upcasters)) }
            position = last.position
        }
    }

    private static func create(_ projection: any Projection, _ db: Database) throws {
        let before = Set(try objects(db).map(\.name))
        try projection.createTables(in: Tables(db))
        for object in try objects(db) where !before.contains(object.name) {
            try db.execute(
                sql: "INSERT INTO projection_objects (name, kind, projection) VALUES (?, ?, ?)",
                arguments: [object.name, object.kind, projection.name])
        }
        try db.execute(
            sql: "INSERT INTO projections (name, version) VALUES (?, ?)",
            arguments: [projection.name, projection.version])
    }

    /// Last made, first removed: what refers to a table goes before it.
    private static func drop(_ name: String, _ db: Database) throws {
        let sql = "SELECT kind, name FROM projection_objects WHERE projection = ? ORDER BY rowid DESC"
        for row in try Row.fetchAll(db, sql: sql, arguments: [name]) {
            guard let kind = String.fromDatabaseValue(row[0]), let object = String.fromDatabaseValue(row[1]),
                ["table", "view"].contains(kind)
            else { continue }
            try db.execute(sql: "DROP \(kind) IF EXISTS \(object.quotedDatabaseIdentifier)")
        }
        try db.execute(sql: "DELETE FROM projection_objects WHERE projection = ?", arguments: [name])
        try db.execute(sql: "DELETE FROM projections WHERE name = ?", arguments: [name])
    }

    /// Tables and views, in the order of their making; indexes, triggers and shadow tables go with them.
    static func objects(_ db: Database) throws -> [(kind: String, name: String)] {
        let sql = """
            SELECT type, name FROM sqlite_schema
            WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                AND name NOT IN (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow')
            ORDER BY rowid
            """
        return try Row.fetchAll(db, sql: sql).compactMap { row in
            guard let kind = String.fromDatabaseValue(row[0]), let name = String.fromDatabaseValue(row[1]) else {
                return nil
            }
            return (kind, name)
        }
    }
}
