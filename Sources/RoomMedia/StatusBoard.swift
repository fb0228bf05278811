import RoomLink
import Synchronization

/// Holds a media process's status and tells it: after every change, and whenever asked.
package final class StatusBoard: Sendable {
    /// Every status told; ends after `end`.
    package let statuses: AsyncStream<ChildStatus>
    private let continuation: AsyncStream<ChildStatus>.Continuation
    private let held = Mutex<(status: ChildStatus, ended: Bool)>((ChildStatus(), false))

    package init() {
        // Each status is the whole state, so a reader that falls behind loses nothing but the past.
        (statuses, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(64))
    }

    package var status: ChildStatus { held.withLock(\.status) }

    /// Changes the status and tells it when it is another one now.
    package func change(_ body: (inout ChildStatus) -> Void) {
        held.withLock { held in
            guard !held.ended else { return }
            let before = held.status
            body(&held.status)
            if held.status != before { continuation.yield(held.status) }
        }
    }

    /// Tells the status again.
    package func tell() { held.withLock { held in if !held.ended { continuation.yield(held.status) } } }

    /// Tells the last status, with the failure if there was one, and ends the stream.
    package func end(failure: String? = nil) {
        held.withLock { held in
            guard !held.ended else { return }
            held.ended = true
            if let failure { (held.status.state, held.status.failure) = (.failed, failure) }
            continuation.yield(held.status)
            continuation.finish()
        }
    }
}
