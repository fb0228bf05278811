import BoundedProcess
import Foundation

/// Work done in a private folder beside its result, so that the result can be moved into place in one step.
enum Beside {
    /// Makes `folder` when it is missing, and runs `work` in a private folder below it that is removed afterwards.
    static func folder<Result>(_ folder: URL, _ work: (URL) async throws -> Result) async throws -> Result {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return try await Scratch.folder(below: folder, work)
    }

    /// Moves a finished file over whatever had its name; file and name are on disk when it returns.
    static func replace(_ file: URL, with finished: URL) throws {
        try flush(finished.path)
        guard rename(finished.path, file.path) == 0 else { throw failure(file.path) }
        try flush(file.deletingLastPathComponent().path)
    }

    private static func flush(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(path) }
    }

    private static func failure(_ path: String) -> Print.Failure {
        .file("\(path): \(String(cString: strerror(errno)))")
    }
}
