import Foundation
import Meetings
import Offices
import Procedures
import RoomLink
import Testing

/// A room whose machine was replaced in mid-meeting: two machines counted their parts from 1.
struct MachineTests {
    private let host = Play.room(Play.host)
    private let old = machine(1)
    private let new = machine(2)

    private static func machine(_ number: UInt8) -> RoomMachine {
        let uuid = UUID(uuid: uuid_t(number, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, number))
        return RoomMachine(boot: BootID(uuid: uuid), installation: InstallationID(uuid: uuid), host: "mesin-\(number)")
    }

    private func part(_ play: Play, _ track: Track, _ machine: RoomMachine, _ number: Int = 1) -> RecordingPart {
        RecordingPart(meeting: play.meeting.id, track: track, number: number, boot: machine.boot)
    }

    private func change(_ play: Play, lastHeard: Moment) -> MachineChange {
        MachineChange(from: old, to: new, lastHeard: lastHeard, at: play.now, ground: .silence)
    }

    private func end(_ part: RecordingPart, at moment: Moment) -> RoomFact {
        .recordingEnded(
            RecordingEnd(part: part, lastFrame: moment, frames: 1, bytes: 1, sha256: blob(9), cause: .ordered))
    }

    /// A meeting whose host's machine died while it recorded, and whose spare goes on as part 1 as well.
    private func replaced() throws -> (play: Play, began: Moment, lastHeard: Moment, again: Moment) {
        var play = try Play(at: .recording)
        let began = play.now
        for track in Track.allCases {
            play.tell(.recordingStarted(RecordingStart(part: part(play, track, old), firstFrame: began)))
        }
        for site in play.meeting.sites where site.room != host {
            play.tell(.recordingStarted(play.start(.room)), from: site.office)
        }
        try play.reach(.opened)
        play.pass(seconds: 25)
        let lastHeard = play.now
        play.pass(seconds: 26)
        play.take([.replaced(room: host, change: change(play, lastHeard: lastHeard))])
        let again = play.now
        for track in Track.allCases {
            play.tell(.recordingStarted(RecordingStart(part: part(play, track, new), firstFrame: again)))
        }
        return (play, began, lastHeard, again)
    }

    @Test("Part 1 of one machine and part 1 of another are two parts, with a gap since the first was last heard")
    func twoParts() throws {
        let (play, began, lastHeard, again) = try replaced()
        let ledger = play.meeting.recordings
        for track in Track.allCases {
            let files = ledger.parts(of: host, track)
            #expect(files.map(\.boot) == [old.boot, new.boot] && files.map(\.number) == [1, 1])
            #expect(files.map(\.firstFrame) == [began, again])
            let gaps = ledger.gaps(of: host, track)
            #expect(gaps.map(\.from) == [lastHeard] && gaps.map(\.to) == [again] && gaps.map(\.cause) == [nil])
        }
        #expect(ledger.outstanding.filter { $0.room == host }.map(\.boot) == [old.boot, old.boot])
        #expect(ledger.running.filter { $0.room == host }.map(\.boot) == [new.boot, new.boot])
        #expect(play.meeting.replacements.map(\.room) == [host])
    }

    @Test("The last frame of the old machine counts once it tells it, whatever was thought before")
    func toldLater() throws {
        let stage = try replaced()
        let (lastHeard, again) = (stage.lastHeard, stage.again)
        var play = stage.play
        let last = lastHeard.advanced(bySeconds: 3)
        play.tell(end(part(play, .programme, old), at: last))
        let gaps = play.meeting.recordings.gaps(of: host, .programme)
        #expect(gaps.map(\.from) == [last] && gaps.map(\.to) == [again] && gaps.map(\.cause) == [.ordered])
        #expect(play.meeting.recorded(at: lastHeard.advanced(bySeconds: 2)) == .unrecorded, "nothing has arrived")
        for machine in [old, new] {
            let stored = StoredRecording(room: host, part: part(play, .programme, machine), bytes: 1, sha256: blob(9))
            play.take([.stored(recording: stored)])
        }
        #expect(play.meeting.recorded(at: lastHeard.advanced(bySeconds: 2)) == .recorded)
        #expect(play.meeting.recorded(at: last.advanced(bySeconds: 2)) == .inGap)
        #expect(play.meeting.recorded(at: again.advanced(bySeconds: 1)) == .recorded)
    }

