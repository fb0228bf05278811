import Synchronization

/// Tells those who listen what is newest: how far the journal has come, whether it takes writes.
final class Announcements<Value: Equatable & Sendable>: Sendable {
    private struct State {
        var newest: Value?
        var next = 0
        var listeners: [Int: AsyncStream<Value>.Continuation] = [:]
        var isFinished = false
    }

    private let state: Mutex<State>

    init(newest: Value?) { state = Mutex(State(newest: newest)) }

    var newest: Value? { state.withLock { $0.newest } }

    /// The newest value, given at once when there is one, and each that follows; a slow reader misses those in between.
    func stream() -> AsyncStream<Value> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let id = state.withLock { state -> Int? in
                guard !state.isFinished else { return nil }
                if let newest = state.newest { continuation.yield(newest) }
                state.next += 1
                state.listeners[state.next] = continuation
                return state.next
            }
            guard let id else { return continuation.finish() }
            continuation.onTermination = { [weak self] _ in
                self?.state.withLock { $0.listeners[id] = nil }
            }
        }
    }

    /// Tells a value unless it is what was told last.
    func announce(_ value: Value) {
        state.withLock { state in
            guard value != state.newest else { return }
            state.newest = value
            for listener in state.listeners.values { listener.yield(value) }
        }
    }

    func finish() {
        let listeners = state.withLock { state in
            state.isFinished = true
            defer { state.listeners = [:] }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }
}
