import Hummingbird
import Logging
import Synchronization

/// Tells the log of requests that were refused for their `Host` or `Origin`: most often a proxy is set up wrongly, and
/// whoever does that reads the log.
///
/// Anybody can send such requests, so that there are twenty lines at once, and one every five seconds from then on.
final class RefusalLog: Sendable {
    private let lines = Mutex(RateLimit<Bool>(burst: 20, perSecond: 0.2))

    func note(_ error: any Error, _ words: String, _ context: ConsoleContext) {
        switch error {
        case Rejection.host, Rejection.otherPage: break
        default: return
        }
        let now = Console.uptime()
        guard lines.withLock({ $0.spend(true, at: now) }) == nil else { return }
        context.logger.warning("refused \(context.peer): \(words)")
    }
}
