import Foundation

/// The built programs, found beside the running test bundle.
enum Products {
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    /// The nearest folder at or above the running program that holds an executable `rljj`.
    static func folder() throws -> URL {
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        for start in [own, CommandLine.arguments.first].compactMap({ $0 }) {
            var place = URL(fileURLWithPath: start).standardizedFileURL
            while place.path != "/" {
                place.deleteLastPathComponent()
                if FileManager.default.isExecutableFile(atPath: place.appending(path: "rljj").path) { return place }
            }
        }
        throw Missing(description: "no built rljj beside the tests; build the package first")
    }

    static func program(_ name: String) throws -> String { try folder().appending(path: name).path }

    /// The project's own folder of that name, above the built programs.
    static func projectFolder(_ name: String) throws -> URL {
        var place = try folder()
        while place.path != "/" {
            let candidate = place.appending(path: name)
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
            place.deleteLastPathComponent()
        }
        throw Missing(description: "no folder \(name) above the built programs")
    }

    /// Writes the project's room files anew into a folder of a test, each text changed by `change`.
    ///
    /// Contents are copied, never links, so that nothing a test does to them reaches the project.
    static func writeRooms(into folder: URL, _ change: (_ name: String, _ text: String) throws -> String?) throws {
        let source = try projectFolder("Rooms")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in try FileManager.default.contentsOfDirectory(atPath: source.path) where name.hasSuffix(".yaml") {
            let text = try String(contentsOf: source.appending(path: name), encoding: .utf8)
            if let changed = try change(name, text) { try Data(changed.utf8).write(to: folder.appending(path: name)) }
        }
    }
}
