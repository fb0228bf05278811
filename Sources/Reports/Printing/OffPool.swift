import Dispatch

/// Runs blocking work (reading files, hashing) on a thread of its own, never on the cooperative pool.
enum OffPool {
    static func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .utility).async { continuation.resume(with: Swift.Result(catching: work)) }
        }
    }
}
