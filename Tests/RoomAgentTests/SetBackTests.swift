import Disk
import Foundation
import Logging
import Offices
import RoomLink
import RoomMedia
import Testing

@testable import RoomAgent

/// A service whose state was restored from a backup, and two services' files under one name, as an agent meets them.
struct SetBackTests {
    private let folder: TemporaryFolder
    private let epoch = EpochID(at: Fixtures.now)

    init() throws {
        folder = try TemporaryFolder()
        try folder.state.make()
    }

    private func standing(_ position: Int64, epoch: EpochID? = nil) -> Standing {
        Standing(epoch: epoch, position: position, hash: Fixtures.blob("\(position)"))
    }

    private func plan(_ revision: Int64, epoch: EpochID? = nil, record: Bool = false) -> RoomPlan {
        var plan = RoomPlan(revision: revision, expires: Fixtures.now.advanced(bySeconds: 3600))
        (plan.meeting, plan.capture, plan.record) = (Fixtures.meeting, record, record)
        plan.standing = standing(revision, epoch: epoch)
        return plan
    }

    private func agent(port: Int = 9) throws -> Agent {
        let clock = AgentClock(now: { Fixtures.now }, sleep: { _ in throw CancellationError() })
        return try Agent(
            settings: .init(
                room: Fixtures.room(), host: "127.0.0.1", folder: folder.state, program: "/bin/false",
                pipelines: folder.path, clock: clock),
            client: Fixtures.client(port: port), log: Logger(label: "agent") { _ in SwiftLogNoOpLogHandler() })
    }

    @Test func followsALowerPlanOfAnotherLifeAndNoneOfTheSame() throws {
        var book = PlanBook(path: folder.state.plan)
        #expect(try book.accept(plan(90)) == true)
        #expect(book.isOutdated(plan(7)))
        #expect(try book.accept(plan(7)) == false)
        #expect(try book.accept(plan(7, epoch: epoch)) == true)
        #expect(book.held?.revision == 7)
        #expect(try book.accept(plan(8, epoch: epoch)) == true)
        #expect(book.isOutdated(plan(7, epoch: epoch)))
        #expect(PlanBook(path: folder.state.plan).held?.revision == 8)
    }

    @Test func aPlanThatSaysNothingNewIsNotTakenUpThoughTheJournalMovedOn() throws {
        var book = PlanBook(path: folder.state.plan)
        #expect(try book.accept(plan(90)) == true)
        var again = plan(90)
        again.standing = standing(95)
        #expect(try book.accept(again) == false)
    }

    @Test func learnsTheFurthestStandingAndThatAnotherLifeBegan() throws {
        var book = StandingBook(path: folder.state.standing)
        for said in [nil, standing(90), standing(7)] {
            let isSetBack = book.learn(said)
            #expect(!isSetBack)
        }
        #expect(book.seen == standing(90))
        try book.save()
        book = StandingBook(path: folder.state.standing)
        #expect(book.seen == standing(90))
        let isSetBack = (book.learn(standing(8, epoch: epoch)), book.learn(standing(9, epoch: epoch)))
        #expect(isSetBack == (true, false) && book.seen?.position == 9)
    }

    @Test func offersAgainWhatWasAcknowledgedBeforeWhatWaits() throws {
        let archive = FactArchive(path: folder.state.kept)
        let spool = try Spool(path: folder.state.spool, refused: folder.state.refused, archive: archive)
        for number in 1...3 { try spool.append(Fixtures.fact(number), at: Fixtures.now, offset: 0) }
        try spool.acknowledge(boot: spool.boot, through: 2)
        #expect(archive.facts.map(\.sequence) == [1, 2])
        #expect(try spool.offerAgain() == 2)
        #expect(spool.waiting.map(\.sequence) == [1, 2, 3] && archive.facts.isEmpty)
        let restarted = try Spool(path: folder.state.spool, refused: folder.state.refused, archive: archive)
        #expect(restarted.waiting.map(\.sequence) == [1, 2, 3], "on the disk")
        #expect(try restarted.offerAgain() == 0)
        try restarted.acknowledge(boot: spool.boot, through: 3)
        #expect(archive.facts.map(\.sequence) == [1, 2, 3])
    }

    @Test func theArchiveKeepsTheNewestAndPassesOverATornLine() throws {
        let archive = FactArchive(path: folder.state.kept, limit: 2000)
        let spool = try Spool(path: folder.state.spool, refused: folder.state.refused, archive: archive)
        for number in 1...40 {
            try spool.append(Fixtures.fact(number), at: Fixtures.now, offset: 0)
            try spool.acknowledge(boot: spool.boot, through: Int64(number))
        }
        let kept = archive.facts.map(\.sequence)
        #expect(kept.last == 40 && kept.count < 20 && kept == Array((41 - Int64(kept.count))...40))
        let handle = try #require(FileHandle(forWritingAtPath: folder.state.kept))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("{\"boot\":".utf8))
        try handle.close()
        #expect(archive.facts.map(\.sequence) == kept)
    }

