import Engine
import Foundation
import Journal
package import Offices
import RoomLink

/// Something that the service does by itself and has not done yet, as a person sees it.
package struct Work: Hashable, Sendable, Codable {
    package let id: Int64
    /// `remux` or `screen-check`.
    package let topic: String
    /// What is to be done, in plain words, Indonesian.
    package let text: String
    /// How often it was begun.
    package let attempts: Int
    package let lastError: String?
    /// It is begun again after this; `nil` when it was set aside.
    package let nextAttempt: Moment?
    /// Since when it waits for a person.
    package let setAside: Moment?

    init(_ entry: OutboxEntry) {
        (id, topic, attempts, lastError) = (entry.id, entry.topic, entry.attempts, entry.lastError)
        setAside = entry.setAsideAt
        nextAttempt = entry.setAsideAt == nil ? entry.notBefore : nil
        text = Self.words(entry)
    }

    private static func words(_ entry: OutboxEntry) -> String {
        let body = Data(entry.body)
        if entry.topic == RemuxJob.topic, let job = try? JSONDecoder().decode(RemuxJob.self, from: body) {
            return
                "menyatukan rekaman \(job.track == .programme ? "siaran" : "ruang") \(job.room), rapat \(job.meeting)"
        }
        if entry.topic == ScreenCheckJob.topic, let job = try? JSONDecoder().decode(ScreenCheckJob.self, from: body) {
            return "memeriksa gambar layar \(job.picture.number) dari \(job.room), rapat \(job.meeting)"
        }
        return "pekerjaan yang tidak dikenal"
    }
}

/// That a person had work tried again, as the audit keeps it.
struct WorkRetry: Hashable, Sendable, Codable {
    let work: Int64
    let topic: String
    let text: String
    /// Why it had been set aside.
    let lastError: String?
    let person: PersonID
    let name: String
    let at: Moment
}

extension ControlRoom {
    /// What is not done yet, what was set aside first.
    package func work() async throws -> [Work] { try await journal.outbox.undone().map(Work.init) }

    /// How much work waits for a person, for the wall.
    package func workSetAside() async -> Int { (try? await journal.outbox.setAsideCount()) ?? 0 }

    /// Has work that was set aside tried again, its attempts counted anew; `nil` when there is none of that number.
    ///
    /// The audit has it before it is tried.
    package func retryWork(_ id: Int64, by person: Person) async throws -> Work? {
        guard let entry = try await journal.outbox.undone().first(where: { $0.id == id && $0.setAsideAt != nil }),
            let since = entry.setAsideAt, let key = IdempotencyKey("work:\(id):\(since.microseconds)")
        else { return nil }
        let work = Work(entry)
        let retry = WorkRetry(
            work: id, topic: work.topic, text: work.text, lastError: work.lastError, person: person.id,
            name: person.name, at: clock())
        try await note(EventCodec.draft(retry), in: EventCodec.work, key: key, request: Array("\(id)".utf8))
        _ = try await journal.outbox.resume(id, at: clock())
        return try await journal.outbox.undone().first { $0.id == id }.map(Work.init)
    }
}

extension Person {
    /// Whether the person may see and repeat the service's own work: an Operator RKO, "bukan dari SOP".
    package func mayTendWork(at now: Moment) -> Bool {
        posts.contains { $0.role == .operatorRko && $0.isInForce(at: now) }
    }
}
