import Foundation

/// Finds the folders that come with the project.
enum ProjectFolder {
    /// The folder of that name in the current directory, else beside or above the running program.
    static func find(_ name: String) -> String? {
        if isFolder(name) { return name }
        var place = URL(fileURLWithPath: program("rljj")).deletingLastPathComponent()
        while place.path != "/" {
            let candidate = place.appending(path: name).path
            if isFolder(candidate) { return candidate }
            place.deleteLastPathComponent()
        }
        return nil
    }

    /// The option that tells a room's program where the launch descriptions are.
    static var pipelines: [String] {
        find("Pipelines").map { ["--pipelines", URL(fileURLWithPath: $0).path] } ?? []
    }

    /// The path of a program that lies beside the running one.
    static func program(_ name: String) -> String {
        let own =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: own).deletingLastPathComponent().appending(path: name).path
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
