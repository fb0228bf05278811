import Cases
import Journal
import Offices
import Synchronization
import Testing

@testable import Engine

/// What one turn promises to everybody in it.
struct TurnTests {
    /// What became of each command, in the order in which they were given.
    private static func submit(_ commands: [Command], to engine: Engine) async -> [Result<Command.Outcome, any Error>] {
        await withTaskGroup(of: (Int, Result<Command.Outcome, any Error>).self) { group in
            for (index, command) in commands.enumerated() {
                group.addTask {
                    do { return (index, .success(try await engine.submit(command))) } catch {
                        return (index, .failure(error))
                    }
                }
            }
            var found: [Int: Result<Command.Outcome, any Error>] = [:]
            for await (index, result) in group { found[index] = result }
            return commands.indices.compactMap { found[$0] }
        }
    }

    private static func isKept(_ result: Result<Command.Outcome, any Error>) -> Bool {
        (try? result.get().isNew) ?? false
    }

    @Test("A crowd shares its writes, at most 64 commands each; every one is kept, once and in its own place")
    func crowd() async throws {
        let ground = try Ground()
        try await ground.run { engine in
            let commands = try (0..<300).map { number in
                let draft = line("\(number)")
                return Command(key: try key(), request: [UInt8(number % 250)]) { _, _ in
                    Proposal(draft, in: "audit/work")
                }
            }
            let results = await Self.submit(commands, to: engine)
            #expect(results.allSatisfy(Self.isKept))
            let events = try await engine.journal.events(limit: 1000)
            #expect(events.map(\.position) == Array(1...300))
            #expect(Set(events.map(\.key)) == Set(commands.map(\.key)))
            // What was appended together was recorded at one moment.
            let batches = Dictionary(grouping: events, by: \.recordedAt).values.map(\.count)
            #expect(batches.max() ?? 0 <= Engine.largestBatch)
            #expect(batches.count < 100)
        }
    }

    @Test("Each command is decided on what the ones before it left: no two cases get one number")
    func numbers() async throws {
        let ground = try Ground()
        try await ground.run { engine in
            let results = await Self.submit(try (0..<100).map { _ in try ground.opening() }, to: engine)
            #expect(results.allSatisfy(Self.isKept))
            #expect(engine.docket.cases.values.map(\.opening.number).sorted() == Array(1...100))
            #expect(try await engine.journal.head() == engine.docket.head)
        }
    }

