import Offices
import Testing

@testable import Journal

struct OutboxTests {
    let folder: TemporaryFolder
    let clock = TestClock()

    init() throws { folder = try TemporaryFolder() }

    /// Lane a: 1, 2, 4; lane b: 3.
    private func fill(_ journal: Journal) async throws {
        let messages = [("a", 1), ("a", 2), ("b", 3), ("a", 4)].map { lane, body in
            OutboxMessage(topic: "mail", lane: lane, body: [UInt8(body)])
        }
        let drafts = [draft(outbox: Array(messages.prefix(2))), draft(outbox: Array(messages.suffix(2)))]
        _ = try await journal.append(drafts, to: "a", expecting: .any, key: key(1))
    }

    private func due(_ journal: Journal) async throws -> [UInt8] {
        try await journal.outbox.due(at: clock.now).flatMap(\.body)
    }

    @Test func messagesOfALaneComeOneAfterAnother() async throws {
        let journal = try await open(folder, clock: clock)
        try await fill(journal)
        #expect(try await due(journal) == [1, 3])
        #expect(try await journal.outbox.due(at: clock.now).map(\.position) == [1, 2])
        #expect(try await journal.outbox.due(at: clock.now, limit: 1).map(\.body) == [[1]])
        var done: [UInt8] = []
        while let entry = try await journal.outbox.due(at: clock.now).first {
            done += entry.body
            try await journal.outbox.finish(entry.id, at: clock.now)
        }
        #expect(done == [1, 2, 3, 4])
        #expect(try await journal.outbox.nextAttempt() == nil)
    }

    @Test func aVainAttemptWaitsForItsTimeAndLetsItsLanePass() async throws {
        let journal = try await open(folder, clock: clock)
        try await fill(journal)
        let first = try #require(try await journal.outbox.due(at: clock.now).first)
        try await journal.outbox.begin(first.id)
        try await journal.outbox.retry(first.id, notBefore: clock.now.advanced(bySeconds: 30), because: "no route")
        #expect(try await due(journal) == [2, 3])
        #expect(try await journal.outbox.nextAttempt() == clock.now)
        clock.advance(bySeconds: 30)
        let again = try #require(try await journal.outbox.due(at: clock.now).first)
        #expect(again.id == first.id && again.attempts == 1 && again.lastError == "no route")
    }

    @Test func whatIsNotDoneSurvivesARestart() async throws {
        var journal = try await open(folder, clock: clock)
        try await fill(journal)
        let first = try #require(try await journal.outbox.due(at: clock.now).first)
        try await journal.outbox.finish(first.id, at: clock.now)
        try await journal.close()
        journal = try await open(folder, [Counting()], clock: clock)
        #expect(try await due(journal) == [2, 3])
        try await journal.rebuild()
        #expect(try await due(journal) == [2, 3])
    }

    @Test func anAttemptCountsBeforeItIsMadeAndAcrossARestart() async throws {
        var journal = try await open(folder, clock: clock)
        try await fill(journal)
        let first = try #require(try await journal.outbox.due(at: clock.now).first)
        try await journal.outbox.begin(first.id)
        try await journal.close()
        journal = try await open(folder, clock: clock)
        let again = try #require(try await journal.outbox.due(at: clock.now).first)
        #expect(again.id == first.id && again.attempts == 1 && again.lastError == Outbox.interrupted)
        try await journal.outbox.giveBack(first.id)
        let given = try #require(try await journal.outbox.due(at: clock.now).first)
        #expect(given.attempts == 0 && given.lastError == nil)
    }

    @Test func whatIsSetAsideFreesItsLaneAndComesBackWhenAPersonAsks() async throws {
        let journal = try await open(folder, clock: clock)
        try await fill(journal)
        let first = try #require(try await journal.outbox.due(at: clock.now).first)
        try await journal.outbox.begin(first.id)
        try await journal.outbox.setAside(first.id, because: "no such file", at: clock.now)
        #expect(try await due(journal) == [2, 3])
        #expect(try await journal.outbox.setAsideCount() == 1)
        let kept = try #require(try await journal.outbox.undone().first)
        #expect(kept.id == first.id && kept.setAsideAt == clock.now && kept.lastError == "no such file")
        #expect(try await journal.outbox.resume(first.id, at: clock.now))
        #expect(try await !journal.outbox.resume(first.id, at: clock.now), "it is in its lane already")
        let back = try #require(try await journal.outbox.due(at: clock.now).first)
        #expect(back.id == first.id && back.attempts == 0)
    }

    @Test func topicsAreAskedForByThemselves() async throws {
        let journal = try await open(folder, clock: clock)
        let messages = ["b", "a", "b"].map { OutboxMessage(topic: $0, body: Array($0.utf8)) }
        _ = try await journal.append([draft(outbox: messages)], to: "a", expecting: .any, key: key(1))
        #expect(try await journal.outbox.topics(dueAt: clock.now) == ["a", "b"])
        #expect(try await journal.outbox.due(at: clock.now, topic: "b").map(\.id) == [1])
        #expect(try await journal.outbox.due(at: clock.now, topic: "c").isEmpty)
    }

    @Test func aRefusedOrRepeatedAppendSendsNothing() async throws {
        let journal = try await open(folder, [Counting()], clock: clock)
        let message = OutboxMessage(topic: "mail", body: [9])
        _ = try? await journal.append(
            [draft(outbox: [message]), draft("noted@1", "refuse")], to: "a", expecting: .any, key: key(1))
        #expect(try await due(journal).isEmpty)
        for _ in 1...2 {
            _ = try await journal.append([draft(outbox: [message])], to: "a", expecting: .none, key: key(2))
        }
        let entry = try #require(try await journal.outbox.due(at: clock.now).first)
        try await journal.outbox.finish(entry.id, at: clock.now)
        #expect(try await due(journal).isEmpty)
    }
}
