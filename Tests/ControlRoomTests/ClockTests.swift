import Digests
import Foundation
import Journal
import Meetings
import Offices
import RoomLink
import Synchronization
import Testing

@testable import ControlRoom

/// Clocks that are wrong or are set: facts keep their order, and nobody waits for an hour that never comes.
struct ClockTests {
    /// A service whose time of day is set, while its steady clock goes on.
    private func run(_ body: (ControlRoom, @Sendable (Double) -> Void, Service) async throws -> Void) async throws {
        let service = try Service()
        let set = Mutex(0.0)
        let control = try await ControlRoom.open(
            folder: service.folder, rooms: Service.rooms, passwordCost: .cheap, steady: { service.now() },
            clock: { service.now().advanced(bySeconds: set.withLock { $0 }) })
        do {
            try await body(control, { seconds in set.withLock { $0 += seconds } }, service)
            try await control.close()
        } catch {
            try await control.close()
            throw error
        }
    }

    @Test("A fact from the future is kept as of now, marked, and is an incident of the meeting")
    func future() async throws {
        try await Service().run { control in
            let id = try await control.live()
            let part = control.part(id, .room, 2)
            let ahead = control.clock().advanced(bySeconds: 3_600)
            var fact = control.envelope(.recordingStarted(RecordingStart(part: part, firstFrame: ahead)))
            fact.occurredAt = ahead
            _ = try await control.receive([fact], from: Service.hostRoom)
            let meeting = try #require(try await control.meeting(id))
            let kept = try #require(meeting.recordings.parts(of: Service.hostRoom, .room).last)
            #expect(kept.firstFrame <= control.clock() && control.clock().seconds(since: kept.firstFrame) < 5)
            let entry = try #require(meeting.disturbances.entries.first)
            #expect(entry.disturbance.kind == .clock && entry.corrected == 1)
            #expect(abs((entry.disturbance.seconds ?? 0) - 3_600) < 1)
            let position = await control.position
            #expect(try await control.receive([fact], from: Service.hostRoom).acknowledged == fact.sequence)
            #expect(await control.position == position, "the same words again are the same fact")
        }
    }

    @Test("A recording that ends before it began ends with its first frame, and that is marked")
    func endBeforeBegin() async throws {
        try await Service().run { control in
            let id = try await control.live()
            let began = try #require(try await control.meeting(id)?.recordings.parts(of: Service.hostRoom, .room).first)
            let end = RecordingEnd(
                part: control.part(id, .room), lastFrame: began.firstFrame.advanced(bySeconds: -3_600), frames: 25,
                bytes: 1000, sha256: ContentHash(digest: repeatElement(1, count: 32)), cause: .ordered)
            try await control.tell(.recordingEnded(end))
            let meeting = try #require(try await control.meeting(id))
            let kept = try #require(meeting.recordings.parts(of: Service.hostRoom, .room).first)
            #expect(kept.end?.lastFrame == kept.firstFrame)
            #expect(meeting.disturbances.entries.map(\.disturbance.seconds) == [-3_600])
        }
    }

    @Test("A moment ahead by what a slow link may miss is kept as told")
    func tolerance() throws {
        let now = Moment(microseconds: 1_795_000_000_000_000)
        let since = now.advanced(bySeconds: 4)
        let fact = FactEnvelope(
            boot: UUID(), sequence: 1, occurredAt: since, clockOffset: 0,
            fact: .shown(Showing(surface: .screen, page: nil, since: since)))
        #expect(fact.corrected(at: now) == fact)
        var lying = fact
        lying.correctedBy = 5
        #expect(lying.corrected(at: now) == fact, "rooms do not mark")
    }

