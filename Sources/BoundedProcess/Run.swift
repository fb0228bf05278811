package import Foundation
import Glibc
import Subprocess
import SystemPackage

extension Program {
    /// Where outside programs are looked for; the service's own `PATH` is never asked.
    static let searchPath = ["/usr/bin", "/bin", "/usr/local/bin"]

    /// The absolute path of the executable.
    package func path() throws(Failure) -> String {
        if name.hasPrefix("/"), access(name, X_OK) == 0 { return name }
        for folder in Self.searchPath where access("\(folder)/\(name)", X_OK) == 0 { return "\(folder)/\(name)" }
        throw .missing(self)
    }

    /// Runs the program confined: without network, and with no other files than those named here.
    ///
    /// Where the machine cannot confine (`Confinement.inForce()` tells), only the bounds hold. Otherwise as the
    /// unconfined run.
    /// - Parameter files: what it may read besides the system's programs, libraries and fonts; one that is not there is
    ///   for the program to complain of. Paths are the same inside.
    /// - Parameter places: folders that it may write, besides its working folder.
    package func run(
        _ arguments: [String], reading files: [URL], writing places: [URL] = [], within bounds: Bounds = .brief,
        in folder: URL? = nil, input: [UInt8]? = nil, clock: any Clock<Duration> = ContinuousClock()
    ) async throws(Failure) -> Output {
        let isConfined = await Confinement.inForce().isFull
        return try await inside(folder) { folder in
            let cage = isConfined ? Cage(reading: files, writing: [folder] + places) : nil
            return try await race(arguments, within: bounds, in: folder, input: input, clock: clock, cage)
        }
    }

    /// Runs the program to its end within `bounds`, unconfined, and gives what it wrote: for programs of the project
    /// itself, and for those that need this machine's devices.
    ///
    /// Arguments arrive literally, whatever they hold. The environment is minimal (`PATH`, `HOME`, `TMPDIR`, UTF-8,
    /// UTC); standard input is empty unless given. The child leads a session of its own without a terminal; at the end,
    /// at a time-out or when the calling task is cancelled, every process of its group is killed. Suspends, never blocks.
    /// - Parameter folder: the working folder, also the child's home; by default a private one, removed afterwards.
    /// - Parameter more: what the environment holds besides, such as `mediaEnvironment`; it wins over the minimal one.
    package func run(
        _ arguments: [String], within bounds: Bounds = .brief, in folder: URL? = nil, input: [UInt8]? = nil,
        environment more: [String: String] = [:], clock: any Clock<Duration> = ContinuousClock()
    ) async throws(Failure) -> Output {
        try await inside(folder) { folder in
            try await race(arguments, within: bounds, in: folder, input: input, clock: clock, nil, environment: more)
        }
    }

    /// Where this process finds GStreamer's plug-ins, screens, loudspeakers and microphones: a program that answers for
    /// the media processes has to look where they will look.
    package static var mediaEnvironment: [String: String] {
        let names: Set = [
            "HOME", "DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "LD_LIBRARY_PATH",
            "DBUS_SESSION_BUS_ADDRESS",
        ]
        let families = ["GST_", "PULSE_", "PIPEWIRE_", "ALSA_", "LIBVA_"]
        return ProcessInfo.processInfo.environment.filter { name, _ in
            names.contains(name) || families.contains { name.hasPrefix($0) }
        }
    }

    /// `work` with the folder, or with a private one.
    private func inside(
        _ folder: URL?, _ work: (URL) async throws -> Output
    ) async throws(Failure) -> Output {
        do {
            guard let folder else { return try await Scratch.folder(work) }
            return try await work(folder)
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .notStarted(self, reason: String(describing: error))
        }
    }

    /// The run against the clock: whichever ends first cancels the other.
    func race(
        _ arguments: [String], within bounds: Bounds, in folder: URL, input: [UInt8]?, clock: any Clock<Duration>,
        _ cage: Cage?, environment more: [String: String] = [:]
    ) async throws -> Output {
        let configuration = try configuration(arguments, within: bounds, in: folder, cage, more)
        return try await withThrowingTaskGroup(of: Output.self) { group in
            group.addTask { try await launch(configuration, within: bounds, input: input, isCaged: cage != nil) }
            group.addTask {
                try await clock.sleep(for: bounds.wall)
                throw Failure.timedOut(self, after: bounds.wall)
            }
            defer { group.cancelAll() }
            do {
                return try await group.next() ?? Output(standardOutput: [], standardError: [])
            } catch is CancellationError {
                throw Failure.cancelled(self)
            }
        }
    }

