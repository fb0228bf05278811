import Disk
import Engine
import Foundation
import Journal
package import Offices

extension ControlRoom {
    /// What happened at the door.
    enum Access {
        case signedIn
        case refused(SignInRefusal)
        case signedOut
    }

    /// Keeps a sign-in, good or bad, or its end; on disk when it returns, but for what an open entry counts.
    func note(_ access: Access, of person: Person?, at address: PeerAddress) async throws {
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

    /// Takes over what has waited: changes of rights and choices between machines by other processes, and what was counted
    /// in minutes that are over.
    ///
    /// Called every few seconds.
    package func keepAudit() async throws {
        try await takeRights()
        try await takeMachineChoices()
        try await keep(accessLog.gathered(at: clock()))
    }

    /// Keeps all that was counted, whatever the minute; called at the end.
    func closeAudit() async throws { try await keep(accessLog.gathered(at: nil)) }

    private func note(
        _ kind: AccessEntry.Kind, _ person: Person?, _ address: PeerAddress, asked: String? = nil
    ) async throws {
        let now = clock()
        let over = accessLog.gathered(at: now)
        let entry = accessLog.take(kind, person, from: address, asked: asked, at: now)
        try await keep(over + (entry.map { [$0] } ?? []))
    }

    private func keep(_ entries: [AccessEntry]) async throws {
        for entry in entries {
            let draft = try EventCodec.draft(entry)
            guard let key = IdempotencyKey("access:\(UUID().uuidString.lowercased())") else { continue }
            try await note(draft, in: EventCodec.access, key: key, request: draft.payload)
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
            try await note(draft, in: EventCodec.rights, key: key, request: draft.payload)
        }
        let taken = Set(waiting.map(\.id))
        try await OffPool.run { try files.alone { try files.rights.remove(taken) } }
    }

    /// The sign-ins and denials that the audit has.
    func accesses() async throws -> [AccessEntry] {
        try await journal.events(of: EventCodec.access).map {
            try JSONDecoder().decode(AccessEntry.self, from: Data($0.payload))
        }
    }

    /// The changes of rights that the audit has.
    func rightsChanges() async throws -> [RightsChange] {
        try await journal.events(of: EventCodec.rights).map {
            try JSONDecoder().decode(RightsChange.self, from: Data($0.payload))
        }
    }
}
