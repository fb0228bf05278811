/// Lets one task through at a time, in the order of their coming.
///
/// Between deciding on a state and keeping the events nobody else may decide on the same state; an actor alone does not
/// promise that across an `await`.
actor Turnstile {
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func enter() async {
        if !isTaken {
            isTaken = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().resume() }
    }
}

/// A turnstile for each file that is worked on, by its path; those at which nobody waits take no memory.
actor Turnstiles {
    private var users: [String: (turnstile: Turnstile, count: Int)] = [:]

    /// Runs the body while nobody else works on the file.
    func hold<Result: Sendable>(
        _ file: String, _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        let (turnstile, count) = users[file] ?? (Turnstile(), 0)
        users[file] = (turnstile, count + 1)
        await turnstile.enter()
        do {
            let result = try await body()
            await leave(file, turnstile)
            return result
        } catch {
            await leave(file, turnstile)
            throw error
        }
    }

    private func leave(_ file: String, _ turnstile: Turnstile) async {
        let count = users[file]?.count ?? 1
        users[file] = count > 1 ? (turnstile, count - 1) : nil
        await turnstile.leave()
    }
}
