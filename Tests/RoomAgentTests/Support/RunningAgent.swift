import Foundation
import Glibc
import Offices
import RoomLink
import Testing

@testable import RoomAgent

/// The built program `rljj-room`, run as a process of its own.
enum Program {
    /// Beside the tests in the build folder.
    static let path: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("rljj-room").path
    }()

    /// The folder of the sources, which holds `Pipelines` and `Rooms`.
    static let sources: String = {
        let tests = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        return tests.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    }()

    static var pipelines: String { sources + "/Pipelines" }

    /// Runs the program to its end.
    static func run(_ arguments: [String]) async throws -> (code: Int32, output: String, errors: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let (output, errors) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, errors)
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { process in
                let words = { (pipe: Pipe) in
                    String(decoding: (try? pipe.fileHandleForReading.readToEnd()) ?? Data(), as: UTF8.self)
                }
                continuation.resume(returning: (process.terminationStatus, words(output), words(errors)))
            }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
    }
}

/// An agent of one room as a process of its own, with its state folder; nothing of it outlives the test.
actor RunningAgent {
    nonisolated let folder: StateFolder
    private let room: String
    private let port: Int
    private var process: Process?

    init(in folder: TemporaryFolder, port: Int, room: String = "rko") throws {
        (self.folder, self.port, self.room) = (StateFolder(folder.path + "/state"), port, room)
        let secret = folder.path + "/secret"
        try Data(Fixtures.secretText.utf8).write(to: URL(fileURLWithPath: secret))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
    }

    /// Runs a test against an agent and a service, and clears up whatever happens.
    static func with(
        _ body: @escaping @Sendable (RunningAgent, TestService) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        try await TestService.run { service, port in
            let agent = try RunningAgent(in: folder, port: port)
            try await agent.clearingUp {
                try await agent.start()
                try await body(agent, service)
            }
        }
    }

    /// Runs a test and ends the agent and its processes, whatever happens.
    nonisolated func clearingUp(_ body: @Sendable () async throws -> Void) async throws {
        do {
            try await body()
        } catch {
            await clearUp()
            throw error
        }
        await clearUp()
    }

    /// The process number of a media process; `nil` when none runs.
    nonisolated func child(_ child: ChildName) -> pid_t? { RunFolder(path: folder.run).processHolding(child) }

    func start(_ more: [String] = []) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.path)
        let secret = URL(fileURLWithPath: folder.root).deletingLastPathComponent().path + "/secret"
        process.arguments =
            [
                "run", "--room", "\(Program.sources)/Rooms/\(room).yaml", "--service", "http://127.0.0.1:\(port)",
                "--secret-file", secret, "--state", folder.root, "--pipelines", Program.pipelines,
            ] + more
        let log = folder.root + ".log"
        if !FileManager.default.fileExists(atPath: log) {
            _ = FileManager.default.createFile(atPath: log, contents: nil)
        }
        let handle = FileHandle(forWritingAtPath: log)
        _ = try handle?.seekToEnd()
        process.standardError = handle
        try process.run()
        self.process = process
    }

    nonisolated var log: String {
        FileManager.default.contents(atPath: folder.root + ".log").map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    func signal(_ signal: Int32) {
        if let process, process.isRunning { kill(process.processIdentifier, signal) }
    }

    /// Waits for the end and gives the exit code, or the signal as a negative number.
    func end(within seconds: Double = 40) async throws -> Int32 {
        let process = try #require(process)
        try await eventually("the agent ends", within: seconds) { !process.isRunning }
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    /// A process that was just being started shows itself a moment later, so it goes on until there is none.
    private func clearUp() async {
        signal(SIGKILL)
        let root = folder.root
        try? await eventually("nothing of the agent is left") {
            let left = processes(naming: root)
            for process in left { kill(process, SIGKILL) }
            return left.isEmpty
        }
    }
}

extension TestService {
    /// The plan with which most tests begin.
    static func plan(_ revision: Int64, _ change: (inout RoomPlan) -> Void = { _ in }) -> RoomPlan {
        var plan = RoomPlan(
            revision: revision, expires: Moment(Date()).advanced(bySeconds: 600), meeting: Fixtures.meeting)
        change(&plan)
        return plan
    }

    var starts: [RecordingStart] {
        facts.compactMap { if case .recordingStarted(let start) = $0.fact { start } else { nil } }
    }
    var ends: [RecordingEnd] {
        facts.compactMap { if case .recordingEnded(let end) = $0.fact { end } else { nil } }
    }
    var losses: [ChildLoss] {
        facts.compactMap { if case .childLost(let loss) = $0.fact { loss } else { nil } }
    }
    var openings: [Opening] {
        facts.compactMap { if case .opened(let opening) = $0.fact { opening } else { nil } }
    }
    var probes: [ProbeReport] {
        facts.compactMap { if case .probed(let report) = $0.fact { report } else { nil } }
    }
    var pictures: [ScreenPicture] {
        facts.compactMap { if case .screenTaken(let picture) = $0.fact { picture } else { nil } }
    }
    var showings: [Showing] {
        facts.compactMap { if case .shown(let showing) = $0.fact { showing } else { nil } }
    }
}
