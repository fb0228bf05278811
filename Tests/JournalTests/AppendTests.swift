import Journal
import Offices
import Testing

struct AppendTests {
    let folder: TemporaryFolder
    let clock = TestClock()

    init() throws { folder = try TemporaryFolder() }

    @Test func whatWasAppendedIsReadBack() async throws {
        let journal = try await open(folder, clock: clock)
        let stream = StreamID(kind: "office", try #require(OfficeID("kpp-makassar")))
        let written = draft("noted@3", "{\"teks\":\"é\"}", office: OfficeID("kpp-makassar"))
        let receipt = try await journal.append([written, written], to: stream, expecting: .none, key: key(1))
        let events = try await journal.events()
        #expect(receipt.positions == 1...2 && receipt.versions == 1...2 && !receipt.isRepeat)
        #expect(events.map(\.position) == [1, 2] && events.map(\.version) == [1, 2])
        let first = try #require(events.first)
        #expect(first.stream == stream && first.type == "noted@3" && first.storedType == "noted@3")
        #expect(first.payload == written.payload && first.actor == written.actor && first.office == written.office)
        #expect(first.onBehalfOf == "Kepala KPP" && first.onOrderOf == nil)
        #expect(first.occurredAt == written.occurredAt && first.clockOffset == 0.25 && first.recordedAt == clock.now)
        #expect(try await journal.head() == Head(position: 2, hash: receipt.hash))
    }

    @Test func versionsCountWithinTheirStreamAndPositionsOverAll() async throws {
        let journal = try await open(folder)
        for number in 1...3 {
            _ = try await journal.append(
                [draft()], to: "a", expecting: .exactly(Int64(number - 1)), key: key("a\(number)"))
            _ = try await journal.append([draft()], to: "b", expecting: .any, key: key("b\(number)"))
        }
        #expect(try await journal.events(of: "b").map(\.version) == [1, 2, 3])
        #expect(try await journal.events(of: "b").map(\.position) == [2, 4, 6])
        #expect(try await journal.events(of: "b", afterVersion: 2).map(\.position) == [6])
        #expect(try await journal.events(after: 4, limit: 1).map(\.position) == [5])
    }

    @Test(
        arguments: [
            (ExpectedVersion.none, 2), (.exactly(1), 2), (.exactly(3), 2), (.exactly(1), 0),
        ] as [(ExpectedVersion, Int64)])
    func anotherVersionThanExpectedIsRefused(expected: ExpectedVersion, found: Int64) async throws {
        let journal = try await open(folder)
        if found > 0 { _ = try await journal.append([draft(), draft()], to: "a", expecting: .any, key: key(1)) }
        await #expect(throws: Journal.Refusal.wrongVersion(stream: "a", found: found, expected: expected)) {
            try await journal.append([draft()], to: "a", expecting: expected, key: key(2))
        }
        #expect(try await journal.head().position == found)
    }

    @Test func theSameKeyAgainAppendsNothing() async throws {
        let journal = try await open(folder)
        let first = try await journal.append([draft(), draft()], to: "a", expecting: .none, key: key(1))
        clock.advance(bySeconds: 60)
        var later = draft()
        later.occurredAt = clock.now
        let again = try await journal.append([later, later], to: "a", expecting: .none, key: key(1))
        #expect(again.isRepeat && again.positions == first.positions && again.versions == first.versions)
        #expect(again.hash == first.hash && again.recordedAt == first.recordedAt)
        #expect(try await journal.head().position == 2)
    }

