import Foundation
import Glibc
import Offices
import Synchronization
import Terminal

/// The demo's working folder and the processes that run in it.
final class Stage: Sendable {
    let folder: String
    private let processes = Mutex<[Process]>([])

    init(keep: Bool) throws {
        var template = Array("\(FileManager.default.temporaryDirectory.path)/rljj-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw DemoFailure(
                line: "no working folder can be made in \(FileManager.default.temporaryDirectory.path)",
                status: .missing)
        }
        folder = String(cString: made)
    }

    /// The state folder of a room's agent.
    func agentState(_ room: RoomID) -> String { "\(folder)/agents/\(room)" }

    /// Starts a program of the project with its output in a log of its own.
    func start(_ program: String, _ arguments: [String], log: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: ProjectFolder.program(program))
        process.arguments = arguments
        let path = "\(folder)/\(log).log"
        guard FileManager.default.createFile(atPath: path, contents: nil) else {
            throw DemoFailure(line: "\(path) cannot be written", status: .missing)
        }
        let output = FileHandle(forWritingAtPath: path)
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw DemoFailure(line: "\(program) cannot be started: \(error.localizedDescription)", status: .missing)
        }
        processes.withLock { $0.append(process) }
    }

    /// The program that ended although nobody told it to, with the last line it said.
    func casualty(_ logs: [String]) -> String? {
        let ended = processes.withLock { list in list.enumerated().filter { !$0.element.isRunning }.map(\.offset) }
        guard let index = ended.first, logs.indices.contains(index) else { return nil }
        return "\(logs[index]) ended: \(lastLine(of: logs[index]))"
    }

    func lastLine(of log: String) -> String {
        let text = (try? String(contentsOfFile: "\(folder)/\(log).log", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").last.map(String.init) ?? "it said nothing"
    }

    /// Ends every process, the service last, and clears the folder away unless it is to be kept.
    ///
    /// Of so many seconds the agents have two thirds to bring their media to an end, and the service has the rest; `nil`
    /// is the time of a meeting that has ended.
    func strike(keeping: Bool, within seconds: Double? = nil) async {
        let list = processes.withLock { $0 }
        await Self.end(Array(list.dropFirst()), within: seconds.map { $0 * 2 / 3 } ?? 15)
        await Self.end(Array(list.prefix(1)), within: seconds.map { $0 / 3 } ?? 15)
        if keeping {
            complain("working folder kept: \(folder)")
        } else {
            try? FileManager.default.removeItem(atPath: folder)
        }
    }

    /// Tells them all to end at once; whoever runs on after the time is killed.
    private static func end(_ processes: [Process], within seconds: Double) async {
        for process in processes where process.isRunning { process.terminate() }
        let deadline = ContinuousClock.now + .seconds(seconds)
        while processes.contains(where: \.isRunning), ContinuousClock.now < deadline {
            try? await Task.sleep(for: .milliseconds(20))
        }
        for process in processes where process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Runs the work; Ctrl-C, SIGTERM and SIGHUP cancel it instead of leaving processes behind.
    func untilInterrupted(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let task = Task { try await work() }
        let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { task.cancel() }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        do {
            try await task.value
        } catch {
            // Whatever was under way says in its own words that it was cut short.
            guard task.isCancelled else { throw error }
            throw DemoFailure(line: "interrupted; nothing was left in the output folder", status: .interrupted)
        }
    }
}
