import Disk
import Engine
import Foundation
import Journal
package import Offices

/// What the audit keeps beside the cases: who came in, who was turned away, and who got which rights.
package actor AuditDesk {
    let engine: Engine
    private let folder: StateFolder
    private let clock: @Sendable () -> Moment
    private var log = AccessLog()

    init(_ engine: Engine, in folder: StateFolder, clock: @escaping @Sendable () -> Moment) {
        (self.engine, self.folder, self.clock) = (engine, folder, clock)
    }

    /// Keeps a sign-in, good or bad, or its end; on disk when it returns, but for what an open entry counts.
    func note(_ access: DoorEvent, of person: Person?, at address: PeerAddress) async throws {
        switch access {
        case .signedIn: try await note(.signedIn, person, address)
        case .refused(.wrong): try await note(.refused, person, address)
        case .refused: try await note(.throttled, person, address)
        case .signedOut: try await note(.signedOut, person, address)
        }
    }

    /// Keeps that a person was denied what they asked for, such as `GET /api/cases/…`.
    package func noteDenied(_ asked: String, to person: Person, at address: PeerAddress) async throws {
        try await note(.denied, person, address, asked: Shown.line(asked, atMost: 200))
    }

    /// Keeps what was counted in minutes that are over.
    func keepCounted() async throws { try await keep(log.gathered(at: clock())) }

    /// Keeps all that was counted, whatever the minute; called at the end.
    func close() async throws { try await keep(log.gathered(at: nil)) }

    private func note(
        _ kind: AccessEntry.Kind, _ person: Person?, _ address: PeerAddress, asked: String? = nil
    ) async throws {
        let now = clock()
        let over = log.gathered(at: now)
        let entry = log.take(kind, person, from: address, asked: asked, at: now)
        try await keep(over + (entry.map { [$0] } ?? []))
    }

    private func keep(_ entries: [AccessEntry]) async throws {
        for entry in entries {
            let draft = try EventCodec.draft(entry)
            guard let key = IdempotencyKey("access:\(UUID().uuidString.lowercased())") else { continue }
            try await engine.record(draft, in: EventCodec.access, key: key, request: draft.payload)
        }
    }

    /// Takes the changes of rights that wait in the state folder into the journal, each once.
    func takeRights() async throws {
        let files = PeopleFiles(people: folder.people)
        guard FileManager.default.fileExists(atPath: files.rights.file) else { return }
        let waiting = try await OffPool.run { try files.alone { try files.rights.waiting() } }
        for change in waiting {
            let draft = try EventCodec.draft(change)
            guard let key = IdempotencyKey("rights:\(change.id.uuidString.lowercased())") else { continue }
            try await engine.record(draft, in: EventCodec.rights, key: key, request: draft.payload)
        }
        let taken = Set(waiting.map(\.id))
        try await OffPool.run { try files.alone { try files.rights.remove(taken) } }
    }
}
