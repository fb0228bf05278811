import ControlRoom
import Logging

/// What the service does by itself beside answering: it keeps time and works off its outbox.
struct ServiceDuties {
    private let timer: Task<Void, any Error>
    private let worker: Task<Void, any Error>
    private let pace: Task<Void, any Error>

    /// Begins them.
    init(_ control: ControlRoom, logger: Logger) {
        // By itself: work of the outbox may take minutes, and meetings do not wait for it.
        timer = Task {
            while !Task.isCancelled {
                await control.keepTime()
                await control.tryKeeping()
                do { try await control.keepMark() } catch { logger.error("\(error)") }
                try await Task.sleep(for: .seconds(5))
            }
        }
        pace = Task {
            while !Task.isCancelled {
                await control.keepPace()
                try await Task.sleep(for: .seconds(1))
            }
        }
        worker = Task {
            try await withThrowingDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    // A lane may be at work for an hour; what comes after it here must not wait for it.
                    group.addTask { await control.workOffOutbox() }
                    do { try await control.keepAudit() } catch { logger.error("\(error)") }
                    do { try await control.renewCalendar() } catch { logger.error("\(error)") }
                    try await Task.sleep(for: .seconds(5))
                }
            }
        }
    }

    /// Ends them, and with them the outside programs that they wait for; work that was begun is given back.
    func end() async {
        for task in [timer, worker, pace] { task.cancel() }
        _ = await timer.result
        _ = await worker.result
        _ = await pace.result
    }
}
