import Foundation
import Glibc
import Offices
import RoomLink
import RoomMedia
import Testing

@testable import RoomAgent

/// A media process as its agent meets it on its socket.
@Suite(.serialized)
struct PipelineHostTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func display(loudspeaker: Loudspeaker = .headless) throws -> ChildPlan {
        var ports = PortBook(path: folder.path + "/ports.json")
        _ = try ports.assure([.programmeReturn])
        return .display(
            DisplayPlan(
                screen: .headless, loudspeaker: loudspeaker, input: try #require(ports[.programmeReturn]),
                layout: .idle, caption: "RLJJ-1", zone: .wita))
    }

    private func order(_ plan: ChildPlan?) throws -> [UInt8] {
        try ChildProcess.line(ChildOrder(plan: plan, until: Moment(Date()).advanced(bySeconds: 60)))
    }

    private static func isPlaying(_ report: ChildReport) -> Bool {
        if case .status(let status) = report { status.state == .playing } else { false }
    }

    @Test func playsOnWhateverComesOverItsSocket() async throws {
        let child = try await ChildProcess(.display, in: folder)
        let plan = try order(try display())
        _ = try await child.converse([Array("garbage\n".utf8)])
        _ = try await child.converse([Array("{\"plan\":{}}\n".utf8)])
        _ = try await child.converse([Array(repeating: UInt8(ascii: "x"), count: (1 << 20) + 1)])
        _ = try await child.converse([Array(plan.prefix(40))]) { _ in true }
        // A whole order, byte by byte.
        let reports = try await child.converse(plan.map { [$0] }, until: Self.isPlaying)
        #expect(reports.last.map(Self.isPlaying) == true)
        #expect(child.run.processHolding(.display) == child.process)
        let last = try await child.converse([try order(nil)])
        #expect(last.last == .leaving(.ordered))
        #expect(try await child.end() == .code(0))
        #expect(!FileManager.default.fileExists(atPath: child.run.socket(.display)))
    }

    @Test func endsByItselfAtItsTime() async throws {
        let child = try await ChildProcess(.display, in: folder, lasts: 1.5)
        #expect(try await child.end() == .code(0))
    }

    @Test func livesOnWhenItsTimeIsProlonged() async throws {
        let child = try await ChildProcess(.display, in: folder, lasts: 2)
        _ = try await child.converse([try order(try display())], until: Self.isPlaying)
        let end = Moment(Date()).advanced(bySeconds: 4)
        try await eventually("its first time is over") { Moment(Date()) > end }
        #expect(child.run.processHolding(.display) == child.process)
        _ = try await child.converse([try order(nil)])
        #expect(try await child.end() == .code(0))
    }

    @Test func endsInOrderOnSIGTERM() async throws {
        let child = try await ChildProcess(.display, in: folder)
        _ = try await child.converse([try order(try display())], until: Self.isPlaying)
        kill(child.process, SIGTERM)
        #expect(try await child.end() == .code(0))
    }

    @Test func refusesToRunTwice() async throws {
        let first = try await ChildProcess(.display, in: folder)
        try await eventually("the first one runs") { first.run.processHolding(.display) != nil }
        let second = try await ChildProcess(.display, in: folder)
        #expect(try await second.end() == .code(1))
        #expect(second.run.lastWords(.display)?.contains("another process holds") == true)
        #expect(first.run.processHolding(.display) == first.process)
    }

    @Test func saysWhyItsPipelineFailed() async throws {
        let child = try await ChildProcess(.display, in: folder)
        let plan = try display(loudspeaker: .alsa(device: "hw:nowhere,0"))
        let reports = try await child.converse([try order(plan)])
        guard case .leaving(.failed(let words)) = reports.last else {
            Issue.record("found \(String(describing: reports.last))")
            return
        }
        #expect(!words.isEmpty && !words.contains("\n"))
        #expect(try await child.end() == .code(1))
    }

    @Test func neverRecordsOverAFile() async throws {
        let record = folder.path + "/room-1.mkv"
        try Data("kept".utf8).write(to: URL(fileURLWithPath: record))
        let child = try await ChildProcess(.capture, in: folder)
        let plan = CapturePlan(room: try Fixtures.room(), outputs: [], record: record, workFolder: folder.path)
        let reports = try await child.converse([try order(.capture(plan))])
        guard case .leaving(.failed(let words)) = reports.last else {
            Issue.record("found \(String(describing: reports.last))")
            return
        }
        #expect(words.contains("exists already"))
        #expect(FileManager.default.contents(atPath: record) == Data("kept".utf8))
    }

    @Test func isFoundUnderAPathLongerThanASocketsName() async throws {
        let long = folder.path + "/" + String(repeating: "long-folder-name/", count: 10)
        try FileManager.default.createDirectory(atPath: long, withIntermediateDirectories: true)
        let run = RunFolder(path: long)
        let launcher = ChildLauncher(program: Program.path, pipelines: Program.pipelines, run: run)
        let process = try await launcher.start(.display, until: Moment(Date()).advanced(bySeconds: 2))
        try await eventually("its socket is there") { FileManager.default.fileExists(atPath: run.socket(.display)) }
        #expect(await ChildExit.of(process, clock: .system) == .code(0))
    }
}
