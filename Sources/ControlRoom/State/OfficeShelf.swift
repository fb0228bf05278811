import Disk
import Foundation
package import Offices

/// The register of offices in `offices.yaml` of the state folder; several processes may use it at the same time.
///
/// A service reads it when it starts. Its functions block while they read and write the file.
package struct OfficeShelf: Sendable {
    private let file: String

    package init(_ folder: StateFolder) { file = folder.offices }

    /// The offices that stand there; none when there is no file.
    package func register() throws(FileRefusal) -> OfficeRegister {
        guard FileManager.default.fileExists(atPath: file) else { return OfficeRegister() }
        return try OfficeFile.read(file)
    }

    /// The offices of the rooms, of the file and of the head office, in one directory.
    package func directory(rooms: [Room]) throws -> OfficeDirectory {
        let (own, head) = (try register().offices, try HeadOffice.load())
        return try OfficeDirectory(rooms: rooms, offices: own, headOffice: head)
    }

    /// Brings a table in, or nothing of it; on disk when it returns.
    ///
    /// Throws `FileRefusal` for a row that does not fit. With `dryRun` it says what it would do and writes nothing.
    package func take(_ table: OfficeTable, rooms: [Room], dryRun: Bool = false) throws -> OfficeImport {
        try FileLock.hold("\(file).lock") {
            let known = rooms.map(\.office) + (try HeadOffice.load())
            let done = try OfficeImport(table, into: register(), known: known)
            _ = try OfficeDirectory(rooms: rooms, offices: done.register.offices, headOffice: HeadOffice.load())
            guard !dryRun, !done.changes.isEmpty else { return done }
            try DurableFile.write(Data(try OfficeFile.text(done.register).utf8), to: file, mode: 0o600)
            return done
        }
    }
}
