import Foundation
import Testing

/// One `rljj demo` whose evidence many tests judge; it is started by the first of them.
enum DemoRun {
    /// The folder of the run, which no test changes.
    private static let whole = Task {
        let scratch = TestFolder.make()
        let output = scratch.appending(path: "bukti")
        let ran = try await Ran.built(
            "rljj", ["demo", "--output", output.path, "--pace", "1"], in: scratch, within: 300)
        try #require(ran.status == 0, "rljj demo: \(ran.output.suffix(600)) \(ran.error)")
        return (dossier: try Dossier(output), ran: ran)
    }

    static func dossier() async throws -> Dossier { try await whole.value.dossier }
    static func ran() async throws -> Ran { try await whole.value.ran }
}

/// Folders for tests, removed when the test process ends.
enum TestFolder {
    private static let root: URL = {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "rljj-e2e-\(UUID().uuidString.lowercased())")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        atexit { TestFolder.sweep() }
        return folder
    }()

    static func make() -> URL {
        let folder = root.appending(path: String(UUID().uuidString.lowercased().prefix(8)))
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Ends what still runs in the folders, then removes them.
    private static func sweep() {
        Leftovers.end(naming: root.path)
        try? FileManager.default.removeItem(at: root)
    }
}
