import Disk
import Foundation
import GRDB

extension Journal {
    /// Writes a sealed copy to a new file: every header and digest, but payloads and salts only of these streams.
    ///
    /// Other payloads are never written to the copy, not even for a moment. The copy holds neither projections nor
    /// outbox, is one file without WAL, is on disk when this returns, and was verified; its head is returned.
    /// Appends go on meanwhile. On a throw no file is left.
    package func snapshot(to destination: String, keepingPayloadsOf streams: Set<StreamID>) async throws -> Head {
        let source = path
        let destination = URL(fileURLWithPath: destination).standardizedFileURL.path
        return try await OffPool.run {
            guard !FileManager.default.fileExists(atPath: destination) else {
                throw Failure.destinationExists(path: destination)
            }
            do {
                try reporting(destination) { try Self.copy(source, to: destination, streams) }
                try Opening.sync(destination, reporting: destination)
                try Opening.syncFolder(of: destination)
                return try ChainVerifier.verify(destination, access: .sealed).head
            } catch {
                for suffix in ["", "-journal"] { try? FileManager.default.removeItem(atPath: destination + suffix) }
                throw error
            }
        }
    }

    private static func copy(_ source: String, to destination: String, _ streams: Set<StreamID>) throws {
        let queue = try DatabaseQueue(path: destination)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "ATTACH DATABASE ? AS source", arguments: [source])
            try db.inTransaction(.immediate) {
                try Schema.createSealed(db)
                try db.execute(sql: "CREATE TEMP TABLE kept (stream TEXT PRIMARY KEY)")
                for stream in streams {
                    try db.execute(sql: "INSERT INTO temp.kept VALUES (?)", arguments: [stream.text])
                }
                try db.execute(sql: Self.copying)
                return .commit
            }
            try db.execute(sql: "DETACH DATABASE source")
        }
        try queue.close()
    }

    private static let copying = """
        INSERT INTO main.events
        SELECT position, stream, version, type, actor, on_behalf_of, on_order_of, office, occurred_at, clock_offset,
            recorded_at, key, request,
            CASE WHEN stream IN (SELECT stream FROM temp.kept) THEN salt END,
            CASE WHEN stream IN (SELECT stream FROM temp.kept) THEN payload END,
            payload_digest, previous, hash
        FROM source.events ORDER BY position
        """
}
