import Disk
import Foundation
import Glibc
import Offices
import RoomLink

/// Starts media processes: this program again, with a hidden subcommand, in a session of its own.
struct ChildLauncher: Sendable {
    /// The program to start.
    let program: String
    /// The folder of the launch descriptions, absolute.
    let pipelines: String
    let run: RunFolder

    /// The system refused to start a process.
    struct Failure: Error, Hashable {
        let line: String
    }

    /// This very program, as the kernel knows it.
    static let ownProgram = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""

    private static let largestLog = 1 << 20

    /// Starts a process; it holds none of the caller's descriptors but its log, and outlives the caller.
    func start(_ child: ChildName, until: Moment) async throws -> pid_t {
        try await OffPool.run { try spawn(child, until: until) }
    }

    private func spawn(_ child: ChildName, until: Moment) throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        prepare(&actions, &attributes, log: log(for: child))
        let words = [
            program, "pipeline", child.rawValue, "--run", run.path, "--pipelines", pipelines, "--until",
            until.description,
        ]
        var pointers = words.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var process: pid_t = 0
        let result = posix_spawn(&process, program, &actions, &attributes, &pointers, environ)
        guard result == 0 else {
            throw Failure(line: "\(program) could not be started: \(String(cString: strerror(result)))")
        }
        return process
    }

    /// A session of its own, default signals, nothing open but the standard descriptors.
    private func prepare(
        _ actions: inout posix_spawn_file_actions_t, _ attributes: inout posix_spawnattr_t, log: String
    ) {
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // Descriptors are opened close-on-exec; this catches those of libraries that forget it.
        for descriptor in Self.openDescriptors() { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = Self.newSession | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
        posix_spawnattr_setflags(&attributes, Int16(flags))
    }

    /// `POSIX_SPAWN_SETSID` of glibc's `spawn.h`, which Swift imports only with `_GNU_SOURCE`.
    private static let newSession: Int32 = 0x80

    private static func openDescriptors() -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }.filter { $0 > 2 }
    }

    private func log(for child: ChildName) -> String {
        let path = run.log(child)
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        if size > Self.largestLog { unlink(path) }
        return path
    }
}
