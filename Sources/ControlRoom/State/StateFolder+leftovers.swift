import Disk
import Foundation

extension StateFolder {
    /// Removes what work left behind that a crash or a kill ended: scratch folders, snapshots and PDFs on their way, and
    /// files that were being written aside. Chunks of recordings stay, for their rooms go on sending.
    ///
    /// Called at the start while the journal's lock is held, so that no other service writes here; it blocks, and makes
    /// commands wait that change people or holidays meanwhile.
    func clearLeftovers() throws {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: incoming)) ?? []
        where name.hasPrefix("snapshot-") || name.hasSuffix(".pdf") {
            try? FileManager.default.removeItem(atPath: "\(incoming)/\(name)")
        }
        try PeopleFiles(people: people).alone {
            try FileLock.hold("\(calendar).lock") { clearUnfinished() }
        }
    }

    /// Whatever is named as something half done is that: every writer gives it another name at its end.
    private func clearUnfinished() {
        guard let names = FileManager.default.enumerator(atPath: path) else { return }
        while let name = names.nextObject() as? String {
            guard name.hasSuffix(".partial") || (name as NSString).lastPathComponent.hasPrefix(".rljj-") else {
                continue
            }
            names.skipDescendants()
            try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
        }
    }
}
