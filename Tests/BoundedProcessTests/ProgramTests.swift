import Foundation
import Testing

@testable import BoundedProcess

@Suite(.serialized)
struct ProgramTests {
    private let shell = Program("sh", package: "dash")
    private let printf = Program("printf", package: "coreutils")
    private let python = Program("python3", package: "python3")

    @Test(arguments: [
        "two words", "it's \"quoted\"", "first\nsecond", "$(touch /tmp/never); `id` | cat > x", "-n", "--", "", "é😀‮",
        "*",
    ])
    func `an argument arrives literally`(_ argument: String) async throws {
        let output = try await printf.run(["%s", argument])
        #expect(Array(argument.utf8) == output.standardOutput)
    }

    @Test func `standard input is empty unless given`() async throws {
        let cat = Program("cat", package: "coreutils")
        #expect(try await cat.run([]).text.isEmpty)
        let long = Array(repeating: UInt8(ascii: "a"), count: 300_000)
        #expect(try await cat.run([], input: long).standardOutput == long)
        #expect(try await Program("true", package: "coreutils").run([], input: long).text.isEmpty)
    }

    @Test func `the environment is minimal and the working folder is private and temporary`() async throws {
        let names = try await Program("env", package: "coreutils").run([]).text.split(separator: "\n")
            .map { $0.prefix { $0 != "=" } }
        #expect(Set(names) == ["PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ"])
        let folder = try await shell.run(["-c", "pwd; stat -c %a ."]).text.split(separator: "\n")
        #expect(folder[1] == "700")
        #expect(!FileManager.default.fileExists(atPath: String(folder[0])))
    }

    @Test func `a missing program is named with its package`() async {
        let absent = Program("no-such-program", package: "some-package")
        await #expect(throws: Program.Failure.missing(absent)) { try await absent.run([]) }
        #expect(
            Program.Failure.missing(absent).description
                == "no-such-program is not installed; install it: apt-get install some-package")
    }

    @Test func `a failing program is told with its status and its first line`() async {
        await #expect(throws: Program.Failure.exited(shell, status: 3, line: "first")) {
            try await shell.run(["-c", "echo >&2; echo first >&2; echo second >&2; exit 3"])
        }
    }

    @Test func `a time-out kills the grandchildren too`() async throws {
        try await Scratch.folder { folder in
            let script = "(sleep 600 & echo $! > grandchild; wait) & echo $! > child; wait"
            let limit = Bounds(wall: .milliseconds(400), cpuSeconds: 5)
            await #expect(throws: Program.Failure.timedOut(shell, after: limit.wall)) {
                try await shell.run(["-c", script], within: limit, in: folder)
            }
            try await expectGone(["child", "grandchild"], in: folder)
        }
    }

    @Test func `what a finished program left running is killed, and does not hold up its result`() async throws {
        try await Scratch.folder { folder in
            let begin = ContinuousClock.now
            let output = try await shell.run(["-c", "sleep 600 & echo $! > left; echo done"], in: folder)
            #expect(output.text == "done\n")
            #expect(ContinuousClock.now - begin < .seconds(30))
            try await expectGone(["left"], in: folder)
        }
    }

    @Test func `cancelling the task kills the program`() async throws {
        try await Scratch.folder { folder in
            let task = Task { try await shell.run(["-c", "echo $$ > leader; exec sleep 600"], in: folder) }
            try await until("the program runs") { (try? processID("leader", in: folder)) != nil }
            task.cancel()
            await #expect(throws: Program.Failure.cancelled(shell)) { try await task.value }
            try await expectGone(["leader"], in: folder)
        }
    }

    @Test func `the memory bound holds`() async {
        let limit = Bounds(wall: .seconds(90), cpuSeconds: 10, memoryBytes: 256 << 20)
        await #expect(throws: Program.Failure.exited(python, status: 1, line: "Traceback (most recent call last):")) {
            try await python.run(["-c", "x = bytearray(400 << 20)"], within: limit)
        }
    }

    @Test func `the CPU bound holds`() async {
        let limit = Bounds(wall: .seconds(90), cpuSeconds: 1)
        await #expect(throws: Program.Failure.limitReached(shell, .cpuSeconds(1))) {
            try await shell.run(["-c", "while :; do :; done"], within: limit)
        }
    }

    @Test func `the file bound holds`() async {
        let dd = Program("dd", package: "coreutils")
        let limit = Bounds(wall: .seconds(90), cpuSeconds: 5, fileBytes: 1 << 20)
        await #expect(throws: Program.Failure.limitReached(dd, .fileBytes(1 << 20))) {
            try await dd.run(["if=/dev/zero", "of=out", "bs=64k", "count=100"], within: limit)
        }
    }

    @Test(arguments: ["yes", "yes >&2"])
    func `endless output is cut off`(_ script: String) async {
        let limit = Bounds(wall: .seconds(90), cpuSeconds: 5, outputBytes: 100_000)
        await #expect(throws: Program.Failure.outputTooLarge(shell, limit: 100_000)) {
            try await shell.run(["-c", script], within: limit)
        }
    }

    @Test func `many runs at once do not block the pool`() async throws {
        let begin = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<24 { group.addTask { _ = try await Program("sleep", package: "coreutils").run(["1"]) } }
            try await group.waitForAll()
        }
        #expect(ContinuousClock.now - begin < .seconds(18))
    }

    private func processID(_ file: String, in folder: URL) throws -> Int32 {
        let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
        return try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    /// Waits until the processes named in the files are dead: gone, or zombies that nobody has buried yet.
    private func expectGone(_ files: [String], in folder: URL) async throws {
        for file in files {
            let id = try processID(file, in: folder)
            try await until("process \(file) is gone") {
                guard let stat = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8) else { return true }
                return stat.contains(") Z ")
            }
        }
    }

    private func until(_ what: Comment, _ holds: () -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while !holds(), ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(20)) }
        #expect(holds(), what)
    }
}
