import Disk
import Foundation
import Offices

/// Changes of rights that the journal does not have yet, in `rights.json` beside `people.json`: noted there before they
/// are made, by whichever process makes them, and taken over by the service.
///
/// Call its functions while holding the lock of the people's files; they block.
struct RightsShelf: Sendable {
    let file: String

    /// In the order in which they were made.
    func waiting() throws(DiskFailure) -> [RightsChange] {
        guard FileManager.default.fileExists(atPath: file) else { return [] }
        let bytes = try DurableFile.read(file)
        guard let found = try? JSONDecoder().decode([RightsChange].self, from: bytes) else {
            throw .file(file, "is not a list of changes of rights; restore it from a backup or move it away")
        }
        return found
    }

    func add(_ changes: [RightsChange]) throws(DiskFailure) {
        if !changes.isEmpty { try keep(waiting() + changes) }
    }

    /// Forgets what the journal has.
    func remove(_ ids: Set<UUID>) throws(DiskFailure) {
        let rest = try waiting().filter { !ids.contains($0.id) }
        if rest.isEmpty { unlink(file) } else { try keep(rest) }
    }

    private func keep(_ changes: [RightsChange]) throws(DiskFailure) {
        guard let bytes = try? JSONEncoder().encode(changes) else { throw .file(file, "cannot be encoded") }
        try DurableFile.write(bytes, to: file)
    }
}
