import Foundation
import Offices
import RoomLink
import Testing

@testable import RoomAgent

struct RoomClientTests {
    private static func facts(_ count: Int) -> [FactEnvelope] {
        (1...count).map {
            FactEnvelope(
                boot: UUID(), sequence: Int64($0), occurredAt: Fixtures.now, clockOffset: 0, fact: Fixtures.fact($0))
        }
    }

    private static func failure<Value>(_ work: () async throws(ServiceFailure) -> Value) async -> ServiceFailure? {
        do {
            _ = try await work()
            return nil
        } catch {
            return error
        }
    }

    @Test func tellsFactsAndTelemetryWithTheSecret() async throws {
        try await TestService.run { service, port in
            let client = try Fixtures.client(port: port)
            let receipt = try await client.tell(Self.facts(3))
            #expect(receipt.acknowledged == 3)
            let clock = try await client.tell(
                Telemetry(plan: 1, freeDisk: 5, spooled: 0, children: [.display: .playing]))
            #expect(abs(clock.serviceTime.seconds(since: Moment(Date()))) < 5)
            #expect(await service.facts.count == 3)
            #expect(await service.telemetry.first?.children == [.display: .playing])
            #expect(await service.tokens == ["Bearer " + Fixtures.secretText])
            await client.shutdown()
        }
    }

    @Test(arguments: [401, 403, 404, 418, 500, 503])
    func saysTheStatusOfARefusal(status: Int) async throws {
        try await TestService.run { service, port in
            await service.set(.status(status))
            let client = try Fixtures.client(port: port)
            let failure = await Self.failure { () async throws(ServiceFailure) in try await client.tell(Self.facts(1)) }
            #expect(failure == .status(UInt(status)))
            await client.shutdown()
        }
    }

    @Test(arguments: ["", "{}", "[]", "<html>", "{\"acknowledged\":\"many\"}", String(repeating: "x", count: 2 << 20)])
    func takesNoNonsense(text: String) async throws {
        try await TestService.run { service, port in
            await service.set(.text(text))
            let client = try Fixtures.client(port: port)
            let failure = await Self.failure { () async throws(ServiceFailure) in try await client.tell(Self.facts(1)) }
            guard case .nonsense = failure else {
                Issue.record("found \(String(describing: failure))")
                return
            }
            await client.shutdown()
        }
    }

    @Test func givesUpOnASlowServiceAndOnNone() async throws {
        try await TestService.run { service, port in
            await service.set(.slow(3))
            let client = try Fixtures.client(port: port)
            let slow = await Self.failure { () async throws(ServiceFailure) in try await client.tell(Self.facts(1)) }
            guard case .unreachable = slow else {
                Issue.record("found \(String(describing: slow))")
                return
            }
            await client.shutdown()
            let none = try Fixtures.client(port: 9)
            let absent = await Self.failure { () async throws(ServiceFailure) in try await none.tell(Self.facts(1)) }
            #expect(absent.map { $0.line.contains("does not answer") } == true)
            await none.shutdown()
        }
    }

    @Test func provesTheHashOfABlob() async throws {
        try await TestService.run { service, port in
            let client = try Fixtures.client(port: port)
            let (page, lie) = (Fixtures.blob("page"), Fixtures.blob("lie"))
            await service.change { $0.blobs = [page: Data("page".utf8), lie: Data("other".utf8)] }
            #expect(try await client.blob(page) == Data("page".utf8))
            let failure = await Self.failure { () async throws(ServiceFailure) in try await client.blob(lie) }
            guard case .nonsense = failure else {
                Issue.record("found \(String(describing: failure))")
                return
            }
            await client.shutdown()
        }
    }

    @Test func resumesThePlansWhereItWas() async throws {
        try await TestService.run { service, port in
            let client = try Fixtures.client(port: port)
            await service.publish(RoomPlan(revision: 3, expires: Fixtures.now))
            await service.change { $0.hangsUp = true }
            let seen = Seen()
            let end = await Self.failure { () async throws(ServiceFailure) in
                try await client.plans(after: nil) { await seen.add($0.revision) }
            }
            #expect(end.map { $0.line.contains("closed the stream") } == true)
            #expect(await seen.revisions == [3])
            _ = await Self.failure { () async throws(ServiceFailure) in
                try await client.plans(after: 3) { await seen.add($0.revision) }
            }
            #expect(await seen.revisions == [3])
            #expect(await service.lastEventIDs == [nil, "3"])
            await client.shutdown()
        }
    }

    @Test func givesUpAStreamThatIsSilent() async throws {
        try await TestService.run { service, port in
            await service.change { $0.isMute = true }
            let client = try Fixtures.client(port: port)
            let began = ContinuousClock.now
            let end = await Self.failure { () async throws(ServiceFailure) in
                try await client.plans(after: nil) { _ in }
            }
            guard case .unreachable = end else {
                Issue.record("found \(String(describing: end))")
                return
            }
            #expect(began.duration(to: .now) < .seconds(4))
            await client.shutdown()
        }
    }

    @Test(arguments: ["event: plan\ndata: {\"revision\":true}\n\n", "event: plan\ndata: nonsense\n\n"])
    func givesUpAStreamThatMakesNoSense(text: String) async throws {
        try await TestService.run { service, port in
            await service.set(.text(text))
            let client = try Fixtures.client(port: port)
            let end = await Self.failure { () async throws(ServiceFailure) in
                try await client.plans(after: nil) { _ in }
            }
            guard case .nonsense = end else {
                Issue.record("found \(String(describing: end))")
                return
            }
            await client.shutdown()
        }
    }
}

/// The revisions that came.
private actor Seen {
    private(set) var revisions: [Int64] = []
    func add(_ revision: Int64) { revisions.append(revision) }
}
