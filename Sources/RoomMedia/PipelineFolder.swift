import Foundation

/// The top-level folder `Pipelines`, where whole launch descriptions live.
package struct PipelineFolder: Hashable, Sendable {
    package let path: String

    /// Takes an explicit folder, else the nearest `Pipelines` above the running executable, else the one in the
    /// current folder.
    ///
    /// - Throws: `MediaFailure.program` when none of them holds `capture.launch`.
    package init(_ explicit: String? = nil) throws(MediaFailure) {
        let candidates = explicit.map { [$0] } ?? Self.aboveExecutable + [Self.here]
        let holds = { FileManager.default.isReadableFile(atPath: $0 + "/capture.launch") }
        guard let found = candidates.first(where: holds) else {
            let places = explicit ?? "Pipelines above the program or in \(FileManager.default.currentDirectoryPath)"
            throw .program("no launch descriptions found: looked for capture.launch in \(places); give --pipelines DIR")
        }
        path = found
    }

    /// The description in `NAME.launch`.
    package func text(_ name: String) throws(MediaFailure) -> String {
        let file = "\(path)/\(name).launch"
        // Descriptions are a few kilobytes; a file that is not one is not read whole.
        guard let handle = FileHandle(forReadingAtPath: file), let data = try? handle.read(upToCount: 1 << 16),
            let text = String(data: data, encoding: .utf8)
        else { throw .program("launch description \(file) cannot be read; install the Pipelines folder again") }
        return text
    }

    private static var here: String { FileManager.default.currentDirectoryPath + "/Pipelines" }

    private static var aboveExecutable: [String] {
        let link = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        var folder = URL(filePath: link).deletingLastPathComponent()
        var found: [String] = []
        while folder.path.count > 1 {
            found.append(folder.appendingPathComponent("Pipelines").path)
            folder.deleteLastPathComponent()
        }
        return found
    }
}