    @Test("Two machines that recorded at the same time leave no gap between them")
    func overlap() throws {
        let stage = try replaced()
        let again = stage.again
        var play = stage.play
        play.tell(end(part(play, .programme, old), at: again.advanced(bySeconds: 5)))
        #expect(play.meeting.recordings.gaps(of: host, .programme).isEmpty)
    }

    @Test(
        "A meeting whose old machine never told its end is closed by the new one's last frame, and waits for the file")
    func closes() throws {
        var play = try replaced().play
        try play.reach(.agreed)
        try play.reach(.listed)
        play.prove()
        try play.reach(.closing)
        play.tell(end(part(play, .programme, new), at: play.now))
        let stage = play.meeting.stage
        #expect(stage.ended != nil, "\(stage)")
        let refusal = try play.refusal("P09.4/write", .reported(report: play.report()))
        #expect(refusal.message.contains("rko (programme 1 · \(old.boot.tag))"), "\(refusal.message)")
        let actor = Play.actor(.operatorRko, at: Play.host.id)
        let keys = play.meeting.recordings.outstanding.filter { $0.boot == old.boot }
        play.take(try play.meeting.giveUp(keys, because: line("mesin lama rusak"), by: actor))
        #expect(play.meeting.recordings.outstanding.allSatisfy { $0.boot != old.boot })
        #expect(
            play.meeting.recordings.gaps(of: host, .programme).isEmpty, "what is given up is told as missing instead")
    }

    @Test("A room that tells of a recording again makes no meeting live that nobody has begun to record")
    func toldAgain() throws {
        var play = try Play(at: .displayed)
        let first = RecordingStart(part: part(play, .programme, old), firstFrame: play.now)
        play.pass(seconds: 60)
        play.tell(.recordingStarted(first))
        #expect(play.meeting.stage == .preparing)
        play.tell(end(first.part, at: play.now))
        try play.reach(.recording)
        play.pass(seconds: 60)
        play.tell(.recordingStarted(RecordingStart(part: part(play, .programme, old, 2), firstFrame: play.now)))
        #expect(
            play.meeting.stage == .live(since: first.firstFrame), "the film begins with the part that was told again")
    }

    @Test("A test whose order was lost and that is told again does not answer the next order")
    func probeToldAgain() throws {
        var play = try Play(at: .displayed)
        let known = play.meeting.probes.ordered[Play.host.id] ?? 0
        play.tell(.probed(ProbeReport(number: known + 2, measures: Play.passing)))
        try play.take(play.meeting.orderProbe(of: Play.host.id, by: Play.actor(.operatorRko, at: Play.host.id)))
        #expect(play.meeting.probes.open(for: Play.host.id) == known + 3)
    }

    @Test("Parts of one run keep the order of their numbers, runs the order in which they began")
    func order() {
        var ledger = RecordingLedger()
        let meeting = MeetingID(at: Moment(microseconds: 0))
        let files: [(RoomMachine, Int, Int64)] = [(new, 2, 90), (old, 10, 40), (new, 1, 80), (old, 9, 10)]
        for (machine, number, second) in files {
            let part = RecordingPart(meeting: meeting, track: .room, number: number, boot: machine.boot)
            ledger.begin(
                RecordingStart(part: part, firstFrame: Moment(microseconds: second * 1_000_000)), in: host)
        }
        #expect(ledger.parts(of: host, .room).map(\.number) == [9, 10, 1, 2])
    }

    @Test(
        "A part's name is read as it is written, and nothing else is one",
        arguments: [
            ("1", true), ("9999", true), ("12-019a0000-0000-4000-8000-000000000001", true), ("0", false),
            ("10000", false), ("01-", false), ("1-", false), ("-1", false),
            ("1-019A0000-0000-4000-8000-000000000001", false),
            ("1-x", false), ("", false), ("1 ", false), ("+1", false),
        ])
    func names(text: String, isName: Bool) {
        #expect(PartName(text)?.description == (isName ? text : nil))
    }
}
