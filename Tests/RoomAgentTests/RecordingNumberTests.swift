import Foundation
import Logging
import Offices
import RoomLink
import RoomMedia
import Testing

@testable import RoomAgent

/// A recorder that dies, and dies again before its first frame: what the service hears of its files.
struct RecordingNumberTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.state.make()
    }

    private func agent() throws -> Agent {
        let clock = AgentClock(now: { Fixtures.now }, sleep: { _ in throw CancellationError() })
        return try Agent(
            settings: .init(
                room: Fixtures.room(), host: "127.0.0.1", folder: folder.state, program: "/bin/false",
                pipelines: folder.path, clock: clock),
            client: Fixtures.client(port: 9), log: Logger(label: "agent") { _ in SwiftLogNoOpLogHandler() })
    }

    @Test func emptyFilesLeaveNoHoleInTheNumbers() async throws {
        let agent = try agent()
        try await agent.wantRecording()
        for frames in [50, 0, 0, 25, 0] { try await agent.loseRecorder(after: frames) }
        try await agent.seeFrames(10)
        let (starts, ends) = await agent.toldParts()
        #expect(starts == [1, 2, 3])
        #expect(ends == [1, 2])
        #expect(await agent.framesTold() == [50, 25])
        await agent.shutdown()
    }

    @Test func aStartWaitsForItsForerunnersMeasure() async throws {
        let agent = try agent()
        try await agent.wantRecording()
        // Frames of the second file are seen while nobody knows yet what the first holds.
        #expect(try await agent.loseRecorderAndSeeTheNext() == [])
        let (starts, ends) = await agent.toldParts()
        #expect(starts == [1] && ends == [])
        await agent.shutdown()
    }

    @Test func aRestartGoesOnWithTheNumbers() async throws {
        let before = try agent()
        try await before.wantRecording()
        try await before.loseRecorder(after: 50)
        _ = await before.toldParts()
        await before.shutdown()
        let after = try agent()
        await after.takeUpRecordings()
        try await after.wantRecording()
        try await after.seeFrames(10)
        #expect(await after.toldParts().starts.last == 2)
        await after.shutdown()
    }
}

extension Agent {
    /// Holds a plan that records the room.
    fileprivate func wantRecording() throws {
        var plan = RoomPlan(revision: 1, expires: Fixtures.now.advanced(bySeconds: 3600))
        (plan.meeting, plan.capture, plan.record) = (Fixtures.meeting, true, true)
        _ = try plans.accept(plan)
        reconcile()
    }

    /// The recorder has so many frames in its file.
    fileprivate func seeFrames(_ frames: Int) throws {
        let entry = try #require(ledger.open(.room))
        let path = folder.recording(entry.part)
        _ = FileManager.default.createFile(atPath: path, contents: Data(repeating: 1, count: frames))
        guard frames > 0 else { return }
        var status = ChildStatus(state: .playing)
        status.recording = ChildStatus.RecordingFile(
            path: path, firstFrame: Fixtures.now, lastFrame: Fixtures.now.advanced(bySeconds: Double(frames) / 25),
            frames: frames)
        hear(.status(status), from: .capture)
    }

    /// The recorder is killed after so many frames, and another takes its place.
    fileprivate func loseRecorder(after frames: Int) throws {
        try seeFrames(frames)
        hear(.ended(lost: "killed"), from: .capture)
    }

    /// An empty file, and the first frames of the next before the first was measured; gives the parts told by then.
    fileprivate func loseRecorderAndSeeTheNext() throws -> [Int] {
        try loseRecorder(after: 0)
        try seeFrames(10)
        return startsTold
    }

    /// The numbers of the parts whose start, and whose end, was told, once everything is measured.
    fileprivate func toldParts() async -> (starts: [Int], ends: [Int]) {
        while let task = settlements[.room], !settling.isEmpty { await task.value }
        let ends = spool.waiting.compactMap { fact -> Int? in
            if case .recordingEnded(let end) = fact.fact { end.part.number } else { nil }
        }
        return (startsTold, ends)
    }

    private var startsTold: [Int] {
        spool.waiting.compactMap { fact in
            if case .recordingStarted(let start) = fact.fact { start.part.number } else { nil }
        }
    }

    fileprivate func framesTold() -> [Int] {
        spool.waiting.compactMap { fact in
            if case .recordingEnded(let end) = fact.fact { end.frames } else { nil }
        }
    }

    fileprivate func shutdown() async { await client.shutdown() }
}
