/// A bell: one waiter, any number of ringers; rings while nobody waits are kept as one. A waiter that was cancelled is
/// the last one.
struct Wake: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    func signal() { continuation.yield() }

    /// Returns at the next ring, or at once when the task is cancelled.
    func wait() async {
        for await _ in stream { return }
    }
}
