package import Foundation

/// A private folder for one piece of work, gone when the work is done.
package enum Scratch {
    /// Runs `work` with a new folder (mode 0700) below `parent`, and removes the folder with all it holds afterwards.
    ///
    /// Throws what `work` throws, or Foundation's error when the folder cannot be made.
    package static func folder<Result>(
        below parent: URL = FileManager.default.temporaryDirectory, _ work: (URL) async throws -> Result
    ) async throws -> Result {
        let folder = parent.appendingPathComponent(".rljj-\(UUID().uuidString.lowercased())", isDirectory: true)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await work(folder)
    }
}