    @Test func aServiceThatWasSetBackIsToldAndGivenEverythingAgain() async throws {
        let agent = try agent()
        try await agent.tellAndSend("film")
        #expect(await agent.waitingFacts == 0)
        #expect(await agent.uploadable.isEmpty)
        await agent.learn(standing(90))
        await agent.learn(standing(7, epoch: epoch))
        #expect(await agent.waitingFacts > 0)
        #expect(await agent.uploadable.count == 1)
        let part = try #require(await agent.uploadable.first?.told)
        let machine = await agent.machine
        #expect(part.boot == machine.boot)
        try await TestService.run { service, port in
            let client = try Fixtures.client(port: port)
            let entry = try #require(await agent.uploadable.first)
            let seal = UploadSeal(bytes: 4, sha256: Fixtures.blob("film"))
            #expect(entry.stage == .ended(seal))
            let path = try #require(await agent.ledger.path(of: entry))
            try await Upload(part: part, seal: seal, path: path, client: client).run { true }
            #expect(await service.sealed[part] == Data("film".utf8))
            await client.shutdown()
        }
        await agent.client.shutdown()
    }

    @Test func anotherFileUnderTheSameNameIsNeverTakenForItsOwn() async throws {
        let path = folder.path + "/recording.mkv"
        try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
        let seal = UploadSeal(bytes: 4, sha256: Fixtures.blob("mine"))
        for says in [true, false] {
            let service = TestService()
            await service.change { $0.saysWhatItHolds = says }
            await service.hold(Data("theirs".utf8), as: Fixtures.part())
            try await TestService.run(service: service) { _, port in
                let client = try Fixtures.client(port: port)
                let upload = Upload(part: Fixtures.part(), seal: seal, path: path, client: client)
                await #expect(throws: ServiceFailure.self, "says \(says)") { try await upload.run { true } }
                await client.shutdown()
            }
        }
    }

    @Test func aFolderKeepsItsIdAndEachRunNamesTheOneBefore() async throws {
        let log = Logger(label: "agent") { _ in SwiftLogNoOpLogHandler() }
        let first = MachineIdentity.begin(at: folder.state.identity, host: "a", log: log)
        let second = MachineIdentity.begin(at: folder.state.identity, host: "a", log: log)
        #expect(first.after == nil && second.after == first.boot && second.boot != first.boot)
        #expect(second.installation == first.installation)
        let agent = try agent()
        let third = await agent.machine
        #expect(third.after == second.boot)
        #expect(await agent.bootOfFacts == third.boot.uuid)
        await agent.client.shutdown()
    }

    @Test func saysWithEveryRequestWhichRunSpeaks() async throws {
        try await TestService.run { service, port in
            let agent = try agent(port: port)
            let telemetry = Telemetry(plan: 0, freeDisk: 1, spooled: 0, children: [:])
            _ = try await agent.client.tell(telemetry)
            let machine = await agent.machine
            #expect(await service.machines == [machine])
            await service.set(.status(423))
            let failure = await #expect(throws: ServiceFailure.self) { try await agent.client.tell(telemetry) }
            #expect(failure == .status(423))
            #expect(failure?.line.contains("rljj rooms choose") == true)
            await agent.client.shutdown()
        }
    }
}

extension Agent {
    /// Facts that wait for the service.
    fileprivate var waitingFacts: Int { spool.waiting.count }

    fileprivate var bootOfFacts: UUID { spool.boot }

    /// Files that are to be brought up.
    fileprivate var uploadable: [Ledger.Entry] { ledger.entries.filter(\.isEnded) }

    /// A recording that the service has, with everything that was told of it.
    fileprivate func tellAndSend(_ film: String) throws {
        let part = try ledger.begin(.room, of: Fixtures.meeting, in: machine.boot)
        try Data(film.utf8).write(to: URL(fileURLWithPath: folder.recording(part)))
        let seal = UploadSeal(bytes: Int64(film.utf8.count), sha256: Fixtures.blob(film))
        try ledger.set(firstFrame: Fixtures.now, number: 1, of: part)
        try ledger.set(.ended(seal), of: part)
        tell(.recordingStarted(RecordingStart(part: ledger[part]?.told ?? part, firstFrame: Fixtures.now)))
        try spool.acknowledge(boot: spool.boot, through: 1)
        let sent = folder.sent(ledger[part]?.told ?? part)
        try PrivateFolder.make((sent as NSString).deletingLastPathComponent)
        try DurableFile.move(folder.recording(part), to: sent)
        try ledger.setSent(part, seal: seal)
    }
}
