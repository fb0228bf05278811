import Foundation
import Meetings
import Offices
import Procedures
import RoomLink
import Testing

/// When a meeting becomes live and closed, and which facts do that.
struct ConsequenceTests {
    @Test("AC-082: the meeting is live at the programme's first frame")
    func liveAtFirstFrame() throws {
        var play = try Play(at: .recording)
        let start = play.start(.programme)
        play.tell(.recordingStarted(start))
        #expect(play.meeting.stage == .live(since: start.firstFrame))
    }

    @Test("A room's own recording, or a programme told by a room that is not the host, changes nothing")
    func otherFactsDoNothing() throws {
        var play = try Play(at: .recording)
        play.tell(.recordingStarted(play.start(.room)))
        play.tell(.recordingStarted(play.start(.programme)), from: Play.jayapura)
        #expect(play.meeting.stage == .preparing)
        var closing = try Play(at: .closing)
        closing.tell(.recordingEnded(closing.end(.programme)), from: Play.jayapura)
        closing.tell(.recordingEnded(closing.end(.room)))
        #expect(closing.meeting.stage.ended == nil)
    }

    @Test("AC-083: a recording that ended before the chair's end closes the meeting, once it can no longer come back")
    func closedLate() throws {
        var play = try Play(at: .opened)
        let end = play.end(.programme, 1, cause: .diskFull)
        for point in [Point.agreed, .listed, .proven] { try play.reach(point) }
        play.tell(.recordingEnded(end))
        try play.reach(.closing)
        #expect(play.meeting.lateClose(at: end.lastFrame.advanced(bySeconds: 10)).isEmpty)
        #expect(play.meeting.lateClose(at: end.lastFrame.advanced(bySeconds: 20)) == [.closed(at: end.lastFrame)])
    }

    @Test("AC-083: the meeting is closed when every part of the programme has ended, at the latest last frame")
    func closedWhenAllPartsEnded() throws {
        var play = try Play(at: .opened)
        play.tell(.recordingEnded(play.end(.programme, 1, cause: .died)))
        #expect(play.meeting.stage.isLive, "a part that died while the meeting runs ends nothing")
        play.tell(.recordingStarted(play.start(.programme, 2)))
        play.tell(.recordingStarted(play.start(.programme, 3)))
        for point in [Point.agreed, .listed, .proven, .closing] { try play.reach(point) }
        let last = play.end(.programme, 2)
        play.tell(.recordingEnded(last))
        #expect(play.meeting.stage.ended == nil, "part 3 still runs")
        let latest = play.end(.programme, 3)
        play.tell(.recordingEnded(latest))
        #expect(play.meeting.stage.ended == latest.lastFrame)
        #expect(latest.lastFrame > last.lastFrame)
    }

    @Test("A recording that starts again after the meeting has closed opens nothing")
    func closedStaysClosed() throws {
        var play = try Play(at: .closed)
        let stage = play.meeting.stage
        play.tell(.recordingStarted(play.start(.programme, 2)))
        play.tell(.recordingEnded(play.end(.programme, 2)))
        #expect(play.meeting.stage == stage)
    }
}

struct RecordingLedgerTests {
    private let meeting = MeetingID(at: Moment(microseconds: 0))
    private let room = Play.room(Play.host)

    private func start(_ number: Int, at second: Int64) -> RecordingStart {
        RecordingStart(
            part: RecordingPart(meeting: meeting, track: .programme, number: number),
            firstFrame: Moment(microseconds: second * 1_000_000))
    }

    private func end(_ number: Int, at second: Int64, _ cause: RecordingEnd.Cause = .died) -> RecordingEnd {
        RecordingEnd(
            part: RecordingPart(meeting: meeting, track: .programme, number: number),
            lastFrame: Moment(microseconds: second * 1_000_000), frames: 1, bytes: 1, sha256: blob(1), cause: cause)
    }

