import Cases
import Journal
import Offices
import Synchronization
import Testing

@testable import Engine

/// What follows from events, whoever brought them about.
struct ReactionTests {
    @Test("Each event is told once, in the journal's order, when it is in the docket and before anybody is answered")
    func told() async throws {
        let ground = try Ground()
        try await ground.run { engine in
            let heard = Heard()
            await engine.tell { happening in
                guard case .kept(let events) = happening else { return }
                heard.take(events)
                #expect(events.last.map { engine.docket.head.position == $0.event.position } ?? false)
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<40 {
                    let command = try ground.opening()
                    group.addTask {
                        guard case .kept(let events) = try await engine.submit(command) else { return }
                        let known = heard.positions
                        #expect(events.allSatisfy { known.contains($0.event.position) })
                    }
                }
                try await group.waitForAll()
            }
            #expect(heard.positions == Array(1...40))
        }
    }

    @Test("A command that follows from an event is kept with it in one append, or neither is")
    func follow() async throws {
        let ground = try Ground()
        let note = line("followed")
        let reactions = Reactions(follow: { event, _, _ in
            guard case .other(.opened(let opening)) = event, let key = IdempotencyKey("after:\(opening.number)") else {
                return []
            }
            return [Command(key: key, request: [1]) { _, _ in Proposal(note, in: "audit/work") }]
        })
        try await ground.run(reactions) { engine in
            for _ in 0..<3 { try await engine.submit(try ground.opening()) }
            let events = try await engine.journal.events()
            #expect(events.map(\.stream.kind) == ["case", "audit", "case", "audit", "case", "audit"])
            for index in [0, 2, 4] { #expect(events[index].recordedAt == events[index + 1].recordedAt) }
        }
    }

    @Test("Work that an event sets going is in the outbox with it; when it cannot be said nothing is kept")
    func work() async throws {
        let ground = try Ground()
        let reactions = Reactions(work: { events, _, docket in
            guard case .other(.opened(let opening)) = events.first else { return [] }
            if opening.number == 2 { throw No() }
            return [OutboxMessage(topic: "look", body: Array("\(docket.cases.count)".utf8))]
        })
        try await ground.run(reactions) { engine in
            try await engine.submit(try ground.opening())
            #expect(try await engine.journal.outbox.undone().map(\.body) == [Array("1".utf8)])
            await #expect(throws: No.self) { try await engine.submit(try ground.opening()) }
            #expect(engine.docket.cases.count == 1)
            #expect(try await engine.journal.head().position == 1)
        }
    }
}

/// The positions of the events that were told, in the order of telling.
private final class Heard: Sendable {
    private let told = Mutex<[Int64]>([])

    var positions: [Int64] { told.withLock { $0 } }

    func take(_ events: [Docket.Entry]) { told.withLock { $0 += events.map(\.event.position) } }
}
