import Meetings
import Offices
import RoomLink
import Testing

/// Which meeting a room serves when more than one was notified to it.
struct ClaimTests {
    static let hostRoom = Play.room(Play.host)
    static let farRoom = Play.room(Play.jayapura)

    /// A meeting of the same rooms, notified later, that has come to a certain point.
    private func later(
        _ point: Point, startsIn seconds: Double = 600, number: Int = 2, needed: Bool = true
    ) throws -> Play {
        var play = try Play()
        let decision = try Play.decision(needed: needed)
        try play.act("P02.1", .decided(decision: decision, number: number, host: Play.site(Play.host)))
        guard needed else { return play }
        try play.act("P02.2")
        try play.act("P02.3/notify", .noticed(notice: play.notice([Play.jayapura], startsIn: seconds)))
        for next in Point.allCases where next <= point { try play.reach(next) }
        return play
    }

    private func holder(_ plays: Play..., room: RoomID = farRoom, after seconds: Double = 0) throws -> Int? {
        let now = try #require(plays.map(\.now).max()).advanced(bySeconds: seconds)
        let meetings = plays.map(\.meeting)
        let found = Meeting.holder(of: room, among: meetings, at: now)?.number
        #expect(Meeting.holder(of: room, among: meetings.reversed(), at: now)?.number == found, "order told")
        return found
    }

    @Test("A meeting notified later takes no room from one that is not over", arguments: Point.allCases)
    func laterNotice(point: Point) throws {
        let (first, second) = (try Play(at: point), try later(.noticed))
        for room in [Self.hostRoom, Self.farRoom] {
            #expect(try holder(first, second, room: room) == (point < .closed ? 1 : 2))
        }
    }

    @Test(
        "A meeting that is recorded keeps its rooms, however far the other one is prepared",
        arguments: [Point.recording, .live, .opened, .agreed, .listed, .proven, .closing],
        [Point.noticed, .prepared, .displayed])
    func recordedKeeps(point: Point, other: Point) throws {
        let (first, second) = (try Play(at: point), try later(other))
        #expect(try holder(first, second) == 1)
        #expect(try holder(second, first, room: Self.hostRoom) == 1)
    }

    @Test("Of two that record in one room the one that began first keeps it")
    func twoLive() throws {
        var second = try later(.displayed)
        second.pass(seconds: 60)
        try second.reach(.recording)
        #expect(try holder(Play(at: .live), second) == 1)
        try second.reach(.live)
        #expect(try holder(Play(at: .live), second) == 1)
        #expect(try holder(Play(at: .closed), second) == 2)
    }

    @Test("A room goes on serving a closed meeting until its own files are at the service")
    func outstanding() throws {
        var first = try Play(at: .closing)
        first.tell(.recordingEnded(first.end(.programme)))
        #expect(first.meeting.stage.ended != nil)
        let second = try later(.noticed)
        #expect(first.meeting.claim(on: Self.farRoom, at: first.now) == .outstanding)
        #expect(try holder(first, second) == 1, "its file has not even ended")
        first.tell(.recordingEnded(first.end(.room)), from: Play.jayapura)
        #expect(try holder(first, second) == 1)
        let part = RecordingPart(meeting: first.meeting.id, track: .room, number: 1)
        first.take([.stored(recording: StoredRecording(room: Self.farRoom, part: part, bytes: 1, sha256: blob(9)))])
        #expect(try holder(first, second) == 2)
        #expect(try holder(first, second, room: Self.hostRoom) == 1, "the host's files are still there")
    }

    @Test("A room taken in hand for the next meeting serves it, although recordings are outstanding")
    func inHand() throws {
        var first = try Play(at: .closing)
        first.tell(.recordingEnded(first.end(.programme)))
        #expect(try holder(first, later(.noticed)) == 1)
        var second = try later(.noticed)
        try second.prepare(Play.jayapura.id)
        #expect(try holder(first, second) == 2)
    }

    @Test("Of two meetings to be held the one with the nearer slot has the room, before and after")
    func nearestSlot() throws {
        let (first, second) = (try Play(at: .noticed), try later(.noticed, startsIn: 7200))
        #expect(try holder(first, second) == 1)
        #expect(try holder(first, second, after: 1800) == 1, "its slot is on")
        #expect(try holder(first, second, after: 4000) == 1, "its slot is nearer")
        #expect(try holder(first, second, after: 5500) == 2)
        #expect(try holder(first, second, after: 7300) == 2)
    }