    @Test("A refused command hears why and hurts none beside it")
    func refused() async throws {
        let ground = try Ground()
        try await ground.run { engine in
            let commands = try (0..<60).map { number in
                number % 3 == 1
                    ? Command(key: try key(), request: [1]) { _, _ in throw No() } : try ground.opening()
            }
            let results = await Self.submit(commands, to: engine)
            for (number, result) in results.enumerated() {
                #expect(Self.isKept(result) == (number % 3 != 1))
                if number % 3 == 1 { #expect(throws: No.self) { try result.get() } }
            }
            #expect(engine.docket.cases.count == 40)
        }
    }

    @Test("When the append fails nothing of the turn is kept, nobody can see it, and everybody of the turn hears why")
    func failed() async throws {
        let ground = try Ground()
        try await ground.run(projections: [Faulty()]) { engine in
            try await engine.submit(try ground.opening())
            let before = engine.docket.head
            let faulty = line("faulty")
            let commands =
                try (0..<10).map { _ in try ground.opening() }
                + [Command(key: try key(), request: [1]) { _, _ in Proposal(faulty, in: "audit/work") }]
            let turn = Held(engine)
            try await turn.hold()
            async let answers = Self.submit(commands, to: engine)
            await turn.letGo(after: commands.count)
            for answer in await answers { #expect(throws: No.self) { try answer.get() } }
            #expect(engine.docket.cases.count == 1)
            #expect(engine.docket.head.position == before.position + 1)
            try await engine.submit(try ground.opening())
            #expect(engine.docket.cases.values.map(\.opening.number).sorted() == [1, 2])
        }
    }

    @Test("The same key with the same request is one command, at once and later; with another request it is refused")
    func again() async throws {
        let ground = try Ground()
        let (key, id) = (try key(), CaseID(at: ground.now()))
        try await ground.run { engine in
            let results = await Self.submit(try (0..<8).map { _ in try ground.opening(key, of: id) }, to: engine)
            #expect(results.filter(Self.isKept).count == 1)
            #expect(results.allSatisfy { (try? $0.get()) != nil })
            #expect(engine.docket.cases.count == 1)
        }
        try await ground.run { engine in
            let again = try await engine.submit(try ground.opening(key, of: id))
            #expect(!again.isNew)
            let other = Command(key: key, request: [9]) { _, _ in throw No() }
            await #expect(throws: Journal.Refusal.self) { try await engine.submit(other) }
            #expect(engine.docket.cases.count == 1)
        }
    }

    @Test("A command without a request of its own is known again by its events, and hurts none beside it")
    func knownByEvents() async throws {
        let ground = try Ground()
        try await ground.run { engine in
            let (key, draft) = (try key(), line("once"))
            let once = Command(key: key, request: nil) { _, _ in Proposal(draft, in: "audit/work") }
            #expect(try await engine.submit(once).isNew)
            let results = await Self.submit([try ground.opening(), once, try ground.opening()], to: engine)
            #expect(results.map(Self.isKept) == [true, false, true])
            #expect(try await engine.journal.events(of: "audit/work").count == 1)
        }
    }

    @Test("A case that came to rest within a turn is read again before anything else is decided in it")
    func aside() async throws {
        let ground = try Ground()
        let id = CaseID(at: ground.now())
        try await ground.run { engine in
            try await engine.submit(try ground.opening(key(), of: id))
            var docket = engine.docket
            docket.forget(.other(id))
            var turn = Turn(on: docket, reactions: Reactions(), now: ground.now)
            let command = Command(key: try key(), request: [1], on: [.other(id)]) { _, _ in throw No() }
            guard case .later = turn.decide(command) else {
                Issue.record("it was decided")
                return
            }
            try turn.wake(.other(id), try await engine.past(of: CaseReference.other(id).stream))
            guard case .refused = turn.decide(command) else {
                Issue.record("it was not decided")
                return
            }
        }
    }

    @Test("The engine's state after a crowd is the one that a replay of the journal gives")
    func replay() async throws {
        let ground = try Ground()
        let before = try await ground.run { engine in
            _ = await Self.submit(try (0..<50).map { _ in try ground.opening() }, to: engine)
            return engine.docket
        }
        try await ground.run { engine in
            #expect(engine.docket.cases == before.cases)
            #expect(engine.docket.counts == before.counts)
            #expect(engine.docket.head == before.head)
            #expect(engine.docket.board.count == before.board.count)
        }
    }
}

/// Keeps the engine in a turn until it is let go, so that what is given meanwhile shares the next one.
final class Held: Sendable {
    private let engine: Engine
    private let (gate, opening) = AsyncStream<Void>.makeStream()

    init(_ engine: Engine) { self.engine = engine }

    /// Begins a turn that does not end.
    func hold() async throws {
        let (begun, beginning) = AsyncStream<Void>.makeStream()
        let gate = gate
        await engine.tell { _ in
            beginning.finish()
            for await _ in gate {}
        }
        let draft = line("held")
        let command = Command(key: try key(), request: [0]) { _, _ in Proposal(draft, in: "audit/work") }
        Task { try await engine.submit(command) }
        for await _ in begun {}
    }

    /// Ends that turn when so many commands wait.
    func letGo(after count: Int) async {
        while await engine.waitingCount < count { await Task.yield() }
        await engine.tell { _ in }
        opening.finish()
    }
}
