import Foundation
import Logging
package import Offices
package import RoomLink
import RoomMedia
package import Terminal

/// `rljj-room pipeline`: one media process from its command line to its end.
package struct PipelineCommand: Sendable {
    /// Which pipeline.
    package var child: ChildName
    /// The path of the folder of sockets and process numbers.
    package var run: String
    /// The path of the folder of launch descriptions.
    package var pipelines: String
    /// When the process ends by itself if no agent ever speaks to it.
    package var until: Moment?

    /// A command by the words of its command line, unchecked.
    package init(child: ChildName, run: String, pipelines: String, until: Moment?) {
        (self.child, self.run, self.pipelines, self.until) = (child, run, pipelines, until)
    }

    /// Without an agent's word a process ends after ten minutes.
    private static let lonely = 600.0

    /// Plays until its end; gives the exit code, and says why on standard error when it failed.
    package func play() async -> ProgramStatus {
        let ended = Signals.first()
        let log = LineLog.logger(child.rawValue)
        let end = until ?? AgentClock.system.now().advanced(bySeconds: Self.lonely)
        let host = PipelineHost(child: child, until: end, log: log) { [pipelines] plan throws(MediaFailure) in
            try await PipelineMaker.make(plan, from: try PipelineFolder(pipelines))
        }
        let watch = Task {
            await ended.wait()
            await host.end()
        }
        defer { watch.cancel() }
        do {
            return code(of: try await host.run(in: RunFolder(path: run)), log: log)
        } catch {
            ProgramStatus.complain("\(error)")
            return .failed
        }
    }

    private func code(of leaving: ChildLeaving, log: Logger) -> ProgramStatus {
        switch leaving {
        case .ordered, .expired:
            log.info("ended in order")
            return .success
        case .restart(let what):
            log.info("to be started anew: \(what)")
            return .restart
        case .failed(let words):
            log.error("\(words)")
            return .failed
        }
    }
}
