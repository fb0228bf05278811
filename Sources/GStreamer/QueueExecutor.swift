import Dispatch

/// Runs an actor on a serial queue of its own, so that a blocking state change never holds a thread of the
/// cooperative pool.
final class QueueExecutor: SerialExecutor {
    let queue: DispatchQueue

    init(label: String) { queue = DispatchQueue(label: label) }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedSerialExecutor()
        queue.async { job.runSynchronously(on: executor) }
    }
}

/// Runs blocking library calls outside the cooperative pool.
enum Blocking {
    private static let queue = DispatchQueue(label: "gstreamer.blocking", attributes: .concurrent)

    static func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: body()) }
        }
    }

    static func start(_ body: @escaping @Sendable () -> Void) { queue.async(execute: body) }
}
