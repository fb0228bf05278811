import Digests
import Foundation
import Glibc
import Offices
import RoomLink
import Testing

@testable import RoomAgent

/// The agent and its media processes as they run in a room, against a real service.
@Suite(.serialized)
struct AgentProcessTests {
    private static let recording: @Sendable (inout RoomPlan) -> Void = {
        $0.capture = true
        $0.record = true
    }

    /// Waits until a part is being recorded for so many seconds.
    private static func untilRecorded(_ part: Int, seconds: Double, _ service: TestService) async throws {
        try await eventually("part \(part) begins", within: 40) {
            await service.starts.contains { $0.part.number == part }
        }
        try await eventually("part \(part) grows", within: 20) {
            await service.telemetry.last?.recordedSeconds.map { $0 >= seconds } ?? false
        }
    }

    @Test func recordsAMeetingAndBringsItUp() async throws {
        try await RunningAgent.with { agent, service in
            await service.publish(TestService.plan(1, Self.recording))
            try await Self.untilRecorded(1, seconds: 2, service)
            await service.publish(TestService.plan(2) { $0.upload = true })
            let start = try #require(await service.starts.first)
            try await eventually("the recording is sealed", within: 30) { await service.sealed[start.part] != nil }
            let end = try #require(await service.ends.first)
            #expect(end.cause == .ordered)
            #expect(start.part.track == .room && start.part.number == 1 && start.part.boot != nil)
            #expect(end.part == start.part)
            #expect(abs(end.lastFrame.seconds(since: start.firstFrame) - Double(end.frames) / 25) < 0.5)
            let sent = agent.folder.sent(start.part)
            try await eventually("the copy is put away") { FileManager.default.fileExists(atPath: sent) }
            #expect(await service.sealed[start.part] == FileManager.default.contents(atPath: sent))
            let measured = try await RecordingMeasure.read(sent)
            #expect(measured.frames == end.frames)
            #expect(await service.openings.count == 1)
            #expect(await service.previews.last?.starts(with: [0xff, 0xd8]) == true)
            guard case .opened = await service.facts.first?.fact else {
                Issue.record("the first fact is not the opening")
                return
            }
        }
    }

    @Test func composesRecordsAndReturnsTheProgrammeInTheHostRoom() async throws {
        try await RunningAgent.with { agent, service in
            let (host, site) = (try Fixtures.id("rko"), try Fixtures.id("kpp-makassar"))
            await service.publish(
                TestService.plan(1) {
                    Self.recording(&$0)
                    $0.programme = PlanBookTests.programme(sites: ["rko", "kpp-makassar"])
                    $0.programme?.record = true
                    $0.screen.layout = .programme
                })
            try await eventually("both tracks begin", within: 60) {
                await Set(service.starts.map(\.part.track)).count == 2
            }
            #expect(await service.openings.last?.sites.keys.sorted() == [site, host].sorted())
            for child in ChildName.allCases { #expect(agent.child(child) != nil, "\(child)") }
            try await eventually("the programme grows", within: 20) {
                await service.telemetry.last?.recordedSeconds.map { $0 >= 1.5 } ?? false
            }
            await service.publish(TestService.plan(2))
            try await eventually("both tracks end", within: 30) { await service.ends.count == 2 }
            #expect(await service.ends.allSatisfy { $0.cause == .ordered && $0.frames >= 25 })
            #expect(await service.losses.isEmpty)
        }
    }

    @Test func goesOnInTheNextPartWhenTheRecorderIsKilled() async throws {
        try await RunningAgent.with { agent, service in
            await service.publish(TestService.plan(1, Self.recording))
            try await Self.untilRecorded(1, seconds: 2, service)
            kill(try #require(agent.child(.capture)), SIGKILL)
            let killed = Moment(Date())
            try await eventually("part 2 begins", within: 30) { await service.starts.contains { $0.part.number == 2 } }
            try await eventually("part 1 is told") { await service.ends.contains { $0.part.number == 1 } }
            let end = try #require(await service.ends.first)
            #expect(end.cause == .died)
            #expect(end.frames >= 40)
            #expect(abs(killed.seconds(since: end.lastFrame)) < 0.2)
            #expect(await service.losses.map(\.child) == [.capture])
            #expect(await service.losses.first?.reason.contains("signal 9") == true)
            let file = agent.folder.recording(end.part)
            #expect(end.sha256 == ContentHash(of: try #require(FileManager.default.contents(atPath: file))))
        }
    }

    @Test func adoptsItsProcessesAfterItsOwnDeath() async throws {
        try await RunningAgent.with { agent, service in
            await service.publish(TestService.plan(1, Self.recording))
            try await Self.untilRecorded(1, seconds: 1, service)
            let (capture, display) = (agent.child(.capture), agent.child(.display))
            let opening = await service.openings.first
            await agent.signal(SIGKILL)
            #expect(try await agent.end() == -SIGKILL)
            #expect(agent.child(.capture) == capture)
            try await agent.start()
            try await eventually("a second boot opens", within: 20) { await service.openings.count == 2 }
            try await Self.untilRecorded(1, seconds: 4, service)
            #expect(agent.child(.capture) == capture)
            #expect(agent.child(.display) == display)
            #expect(await service.openings.last == opening)
            await service.publish(TestService.plan(2))
            try await eventually("the recording ends", within: 20) { await service.ends.count == 1 }
            #expect(await service.ends.first?.cause == .ordered)
            #expect(await service.starts.count == 1)
            #expect(await service.losses.isEmpty)
            #expect(Set(await service.facts.map(\.boot)).count == 2)
        }
    }

    @Test func tellsTheEndOfARecordingThatDiedWithoutAnAgent() async throws {
        try await RunningAgent.with { agent, service in
            await service.publish(TestService.plan(1, Self.recording))
            try await Self.untilRecorded(1, seconds: 1, service)
            await agent.signal(SIGKILL)
            _ = try await agent.end()
            kill(try #require(agent.child(.capture)), SIGKILL)
            try await eventually("the recorder is gone") { agent.child(.capture) == nil }
            try await agent.start()
            try await eventually("part 1 is told", within: 20) { await service.ends.contains { $0.part.number == 1 } }
            try await eventually("part 2 begins", within: 30) { await service.starts.contains { $0.part.number == 2 } }
            #expect(await service.ends.first?.cause == .died)
        }
    }

    @Test func completesRecordingsAndTellsThemOnSIGTERM() async throws {
        try await RunningAgent.with { agent, service in
            await service.publish(TestService.plan(1, Self.recording))
            try await Self.untilRecorded(1, seconds: 1, service)
            await agent.signal(SIGTERM)
            #expect(try await agent.end() == 0)
            #expect(await service.ends.map(\.cause) == [.ordered])
            #expect(ChildName.allCases.allSatisfy { agent.child($0) == nil })
            #expect(!agent.log.contains(Fixtures.secretText.prefix(16)))
        }
    }

    @Test func leavesItsProcessesRunningWhenToldTo() async throws {
        try await RunningAgent.with { agent, service in
            await agent.signal(SIGTERM)
            _ = try await agent.end()
            try await agent.start(["--keep-children"])
            await service.publish(TestService.plan(1, Self.recording))
            try await Self.untilRecorded(1, seconds: 1, service)
            let capture = agent.child(.capture)
            await agent.signal(SIGTERM)
            #expect(try await agent.end() == 0)
            #expect(agent.child(.capture) == capture)
            #expect(await service.ends.isEmpty)
        }
    }
}
