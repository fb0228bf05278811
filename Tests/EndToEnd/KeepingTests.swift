import Console
import Foundation
import Glibc
import Meetings
import Offices
import Rehearsal
import Testing

extension EndToEnd {
    /// The built service when nothing can be kept any more; no media.
    @Suite(.serialized)
    struct KeepingTests {
        @Test(
            "A full disk: acts are answered 507, health 503, the service goes on, and all is well when there is space again",
            .enabled(if: SmallState.canBeMade, "needs the right to mount"))
        func fullDisk() async throws {
            let disk = try SmallState(megabytes: 160)
            let service = try await KeptService.start(state: disk.path)
            defer { service.kill() }
            try await service.decide()
            try disk.fill()
            var refused: ServiceClient.Refused?
            for _ in 0..<2000 where refused == nil {
                do { try await service.decide() } catch let error as ServiceClient.Refused { refused = error }
            }
            #expect(refused?.status == 507 && refused?.rule == "space", "\(String(describing: refused))")
            #expect(refused?.message.contains("Disk layanan penuh") == true && refused?.message.contains("/") == false)
            #expect(await service.health() == 503)
            let meetings = try await service.meetings()
            try disk.free()
            try await eventually("health is well again", within: 20) { await service.health() == 204 }
            #expect(try await service.meetings() == meetings)
            try await service.decide()
            #expect(try await service.end() == 0)
            let ran = try await Ran.built("rljj", ["check", "--state", disk.path], in: TestFolder.make())
            #expect(ran.status == 0 && ran.output.hasSuffix("all right\n"), "\(ran.output) \(ran.error)")
        }

        @Test("A failed write ends the service with 4, said before by act and health; nothing acknowledged is lost")
        func failedWrite() async throws {
            let state = TestFolder.make().appending(path: "state").path
            let service = try await KeptService.start(state: state)
            defer { service.kill() }
            try await service.decide()
            let meetings = try await service.meetings()
            try await service.forbidWriting()
            let refused = await #expect(throws: ServiceClient.Refused.self) { try await service.decide() }
            #expect(refused?.status == 503 && refused?.message.contains("Jurnal berhenti") == true)
            #expect(await service.health() == 503)
            #expect(try await service.ended(within: 20) == 4)
            #expect(service.errors.contains("stopped after disk I/O error"), "\(service.errors)")
            let again = try await KeptService.start(state: state, token: service.token)
            defer { again.kill() }
            #expect(try await again.meetings() == meetings)
            try await again.decide()
            #expect(try await again.end() == 0)
        }

        @Test("check names what was changed and ends with 1; where there is no state folder with 2")
        func check() async throws {
            let scratch = TestFolder.make()
            let state = scratch.appending(path: "state").path
            let service = try await KeptService.start(state: state)
            defer { service.kill() }
            try await service.decide()
            let sound = try await Ran.built("rljj", ["check", "--state", state], in: scratch)
            #expect(sound.status == 0 && sound.output.contains("ok    journal"), "\(sound.output) \(sound.error)")
            #expect(try await service.end() == 0)
            try Data("x".utf8).write(to: URL(fileURLWithPath: "\(state)/people.json"))
            let changed = try await Ran.built("rljj", ["check", "--state", state], in: scratch)
            #expect(changed.status == 1 && changed.output.contains("FAIL  lists"), "\(changed.output)")
            let nothing = try await Ran.built("rljj", ["check", "--state", "\(state)/tidak-ada"], in: scratch)
            #expect(nothing.status == 2 && nothing.error.contains("there is none"), "\(nothing.error)")
            #expect(!FileManager.default.fileExists(atPath: "\(state)/tidak-ada"))
        }
    }
}

/// A built service on a state folder, and the Dirjen's token.
private final class KeptService {
    let token: String
    private let process: Process
    private let client: ServiceClient
    private let standardError: Pipe

    static func start(state: String, token: String? = nil) async throws -> KeptService {
        let service = try await KeptService(state, token)
        try await eventually("the service answers", within: 30) { await service.health() == 204 }
        return service
    }

    private init(_ state: String, _ known: String?) async throws {
        let (scratch, port) = (TestFolder.make(), try FreePort.find())
        let rooms = try Products.projectFolder("Rooms").path
        if let known { token = known } else { token = try await Self.token(state, rooms, scratch) }
        client = ServiceClient(base: "http://127.0.0.1:\(port)")
        (process, standardError) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // The kernel then refuses a write beyond the limit, instead of ending the process.
        process.arguments = [
            "-c", "trap '' XFSZ; exec \"$0\" serve --state \"$1\" --rooms \"$2\" --port \"$3\"",
            try Products.program("rljj"), state, rooms, "\(port)",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = standardError
        try process.run()
    }

    private static func token(_ state: String, _ rooms: String, _ scratch: URL) async throws -> String {
        let ran = try await Ran.built(
            "rljj",
            ["people", "add", "--state", state, "--rooms", rooms, "--name", "Bimo", "--post", "dirjen@kantor-pusat"],
            in: scratch)
        guard ran.status == 0 else { throw Ran.TimedOut(description: ran.error) }
        return ran.output.trimmingCharacters(in: .newlines)
    }

    /// Another decision of the Dirjen, which the journal has to keep.
    func decide() async throws {
        guard let line = Line("Kabar") else { return }
        let decision = Decision(needed: true, ground: .ownInformation(line), agenda: line)
        _ = try await client.make(MeetingCalls.begin, with: decision, token: token)
    }

    func meetings() async throws -> [String] {
        try await client.make(MeetingCalls.list, token: token).map(\.id.description)
    }

    /// The status of `/health`; 0 when nobody answers.
    func health() async -> Int {
        struct Answer: Decodable {}
        if await client.isUp() { return 204 }
        do {
            _ = try await client.get("/health", token: token, as: Answer.self)
            return 200
        } catch let refused as ServiceClient.Refused {
            return refused.status
        } catch { return 0 }
    }

    /// From now on no file of the service may grow beyond a byte, as if the disk failed.
    func forbidWriting() async throws {
        let ran = try await Ran.program(
            "/usr/bin/env", ["prlimit", "--pid", "\(process.processIdentifier)", "--fsize=1"], in: TestFolder.make())
        guard ran.status == 0 else { throw Ran.TimedOut(description: ran.error) }
    }

    func end() async throws -> Int32 {
        process.terminate()
        return try await ended(within: 30)
    }

    func ended(within seconds: Double) async throws -> Int32 {
        try await eventually("the service has ended", within: seconds) { !process.isRunning }
        return process.terminationStatus
    }

    /// What it complained of; it must have ended.
    var errors: String { String(decoding: standardError.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) }

    func kill() { if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) } }
}

/// A state folder on a file system of its own.
private final class SmallState {
    let path: String
    private var filler: String { "\(path)/incoming/filler" }

    init(megabytes: Int) throws {
        path = TestFolder.make().appending(path: "state").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard Self.run("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m,mode=700", "tmpfs", path) else {
            throw CocoaError(.featureUnsupported)
        }
    }

    deinit { _ = Self.run("umount", "-l", path) }

    static var canBeMade: Bool { (try? SmallState(megabytes: 1)) != nil }

    /// Writes until the last byte is taken.
    func fill() throws {
        let descriptor = open(filler, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        for size in [1 << 20, 4096, 1] {
            let bytes = [UInt8](repeating: 0, count: size)
            while write(descriptor, bytes, size) == size {}
        }
    }

    func free() throws { try FileManager.default.removeItem(atPath: filler) }

    private static func run(_ words: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
