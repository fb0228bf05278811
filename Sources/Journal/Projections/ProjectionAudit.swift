import GRDB

/// A table whose rows are not what the events say.
package struct ProjectionDifference: Hashable, Sendable, CustomStringConvertible {
    package let table: String
    /// The first row that differs, as it is in the journal's file and as the events make it; `nil` past the end.
    package let found: String?
    package let expected: String?

    package var description: String {
        "table \(table): found \(found ?? "no further row"), expected \(expected ?? "no further row")"
    }
}

extension Journal {
    /// Builds every projection again from zero in this file, in one transaction; appends wait meanwhile.
    package func rebuild() async throws {
        let (projections, upcasters) = (projections, upcasters)
        try await writing.write(in: pool) { db in try projections.rebuild(db, upcasters) }
    }

    /// Replays all events into a scratch database and compares every table; empty when the projections are right.
    ///
    /// Changes nothing and lets appends go on; needs the memory of all projections once.
    package func auditProjections() async throws -> [ProjectionDifference] {
        let (projections, upcasters) = (projections, upcasters)
        return try await read { live in try Self.differences(in: live, projections, upcasters) }
    }

    /// The same for a file that nobody opens, or another process has open: it is only read.
    ///
    /// Projections that the file has in another version are left out: the next start makes them anew. Blocks. Throws
    /// `Failure`, or what a projection throws.
    package static func auditProjections(
        at path: String, _ projections: [any Projection], _ upcasters: Upcasters
    ) throws -> [ProjectionDifference] {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.label = "auditor"
        configuration.busyMode = .timeout(5)
        return try reporting(path) {
            try DatabaseQueue(path: path, configuration: configuration).read { db in
                let kept = try ProjectionSet.versions(db)
                let set = try ProjectionSet(projections.filter { kept[$0.name] == $0.version }, path: path)
                return try differences(in: db, set, upcasters)
            }
        }
    }

    private static func differences(
        in live: Database, _ projections: ProjectionSet, _ upcasters: Upcasters
    ) throws -> [ProjectionDifference] {
        try DatabaseQueue().write { scratch in
            for projection in projections.all { try projection.createTables(in: Tables(scratch)) }
            try ProjectionSet.replay(from: live, upcasters) { try projections.apply($0, in: scratch) }
            let made = try ProjectionSet.objects(scratch).filter { $0.kind == "table" }.map(\.name)
            let kept = try projections.all.flatMap { projection in
                try String.fetchAll(
                    live, sql: "SELECT name FROM projection_objects WHERE kind = 'table' AND projection = ?",
                    arguments: [projection.name])
            }
            return try Set(made).union(kept).sorted().compactMap { try difference($0, live, scratch) }
        }
    }

    private static func difference(
        _ table: String, _ live: Database, _ scratch: Database
    ) throws -> ProjectionDifference? {
        guard try live.tableExists(table), try scratch.tableExists(table) else {
            let (found, expected) = (try live.tableExists(table), try scratch.tableExists(table))
            return ProjectionDifference(
                table: table, found: found ? "a table" : "no table", expected: expected ? "a table" : "no table")
        }
        let (left, right) = (try rows(table, live), try rows(table, scratch))
        while true {
            let (found, expected) = (try left.next(), try right.next())
            if found == nil && expected == nil { return nil }
            // Compared as values: two rows print alike more easily than they are alike.
            if found != expected {
                return ProjectionDifference(table: table, found: found?.description, expected: expected?.description)
            }
        }
    }

    private static func rows(_ table: String, _ db: Database) throws -> RowCursor {
        let count = try db.columns(in: table).count
        let order = (1...max(1, count)).map(String.init).joined(separator: ", ")
        return try Row.fetchCursor(db, sql: "SELECT * FROM \(table.quotedDatabaseIdentifier) ORDER BY \(order)")
    }
}