    @Test(
        "A room that holds an older plan is told the newest again until it holds it, and not more often than it can take"
    )
    func reminded() async throws {
        let service = try Service()
        try await service.run { control in
            _ = try await control.live()
            let room = Service.farRoom
            var plans = await control.plans(for: room).makeAsyncIterator()
            let plan = try #require(await plans.next())
            let old = Telemetry(plan: plan.revision - 1, freeDisk: 1, spooled: 0, children: [:])
            _ = await control.receive(old, from: room)
            service.pass(PlanBoard.patience + 1)
            _ = await control.receive(old, from: room)
            #expect(await plans.next() == plan, "told again though nothing is new")
            var board = PlanBoard()
            board.post(plan, for: room)
            var stream = board.read(room, as: UUID()).makeAsyncIterator()
            _ = await stream.next()
            let start = service.now()
            for second in 0..<10 {
                board.remind(room, holding: plan.revision - 1, at: start.advanced(bySeconds: Double(second)))
            }
            board.remind(room, holding: plan.revision, at: start.advanced(bySeconds: 20))
            board.remind(room, holding: plan.revision, at: start.advanced(bySeconds: 40))
            board.finish()
            var said = 0
            while await stream.next() != nil { said += 1 }
            #expect(said == 1)
        }
    }

    @Test("A word that was long under way says nothing new of a room that was heard of since")
    func lateTelemetry() async throws {
        try await run { control, _, service in
            let room = Service.farRoom
            var fresh = Telemetry(plan: 0, frameRate: 25, freeDisk: 1, spooled: 0, children: [:])
            fresh.measured = control.clock()
            _ = await control.receive(fresh, from: room)
            var late = fresh
            (late.frameRate, late.measured) = (10, control.clock().advanced(bySeconds: -20))
            _ = await control.receive(late, from: room)
            let pulse = try #require(await control.senses().pulses[room])
            #expect(pulse.telemetry.frameRate == 25 && pulse.isFresh(at: control.steady()))
            service.pass(Pulse.patience)
            #expect(!pulse.isFresh(at: control.steady()))
        }
    }

    @Test(
        "A clock of the service that is set cuts no room off, and the wall tells of it for an hour",
        arguments: [7_200.0, -7_200])
    func serviceStep(seconds: Double) async throws {
        try await run { control, set, service in
            await control.keepPace()
            #expect(await control.recentClockStep() == nil)
            _ = await control.receive(Telemetry(plan: 0, freeDisk: 1, spooled: 0, children: [:]), from: Service.farRoom)
            set(seconds)
            await control.keepPace()
            let step = try #require(await control.recentClockStep())
            #expect(abs(step.seconds - seconds) < 0.1)
            #expect(await control.senses().pulses[Service.farRoom]?.isFresh(at: control.steady()) == true)
            service.pass(ClockStep.shown)
            await control.keepPace()
            #expect(await control.recentClockStep() == nil)
        }
    }

    @Test("Work that was ordered while the clock was an hour ahead is done when the clock is right again")
    func workAfterStep() async throws {
        try await run { control, set, service in
            let id = try await control.noticed()
            set(3_600)
            let nothing = ContentHash(digest: repeatElement(9, count: 32))
            let picture = ScreenPicture(number: 1, sha256: nothing, taken: control.clock())
            let job = try ScreenCheckJob(meeting: id, room: Service.hostRoom, picture: picture, page: nothing).message
            let fact = control.envelope(.childLost(ChildLoss(child: .preview, reason: "x")))
            try await control.append(
                [.fact(room: Service.hostRoom, fact: fact)], to: id, key: key(), at: control.clock(), outbox: [job])
            set(-3_600)
            await control.workOffOutbox()
            #expect(try await control.work().first?.attempts == 1, "it waits for no hour that is over")
            service.pass(301)
            await control.workOffOutbox()
            #expect(try await control.work().first?.attempts == 2)
        }
    }

    @Test("Who must wait after failed sign-ins waits those seconds, whatever is done to the clock")
    func signIn() async throws {
        try await run { control, set, service in
            let wrong = SignInName.person(PersonID(at: Moment(microseconds: 0)))
            for _ in 0..<5 {
                await #expect(throws: SignInRefusal.wrong) {
                    try await control.accounts.signIn(wrong, password: "salah")
                }
            }
            for step in [-7_200.0, 14_400] {
                set(step)
                await #expect(throws: SignInRefusal.wait(seconds: 15)) {
                    try await control.accounts.signIn(wrong, password: "salah")
                }
            }
            service.pass(16)
            await #expect(throws: SignInRefusal.wrong) { try await control.accounts.signIn(wrong, password: "salah") }
        }
    }
}