    @Test("Beginning and ending twice keep the first word")
    func idempotent() {
        var ledger = RecordingLedger()
        ledger.begin(start(1, at: 10), in: room)
        ledger.end(end(1, at: 20), in: room)
        let once = ledger
        ledger.begin(start(1, at: 11), in: room)
        ledger.end(end(1, at: 99, .diskFull), in: room)
        #expect(ledger == once)
    }

    @Test("The end of a file that never began is no file")
    func endWithoutBegin() {
        var ledger = RecordingLedger()
        ledger.end(end(1, at: 20), in: room)
        ledger.store(StoredRecording(room: room, part: start(1, at: 1).part, bytes: 1, sha256: blob(1)))
        #expect(ledger == RecordingLedger())
    }

    @Test("Gaps lie between parts, in the order of their numbers, with the cause of the part that ended")
    func gaps() {
        var ledger = RecordingLedger()
        for (number, from, to) in [(2, 25, 30), (1, 10, 20), (10, 60, 70), (3, 31, 50)] as [(Int, Int64, Int64)] {
            ledger.begin(start(number, at: from), in: room)
            ledger.end(end(number, at: to, number == 3 ? .diskFull : .died), in: room)
        }
        let gaps = ledger.gaps(of: room, .programme)
        #expect(gaps.map(\.seconds) == [5, 1, 10])
        #expect(gaps.map(\.cause) == [.died, .died, .diskFull])
        #expect(ledger.gaps(of: room, .room).isEmpty)
    }

    @Test("A file is running, then outstanding, then neither")
    func outstanding() {
        var ledger = RecordingLedger()
        let key = RecordingLedger.Key(room: room, track: .programme, number: 1)
        ledger.begin(start(1, at: 10), in: room)
        #expect((ledger.running, ledger.outstanding) == ([key], []))
        ledger.end(end(1, at: 20), in: room)
        #expect((ledger.running, ledger.outstanding) == ([], [key]))
        ledger.store(StoredRecording(room: room, part: start(1, at: 1).part, bytes: 1, sha256: blob(1)))
        #expect((ledger.running, ledger.outstanding) == ([], []))
    }

    @Test("Parts keep the numbers that their room gave them, holes and all")
    func numbers() {
        var ledger = RecordingLedger()
        for number in [10, 1, 3] { ledger.begin(start(number, at: Int64(number)), in: room) }
        #expect(ledger.parts(of: room, .programme).map(\.number) == [1, 3, 10])
    }

    @Test("A recording is whole when each part is here or given up, and one at least is here")
    func whole() throws {
        var ledger = RecordingLedger()
        for number in 1...3 { ledger.begin(start(number, at: Int64(number * 10)), in: room) }
        ledger.end(end(1, at: 15), in: room)
        ledger.end(end(3, at: 35), in: room)
        ledger.store(StoredRecording(room: room, part: start(3, at: 1).part, bytes: 1, sha256: blob(1)))
        #expect(!ledger.isWhole(room, .programme))
        for number in 1...2 { ledger.giveUp(try givenUp(number)) }
        #expect(ledger.isWhole(room, .programme))
        #expect(ledger.outstanding.isEmpty && ledger.running.isEmpty)
        ledger.giveUp(try givenUp(3))
        #expect(!ledger.isWhole(room, .programme), "nothing is left of it")
        ledger.store(StoredRecording(room: room, part: start(2, at: 1).part, bytes: 1, sha256: blob(1)))
        #expect(ledger.parts(of: room, .programme)[1].isKept, "what arrives all the same is kept")
        #expect(ledger.gaps(of: room, .programme).isEmpty)
    }

