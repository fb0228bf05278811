import Foundation

/// How far outside programs are kept from the rest of the machine.
///
/// Which one is in force is found out once in the life of a process, by a real trial, and can be said at its start.
package enum Confinement: Hashable, Sendable, CustomStringConvertible {
    /// bubblewrap: no network, no other processes, no files but the named ones, nothing written but the own folder.
    case full
    /// Limits of time, memory and file size only; `reason` says why, and what to do about it.
    case limitsOnly(reason: String)

    /// What holds for every confined run of this process.
    package static func inForce() async -> Confinement { await trial.value }

    private static let trial = Task.detached { await attempt(Program.bubblewrap) }

    package var isFull: Bool { self == .full }

    /// One line for whoever starts the service.
    package var description: String {
        switch self {
        case .full: "outside programs have no network and see only their own files (bubblewrap)"
        case .limitsOnly(let reason):
            "outside programs are limited in time, memory and file size, but NOT kept from network and files: \(reason)"
        }
    }

    /// Runs a program that must see one file, must not see its neighbour, and may write in one folder alone.
    static func attempt(_ bubblewrap: Program) async -> Confinement {
        do {
            return try await Scratch.folder { folder in
                let (named, other, work) = (folder / "named", folder / "other", folder / "work")
                try Data("seen".utf8).write(to: named)
                try Data("hidden".utf8).write(to: other)
                try FileManager.default.createDirectory(at: work, withIntermediateDirectories: false)
                let shell = Program("sh", package: "dash")
                let script = #"cat "$1" && ! test -e "$2" && ! (: > "$2") 2>/dev/null && : > written"#
                let output = try await shell.race(
                    ["-c", script, "sh", named.path, other.path], within: .brief, in: work, input: nil,
                    clock: ContinuousClock(), Cage(bubblewrap, reading: [named], writing: [work]))
                let isKept = try Data(contentsOf: other) == Data("hidden".utf8)
                let wrote = FileManager.default.fileExists(atPath: (work / "written").path)
                guard output.text == "seen", isKept, wrote else {
                    return .limitsOnly(reason: "a trial of bubblewrap did not hide what it should")
                }
                return .full
            }
        } catch Program.Failure.missing(let program) {
            return .limitsOnly(reason: "\(program.name) is missing; run: \(program.remedy)")
        } catch {
            let remedy =
                "allow this user namespaces (sysctl user.max_user_namespaces, kernel.unprivileged_userns_clone)"
            return .limitsOnly(reason: "bubblewrap does not run here (\(error)); \(remedy)")
        }
    }
}

/// The namespaces around one run, as bubblewrap makes them.
struct Cage: Sendable {
    private let program: Program
    private let reading: [URL]
    private let writing: [URL]

    init(_ program: Program = .bubblewrap, reading: [URL], writing: [URL]) {
        (self.program, self.reading, self.writing) = (program, reading, writing)
    }

    /// What every program may read: itself, its libraries, and the fonts. No `/proc`: none needs it, and a container
    /// often may not mount one.
    private static let system = [
        "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache",
        "/var/cache/fontconfig",
    ]
    private static let devices = ["/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"]

    /// The words before the program's own. The program stays in the run's process group, so that a kill reaches it;
    /// root keeps no capability.
    func words() throws(Program.Failure) -> [String] {
        let apart = [
            "--unshare-user-try", "--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts",
            "--unshare-cgroup-try", "--cap-drop", "ALL", "--die-with-parent",
        ]
        let system = Self.system.flatMap { ["--ro-bind-try", $0, $0] }
        let devices = Self.devices.flatMap { ["--dev-bind", $0, $0] }
        let folders = writing.flatMap { ["--bind", $0.path, $0.path] }
        let files = reading.flatMap { ["--ro-bind-try", $0.path, $0.path] }
        return try [program.path()] + apart + system + devices + folders + files + ["--remount-ro", "/", "--"]
    }
}

/// A file in a folder.
private func / (folder: URL, name: String) -> URL { folder.appendingPathComponent(name) }
