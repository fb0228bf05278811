import Digests
import Documents
import Engine
import Foundation
import Journal
import Meetings
import Offices

extension ControlRoom {
    /// Does everything that the journal's outbox has due now; what fails is due again later, ever more patiently, and is
    /// set aside after `Outbox.mostAttempts`.
    ///
    /// Each topic is a lane of its own, one entry at a time: a recording that is joined for an hour holds up no picture
    /// of a screen. Called at the start, every few seconds, and when new work is known; returns when the lanes that it
    /// began are empty. A lane that is at work already looks once more.
    package func workOffOutbox() async {
        await catchUpWorkClock()
        let topics = (try? await journal.outbox.topics(dueAt: workClock())) ?? []
        await withTaskGroup(of: Void.self) { group in
            for topic in topics {
                if lanes[topic] == nil {
                    lanes[topic] = .atWork
                    group.addTask { await self.workOff(topic) }
                } else {
                    lanes[topic] = .lookingAgain
                }
            }
        }
    }

    /// The most seconds from one attempt to the next.
    private static let longestPause = 300.0

    /// The time by which the outbox waits: it goes on steadily, never back, and is behind no moment that was written.
    ///
    /// Entries are dated by the time of day. When that was an hour ahead for a while, what was written then must not wait
    /// for an hour once it is right again.
    private func workClock() -> Moment {
        workLead = max(workLead, clock().seconds(since: steady()))
        return steady().advanced(bySeconds: workLead)
    }

    /// Nothing waits for longer than the longest pause: what would was written by a clock that was ahead, and its time has
    /// come.
    private func catchUpWorkClock() async {
        guard let next = try? await journal.outbox.nextAttempt() else { return }
        let wait = next.seconds(since: workClock())
        if wait > Self.longestPause { workLead += wait }
    }

    private func workOff(_ topic: String) async {
        defer { lanes[topic] = nil }
        repeat {
            lanes[topic] = .atWork
            while !Task.isCancelled,
                let entry = try? await journal.outbox.due(at: workClock(), topic: topic, limit: 1).first
            {
                guard await work(entry) else { return }
            }
        } while lanes[topic] == .lookingAgain && !Task.isCancelled
    }

    /// `false` when the outbox itself cannot be written: the lane then waits for the next call.
    private func work(_ entry: OutboxEntry) async -> Bool {
        let outbox = journal.outbox
        do {
            guard entry.attempts < Outbox.mostAttempts else {
                try await outbox.setAside(entry.id, because: entry.lastError ?? "tried too often", at: clock())
                return true
            }
            try await outbox.begin(entry.id)
            do {
                try await perform(entry)
                try await outbox.finish(entry.id, at: clock())
            } catch {
                try await putOff(entry, after: error)
            }
            return true
        } catch {
            return false
        }
    }

    private func putOff(_ entry: OutboxEntry, after error: any Error) async throws {
        let outbox = journal.outbox
        if Task.isCancelled { return try await outbox.giveBack(entry.id) }
        let words = String(describing: error)
        if Self.isForGood(error) || entry.attempts + 1 >= Outbox.mostAttempts {
            try await outbox.setAside(entry.id, because: words, at: clock())
        } else {
            let pause = min(Self.longestPause, 5 * pow(2, Double(entry.attempts)))
            try await outbox.retry(entry.id, notBefore: workClock().advanced(bySeconds: pause), because: words)
        }
    }

    /// Whether trying again gives the same: the journal refuses the entry, or nobody can read it.
    private static func isForGood(_ error: any Error) -> Bool {
        error is Journal.Refusal || error is DecodingError || error is UnknownWork
    }

    private func perform(_ entry: OutboxEntry) async throws {
        let body = Data(entry.body)
        switch entry.topic {
        case RemuxJob.topic: try await remux(JSONDecoder().decode(RemuxJob.self, from: body))
        case ScreenCheckJob.topic: try await check(JSONDecoder().decode(ScreenCheckJob.self, from: body), entry.body)
        default: throw UnknownWork(topic: entry.topic)
        }
    }

    private func remux(_ job: RemuxJob) async throws {
        let meeting = try await known(job.meeting)
        // A report that is out names its recordings; what came or went since makes no other file.
        guard desk.recordings.path(job.room, job.track, of: meeting) != nil else { return }
        try await desk.recordings.make(job.room, job.track, of: meeting)
    }

    /// The key holds the hash of all that is asked: another picture under the same number is another check.
    private func check(_ job: ScreenCheckJob, _ body: [UInt8]) async throws {
        let check = ScreenCheck(picture: job.picture, page: job.page, likeness: try await job.likeness(blobs))
        guard let key = IdempotencyKey("checked:\(job.meeting):\(job.room):\(ContentHash(of: body).hex)") else {
            return
        }
        try await submit(.check(check, of: job.room), to: job.meeting, key: key)
    }
}

/// How busy a lane of the outbox is.
enum LaneState: Sendable {
    case atWork
    /// More work came meanwhile.
    case lookingAgain
}

/// Work of a topic that this program does not know: an older or newer one left it.
private struct UnknownWork: Error, CustomStringConvertible {
    let topic: String
    var description: String { "the outbox holds \(topic), which nothing here does" }
}
