import Foundation
import Glibc

/// An Xvfb of 1280×720 of our own, for a screen without a display.
///
/// It takes a free display number by itself. It is asked to end when this object ends and when this process dies,
/// even by SIGKILL: a small shell beside it waits for the end of a pipe that only this process holds open. So it
/// always removes its lock.
final class XServer: Sendable {
    /// Such as `:7`.
    let display: String
    private let process: Process
    private let lifeline: Pipe

    private static let script = """
        Xvfb -displayfd 1 -screen 0 1280x720x24 -nolisten tcp -noreset 2>/dev/null & server=$!
        read -r _; kill "$server"; wait "$server"
        """

    init() async throws(MediaFailure) {
        guard access("/usr/bin/Xvfb", X_OK) == 0 else {
            throw .program("/usr/bin/Xvfb is missing; run: apt-get install xvfb")
        }
        (process, lifeline) = (Process(), Pipe())
        let answer = Pipe()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", Self.script]
        process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        (process.standardInput, process.standardOutput) = (lifeline, answer)
        process.standardError = FileHandle.nullDevice
        // Another child that inherited the pipe would keep the server alive after us.
        _ = fcntl(lifeline.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
        do { try Self.run(process) } catch { throw .program("/bin/sh did not start: \(error)") }
        guard let number = await Self.number(from: answer) else {
            try? lifeline.fileHandleForWriting.close()
            throw .program("Xvfb named no display within 10 s; look for stale files in /tmp/.X11-unix")
        }
        display = ":\(number)"
    }

    deinit { try? lifeline.fileHandleForWriting.close() }

    /// Ends the server and waits until it is gone.
    func end() async {
        try? lifeline.fileHandleForWriting.close()
        let process = process
        _ = await Deadline.holds(within: .seconds(5)) { !process.isRunning }
    }

    /// Starts a process that can be asked to end: the threads of Swift's pool block most signals, a child inherits
    /// that, and Xvfb would never hear SIGTERM.
    private static func run(_ process: Process) throws {
        var (none, held) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &held)
        defer { pthread_sigmask(SIG_SETMASK, &held, nil) }
        try process.run()
    }

    private static func number(from answer: Pipe) async -> Int? {
        let descriptor = answer.fileHandleForReading.fileDescriptor
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        var text = ""
        let end = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < end {
            var bytes = [UInt8](repeating: 0, count: 16)
            let count = read(descriptor, &bytes, bytes.count)
            if count > 0 { text += String(decoding: bytes.prefix(count), as: UTF8.self) }
            if text.hasSuffix("\n") { return Int(text.dropLast()) }
            guard count != 0, (try? await Task.sleep(for: .milliseconds(10))) != nil else { return nil }
        }
        return nil
    }
}