    @Test("A part of which the disk took nothing is over, waited for by nobody, and no end of a gap")
    func empty() {
        var ledger = RecordingLedger()
        for number in 1...3 { ledger.begin(start(number, at: Int64(number * 10)), in: room) }
        for number in 1...3 {
            var end = end(number, at: Int64(number * 10 + 5), .writeFailed)
            if number == 2 { end.bytes = 0 }
            ledger.end(end, in: room)
        }
        #expect(ledger.running.isEmpty && ledger.outstanding.map(\.number) == [1, 3])
        #expect(ledger.gaps(of: room, .programme).map(\.seconds) == [15])
        for number in [1, 3] {
            ledger.store(StoredRecording(room: room, part: start(number, at: 1).part, bytes: 1, sha256: blob(1)))
        }
        #expect(ledger.isWhole(room, .programme) && ledger.outstanding.isEmpty)
    }

    @Test("The end that names bytes counts, whether an end without any was told before it or after it")
    func copied() {
        var nothing = end(1, at: 12)
        nothing.bytes = 0
        for ends in [[nothing, end(1, at: 20)], [end(1, at: 20), nothing]] {
            var ledger = RecordingLedger()
            ledger.begin(start(1, at: 10), in: room)
            for end in ends { ledger.end(end, in: room) }
            #expect(ledger.parts(of: room, .programme).map(\.end) == [end(1, at: 20)])
            #expect(ledger.outstanding.map(\.number) == [1])
        }
    }

    private func givenUp(_ number: Int) throws -> GivenUpRecording {
        GivenUpRecording(
            room: room, part: start(number, at: 1).part, by: Play.actor(.operatorRko, at: Play.host.id),
            reason: try line("disk ruang rusak"))
    }

    @Test("Recordings are listed once each, the programme first")
    func recordings() {
        var ledger = RecordingLedger()
        let part = RecordingPart(meeting: meeting, track: .room, number: 1)
        ledger.begin(RecordingStart(part: part, firstFrame: Moment(microseconds: 0)), in: Play.room(Play.jayapura))
        for number in 1...3 { ledger.begin(start(number, at: Int64(number)), in: room) }
        #expect(ledger.recordings.map(\.room) == [room, Play.room(Play.jayapura)])
        #expect(ledger.recordings.map(\.track) == [.programme, .room])
    }
}

struct ProbeLedgerTests {
    private let now = Moment(microseconds: 1_795_000_000_000_000)
    private let office = Play.host.id

    @Test("A measure that says it passed with too small a number has failed")
    func theNumberDecides() throws {
        let text = #"{"kind":"frameRate","value":3,"least":20,"passed":true}"#
        let measure = try JSONDecoder().decode(ProbeReport.Measure.self, from: Data(text.utf8))
        #expect(!measure.passed)
    }

    private func ledger(_ number: Int = 1, _ measures: [ProbeReport.Measure] = Play.passing) -> ProbeLedger {
        var ledger = ProbeLedger()
        ledger.order(number, for: office)
        ledger.answer(ProbeReport(number: number, measures: measures), from: office, at: now)
        return ledger
    }

    @Test("AC-036: devices that were never tested are not confirmed")
    func untested() throws {
        #expect(try #require(ProbeLedger().objection(for: office, at: now)).contains("belum diuji"))
    }

    @Test("A passed test holds for 60 minutes and not a second longer")
    func validity() throws {
        #expect(ledger().objection(for: office, at: now.advanced(bySeconds: 3600)) == nil)
        let late = try #require(ledger().objection(for: office, at: now.advanced(bySeconds: 3601)))
        #expect(late.contains("60 menit"))
    }