    private func configuration(
        _ arguments: [String], within bounds: Bounds, in folder: URL, _ cage: Cage?, _ more: [String: String]
    ) throws(Failure) -> Configuration {
        let around = try cage?.words() ?? []
        let chain = try [Program.nice.path(), "-n", "\(bounds.niceness)"] + around + [path()] + arguments
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))]
        return Configuration(
            executable: .path(FilePath(try Program.prlimit.path())),
            arguments: Arguments(bounds.limits + ["--"] + chain),
            environment: .custom(Self.environment(more, in: folder)),
            workingDirectory: FilePath(folder.path),
            platformOptions: options)
    }

    private static func environment(_ more: [String: String], in folder: URL) -> [Environment.Key: String] {
        let minimal = [
            "PATH": searchPath.joined(separator: ":"), "HOME": folder.path, "TMPDIR": folder.path, "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8", "TZ": "UTC",
        ]
        let pairs = minimal.merging(more) { $1 }.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private func launch(
        _ configuration: Configuration, within bounds: Bounds, input: [UInt8]?, isCaged: Bool
    ) async throws -> Output {
        let limit = bounds.outputBytes
        do {
            let ended: ExecutionResult<Void, BytesOutput, BytesOutput>
            if let input {
                ended = try await Subprocess.run(
                    configuration,
                    input: .fileDescriptor(try Self.file(holding: input), closeAfterSpawningProcess: true),
                    output: .bytes(limit: limit), error: .bytes(limit: limit))
            } else {
                ended = try await Subprocess.run(
                    configuration, input: .none, output: .bytes(limit: limit), error: .bytes(limit: limit))
            }
            killRest(of: ended.processIdentifier)
            let status = isCaged ? Self.uncaged(ended.terminationStatus) : ended.terminationStatus
            return try judge(status, ended.standardOutput, ended.standardError, bounds, isCaged: isCaged)
        } catch let error as SubprocessError where error.code == .outputLimitExceeded {
            throw Failure.outputTooLarge(self, limit: limit)
        } catch let error as SubprocessError {
            throw Task.isCancelled
                ? Failure.cancelled(self) : Failure.notStarted(self, reason: error.description)
        }
    }

    /// A nameless temporary file: a pipe whose reader goes away would end this whole process with SIGPIPE.
    private static func file(holding bytes: [UInt8]) throws -> FileDescriptor {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("rljj-input-\(UUID().uuidString)").path
        let file = try FileDescriptor.open(
            FilePath(path), .readWrite, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite
        )
        unlink(path)
        do {
            try file.writeAll(bytes)
            _ = try file.seek(offset: 0, from: .start)
            return file
        } catch {
            try? file.close()
            throw error
        }
    }

    /// Kills what a finished child left behind in its group.
    ///
    /// The kernel gives a group's number to nobody else while the group has a member, so this never hits another's.
    private func killRest(of leader: ProcessIdentifier) {
        if leader.value > 1 { kill(-leader.value, SIGKILL) }
    }

    /// How the program itself ended: bubblewrap, as a shell, tells a signal as 128 and its number.
    private static func uncaged(_ status: TerminationStatus) -> TerminationStatus {
        guard case .exited(let code) = status, (129...159).contains(code) else { return status }
        return .signaled(code - 128)
    }

    private func judge(
        _ status: TerminationStatus, _ output: [UInt8], _ error: [UInt8], _ bounds: Bounds, isCaged: Bool
    ) throws(Failure) -> Output {
        let result = Output(standardOutput: output, standardError: error)
        switch status {
        case .exited(0): return result
        // The cage was not built: nothing is known of the file, so it is not the file's fault.
        case .exited(1) where isCaged && result.firstErrorLine.hasPrefix("bwrap: "):
            throw .notStarted(self, reason: result.firstErrorLine)
        case .exited(let code): throw .exited(self, status: code, line: result.firstErrorLine)
        case .signaled(SIGXCPU): throw .limitReached(self, .cpuSeconds(bounds.cpuSeconds))
        case .signaled(SIGXFSZ): throw .limitReached(self, .fileBytes(bounds.fileBytes))
        case .signaled where Task.isCancelled: throw .cancelled(self)
        case .signaled(let signal): throw .signalled(self, signal: signal, line: result.firstErrorLine)
        }
    }
}

extension Program.Output {
    /// The first line of standard error that says something, at most 300 characters, control characters replaced.
    var firstErrorLine: String {
        let lines = errorText.split(whereSeparator: \.isNewline)
        let line = lines.first { $0.contains { !$0.isWhitespace } } ?? ""
        return String(line.prefix(300).map { $0.unicodeScalars.contains { $0.value < 32 } ? " " : $0 })
    }
}
