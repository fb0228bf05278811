import Dispatch

/// Runs work that blocks on files outside the cooperative pool.
package enum OffPool {
    /// The caller is suspended, not blocked.
    package static func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Swift.Result { try work() }) }
        }
    }
}
