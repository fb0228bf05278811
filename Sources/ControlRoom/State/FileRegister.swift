import Digests
import Disk
import Foundation
import Journal
import Offices
import RoomLink

/// The register of the files that the journal names, so that a start can hold the folder against it at once.
struct FileRegister: Projection {
    let name = "file-register"
    let version = 1
    private let files: KeptFiles

    init(_ folder: StateFolder) { files = KeptFiles(folder: folder) }

    func createTables(in tables: Tables) throws {
        try tables.run(
            """
            CREATE TABLE "file_register" ("path" TEXT PRIMARY KEY NOT NULL, "sha256" TEXT NOT NULL, "bytes" INTEGER,
            "kind" TEXT NOT NULL, "stream" TEXT NOT NULL)
            """)
    }

    func apply(_ event: StoredEvent, in tables: Tables) throws {
        for change in try files.changes(by: event) {
            switch change {
            case .keep(let file): try keep(file, of: event.stream, in: tables)
            case .drop(let path):
                try tables.run("DELETE FROM file_register WHERE path = ?", .text(path))
            }
        }
    }

    /// A file that is named again is the same one; what was not known of it before may be now.
    private func keep(_ file: KeptFile, of stream: StreamID, in tables: Tables) throws {
        try tables.run(
            """
            INSERT INTO file_register (path, sha256, bytes, kind, stream) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256, bytes = coalesce(excluded.bytes, bytes)
            """, .text(file.path), .text(file.sha256.hex), .number(file.bytes), .text(file.kind.rawValue),
            .text(stream.text))
    }

    // MARK: - At a start

    /// Files that are not there, or are visibly others; it blocks while it looks at each, without reading any.
    static func missing(in folder: StateFolder, _ tables: Tables) throws -> [MissingFile] {
        var missing: [MissingFile] = []
        try tables.each("SELECT path, bytes, kind, stream, sha256 FROM file_register") { row in
            guard let path = row.text(0) else { return }
            let (expected, found) = (row.number(1), FileFacts.size(of: "\(folder.path)/\(path)"))
            if let found, found > 0, expected == nil || expected == found { return }
            guard let kind = row.text(2).flatMap(KeptFile.Kind.init),
                let stream = row.text(3).flatMap({ StreamID($0) }),
                let hash = row.text(4).flatMap({ ContentHash($0) })
            else { return }
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
