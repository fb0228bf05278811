import Foundation
import Journal
import Meetings
import Offices
import RoomLink

extension ControlRoom {
    /// Does everything that the journal's outbox has due now; what fails is due again later, ever more patiently.
    ///
    /// Called at the start, every few seconds, and when new work is known; a call during another one makes that one look
    /// once more.
    package func workOffOutbox() async {
        hasNewWork = true
        guard !isWorkingOff else { return }
        isWorkingOff = true
        defer { isWorkingOff = false }
        while hasNewWork, !Task.isCancelled {
            hasNewWork = false
            while let entry = try? await journal.outbox.due(at: clock(), limit: 1).first, !Task.isCancelled {
                await work(entry)
                tellPages()
            }
        }
    }

    private func work(_ entry: OutboxEntry) async {
        do {
            switch entry.topic {
            case RemuxJob.topic: try await remux(JSONDecoder().decode(RemuxJob.self, from: Data(entry.body)))
            case ScreenCheckJob.topic:
                try await check(JSONDecoder().decode(ScreenCheckJob.self, from: Data(entry.body)))
            default: throw ControlRoomFailure.journal("the outbox holds \(entry.topic), which nothing here does")
            }
            try await journal.outbox.finish(entry.id, at: clock())
        } catch {
            let pause = min(300, 5 * pow(2, Double(min(entry.attempts, 6))))
            let later = clock().advanced(bySeconds: pause)
            try? await journal.outbox.retry(entry.id, notBefore: later, because: String(describing: error))
        }
    }

    private func remux(_ job: RemuxJob) async throws {
        let meeting = try await known(job.meeting)
        // A report that is out names its recordings; what came or went since makes no other file.
        guard desk.recordings.path(job.room, job.track, of: meeting) != nil else { return }
        try await desk.recordings.make(job.room, job.track, of: meeting)
    }

    private func check(_ job: ScreenCheckJob) async throws {
        let check = ScreenCheck(picture: job.picture, page: job.page, likeness: try await job.likeness(blobs))
        guard let key = IdempotencyKey("checked:\(job.meeting):\(job.room):\(job.picture.number)") else { return }
        try await alone {
            try await append([.screenChecked(room: job.room, check: check)], to: job.meeting, key: key, at: clock())
            refreshPlans()
        }
    }
}
