import Digests
import Foundation
import Meetings
import Offices
import RoomLink
import Testing

@testable import ControlRoom

/// Two meetings that were notified to the same rooms.
struct OverlapTests {
    private static let rooms = [Service.hostRoom, Service.farRoom]

    @Test("A meeting notified while another is recorded in its rooms changes nothing there")
    func noticedWhileLive() async throws {
        try await Service().run { control in
            let id = try await control.live()
            let before = await control.plansNow
            try #require(before[Service.hostRoom]?.programme?.record == true)
            _ = try await control.noticed(startsIn: 30)
            #expect(await control.plansNow == before)
            #expect(Self.rooms.allSatisfy { before[$0]?.meeting == id && before[$0]?.record == true })
        }
    }

    @Test("A meeting notified while recordings of another come up leaves them coming up")
    func noticedWhileUploading() async throws {
        try await Service().run { control in
            let first = try await closed(control)
            let second = try await control.noticed(startsIn: 7200)
            for room in Self.rooms {
                let plan = try #require(await control.plansNow[room])
                #expect(plan.meeting == first && plan.brings(up: first), "\(room)")
            }
            try await prepare(second, control)
            let plan = try #require(await control.plansNow[Service.hostRoom])
            #expect(plan.meeting == second && plan.capture)
            #expect(plan.brings(up: first), "its recordings come up beside the next meeting's preparation")
            #expect(!plan.upload)
            try await store(first, control)
            #expect(await control.plansNow[Service.hostRoom]?.uploads == nil)
        }
    }

    @Test("While a meeting is recorded nothing else takes its rooms' link; then everything comes up")
    func uploadsWait() async throws {
        try await Service().run { control in
            let first = try await closed(control)
            let second = try await control.live()
            #expect(await control.plansNow[Service.hostRoom]?.meeting == second)
            #expect(await control.plansNow[Service.hostRoom]?.brings(up: first) == false)
        }
    }

    @Test("A slot that comes near takes a room that nobody holds, without anybody acting")
    func slotComes() async throws {
        let service = try Service()
        try await service.run { control in
            let first = try await control.noticed(startsIn: 60)
            let second = try await control.noticed(startsIn: 7200)
            #expect(await control.plansNow[Service.farRoom]?.meeting == first)
            service.pass(6000)
            #expect(await control.plansNow[Service.farRoom]?.meeting == first, "time alone tells nobody")
            await control.keepTime()
            #expect(await control.plansNow[Service.farRoom]?.meeting == second)
        }
    }

    @Test("A live meeting's plan is prolonged as long as it lives, and its rooms hear of it")
    func prolonged() async throws {
        let service = try Service()
        try await service.run { control in
            let id = try await control.live()
            var plans = await control.plans(for: Service.hostRoom).makeAsyncIterator()
            var held = try #require(await plans.next())
            for _ in 1...12 {
                service.pass(3600)
                await control.keepTime()
                let plan = try #require(await plans.next())
                #expect(plan.expires > held.expires)
                #expect(plan.expires.seconds(since: service.now()) > 4 * 3600 - 1)
                #expect(plan.record && plan.programme?.record == true && plan.meeting == id)
                #expect(plan.revision >= held.revision)
                held = plan
            }
            #expect(held.screen.caption.hasSuffix("melewati waktu"))
        }
    }

    @Test("A service started after a live meeting's lease was over prolongs it")
    func prolongedAtStart() async throws {
        let service = try Service()
        let id = try await service.run { try await $0.live() }
        service.pass(10 * 3600)
        try await service.run { control in
            let plan = try #require(await control.plansNow[Service.farRoom])
            #expect(plan.meeting == id && plan.record)
            #expect(plan.expires.seconds(since: service.now()) > 4 * 3600 - 1)
        }
    }

    @Test("A fact belongs to the meeting that its room served when it happened, whichever it serves now")
    func lateFacts() async throws {
        try await Service().run { control in
            let first = try await closed(control)
            let second = try await control.live()
            let loss = ChildLoss(child: .capture, reason: "camera unplugged")
            try await control.tell(.childLost(loss), of: first)
            try await control.tell(.childLost(loss), of: second)
            try await control.tell(.childLost(loss))
            #expect(try await control.meeting(first)?.incidents.count == 1)
            #expect(try await control.meeting(second)?.incidents.count == 2, "who says nothing is of today")
        }
    }

    @Test("A fact of a meeting in which the room has no part, or that there is none, is kept with the room alone")
    func foreignFacts() async throws {
        try await Service().run { control in
            let id = try await control.live()
            let (before, position) = (try await control.meeting(id), await control.position)
            let stranger = try await control.begin(Service.decision(), by: Service.everybody, key: key()).id
            let loss = RoomFact.childLost(ChildLoss(child: .capture, reason: "camera unplugged"))
            for other in [stranger, MeetingID(at: control.clock())] {
                try await control.tell(loss, of: other, from: Service.farRoom)
            }
            #expect(try await control.meeting(id) == before)
            #expect(try await control.meeting(stranger)?.incidents == [])
            #expect(await control.position > position, "nothing is lost")
        }
    }

