import Foundation
import Synchronization

/// Whoever wants to hear that something has changed: pages, and whoever looks after the rooms.
///
/// It says that there is news, never which: a listener looks for itself, so one that was slow has missed nothing.
package final class News: Sendable {
    private let listeners = Mutex<[UUID: AsyncStream<Void>.Continuation]>([:])

    init() {}

    /// One element for each change, and one at once; a listener that is slow gets several changes as one.
    package func listen() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = UUID()
        listeners.withLock { $0[id] = continuation }
        continuation.onTermination = { [weak self] _ in self?.listeners.withLock { $0[id] = nil } }
        continuation.yield()
        return stream
    }

    /// Says that something has changed.
    func tell() { for listener in listeners.withLock({ Array($0.values) }) { listener.yield() } }

    /// Ends every listener's stream.
    func finish() { for listener in listeners.withLock({ Array($0.values) }) { listener.finish() } }
}
