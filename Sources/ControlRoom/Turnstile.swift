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
