import BoundedProcess
import Foundation
package import Terminal

/// `rljj-room elements`: whether every GStreamer element that the launch descriptions name is installed.
package struct ElementsCommand: Sendable {
    /// The path of the folder of launch descriptions.
    package var pipelines: String

    /// A command by the words of its command line, unchecked.
    package init(pipelines: String) { self.pipelines = pipelines }

    private static let inspect = Program("gst-inspect-1.0", package: "gstreamer1.0-tools")

    /// Names what is missing on standard error, one line each with its Debian package.
    package func run() async -> ProgramStatus {
        do {
            let wanted = try descriptions().reduce(into: Set<String>()) { $0.formUnion(LaunchText.elements(in: $1)) }
            let installed = try await Self.installed()
            let missing = wanted.subtracting(installed).sorted()
            for name in missing {
                ProgramStatus.complain(await Self.words(for: name))
            }
            return missing.isEmpty ? .success : .missing
        } catch {
            ProgramStatus.complain("\(error)")
            return error is Program.Failure ? .missing : .badInput
        }
    }

    /// Makes GStreamer read its plug-ins into its registry once, which five media processes at once would each do for a
    /// second. An element that is missing matters only to the rooms that use it: their media process says so.
    static func warmRegistry() async { _ = try? await installed() }

    /// What is installed and cannot be loaded, for want of memory perhaps, is not to be installed again. Nothing
    /// of the kind can be said of an element whose package is only guessed.
    private static func words(for element: String) async -> String {
        guard let package = ElementPackage.holding(element), await isInstalled(package) else {
            return "GStreamer element \(element) is missing; run: apt-get install \(ElementPackage.named(element))"
        }
        let memory = ProcessLimits.now(.addressSpace).map { $0.soft > 1 << 50 ? "unlimited" : "\($0.soft >> 20) MiB" }
        return "GStreamer element \(element) cannot be loaded although \(package) is installed: GST_PLUGIN_PATH and "
            + "GST_PLUGIN_SYSTEM_PATH may lead elsewhere, or its memory is too little (ulimit -v: \(memory ?? "unknown")); "
            + "mend that, remove the folder ~/.cache/gstreamer-1.0, and try again"
    }

    private static func isInstalled(_ package: String) async -> Bool {
        let dpkg = Program("dpkg-query", package: "dpkg")
        let output = try? await dpkg.run(["-W", "-f", "${db:Status-Status}", package])
        return output?.text == "installed"
    }

    private struct NoDescriptions: Error, CustomStringConvertible {
        let folder: String
        var description: String { "\(folder) holds no .launch files; give the folder with --pipelines" }
    }

    private func descriptions() throws -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: pipelines)) ?? []
        let launches = names.filter { $0.hasSuffix(".launch") }
        guard !launches.isEmpty else { throw NoDescriptions(folder: pipelines) }
        return try launches.map { try String(contentsOfFile: "\(pipelines)/\($0)", encoding: .utf8) }
    }

    /// The names of all installed elements: lines such as `coreelements:  queue: Queue`.
    private static func installed() async throws(Program.Failure) -> Set<String> {
        let bounds = Bounds(wall: .seconds(60), cpuSeconds: 60, memoryBytes: 4 << 30)
        // In the caller's own home, so that the registry written there serves the media processes.
        let home = FileManager.default.homeDirectoryForCurrentUser
        let output = try await inspect.run(
            ["--no-colors"], within: bounds, in: home, environment: Program.mediaEnvironment)
        return Set(
            output.text.split(whereSeparator: \.isNewline).compactMap { line in
                let fields = line.split(separator: ":", maxSplits: 2).map { $0.trimmingCharacters(in: .whitespaces) }
                return fields.count == 3 ? fields[1] : nil
            })
    }
}
