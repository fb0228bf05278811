/// Waits that end by themselves.
enum Deadline {
    /// The first element of a stream; `nil` when the time is over or the stream ends before.
    static func first<Element: Sendable>(
        of stream: AsyncStream<Element>, within limit: Duration
    ) async -> Element? {
        await withTaskGroup(of: Element?.self) { group in
            group.addTask { await stream.first { _ in true } }
            group.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    /// Waits until the condition holds, looking every 10 ms; `false` when the time is over.
    static func holds(within limit: Duration, _ condition: @Sendable () -> Bool) async -> Bool {
        let end = ContinuousClock.now + limit
        while !condition() {
            guard ContinuousClock.now < end, (try? await Task.sleep(for: .milliseconds(10))) != nil else {
                return false
            }
        }
        return true
    }
}
