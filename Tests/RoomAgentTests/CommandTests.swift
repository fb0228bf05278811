import Disk
import Foundation
import Glibc
import Offices
import RoomLink
import Testing

@testable import RoomAgent

/// The program's command line, mostly its refusals.
struct CommandTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func secret() throws -> String {
        let path = folder.path + "/secret"
        try Data(Fixtures.secretText.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        return path
    }

    private func run(
        room: String = Program.sources + "/Rooms/rko.yaml", service: String = "http://127.0.0.1:9",
        secret: String? = nil, state: String? = nil
    ) async throws -> (code: Int32, output: String, errors: String) {
        try await Program.run([
            "run", "--room", room, "--service", service, "--secret-file", try secret ?? self.secret(),
            "--state", state ?? folder.path + "/state", "--pipelines", Program.pipelines,
        ])
    }

    @Test func refusesBadInputInOneLine() async throws {
        let hostile = folder.path + "/hostile.yaml"
        try Data("name: \"a ! b\"\ncamera: {kind: \"' OR 1\"}\n".utf8).write(to: URL(fileURLWithPath: hostile))
        let open = folder.path + "/open"
        try Data(Fixtures.secretText.utf8).write(to: URL(fileURLWithPath: open))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: open)
        let runs = [
            (try await run(room: folder.path + "/none.yaml"), "none.yaml"),
            (try await run(room: hostile), "hostile.yaml"),
            (try await run(service: "http://10.0.0.1"), "clear"),
            (try await run(secret: folder.path + "/none"), "--secret-file"),
            (try await run(secret: open), "chmod 600"),
        ]
        for (result, word) in runs {
            #expect(result.code == 2)
            #expect(result.errors.contains(word))
            #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
        }
    }

    @Test func refusesAStateFolderThatIsTakenOrCannotBeWritten() async throws {
        let state = StateFolder(folder.path + "/state")
        try state.make()
        let lock = FileLock(path: state.agentLock)
        let taken = try await run()
        #expect(taken.code == 4)
        #expect(taken.errors.contains("another agent"))
        _ = consume lock
        let file = folder.path + "/file"
        try Data().write(to: URL(fileURLWithPath: file))
        let blocked = try await run(state: file + "/state")
        #expect(blocked.code == 4)
        #expect(blocked.errors.contains("--state"))
    }

    @Test func namesAMissingElementWithItsPackage() async throws {
        let launch = folder.path + "/x.launch"
        try Data("videotestsrc ! srtnothing name=out uri=\"a ! b\" ! x264nothing".utf8)
            .write(to: URL(fileURLWithPath: launch))
        let result = try await Program.run(["elements", "--pipelines", folder.path])
        #expect(result.code == 3)
        #expect(result.errors.split(separator: "\n").count == 2)
        #expect(result.errors.contains("x264nothing is missing; run: apt-get install gstreamer1.0-"))
        let empty = try await Program.run(["elements", "--pipelines", "/nowhere"])
        #expect(empty.code == 2)
        #expect(empty.errors.contains("--pipelines"))
    }

    static let descriptions: [(String, Set<String>)] = [
        ("videotestsrc ! queue name=a ! fakesink", ["videotestsrc", "queue", "fakesink"]),
        ("a. ! queue ! video/x-raw,width=5 ! mix.sink_0  compositor name=mix", ["queue", "compositor"]),
        ("filesrc location=\"a b ! c d\" ! ( tee ) . t. !", ["filesrc", "tee"]),
        ("", []),
    ]

    @Test(arguments: descriptions)
    func findsTheElementsOfADescription(text: String, elements: Set<String>) {
        #expect(LaunchText.elements(in: text) == elements)
    }

    @Test func checkRefusesABadFileWithCodeTwo() async throws {
        let result = try await Program.run([
            "check", "--room", folder.path + "/none.yaml", "--pipelines", Program.pipelines,
        ])
        #expect(result.code == 2)
        #expect(result.errors.split(separator: "\n").count == 1)
        let seconds = try await Program.run([
            "check", "--room", Program.sources + "/Rooms/rko.yaml", "--seconds", "900", "--pipelines",
            Program.pipelines,
        ])
        #expect(seconds.code == 2)
        #expect(seconds.errors.contains("1 to 60"))
    }

    @Test func checkMeasuresTheDevicesOfARoom() async throws {
        let room = Program.sources + "/Rooms/kpp-jayapura.yaml"
        let result = try await Program.run(["check", "--room", room, "--json", "--pipelines", Program.pipelines])
        #expect(result.code == 0, "\(result.errors)")
        let report = try JSONDecoder().decode(ProbeReport.self, from: Data(result.output.utf8))
        #expect(report.number == 0)
        #expect(report.passed)
    }
}
