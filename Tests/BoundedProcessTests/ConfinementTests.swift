import Foundation
import Glibc
import Testing

@testable import BoundedProcess

/// What an outside program can reach. bubblewrap comes with `.debian-packages`; where a kernel forbids user namespaces,
/// the tests of the cage say so and are left out.
@Suite(.serialized)
struct ConfinementTests {
    private static let isFull: ConditionTrait = .enabled("this machine cannot confine programs") {
        await Confinement.inForce().isFull
    }
    private let shell = Program("sh", package: "dash")
    private let python = Program.python

    @Test(isFull) func `a confined program reads the named files, and no others`() async throws {
        try await Scratch.folder { folder in
            let (named, other) = (folder.appending(path: "named"), folder.appending(path: "other"))
            try Data("seen".utf8).write(to: named)
            try Data("secret".utf8).write(to: other)
            let output = try await shell.run(["-c", #"cat "$1""#, "sh", named.path], reading: [named])
            #expect(output.text == "seen")
            for hidden in [other.path, "/etc/passwd", "/root/.bashrc", "/proc/self/environ", "/var/lib/dpkg/status"] {
                await #expect(throws: Program.Failure.self, "\(hidden)") {
                    try await shell.run(["-c", #"cat "$1""#, "sh", hidden], reading: [named])
                }
            }
        }
    }

    @Test(isFull) func `a confined program writes its working folder, and nothing else`() async throws {
        try await Scratch.folder { folder in
            let (named, work) = (folder.appending(path: "named"), folder.appending(path: "work"))
            try Data("kept".utf8).write(to: named)
            try FileManager.default.createDirectory(at: work, withIntermediateDirectories: false)
            let script =
                #"for f in "$1" /tmp/x /x /usr/x /dev/x; do (echo no > "$f") 2>/dev/null && exit 9; done; : > y"#
            _ = try await shell.run(["-c", script, "sh", named.path], reading: [named], in: work)
            #expect(try Data(contentsOf: named) == Data("kept".utf8))
            #expect(FileManager.default.fileExists(atPath: work.appending(path: "y").path))
        }
    }

    @Test(isFull) func `a confined program reaches no listener, not even on this machine`() async throws {
        let listener = try Listener()
        let script = "import socket, sys; socket.create_connection(('127.0.0.1', int(sys.argv[1])), 5)"
        _ = try await python.run(["-I", "-c", script, "\(listener.port)"])
        #expect(listener.accepts(), "unconfined, the listener is reached")
        await #expect(throws: Program.Failure.self) {
            try await python.run(["-I", "-c", script, "\(listener.port)"], reading: [])
        }
        #expect(!listener.accepts())
    }

    @Test(isFull) func `a confined program sees no process but its own, and holds no capability`() async throws {
        let output = try await shell.run(
            ["-c", "echo $$; kill -0 \(getpid()) 2>/dev/null && echo seen; exit 0"], reading: [])
        #expect(output.text.split(separator: "\n").count == 1)
        #expect(Int(output.text.prefix { $0.isNumber }).map { $0 < 10 } == true)
        await #expect(throws: Program.Failure.self) {
            try await Program("mount", package: "mount").run(["-t", "tmpfs", "tmpfs", "/usr"], reading: [])
        }
    }

    @Test(isFull) func `limits are told the same, confined or not`() async throws {
        let busy = Bounds(wall: .seconds(90), cpuSeconds: 1)
        await #expect(throws: Program.Failure.limitReached(shell, .cpuSeconds(1))) {
            try await shell.run(["-c", "while :; do :; done"], reading: [], within: busy)
        }
        let dd = Program("dd", package: "coreutils")
        let small = Bounds(wall: .seconds(90), cpuSeconds: 5, fileBytes: 1 << 20)
        await #expect(throws: Program.Failure.limitReached(dd, .fileBytes(1 << 20))) {
            try await dd.run(["if=/dev/zero", "of=out", "bs=64k", "count=100"], reading: [], within: small)
        }
        await #expect(throws: Program.Failure.exited(shell, status: 3, line: "first")) {
            try await shell.run(["-c", "echo first >&2; exit 3"], reading: [])
        }
    }

    @Test(isFull) func `a time-out and a cancelled task end all that a confined program started`() async throws {
        try await Scratch.folder { folder in
            // The child leaves the process group; the process namespace holds it all the same.
            let mark = "rljj-\(UUID().uuidString)"
            let arguments = ["-c", "setsid sh -c 'sleep 600; :' \(mark) & sleep 600; :", mark]
            let limit = Bounds(wall: .seconds(2), cpuSeconds: 5)
            await #expect(throws: Program.Failure.timedOut(shell, after: limit.wall)) {
                try await shell.run(arguments, reading: [], within: limit, in: folder)
            }
            try await until("none is left after the time-out") { processes(naming: mark) == 0 }
            let task = Task { try await shell.run(arguments, reading: [], in: folder) }
            // The caged shell, and the child that left its group, beside those that wait for them.
            try await until("all run") { processes(naming: mark) >= 4 }
            task.cancel()
            await #expect(throws: Program.Failure.cancelled(shell)) { try await task.value }
            try await until("none is left after the cancellation") { processes(naming: mark) == 0 }
        }
    }

    @Test(isFull) func `a cage that cannot be built is never the file's fault`() async throws {
        let failure = await #expect(throws: Program.Failure.self) {
            try await shell.run(["-c", "true"], reading: [], writing: [URL(filePath: "/no/such/folder")])
        }
        guard case .notStarted(_, let reason) = failure else { return #expect(Bool(false), "\(failure as Any)") }
        #expect(reason.contains("/no/such/folder"))
    }

    @Test func `without bubblewrap the limits hold, and what to do is said`() async throws {
        let found = await Confinement.attempt(Program("no-such-bwrap", package: "bubblewrap"))
        #expect(found == .limitsOnly(reason: "no-such-bwrap is missing; run: apt-get install bubblewrap"))
        #expect(found.description.contains("NOT kept from network and files"))
    }

    @Test func `a cage that hides nothing is not taken for one`() async throws {
        try await Scratch.folder { folder in
            let fake = folder.appending(path: "bwrap")
            let script = "#!/bin/sh\nwhile [ \"$1\" != -- ]; do shift; done\nshift\nexec \"$@\"\n"
            try Data(script.utf8).write(to: fake)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: fake.path)
            #expect(await !Confinement.attempt(Program(fake.path, package: "bubblewrap")).isFull)
        }
    }

    /// Processes of this machine with the mark on their command line; a zombie has none.
    private func processes(naming mark: String) -> Int {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.count { id in
            guard Int(id) != nil, let line = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") else {
                return false
            }
            return String(decoding: line, as: UTF8.self).contains(mark)
        }
    }

    private func until(_ what: Comment, _ holds: () -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while !holds(), ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(20)) }
        #expect(holds(), what)
    }
}

/// A TCP port of this machine that tells whether somebody came.
final class Listener {
    private let descriptor: Int32
    let port: UInt16

    init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, address, &length) == 0
            }
        }
        (self.descriptor, port) = (descriptor, UInt16(bigEndian: address.sin_port))
        try #require(bound)
    }

    deinit { close(descriptor) }

    /// Whether a connection waits; takes it.
    func accepts() -> Bool {
        let connection = accept(descriptor, nil, nil)
        if connection >= 0 { close(connection) }
        return connection >= 0
    }
}
