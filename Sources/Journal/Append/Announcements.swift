import Synchronization

/// Tells those who listen how far the journal has come.
final class Announcements: Sendable {
    private struct State {
        var newest: Int64
        var next = 0
        var listeners: [Int: AsyncStream<Int64>.Continuation] = [:]
        var isFinished = false
    }

    private let state: Mutex<State>

    init(newest: Int64) { state = Mutex(State(newest: newest)) }

    func stream() -> AsyncStream<Int64> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let id = state.withLock { state -> Int? in
                guard !state.isFinished else { return nil }
                if state.newest > 0 { continuation.yield(state.newest) }
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

    func announce(_ position: Int64) {
        state.withLock { state in
            guard position > state.newest else { return }
            state.newest = position
            for listener in state.listeners.values { listener.yield(position) }
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
