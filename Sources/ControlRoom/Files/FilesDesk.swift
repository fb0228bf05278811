import Digests
import Disk
import Foundation
package import Offices

/// What people hand in: how much each may send, and how much of it an office may put into one case.
package actor FilesDesk {
    private let folder: StateFolder
    private let clock: @Sendable () -> Moment
    /// What each person handed in lately.
    private var ledger: FileLedger
    var bounds = FileBounds()
    /// One writing of the ledger at a time.
    private let counting = Turnstile()

    init(_ folder: StateFolder, clock: @escaping @Sendable () -> Moment) {
        (self.folder, self.clock) = (folder, clock)
        ledger = FileLedger(file: folder.handedIn)
    }

    /// What was handed in, by hash.
    package nonisolated var enclosures: EnclosureShelf { EnclosureShelf(folder) }

    var check: EnclosureCheck {
        EnclosureCheck(enclosures: enclosures, blobs: BlobStore(folder), allowance: bounds.ofOfficeInACase)
    }

    /// Takes a file of a person: a place is kept while it is sent, and it counts once it is here.
    ///
    /// `take` is given what counts the file, to be called before it is kept. Throws `FileAllowance.Refusal`.
    package func handingIn<Result: Sendable>(
        by person: PersonID, _ take: @Sendable (_ count: @Sendable (Int) async throws -> Void) async throws -> Result
    ) async throws -> Result {
        try ledger.begin(person, at: clock(), allowed: bounds.ofPersonInADay)
        defer { ledger.end(person) }
        return try await take { try await self.count($0, by: person) }
    }

    private func count(_ bytes: Int, by person: PersonID) async throws {
        try ledger.count(person, Int64(bytes), at: clock(), allowed: bounds.ofPersonInADay)
        await counting.enter()
        // As they are now: whoever waited writes what the others counted as well.
        let (entries, path) = (ledger.entries, folder.handedIn)
        do {
            try await OffPool.run { try DurableFile.write(JSONEncoder().encode(entries), to: path, mode: 0o600) }
            await counting.leave()
        } catch {
            await counting.leave()
            throw error
        }
    }
}
