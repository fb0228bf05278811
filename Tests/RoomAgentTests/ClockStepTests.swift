import Foundation
import Logging
import Offices
import RoomLink
import RoomMedia
import Testing

@testable import RoomAgent

/// An agent whose machine's clock is set while it records: what it does, and what the service hears.
struct ClockStepTests {
    private let folder: TemporaryFolder
    private let clocks = TestClocks()

    init() throws {
        folder = try TemporaryFolder()
        try folder.state.make()
    }

    private func agent(plan: RoomPlan? = nil) async throws -> Agent {
        let agent = try Agent(
            settings: .init(
                room: Fixtures.room(), host: "127.0.0.1", folder: folder.state, program: "/bin/false",
                pipelines: folder.path, clock: clocks.clock),
            client: Fixtures.client(port: 9), log: Logger(label: "agent") { _ in SwiftLogNoOpLogHandler() })
        try await agent.hold(plan ?? recording)
        return agent
    }

    /// A lease of ten minutes for a meeting that records the room.
    private var recording: RoomPlan {
        var plan = RoomPlan(revision: 1, expires: Fixtures.now.advanced(bySeconds: 600))
        (plan.meeting, plan.capture, plan.record) = (Fixtures.meeting, true, true)
        return plan
    }

    private func at(_ second: Double) -> Moment { Fixtures.now.advanced(bySeconds: second) }

    @Test(
        "A clock that jumps by a day ends no recording and no plan, and the part is dated by the service's clock",
        arguments: [86_400.0, -86_400])
    func jump(seconds: Double) async throws {
        let agent = try await agent()
        await agent.hearService(at: at(0))
        clocks.pass(10)
        try await agent.see(frames: 25, began: 10, wall: at(10))
        clocks.set(by: seconds)
        clocks.pass(20)
        #expect(await agent.effectivePlan.record, "the lease is on the service's clock")
        await agent.tickOnce()
        #expect(await agent.disturbancesTold.map(\.kind) == [.clock])
        try await agent.finish(frames: 525, began: 10, wall: at(10))
        let end = try #require(await agent.endsTold.first)
        #expect(end.lastFrame == at(31), "21 seconds of film after a first frame at 10 s")
        #expect(await agent.startsTold.first?.firstFrame == at(10))
        await agent.shutdown()
    }

    @Test("The first frame after a jump is dated by the steady clock, even before the service was heard again")
    func nextPart() async throws {
        let agent = try await agent()
        await agent.hearService(at: at(0))
        clocks.set(by: 3_600)
        clocks.pass(5)
        try await agent.see(frames: 10, began: 5, wall: at(3_605))
        #expect(await agent.startsTold.first?.firstFrame == at(5))
        await agent.shutdown()
    }

    @Test("A wrong clock is told when it begins and when it is right again, with how wrong it was")
    func wrongClock() async throws {
        let agent = try await agent()
        await agent.hearService(at: at(0))
        await agent.tickOnce()
        #expect(await agent.disturbancesTold.isEmpty)
        clocks.pass(30)
        clocks.set(by: -90)
        await agent.tickOnce()
        await agent.tickOnce()
        clocks.pass(60)
        clocks.set(by: 90)
        await agent.tickOnce()
        let told = await agent.disturbancesTold
        let begun = Disturbance(kind: .clock, from: at(30), seconds: -90)
        var over = begun
        over.to = at(90)
        #expect(told == [begun, over])
        #expect(await agent.telemetry().clockOffset == 0)
        await agent.shutdown()
    }

    @Test("What happened before the service was first heard is dated anew when its clock is known")
    func redated() async throws {
        var plan = recording
        plan.expires = at(86_400)
        let agent = try await agent(plan: plan)
        clocks.pass(10)
        try await agent.see(frames: 10, began: 10, wall: at(10))
        #expect(await agent.startsTold.first?.firstFrame == at(10))
        // The service's clock is 90 s ahead of the room's.
        await agent.hearService(at: at(100))
        #expect(await agent.startsTold.first?.firstFrame == at(100))
        try await agent.finish(frames: 260, began: 10, wall: at(10))
        #expect(await agent.endsTold.first?.lastFrame == at(110.4))
        await agent.shutdown()
    }

    @Test("A process that is silent feels nothing: its last measures are not told as new")
    func staleMeasures() async throws {
        let agent = try await agent()
        await agent.hearService(at: at(0))
        var status = ChildStatus(state: .playing)
        status.measures.frameRate = 25
        await agent.hear(.status(status), from: .capture)
        let fresh = await agent.telemetry()
        #expect(fresh.frameRate == 25 && fresh.measured == at(0))
        clocks.pass(3)
        #expect(await agent.telemetry().measured == at(0), "the measures carry their own time")
        clocks.pass(3)
        #expect(await agent.telemetry().frameRate == nil)
        await agent.shutdown()
    }

