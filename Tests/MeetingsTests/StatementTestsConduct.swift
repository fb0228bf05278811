import Meetings
import Offices
import Procedures
import RoomLink
import Testing

/// The acceptance statements on the meeting, its recording and its report that the meeting itself decides.
struct StatementTestsConduct {
    @Test("AC-079: each office was there in person, by somebody for it, or absent, with the times of its room")
    func presences() throws {
        let present = try Play(at: .closed).meeting.presences
        #expect(present.map(\.office) == [Play.host, Play.makassar, Play.jayapura, Play.proposer])
        #expect(present.map(\.mode) == [.inPerson, .inPerson, .inPerson, .absent])
        for office in present.dropLast() {
            let (joined, left) = (try #require(office.joined), try #require(office.left))
            #expect(office.name?.text == "Sari" && office.post?.text == "Kepala" && joined < left)
        }
        #expect(present[3].name == nil && present[3].joined == nil)
        let running = try Play(at: .opened).meeting.presences
        #expect(running[1].joined != nil && running[1].left == nil, "it has not left yet")
    }

    @Test("AC-079: a released office that did not come is absent, with the reason")
    func absent() throws {
        let row = try Play.without(Play.jayapura, reason: "kamera rusak").meeting.presences[2]
        #expect(row.office == Play.jayapura && row.mode == .absent && row.reason?.text == "kamera rusak")
        #expect(row.joined == nil && row.left == nil && row.name == nil)
    }

    @Test("AC-079: a Sekretariat/Direktorat attends in a room of the meeting, in person or by somebody for it")
    func guests() throws {
        var play = try Play(at: .prepared)
        let file = try #require(play.meeting.materials(of: Play.host.id).first?.file)
        func shown(_ guests: [Attendance.Guest]) throws -> ActContent {
            var present = Attendance(name: try line("Bimo"), post: try line("Dirjen"), mode: .inPerson)
            present.guests = guests
            return .displayed(page: PageShown(file: file, page: 1), attendance: present)
        }
        let guest = Attendance.Guest(
            office: Play.proposer.id, name: try line("Galih"), post: try line("Kasubdit"), mode: .represented)
        var stranger = guest
        stranger.office = Play.office("setditjen")
        for guests in [[stranger], [guest, guest]] {
            #expect(try play.refusal("P09.1/display@rko", shown(guests)).rule == .form)
        }
        try play.act("P09.1/display@rko", shown([guest]))
        let row = try #require(play.meeting.presences.last)
        #expect(row.office == Play.proposer && row.mode == .represented && row.name?.text == "Galih")
    }

    @Test("AC-080: agreements are numbered as they are noted, and none after the close")
    func numbered() throws {
        var play = try Play(at: .agreed)
        try play.act("P09.3/note", .noted(number: 2, wording: try play.wording("Dua")))
        #expect(play.meeting.agreements.map(\.number) == [1, 2])
        let closed = try Play(at: .closed)
        #expect(try closed.refusal("P09.3/note", .noted(number: 2, wording: try closed.wording("x"))).rule == .order)
    }

    @Test("AC-082: the recording covers the meeting from start to close, and its file is kept with length and hash")
    func recording() throws {
        let play = try Play(at: .closed)
        let (opening, closing) = (try #require(ActKey("P09.2/open")), try #require(ActKey("P09.2/close")))
        let opened = try #require(play.meeting.proceedings.done(opening)?.first.at)
        let closed = try #require(play.meeting.proceedings.done(closing)?.first.at)
        for (room, track) in play.meeting.recordings.recordings {
            let part = try #require(play.meeting.recordings.parts(of: room, track).first)
            let end = try #require(part.end)
            #expect(part.firstFrame < opened && end.lastFrame >= closed, "\(room) \(track)")
            #expect(end.lastFrame.seconds(since: part.firstFrame) > 0)
            #expect(part.stored?.sha256 == end.sha256 && part.stored?.bytes == end.bytes)
        }
        #expect(play.meeting.recordings.recordings.count == 4, "the programme and three rooms")
    }

    @Test("AC-083: no meeting without a recording; one that failed is kept with its cause and its moment")
    func failedRecording() throws {
        #expect(try Play(at: .displayed).refusal("P09.2/open").rule == .order)
        #expect(try Play(at: .recording).refusal("P09.2/open").rule == .condition, "no first frame")
        var play = try Play(at: .opened)
        let end = play.end(.programme, 1, cause: .diskFull)
        for point in [Point.agreed, .listed, .proven] { try play.reach(point) }
        play.tell(.recordingEnded(end))
        try play.reach(.closing)
        let part = try #require(play.meeting.recordings.parts(of: Play.room(Play.host), .programme).first)
        #expect(part.end?.cause == .diskFull && part.end?.lastFrame == end.lastFrame)
    }

    @Test("AC-084: the display keeps its time and the version of every agreement that it showed")
    func displayKept() throws {
        var play = try Play(at: .agreed)
        try play.act("P09.3/correct", .corrected(number: 1, version: 1, wording: try play.wording("Diperbaiki")))
        try play.act("P09.3/note", .noted(number: 2, wording: try play.wording("Dua")))
        let before = play.now
        try play.reach(.listed)
        let display = try #require(play.meeting.display)
        #expect(display.versions == [2, 1] && display.at >= before)
    }

    @Test("AC-085: a meeting is not closed before its agreements were displayed")
    func closeNeedsDisplay() throws {
        let refusal = try Play(at: .agreed).refusal("P09.2/close", .closing(unconfirmed: [:]))
        #expect(refusal.rule == .order && refusal.message.contains("P09.3/display"))
    }

    @Test("AC-088: the report carries the agreements in the versions displayed, by the operator who noted them")
    func reportEqualsDisplay() throws {
        var play = try Play(at: .closed)
        var report = try play.report()
        #expect(report.versions == [1])
        for versions in [[], [2], [1, 1]] {
            report.versions = versions
            #expect(try play.refusal("P09.4/write", .reported(report: report)).rule == .form, "\(versions)")
        }
        report.versions = [1]
        let stranger = Play.actor(.ocKpp, at: Play.makassar.id)
        #expect(try play.refusal("P09.4/write", .reported(report: report), by: stranger).rule == .role)
        try play.act("P09.4/write", .reported(report: report))
        #expect(play.meeting.report?.versions == play.meeting.display?.versions)
    }

    @Test("AC-089: no report before the close and without displayed agreements")
    func reportNeedsClose() throws {
        for point in [Point.agreed, .proven] {
            let play = try Play(at: point)
            let refusal = try play.refusal("P09.4/write", .reported(report: try play.report()))
            #expect(refusal.rule == .order && refusal.message.contains("P09.2/close"))
        }
        let closing = try Play(at: .closing)
        #expect(try closing.refusal("P09.4/write", .reported(report: closing.report())).rule == .condition)
    }
}
