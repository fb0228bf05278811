import BoundedProcess
import Disk
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
        do throws(DiskFailure) { try DurableFile.publish(finished.path, as: file.path, mode: nil) } catch {
            throw Print.Failure.file(error.line)
        }
    }
}
