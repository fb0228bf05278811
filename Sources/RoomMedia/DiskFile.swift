import Dispatch
import Foundation

/// Files that appear whole or not at all.
package enum DiskFile {
    private static let queue = DispatchQueue(label: "room-media.disk", attributes: .concurrent)

    /// Writes beside the path and renames; off the cooperative pool.
    package static func write(_ bytes: [UInt8], to path: String) async throws(MediaFailure) {
        let problem = await run { () -> String? in
            do {
                try Data(bytes).write(to: URL(filePath: path), options: .atomic)
                return nil
            } catch { return error.localizedDescription }
        }
        if let problem { throw .program("\(path) cannot be written: \(problem)") }
    }

    /// Makes a folder with what leads to it.
    static func makeFolder(_ path: String) async throws(MediaFailure) {
        let problem = await run { () -> String? in
            do {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
                return nil
            } catch { return error.localizedDescription }
        }
        if let problem { throw .program("folder \(path) cannot be made: \(problem)") }
    }

    /// Runs blocking file work on a thread of its own.
    static func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: body()) }
        }
    }
}