    @Test func theSameKeyForSomethingElseIsRefused() async throws {
        let journal = try await open(folder)
        _ = try await journal.append([draft()], to: "a", expecting: .any, key: key(1))
        let others: [(EventDraft, StreamID)] = [(draft("noted@1", "{}"), "a"), (draft(), "b"), (draft("noted@2"), "a")]
        for (other, stream) in others {
            await #expect(throws: Journal.Refusal.keyReused(key(1), firstPosition: 1)) {
                try await journal.append([other], to: stream, expecting: .any, key: key(1))
            }
        }
        await #expect(throws: Journal.Refusal.self) {
            try await journal.append([draft(), draft()], to: "a", expecting: .any, key: key(1))
        }
    }

    @Test func aRetriedCommandIsKnownByItsOwnBytes() async throws {
        let journal = try await open(folder)
        #expect(try await journal.receipt(for: key(1), request: [1]) == nil)
        let first = try await journal.append([draft()], to: "a", expecting: .none, key: key(1), request: [1])
        let again = try await journal.append(
            [draft("noted@1", "{\"id\":2}")], to: "a", expecting: .none, key: key(1), request: [1])
        #expect(again.isRepeat && again.positions == first.positions)
        #expect(try await journal.receipt(for: key(1), request: [1])?.positions == first.positions)
        await #expect(throws: Journal.Refusal.keyReused(key(1), firstPosition: 1)) {
            try await journal.receipt(for: key(1), request: [2])
        }
    }

    @Test func aRepeatIsKnownAfterARestart() async throws {
        var journal = try await open(folder)
        let first = try await journal.append([draft()], to: "a", expecting: .none, key: key(1))
        try await journal.close()
        journal = try await open(folder)
        let again = try await journal.append([draft()], to: "a", expecting: .none, key: key(1))
        #expect(again.isRepeat && again.positions == first.positions)
    }

    @Test(arguments: [
        EventDraft(type: "a@1", payload: [], actor: [1], occurredAt: Moment(microseconds: 0)),
        EventDraft(type: "a@1", payload: [1], actor: [], occurredAt: Moment(microseconds: 0)),
        EventDraft(type: "a@1", payload: [1], actor: [1], onBehalfOf: "a\0b", occurredAt: Moment(microseconds: 0)),
        EventDraft(type: "a@1", payload: [1], actor: [1], onOrderOf: "a\nb", occurredAt: Moment(microseconds: 0)),
        EventDraft(type: "a@1", payload: [1], actor: [1], occurredAt: Moment(microseconds: 0), clockOffset: .nan),
        EventDraft(type: "a@1", payload: [1], actor: [1], occurredAt: Moment(microseconds: 0), clockOffset: 1e300),
        EventDraft(
            type: "a@1", payload: [1], actor: [1], occurredAt: Moment(microseconds: 0),
            outbox: [OutboxMessage(topic: "", body: [1])]),
    ])
    func whatCannotBeKeptAsItIsIsRefused(bad: EventDraft) async throws {
        let journal = try await open(folder)
        await #expect(throws: Journal.Refusal.self) {
            try await journal.append([draft(), bad], to: "a", expecting: .any, key: key(1))
        }
        await #expect(throws: Journal.Refusal.self) {
            try await journal.append([], to: "a", expecting: .any, key: key(1))
        }
        #expect(try await journal.head() == .empty)
    }

    @Test func aFailingProjectionRefusesTheWholeAppendAndNoOther() async throws {
        let journal = try await open(folder, [Counting()])
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<40 {
                group.addTask {
                    let payload = number % 5 == 0 ? "refuse" : "{}"
                    let drafts = [draft(), draft("noted@1", payload)]
                    let receipt = try? await journal.append(drafts, to: "a", expecting: .any, key: key(number))
                    return (receipt == nil) == (number % 5 == 0)
                }
            }
            for await asExpected in group { #expect(asExpected) }
        }
        #expect(try await journal.head().position == 64)
        #expect(try await Counting.count("a", in: journal) == 64)
        #expect(try ChainVerifier.verify(folder.journal, access: .live).payloads == 64)
    }

    @Test func fifteenWritersLeaveOneGaplessChain() async throws {
        let journal = try await open(folder, [Counting(), Texts()])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<15 {
                group.addTask {
                    let stream = try #require(StreamID("writer/w\(writer)"))
                    for number in 0..<20 {
                        let receipt = try await journal.append(
                            [draft()], to: stream, expecting: .exactly(Int64(number)), key: key("\(writer)-\(number)"))
                        #expect(receipt.versions.lowerBound == Int64(number + 1))
                    }
                }
            }
            try await group.waitForAll()
        }
        var positions: [Int64] = []
        for try await batch in journal.batches(size: 64) { positions += batch.map(\.position) }
        #expect(positions == Array(1...300))
        #expect(try ChainVerifier.verify(folder.journal, access: .live).head == (try await journal.head()))
        #expect(try await journal.auditProjections().isEmpty)
    }

    @Test func listenersHearOfTheNewestPosition() async throws {
        let journal = try await open(folder)
        _ = try await journal.append([draft()], to: "a", expecting: .any, key: key(1))
        var early = journal.positions().makeAsyncIterator()
        #expect(await early.next() == 1)
        for number in 2...5 { _ = try await journal.append([draft()], to: "a", expecting: .any, key: key(number)) }
        #expect(await early.next() == 5)
        try await journal.close()
        #expect(await early.next() == nil)
    }
}
