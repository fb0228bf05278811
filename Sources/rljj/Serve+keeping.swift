import ArgumentParser
import ControlRoom
import Logging
import Terminal

extension Serve {
    /// How long the wall and `/health` say that the journal has stopped before the service ends.
    private static let farewell = Duration.seconds(2)

    /// Serves until it is told to end, or until the journal has stopped: then nothing could be kept any more, and whatever
    /// starts services starts this one again, which finds on disk what was acknowledged.
    ///
    /// A full disk does not end it: what people do is refused, said on the wall and by `/health`, and taken again as soon
    /// as there is space. Throws exit code 4 when the journal has stopped.
    func whileKept(
        by control: ControlRoom, _ logger: Logger, _ serving: @escaping @Sendable () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await serving()
                return true
            }
            group.addTask {
                for await keeping in control.keepings() { try await Self.tell(keeping, logger) }
                return false
            }
            defer { group.cancelAll() }
            while let ended = try await group.next(), !ended {}
        }
    }

    private static func tell(_ keeping: Keeping, _ logger: Logger) async throws {
        switch keeping {
        case .well: return
        case .paused(let words): logger.critical("\(words)")
        case .stopped(let words):
            logger.critical("\(words)")
            try await Task.sleep(for: farewell)
            throw ExitCode(ProgramStatus.stateFolder.rawValue)
        }
    }
}
