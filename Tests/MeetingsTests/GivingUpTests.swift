import Foundation
import Meetings
import Offices
import Procedures
import RoomLink
import Testing

/// Recordings that never arrive: what the report waits for, and who may end the waiting.
struct GivingUpTests {
    private let host = Play.room(Play.host)
    private let far = Play.room(Play.jayapura)
    private let operatorRko = Play.actor(.operatorRko, at: Play.host.id)

    private func key(_ room: RoomID, _ track: Track, _ number: Int = 1) -> RecordingLedger.Key {
        RecordingLedger.Key(room: room, track: track, number: number)
    }

    /// A meeting whose rooms have all sent their recordings, but one that never told its end.
    private func silent(_ office: Office) throws -> Play {
        var play = try Play(at: .closing)
        play.tell(.recordingEnded(play.end(.programme)))
        for site in play.meeting.sites where site.office.id != office.id {
            play.tell(.recordingEnded(play.end(.room)), from: site.office)
        }
        for key in play.meeting.recordings.outstanding {
            let part = RecordingPart(meeting: play.meeting.id, track: key.track, number: key.number)
            play.take([.stored(recording: StoredRecording(room: key.room, part: part, bytes: 1000, sha256: blob(9)))])
        }
        return play
    }

    private func givenUp(_ play: Play, _ keys: [RecordingLedger.Key], by actor: Actor? = nil) throws -> [MeetingEvent] {
        try play.meeting.giveUp(keys, because: line("disk ruang rusak"), by: actor ?? operatorRko)
    }

    @Test("P09.4: the report waits for a room that died, names it, and is written once its part is given up")
    func deadRoom() throws {
        var play = try silent(Play.jayapura)
        let refusal = try play.refusal("P09.4/write", .reported(report: play.report()))
        #expect(refusal.rule == .condition)
        #expect(refusal.message.contains("kpp-jayapura (room 1)"), "\(refusal.message)")
        #expect(refusal.message.contains("bukan dari SOP"))
        play.take(try givenUp(play, [key(far, .room)]))
        try play.act("P09.4/write", .reported(report: play.report()))
        #expect(play.meeting.recordings.parts[key(far, .room)]?.givenUp?.reason.text == "disk ruang rusak")
    }

    @Test("Only the operator of the host's room may give a recording up, and only after the chair's end")
    func whoAndWhen() throws {
        let play = try silent(Play.jayapura)
        let others = [Play.actor(.ocKpp, at: Play.jayapura.id), Play.actor(.dirjen, at: .kantorPusat)]
        for other in others {
            let refusal = try #require(throws: Meeting.Refusal.self) {
                try givenUp(play, [key(far, .room)], by: other)
            }
            #expect(refusal.rule == .role)
        }
        let live = try Play(at: .opened)
        let early = try #require(throws: Meeting.Refusal.self) { try givenUp(live, [key(far, .room)]) }
        #expect(early.rule == .order)
    }

    @Test("A part that is here, that nobody knows, or that was given up is not given up")
    func nothingToGiveUp() throws {
        var play = try silent(Play.jayapura)
        func refusal(_ keys: [RecordingLedger.Key]) throws -> Meeting.Refusal.Rule {
            try #require(throws: Meeting.Refusal.self) { try givenUp(play, keys) }.rule
        }
        #expect(try refusal([key(host, .room)]) == .condition)
        #expect(try refusal([key(far, .room, 2)]) == .form)
        #expect(try refusal([]) == .form)
        play.take(try givenUp(play, [key(far, .room)]))
        #expect(try refusal([key(far, .room)]) == .condition)
        let lost = try play.meeting.giveUp(
            [key(host, .room)], because: line("berkas rusak"), by: operatorRko, lost: [key(host, .room)])
        play.take(lost)
        #expect(play.meeting.recordings.parts[key(host, .room)]?.isKept == false)
    }

    @Test("AC-083: a host that died before the programme's last frame: giving its part up closes the meeting")
    func deadHost() throws {
        var play = try Play(at: .closing)
        let ended = try #require(play.meeting.proceedings.done(ActKey(play.meeting.reference(.close)))?.last.at)
        play.pass(seconds: 3600)
        #expect(play.meeting.lateClose(at: play.now).isEmpty)
        play.take(try givenUp(play, [key(host, .programme)]))
        #expect(play.meeting.stage.ended == ended)
    }

    @Test("AC-083: a meeting whose recording failed has no report until reason, author and moment of it are stored")
    func failureIsStored() throws {
        var play = try silent(Play.host)
        let lost = key(host, .room)
        let refusal = try play.refusal("P09.4/write", .reported(report: play.report()))
        #expect(refusal.rule == .condition && refusal.message.contains("rko (room 1)"), "\(refusal.message)")
        play.take(try givenUp(play, [lost]))
        let kept = try #require(play.meeting.recordings.parts[lost]?.givenUp)
        #expect(kept.reason.text == "disk ruang rusak" && kept.by == operatorRko && kept.part.number == 1)
        let stored = play.journal.last
        guard case .givenUp(let told)? = stored?.event else {
            Issue.record("\(String(describing: stored))")
            return
        }
        #expect(told == kept && stored?.at == play.now)
        try play.act("P09.4/write", .reported(report: play.report()))
    }

    @Test("Giving another room's part up does not close a meeting whose programme has just ended")
    func otherRoom() throws {
        var play = try Play(at: .closing)
        play.take(try givenUp(play, [key(far, .room)]))
        #expect(play.meeting.stage.ended == nil)
    }

    @Test("A position counts from the first part that is here, and an agreement knows whether it was recorded")
    func positions() throws {
        var play = try Play(at: .opened)
        let first = play.end(.programme, 1, cause: .died)
        play.tell(.recordingEnded(first))
        play.pass(seconds: 60)
        let second = play.start(.programme, 3)
        play.tell(.recordingStarted(second))
        let began = try #require(play.meeting.stage.began)
        #expect(play.meeting.position(of: second.firstFrame) == second.firstFrame.seconds(since: began))
        for point in [Point.agreed, .listed, .proven, .closing] { try play.reach(point) }
        let last = play.end(.programme, 3)
        play.tell(.recordingEnded(last))
        for number in [1, 3] {
            let part = RecordingPart(meeting: play.meeting.id, track: .programme, number: number)
            play.take([.stored(recording: StoredRecording(room: host, part: part, bytes: 1000, sha256: blob(9)))])
        }
        #expect(play.meeting.recorded(at: second.firstFrame.advanced(bySeconds: 1)) == .recorded)
        #expect(play.meeting.recorded(at: second.firstFrame.advanced(bySeconds: -1)) == .inGap)
        #expect(play.meeting.recorded(at: last.lastFrame.advanced(bySeconds: 1)) == .afterLastFrame)
        let lost = try play.meeting.giveUp(
            [key(host, .programme)], because: line("berkas rusak"), by: operatorRko, lost: [key(host, .programme)])
        play.take(lost)
        #expect(play.meeting.position(of: second.firstFrame) == 0)
        #expect(play.meeting.recorded(at: began) == .beforeFirstFrame)
    }
}
