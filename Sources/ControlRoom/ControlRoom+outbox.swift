import Foundation
import Journal
import Offices

extension ControlRoom {
    /// Does everything that the journal's outbox has due now; what fails is due again later, ever more patiently.
    ///
    /// Called at the start, every few seconds, and when new work is known; a call during another one returns at once.
    package func workOffOutbox() async {
        guard !isWorkingOff else { return }
        isWorkingOff = true
        defer { isWorkingOff = false }
        while let entry = try? await journal.outbox.due(at: clock(), limit: 1).first, !Task.isCancelled {
            await work(entry)
            tellPages()
        }
    }

    private func work(_ entry: OutboxEntry) async {
        do {
            let job = try JSONDecoder().decode(RemuxJob.self, from: Data(entry.body))
            try await RecordingShelf(folder: folder).make(job.room, job.track, of: known(job.meeting))
            try await journal.outbox.finish(entry.id, at: clock())
        } catch {
            let pause = min(300, 5 * pow(2, Double(min(entry.attempts, 6))))
            let later = clock().advanced(bySeconds: pause)
            try? await journal.outbox.retry(entry.id, notBefore: later, because: String(describing: error))
        }
    }
}
