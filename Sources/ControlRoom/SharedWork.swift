/// Work that several may ask for at once and that is done once: a second caller waits for the first one's.
///
/// It ends when nobody waits for it any more, and whatever it runs ends with it.
actor SharedWork<Value: Sendable> {
    private struct Running {
        let task: Task<Value, any Error>
        var waiting: Int
    }

    private var running: [String: Running] = [:]

    /// How many wait for that work.
    func waiting(for name: String) -> Int { running[name]?.waiting ?? 0 }

    func run(_ name: String, _ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
        // Work that is being ended has to be over before the same is begun anew.
        while let ending = running[name]?.task, ending.isCancelled {
            _ = await ending.result
            forget(name, ending)
        }
        let task = running[name]?.task ?? Task { try await body() }
        running[name, default: Running(task: task, waiting: 0)].waiting += 1
        defer { forget(name, task) }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            Task { await self.leave(name, task) }
        }
    }

    /// One that waited waits no longer; the last one ends the work.
    private func leave(_ name: String, _ task: Task<Value, any Error>) {
        guard running[name]?.task == task, let left = running[name]?.waiting else { return }
        running[name]?.waiting = left - 1
        if left <= 1 { task.cancel() }
    }

    /// The work is over, for all who waited.
    private func forget(_ name: String, _ task: Task<Value, any Error>) {
        if running[name]?.task == task { running[name] = nil }
    }
}