    @Test("A recording that stood still is told once, with its beginning and its end")
    func standstill() async throws {
        let agent = try await agent()
        await agent.hearService(at: at(0))
        clocks.pass(60)
        let pause = ChildStatus.Pause(
            from: SteadyMoment(boot: "test", microseconds: 30_000_000),
            to: SteadyMoment(boot: "test", microseconds: 50_000_000))
        for _ in 0..<2 { try await agent.see(frames: 500, began: 10, wall: at(10), pauses: [pause]) }
        #expect(
            await agent.disturbancesTold
                == [Disturbance(kind: .standstill, track: .room, from: at(30), to: at(50))])
        await agent.shutdown()
    }

    @Test("A part whose file could not be written ends with its cause, and the next one waits")
    func writeFailure() async throws {
        let agent = try await agent()
        await agent.hearService(at: at(0))
        clocks.pass(10)
        try await agent.see(frames: 25, began: 10, wall: at(10))
        try await agent.finish(frames: 25, began: 10, wall: at(10), failure: "disk: Input/output error")
        let end = try #require(await agent.endsTold.first)
        #expect(end.cause == .writeFailed && end.reason == "disk: Input/output error")
        #expect(await agent.telemetry().recordingFailure == "disk: Input/output error")
        #expect(await agent.openFile == nil, "a pause comes first")
        clocks.pass(2)
        await agent.reconcile()
        #expect(await agent.openFile != nil)
        await agent.shutdown()
    }

    @Test("A recording that never begins because nothing can be written is told as lacking")
    func neverBegun() async throws {
        let agent = try await agent()
        await agent.hearService(at: at(0))
        try await agent.finish(frames: 0, began: 0, wall: at(0), failure: "Permission denied")
        await agent.tickOnce()
        let told = try #require(await agent.disturbancesTold.first)
        #expect(told.kind == .recording && told.track == .room && told.reason == "Permission denied" && told.to == nil)
        #expect(await agent.endsTold.isEmpty, "a file without a frame is no part")
        await agent.shutdown()
    }
}

extension Agent {
    fileprivate func hold(_ plan: RoomPlan) throws {
        _ = try plans.accept(plan)
        reconcile()
    }

    fileprivate func hearService(at moment: Moment) { learn(sent: clock.steady, serviceTime: moment) }

    fileprivate var effectivePlan: RoomPlan { plans.effective(at: serviceNow) }
    fileprivate var openFile: RecordingPart? { ledger.open(.room)?.part }

    fileprivate func tickOnce() {
        catchUp()
        watchDisturbances()
        reconcile()
    }

    private func file(_ frames: Int, _ began: Int64, _ wall: Moment) throws -> ChildStatus.RecordingFile {
        let path = folder.recording(try #require(ledger.open(.room)).part)
        _ = FileManager.default.createFile(atPath: path, contents: Data(repeating: 1, count: max(1, frames)))
        var file = ChildStatus.RecordingFile(
            path: path, firstFrame: wall, lastFrame: wall.advanced(bySeconds: Double(frames) / 25), frames: frames)
        file.began = SteadyMoment(boot: "test", microseconds: began * 1_000_000)
        return file
    }

    fileprivate func see(frames: Int, began: Int64, wall: Moment, pauses: [ChildStatus.Pause]? = nil) throws {
        var status = ChildStatus(state: .playing)
        status.recording = try file(frames, began, wall)
        status.recording?.pauses = pauses
        hear(.status(status), from: .capture)
    }

    /// The recorder completes the open file.
    fileprivate func finish(frames: Int, began: Int64, wall: Moment, failure: String? = nil) async throws {
        var status = ChildStatus(state: .playing)
        var whole = try file(frames, began, wall)
        whole.failure = failure
        status.finished = [whole]
        // A process says its whole state again and again, also while the file is measured.
        for _ in 0..<5 { hear(.status(status), from: .capture) }
        while let task = settlements[.room], !settling.isEmpty { await task.value }
    }

    private func told<Fact>(_ pick: (RoomFact) -> Fact?) -> [Fact] { spool.waiting.compactMap { pick($0.fact) } }

    fileprivate var startsTold: [RecordingStart] {
        told { if case .recordingStarted(let start) = $0 { start } else { nil } }
    }
    fileprivate var endsTold: [RecordingEnd] {
        told { if case .recordingEnded(let end) = $0 { end } else { nil } }
    }
    fileprivate var disturbancesTold: [Disturbance] {
        told { if case .disturbed(let disturbance) = $0 { disturbance } else { nil } }
    }

    fileprivate func shutdown() async { await client.shutdown() }
}