    @Test("A device test of a room that another meeting is recorded in is refused with that meeting's name")
    func probeOfTakenRoom() async throws {
        try await Service().run { control in
            _ = try await control.live()
            let second = try await control.noticed()
            try await prepare(second, control)
            let refusal = await #expect(throws: Meeting.Refusal.self) {
                try await control.orderProbe(of: Service.host.id, on: second, by: Service.everybody, key: key())
            }
            #expect(refusal?.message.contains("RLJJ-1") == true)
            #expect(refusal?.english.contains("RLJJ-1") == true)
            #expect(try await control.meeting(second)?.probes.ordered == [:])
        }
    }

    @Test("The wall shows the live meeting, not the newest one, and says whom each room serves")
    func foremost() async throws {
        let service = try Service()
        try await service.run { control in
            let first = try await control.live()
            let second = try await control.noticed(startsIn: 86_400)
            #expect(try await control.foremostMeeting()?.id == first)
            #expect(await control.holders() == [Service.hostRoom: "RLJJ-1", Service.farRoom: "RLJJ-1"])
            try await close(first, control)
            #expect(try await control.foremostMeeting()?.id == first, "its report is to be written")
            service.pass(80_000)
            #expect(try await control.foremostMeeting()?.id == second)
        }
    }

    @Test("Three meetings one after another in the same rooms each have their orders, and their answers")
    func threeInARow() async throws {
        try await Service().run { control in
            for number in 1...3 {
                let id = try await closed(control)
                let meeting = try #require(await control.meeting(id))
                #expect(meeting.number == number)
                #expect(meeting.probes.ordered == [Service.host.id: 1, Service.far.id: 1])
                #expect(meeting.probes.reports.values.allSatisfy { $0.report.number == 1 })
                #expect(Self.rooms.allSatisfy { meeting.screenProof.orders[$0]?.number == 1 })
                try await store(id, control)
                #expect(try await control.meeting(id)?.recordings.outstanding == [])
            }
        }
    }

    // MARK: - Steps

    /// A meeting that is over, and whose recordings are still in the host's room.
    private func closed(_ control: ControlRoom) async throws -> MeetingID {
        let id = try await control.live()
        try await close(id, control)
        return id
    }

    private func close(_ id: MeetingID, _ control: ControlRoom) async throws {
        try await control.done(act("P09.3/none"), on: id)
        let seen = try #require(await control.meeting(id)?.airChanges)
        try await control.done(act("P09.3/display", .seen(seen)), on: id)
        let pages = try #require(await control.meeting(id)?.display?.pages)
        for page in pages {
            let showing = Showing(surface: .programme, page: page, since: control.clock())
            try await control.tell(.shown(showing), of: id)
        }
        let reason = try line("layar tidak terlihat dari sini")
        let reasons = [Service.host.id: reason, Service.far.id: reason]
        try await control.done(act("P09.2/close", .unconfirmed(reasons)), on: id)
        for track in [Track.room, .programme] { try await control.tell(.recordingEnded(end(id, track, control))) }
        let start = RecordingStart(part: control.part(id, .room), firstFrame: control.clock())
        try await control.tell(.recordingStarted(start), from: Service.farRoom)
        try await control.tell(.recordingEnded(end(id, .room, control)), from: Service.farRoom)
        #expect(try await control.meeting(id)?.stage.ended != nil)
    }

    private static let bytes = RecordingContainerTests.sample

    private func end(_ id: MeetingID, _ track: Track, _ control: ControlRoom) -> RecordingEnd {
        RecordingEnd(
            part: control.part(id, track), lastFrame: control.clock(), frames: 25, bytes: Int64(Self.bytes.count),
            sha256: ContentHash(of: Self.bytes), cause: .ordered)
    }

    /// Brings everything up that the rooms hold.
    private func store(_ id: MeetingID, _ control: ControlRoom) async throws {
        let hash = ContentHash(of: Self.bytes)
        for (room, track) in [(Service.hostRoom, Track.room), (Service.hostRoom, .programme), (Service.farRoom, .room)]
        {
            let part = control.part(id, track)
            try control.intake.take(Self.bytes, index: 0, sha256: hash, of: room, part)
            _ = try await control.seal(UploadSeal(bytes: Int64(Self.bytes.count), sha256: hash), part, of: room)
        }
    }

    private func prepare(_ id: MeetingID, _ control: ControlRoom) async throws {
        try await control.done(act("P02.5/prepare"), on: id)
    }
}