    @Test("In overlapping slots the earlier one has the room")
    func overlappingSlots() throws {
        let (first, second) = (try Play(at: .noticed), try later(.noticed, startsIn: 300))
        #expect(try holder(first, second, after: 900) == 1)
        #expect(try holder(try Play(at: .prepared), try later(.prepared, startsIn: 300), after: 900) == 1)
    }

    @Test("A meeting declined, or not notified, or without this room, holds nothing")
    func noClaim() throws {
        let declined = try later(.noticed, needed: false)
        #expect(declined.meeting.stage == .declined)
        #expect(try holder(declined, room: Self.hostRoom) == nil)
        #expect(try holder(Play(), room: Self.hostRoom) == nil)
        #expect(try holder(later(.live), room: Play.room(Play.makassar)) == nil)
        #expect(try holder(declined, Play(at: .live)) == 1)
    }

    @Test("A meeting that nobody holds lets its rooms go four hours after its slot, and after the last act in it")
    func abandoned() throws {
        var play = try Play(at: .prepared)
        #expect(try holder(play, after: 4 * 3600) == 1)
        #expect(try holder(play, after: 5 * 3600) == nil)
        play.pass(seconds: 4 * 3600)
        try play.reach(.displayed)
        #expect(try holder(play, after: 3 * 3600) == 1)
        #expect(try holder(play, after: 5 * 3600) == nil)
    }

    @Test("A host that never reports its last frame keeps other meetings from their rooms for five minutes at most")
    func lostHost() throws {
        let (first, second) = (try Play(at: .closing), try later(.displayed, startsIn: 900))
        #expect(try holder(first, second, after: 240) == 1)
        #expect(try holder(first, second, after: 400) == 2)
    }

    @Test("A meeting live in the control room is in the foreground, then the one whose time is nearest")
    func foremost() throws {
        let (live, second) = (try Play(at: .live), try later(.prepared))
        let closed = try Play(at: .closed)
        let now = max(live.now, second.now)
        #expect(Meeting.foremost(of: [second.meeting, live.meeting], at: now)?.number == 1)
        #expect(Meeting.foremost(of: [second.meeting, closed.meeting], at: now.advanced(bySeconds: 600))?.number == 2)
        let tomorrow = try later(.noticed, startsIn: 86_400)
        #expect(Meeting.foremost(of: [tomorrow.meeting, closed.meeting], at: now)?.number == 1)
        let fresh = try later(.noticed, number: 3, needed: false)
        #expect(Meeting.foremost(of: [fresh.meeting], at: now) == nil)
    }
}

/// How long a plan holds.
struct LeaseTests {
    private func hours(_ play: Play, after seconds: Double, room: RoomID = ClaimTests.farRoom) throws -> Double {
        let end = try #require(play.meeting.notice?.end)
        let lease = try #require(play.meeting.lease(of: room, at: end.advanced(bySeconds: seconds)))
        return lease.seconds(since: end) / 3600
    }

    @Test("A live meeting's plan always has four hours before it, and changes once an hour")
    func live() throws {
        let play = try Play(at: .live)
        for (after, expected) in [(-600, 4), (0, 4), (1, 5), (3600, 5), (3601, 6), (36_000, 14), (360_000, 104)] {
            #expect(try hours(play, after: Double(after)) == Double(expected), "\(after) s after the planned end")
        }
    }

    @Test("A plan is prolonged while its room holds files that are not at the service, and no longer")
    func outstanding() throws {
        var play = try Play(at: .closing)
        play.tell(.recordingEnded(play.end(.programme)))
        #expect(try hours(play, after: 86_400) == 28)
        #expect(try hours(Play(at: .closed), after: 86_400) == 4)
    }

    @Test("Cameras do not stay on for a meeting that nobody holds", arguments: [Point.noticed, .prepared, .displayed])
    func preparing(point: Point) throws {
        #expect(try hours(Play(at: point), after: 86_400) == 4)
    }

    @Test(
        "A meeting that runs over is said to, from its planned end until the chair ends it", arguments: Point.allCases)
    func runsOver(point: Point) throws {
        let play = try Play(at: point)
        let end = try #require(play.meeting.notice?.end)
        #expect(!play.meeting.runsOver(at: end))
        let isLive = point >= .live && point < .closing
        let late = end.advanced(bySeconds: 1)
        #expect(play.meeting.runsOver(at: late) == isLive)
        let plan = try #require(play.meeting.plan(for: ClaimTests.farRoom, openings: [:], revision: 1, at: late))
        #expect(plan.screen.caption.hasSuffix("melewati waktu") == isLive)
        #expect(plan.record == (point >= .recording && point < .closing), "announced, not cut")
    }
}
