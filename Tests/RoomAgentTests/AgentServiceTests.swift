import Digests
import Foundation
import Glibc
import Offices
import RoomLink
import Testing

@testable import RoomAgent

/// The agent against a service that is absent, restarted, hostile, or full of orders.
@Suite(.serialized)
struct AgentServiceTests {
    @Test func keepsRecordingAndItsFactsWhileTheServiceIsAway() async throws {
        let folder = try TemporaryFolder()
        let service = TestService()
        let port = try await TestService.run(service: service) { _, port in port }
        let agent = try RunningAgent(in: folder, port: port)
        try await agent.clearingUp {
            try await TestService.run(port: port, service: service) { service, _ in
                try await agent.start()
                await service.publish(
                    TestService.plan(1) {
                        $0.capture = true
                        $0.record = true
                    })
                try await eventually("part 1 begins", within: 40) { await service.starts.count == 1 }
            }
            let before = await service.facts.count
            kill(try #require(agent.child(.capture)), SIGKILL)
            try await eventually("facts are spooled", within: 30) { agent.spooled.contains("\"recordingStarted\"") }
            try await TestService.run(port: port, service: service) { service, _ in
                try await eventually("the spool is told", within: 30) { await service.starts.count == 2 }
                try await eventually("the end is told", within: 30) { await service.ends.count == 1 }
                #expect(await service.facts.count >= before + 3)
                let sequences = await service.facts.map(\.sequence)
                #expect(sequences == Array(1...Int64(sequences.count)))
                // It asks only for what is newer than the plan it holds.
                try await eventually("it follows plans again") { await service.lastEventIDs.last == "1" }
            }
        }
    }

    @Test func losesNoFactWhenItIsKilledAgainAndAgain() async throws {
        let folder = try TemporaryFolder()
        let service = TestService()
        let port = try await TestService.run(service: service) { _, port in port }
        let agent = try RunningAgent(in: folder, port: port)
        // Milliseconds of life after the first word. A kill must hit any moment of the start, so these are times and no conditions.
        let lives = [0, 40, 90, 160, 250, 400]
        let kills = lives.count
        try await agent.clearingUp {
            for (number, life) in zip(1..., lives) {
                try await agent.start()
                try await eventually("boot \(number) has spoken", within: 20) { agent.spooledBoots == number }
                try await Task.sleep(for: .milliseconds(life))
                await agent.signal(SIGKILL)
                _ = try await agent.end()
            }
            try await TestService.run(port: port, service: service) { service, _ in
                try await agent.start()
                try await eventually("every boot is told", within: 30) { await service.openings.count == kills + 1 }
                for facts in Dictionary(grouping: await service.facts, by: \.boot).values {
                    #expect(facts.map(\.sequence) == Array(1...Int64(facts.count)))
                }
            }
        }
    }

    @Test(arguments: [TestService.Mood.status(500), .text("{\"revision\":"), .status(401), .slow(30)])
    func outlivesAServiceThatMisbehaves(mood: TestService.Mood) async throws {
        try await RunningAgent.with { agent, service in
            try await eventually("it is there", within: 20) { await !service.openings.isEmpty }
            await service.set(mood)
            await service.hangUp()
            try await eventually("it has met the mood", within: 20) { await service.badAnswers >= 2 }
            await service.set(.well)
            await service.publish(TestService.plan(5) { $0.capture = true })
            try await eventually("the plan is carried out", within: 40) { agent.child(.capture) != nil }
        }
    }

    @Test func answersADeviceTestOnce() async throws {
        try await RunningAgent.with { agent, service in
            await service.publish(TestService.plan(1) { $0.probe = ProbeOrder(number: 4, diskNeeded: 1000) })
            try await eventually("the answer comes", within: 60) { await service.probes.count == 1 }
            let report = try #require(await service.probes.first)
            #expect(report.number == 4)
            #expect(report.passed, "\(report)")
            #expect(report.measures.contains { $0.kind == .frameRate && $0.value > 20 })
            await service.publish(TestService.plan(2) { $0.probe = ProbeOrder(number: 4, diskNeeded: 1000) })
            try await eventually("the camera is given back", within: 20) { agent.child(.capture) == nil }
            await service.publish(TestService.plan(3) { $0.probe = ProbeOrder(number: 5, diskNeeded: .max) })
            try await eventually("the next is answered", within: 60) { await service.probes.count == 2 }
            #expect(await service.probes.last?.passed == false)
        }
    }

    @Test func showsAPageAndTakesItsPicture() async throws {
        let page = Fixtures.page
        let hash = ContentHash(of: page)
        try await RunningAgent.with { agent, service in
            await service.change { $0.blobs[hash] = page }
            await service.publish(
                TestService.plan(1) { $0.screen = ScreenPlan(layout: .page, page: hash, caption: "RLJJ-1") })
            try await eventually("the page is shown", within: 40) { await service.showings.last?.page == hash }
            await service.publish(
                TestService.plan(2) {
                    $0.screen = ScreenPlan(layout: .page, page: hash, caption: "RLJJ-1", take: ScreenOrder(number: 1))
                })
            try await eventually("the picture is told", within: 30) { await service.pictures.count == 1 }
            let picture = try #require(await service.pictures.first)
            #expect(picture.number == 1)
            #expect(await service.blobs[picture.sha256] != nil)
            #expect(FileManager.default.fileExists(atPath: agent.folder.blob(hash)))
        }
    }

    @Test func answersTheFirstOrdersOfEveryMeetingInTheSameRoom() async throws {
        let page = Fixtures.page
        let hash = ContentHash(of: page)
        let meetings = (0..<3).map { MeetingID(at: Fixtures.now.advanced(bySeconds: Double($0))) }
        try await RunningAgent.with { agent, service in
            await service.change { $0.blobs[hash] = page }
            for (number, meeting) in meetings.enumerated() {
                let revision = Int64(3 * number)
                await service.publish(
                    TestService.plan(revision + 1) {
                        $0.meeting = meeting
                        $0.probe = ProbeOrder(number: 1, diskNeeded: 1000)
                    })
                try await eventually("the test is answered", within: 60) { await service.probes.count == number + 1 }
                await service.publish(
                    TestService.plan(revision + 2) {
                        $0.meeting = meeting
                        $0.screen = ScreenPlan(layout: .page, page: hash, caption: "RLJJ", take: ScreenOrder(number: 1))
                    })
                try await eventually("the picture is told", within: 40) { await service.pictures.count == number + 1 }
                try await eventually("the page is told of this meeting") {
                    await service.facts.contains {
                        if case .shown(let shown) = $0.fact {
                            shown.page == hash && $0.meeting == meeting
                        } else {
                            false
                        }
                    }
                }
                await service.publish(TestService.plan(revision + 3) { $0.meeting = meeting })
            }
            for kind in ["probed", "screenTaken"] {
                let told = await service.facts.filter { "\($0.fact)".hasPrefix(kind) }
                #expect(told.map(\.meeting) == meetings, "\(kind)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: agent.folder.screens) == [], "told, and let go")
        }
    }

    @Test func setsARefusedFactAsideAndGoesOn() async throws {
        try await RunningAgent.with { agent, service in
            try await eventually("it is there", within: 20) { await service.facts.count >= 1 }
            let next = try #require(await service.facts.last?.sequence) + 1
            await service.change { $0.refusedSequence = next }
            for number in 1...3 {
                await service.publish(
                    TestService.plan(Int64(number)) {
                        $0.programme = PlanBookTests.programme(sites: (1...number).map { "room-\($0)" })
                    })
                try await eventually("the port is known", within: 20) {
                    agent.portCount == number + 3
                }
            }
            try await eventually("later openings come", within: 20) { await service.openings.last?.sites.count == 3 }
            let refused = try #require(FileManager.default.contents(atPath: agent.folder.refused))
            #expect(refused.split(separator: UInt8(ascii: "\n")).count == 1)
        }
    }

    @Test func recordsOnWhenItsPlanIsProlonged() async throws {
        try await RunningAgent.with { agent, service in
            let expires = Moment(Date()).advanced(bySeconds: 8)
            let plan = TestService.plan(1) {
                $0.capture = true
                $0.record = true
                $0.expires = expires
            }
            await service.publish(plan)
            try await eventually("it records", within: 8) { await service.starts.count == 1 }
            var prolonged = plan
            prolonged.expires = expires.advanced(bySeconds: 600)
            await service.publish(prolonged)
            try await eventually("the first plan is over", within: 20) { Moment(Date()).seconds(since: expires) > 3 }
            #expect(agent.child(.capture) != nil)
            #expect(await service.ends.isEmpty)
            #expect(await service.starts.count == 1)
        }
    }

    @Test func bringsUpAnEarlierMeetingsRecordingBesideTheNextOnesPlan() async throws {
        try await RunningAgent.with { agent, service in
            await service.publish(
                TestService.plan(1) {
                    $0.capture = true
                    $0.record = true
                })
            try await eventually("it records", within: 40) { await service.starts.count == 1 }
            let next = MeetingID(at: Moment(Date()))
            await service.publish(TestService.plan(2) { ($0.meeting, $0.capture) = (next, true) })
            try await eventually("the file ends", within: 30) { await service.ends.count == 1 }
            #expect(await service.sealed.isEmpty, "nobody allowed it yet")
            await service.publish(
                TestService.plan(3) { ($0.meeting, $0.capture, $0.uploads) = (next, true, [Fixtures.meeting]) })
            let part = try #require(await service.starts.first).part
            try await eventually("it is brought up", within: 30) { await service.sealed[part] != nil }
            #expect(agent.child(.capture) != nil)
        }
    }

    @Test func setsAFileAsideThatTheServiceRefusesForGood() async throws {
        try await RunningAgent.with { agent, service in
            await service.change { $0.refusal = "the file is no recording" }
            await service.publish(
                TestService.plan(1) {
                    $0.capture = true
                    $0.record = true
                })
            try await eventually("it records", within: 40) { await service.starts.count == 1 }
            await service.publish(TestService.plan(2) { ($0.capture, $0.uploads) = (true, [Fixtures.meeting]) })
            try await eventually("it is set aside", within: 40) {
                Ledger(folder: agent.folder).entries.first?.refused == "the file is no recording"
            }
            let part = try #require(Ledger(folder: agent.folder).entries.first?.part)
            #expect(FileManager.default.fileExists(atPath: agent.folder.recording(part)), "the file stays")
            // Another plan would have it sent again, were it not set aside.
            await service.publish(TestService.plan(3) { ($0.capture, $0.uploads) = (false, [Fixtures.meeting]) })
            try await eventually("the plan is carried out", within: 20) { agent.child(.capture) == nil }
            #expect(await service.seals == 1)
        }
    }

    @Test func idlesWhenThePlanExpires() async throws {
        try await RunningAgent.with { agent, service in
            await service.publish(
                TestService.plan(1) {
                    $0.capture = true
                    $0.record = true
                    $0.expires = Moment(Date()).advanced(bySeconds: 8)
                })
            try await eventually("it records", within: 8) { await service.starts.count == 1 }
            try await eventually("it ends by itself", within: 30) { await service.ends.count == 1 }
            try await eventually("the camera is given back", within: 20) { agent.child(.capture) == nil }
        }
    }
}

extension RunningAgent {
    nonisolated var portCount: Int { StateFile.read([String: UInt16].self, at: folder.ports)?.count ?? 0 }

    nonisolated var spooled: String {
        FileManager.default.contents(atPath: folder.spool).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    nonisolated var spooledBoots: Int {
        Set(
            spooled.split(separator: "\n").compactMap {
                (try? JSONDecoder().decode(FactEnvelope.self, from: Data($0.utf8)))?.boot
            }
        ).count
    }
}
