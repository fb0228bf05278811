import Digests
import Disk
import Foundation
import GRDB
import Journal
import Offices
import RoomLink

/// The register of the files that the journal names, so that a start can hold the folder against it at once.
struct FileRegister: Projection {
    let name = "file-register"
    let version = 1
    private let files: KeptFiles

    init(_ folder: StateFolder) { files = KeptFiles(folder: folder) }

    func createTables(in db: Database) throws {
        try db.create(table: "file_register") { table in
            table.primaryKey("path", .text)
            table.column("sha256", .text).notNull()
            table.column("bytes", .integer)
            table.column("kind", .text).notNull()
            table.column("stream", .text).notNull()
        }
    }

    func apply(_ event: StoredEvent, in db: Database) throws {
        for change in try files.changes(by: event) {
            switch change {
            case .keep(let file): try keep(file, of: event.stream, in: db)
            case .drop(let path):
                try db.execute(sql: "DELETE FROM file_register WHERE path = ?", arguments: [path])
            }
        }
    }

    /// A file that is named again is the same one; what was not known of it before may be now.
    private func keep(_ file: KeptFile, of stream: StreamID, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO file_register (path, sha256, bytes, kind, stream) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256, bytes = coalesce(excluded.bytes, bytes)
                """,
            arguments: [file.path, file.sha256.hex, file.bytes, file.kind.rawValue, stream.text])
    }

    // MARK: - At a start

    /// Files that are not there, or are visibly others; it blocks while it looks at each, without reading any.
    static func missing(in folder: StateFolder, _ db: Database) throws -> [MissingFile] {
        let rows = try Row.fetchCursor(db, sql: "SELECT path, bytes, kind, stream, sha256 FROM file_register")
        var missing: [MissingFile] = []
        while let row = try rows.next() {
            let path: String = row[0]
            let expected: Int64? = row[1]
            let found = FileFacts.size(of: "\(folder.path)/\(path)")
            if let found, found > 0, expected == nil || expected == found { continue }
            guard let kind = KeptFile.Kind(rawValue: row[2]), let stream = StreamID(row[3]),
                let hash = ContentHash(row[4])
            else { continue }
            let file = KeptFile(path: path, sha256: hash, bytes: expected, kind: kind)
            missing.append(MissingFile(file: file, stream: stream, found: found))
        }
        return missing.sorted { $0.file.path < $1.file.path }
    }
}

/// A file that the journal names and the folder does not hold as it was.
struct MissingFile: Hashable, Sendable, CustomStringConvertible {
    let file: KeptFile
    /// Whose event names it.
    let stream: StreamID
    /// The bytes that are there; `nil` when there is no file.
    let found: Int64?

    var description: String {
        guard let found else { return file.path }
        return "\(file.path) (\(found) bytes\(file.bytes.map { " of \($0)" } ?? ""))"
    }
}