    @Test(
        "AC-036: a failed measure is named with what was found and what is allowed",
        arguments: [
            (.brightness, 7.5, 20, "kecerahan gambar 7,50 (paling sedikit 20,00)"),
            (.frameRate, 0, 20, "laju gambar kamera 0,00 gambar/detik (paling sedikit 20,00 gambar/detik)"),
            (.soundLevel, -61.26, -50, "aras suara mikrofon −61,26 dBFS (paling sedikit −50,00 dBFS)"),
            (.freeDisk, 5e8, 1.1e9, "ruang disk kosong 500000000 byte (paling sedikit 1100000000 byte)"),
            (.motion, 0, 0.05, "gerak gambar 0,00 (paling sedikit 0,05)"),
            (.screenRate, 3, 5, "laju gambar layar 3,00 gambar/detik (paling sedikit 5,00 gambar/detik)"),
        ] as [(ProbeReport.Kind, Double, Double, String)])
    func failureIsNamed(kind: ProbeReport.Kind, value: Double, least: Double, sentence: String) throws {
        let measures = [
            ProbeReport.Measure(kind: kind, value: value, least: least), .init(kind: .frameRate, value: 25, least: 20),
        ]
        let objection = try #require(ledger(1, measures).objection(for: office, at: now))
        #expect(objection == "uji perangkat gagal: " + sentence)
    }

    @Test("A test that measured nothing, or not everything that each room has, lets no devices be confirmed")
    func incomplete() throws {
        let nothing = try #require(ledger(1, []).objection(for: office, at: now))
        #expect(nothing.contains("laju gambar kamera, kecerahan gambar, gerak gambar, aras suara mikrofon, ruang disk"))
        for kind in ProbeReport.Kind.everywhere {
            let report = ProbeReport(number: 1, measures: Play.passing.filter { $0.kind != kind })
            #expect(!report.passed && report.missing == [kind])
            let objection = try #require(ledger(1, report.measures).objection(for: office, at: now))
            #expect(objection == "uji perangkat tidak lengkap, tidak terukur: \(kind.name); ulangi")
        }
        #expect(ProbeReport(number: 1, measures: Play.passing).passed)
        #expect(ledger().objection(for: office, at: now) == nil)
    }

    @Test("A number beyond all measure is said, not computed with", arguments: [1e300, -1e300, .infinity, .nan])
    func absurdNumbers(value: Double) throws {
        let measure = ProbeReport.Measure(kind: .freeDisk, value: value, least: .infinity)
        #expect(!measure.sentence.isEmpty)
    }

    @Test("An answer to an earlier order does not replace a later one, and leaves the later order open")
    func lateAnswer() {
        var ledger = ledger(2)
        ledger.answer(
            ProbeReport(number: 1, measures: [.init(kind: .motion, value: 0, least: 1)]), from: office, at: now)
        #expect(ledger.objection(for: office, at: now) == nil)
        ledger.order(3, for: office)
        ledger.answer(ProbeReport(number: 2, measures: []), from: office, at: now)
        #expect(ledger.open(for: office) == 3)
    }

    @Test("AC-036: devices are confirmed by the act only after a test that passed")
    func guardOfTheAct() throws {
        var play = try Play(at: .noticed)
        try play.advance(to: .init(procedure: .p02, step: 5, name: "check-device"))
        #expect(try play.refusal("P02.5/check-device").rule == .condition)
        try play.probe(office, measures: [.init(kind: .motion, value: 0, least: 0.05)])
        #expect(try play.refusal("P02.5/check-device").message.contains("gerak gambar 0,00"))
        try play.probe(office)
        try play.act("P02.5/check-device")
    }

    @Test("A test is ordered by the room's own operator, in a prepared room, of an office that takes part")
    func whoOrders() throws {
        var play = try Play(at: .noticed)
        let (host, far) = (Play.actor(.operatorRko, at: office), Play.actor(.ocKpp, at: Play.jayapura.id))
        func refusal(_ office: OfficeID, _ actor: Actor) throws -> Meeting.Refusal {
            try #require(throws: Meeting.Refusal.self) { try play.meeting.orderProbe(of: office, by: actor) }
        }
        #expect(try refusal(office, host).rule == .order)
        try play.act("P02.5/prepare")
        #expect(try refusal(office, far).rule == .role)
        #expect(try refusal(Play.office("kpp-ambon"), far).rule == .form)
        #expect(try play.meeting.orderProbe(of: office, by: host) == [.probeOrdered(office: office, number: 1)])
    }
}
