import Foundation
import Glibc

/// One run of a program to its end: what it wrote, and how it ended.
struct Ran: Sendable {
    /// The exit code; 1000 and the signal's number when a signal ended it.
    let status: Int32
    let output: String
    let error: String

    /// What it complained of, one element for each line; what a service tells of its own start is no complaint.
    var complaints: [String] {
        error.split(separator: "\n").map(String.init).filter { !$0.contains(" notice rljj: ") }
    }

    struct TimedOut: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs a built program with `scratch` as its temporary and working folder.
    ///
    /// Whatever it started with a path of the scratch folder in its command line is gone afterwards, also when this throws.
    static func built(
        _ name: String, _ arguments: [String], in scratch: URL, within seconds: Double = 60
    ) async throws -> Ran {
        try await program(Products.program(name), arguments, in: scratch, within: seconds)
    }

    static func program(
        _ path: String, _ arguments: [String], in scratch: URL, within seconds: Double = 60
    ) async throws -> Ran {
        let work = scratch.appending(path: "run-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
        defer { Leftovers.end(naming: work.path) }
        let (process, ended) = (Process(), AsyncStream<Void>.makeStream())
        process.executableURL = URL(fileURLWithPath: path)
        (process.arguments, process.currentDirectoryURL) = (arguments, work)
        process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": work.path]) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try sink(work.appending(path: "stdout"))
        process.standardError = try sink(work.appending(path: "stderr"))
        process.terminationHandler = { _ in ended.continuation.finish() }
        try process.run()
        let watch = Task {
            try await Task.sleep(for: .seconds(seconds))
            process.terminate()
            try await Task.sleep(for: .seconds(20))
            kill(process.processIdentifier, SIGKILL)
        }
        defer { watch.cancel() }
        let began = ContinuousClock.now
        await withTaskCancellationHandler {
            for await _ in ended.stream {}
        } onCancel: {
            process.terminate()
        }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        let ran = Ran(
            status: process.terminationStatus + (process.terminationReason == .uncaughtSignal ? 1000 : 0),
            output: text(work.appending(path: "stdout")), error: text(work.appending(path: "stderr")))
        guard ContinuousClock.now - began < .seconds(seconds) else {
            throw TimedOut(description: "\(path) took more than \(seconds) s: \(ran.output.suffix(400)) \(ran.error)")
        }
        return ran
    }

    private static func sink(_ file: URL) throws -> FileHandle {
        try Data().write(to: file)
        return try FileHandle(forWritingTo: file)
    }

    private static func text(_ file: URL) -> String {
        String(decoding: FileManager.default.contents(atPath: file.path) ?? Data(), as: UTF8.self)
    }
}

/// Processes that a run left behind.
enum Leftovers {
    /// Kills every process that has the path of a test's own folder in its command line; the path is unique, so that
    /// nobody else's process is hit.
    static func end(naming folder: String) {
        for process in all(naming: folder) { kill(process, SIGKILL) }
    }

    static func all(naming folder: String) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { process in
            guard process != getpid(), let words = FileManager.default.contents(atPath: "/proc/\(process)/cmdline")
            else { return false }
            return String(decoding: words, as: UTF8.self).contains(folder)
        }
    }
}

/// Waits for a condition; the moment of waiting in vain is an error that names it.
func eventually(
    _ what: String, within seconds: Double, every pause: Double = 0.05, _ holds: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < deadline {
        if try await holds() { return }
        try await Task.sleep(for: .seconds(pause))
    }
    throw Ran.TimedOut(description: "not within \(seconds) s: \(what)")
}
