import Cases
import Documents
import Foundation
import Journal
import Offices
import Procedures
import Synchronization
import Testing

@testable import Engine

/// A folder with a journal in it, gone with the value; its clock goes on by a millisecond at each look.
final class Ground: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: "engine-\(UUID().uuidString)").path
    private let time = Mutex<Int64>(1_795_000_000_000_000)
    let procedures: Procedures

    init() throws {
        procedures = try Procedures.load()
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func now() -> Moment {
        Moment(
            microseconds: time.withLock { time in
                time += 1000
                return time
            })
    }

    /// Runs a body with an engine that has taken in the journal, and closes the journal whatever happens.
    func run<Result: Sendable>(
        _ reactions: Reactions = Reactions(), projections: [any Projection] = [],
        _ body: (Engine) async throws -> Result
    ) async throws -> Result {
        let journal = try await Journal.open(at: "\(path)/journal.sqlite", projections: projections) { self.now() }
        do {
            let engine = Engine(journal, correspondence: try Correspondence.load(), reactions: reactions) { self.now() }
            try await engine.start(from: nil)
            let result = try await body(engine)
            await engine.finish()
            try await journal.close()
            return result
        } catch {
            try? await journal.close()
            throw error
        }
    }

    static let office = Office(
        id: OfficeID("kpp-jayapura") ?? .kantorPusat, name: "KPP Pratama Jayapura", kind: .kpp, zone: .wit, sections: []
    )

    /// Opens a case of P12, with the number that is next when it is decided.
    func opening(_ key: IdempotencyKey, of id: CaseID) throws -> Command {
        let (course, subject) = (try #require(Course(opening: .p12)), try #require(Line("Pertanyaan")))
        let versions = procedures.following(course).versions
        return Command(key: key, request: Array(key.text.utf8)) { docket, now in
            let number = (docket.counts.cases[course] ?? 0) + 1
            let opening = CaseOpening(
                number: number, course: course, subject: subject, host: Ground.office, versions: versions)
            return try Proposal([.opened(opening)], to: Case.self, id, at: now)
        }
    }

    func opening() throws -> Command { try opening(key(), of: CaseID(at: now())) }
}

func key(_ text: String = UUID().uuidString) throws -> IdempotencyKey { try #require(IdempotencyKey(text)) }

/// A line of an audit.
func line(_ text: String) -> EventDraft {
    EventDraft(
        type: "work.retried@1", payload: Array("{\"text\":\"\(text)\"}".utf8), actor: Array("{}".utf8),
        occurredAt: Moment(microseconds: 1_795_000_000_000_000))
}

struct No: Error, Equatable {}

/// Takes every event but those that say so.
struct Faulty: Projection {
    let name = "faulty"
    let version = 1

    func createTables(in tables: Tables) throws {}

    func apply(_ event: StoredEvent, in tables: Tables) throws {
        if String(decoding: event.payload, as: UTF8.self).contains("faulty") { throw No() }
    }
}
