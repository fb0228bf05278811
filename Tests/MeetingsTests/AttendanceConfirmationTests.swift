import Documents
import Meetings
import Offices
import Procedures
import Testing

/// The attendance as operators note it, and as each office confirms it.
struct AttendanceConfirmationTests {
    private static let key = "P09.2/attend@kpp-makassar"

    private func line(_ name: String, _ mode: Attendance.Mode = .inPerson) throws -> AttendanceLine {
        AttendanceLine(name: try MeetingsTests.line(name), post: try MeetingsTests.line("Kepala"), mode: mode)
    }

    private func presence(_ office: Office, in play: Play) throws -> Presence {
        try #require(play.meeting.presences.first { $0.office.id == office.id })
    }

    @Test("A line is marked until the office confirms it; what its head puts right stands")
    func confirms() throws {
        var play = try Play(at: .opened)
        #expect(play.meeting.presences.allSatisfy { $0.confirmed == nil })
        try play.act(Self.key, .attended(office: Play.makassar.id, line: line("Rahma", .represented)))
        let confirmed = try presence(Play.makassar, in: play)
        #expect(confirmed.name?.text == "Rahma" && confirmed.mode == .represented)
        #expect(confirmed.confirmed?.actor.role == .kepalaKpp && !confirmed.isConfirmedOnOrder)
        #expect(try presence(Play.jayapura, in: play).confirmed == nil, "each confirms its own")
        #expect(try presence(Play.jayapura, in: play).name?.text == "Sari")
    }

    @Test("The operator confirms on his head's order, which stays unconfirmed until the head says so")
    func onOrder() throws {
        var play = try Play(at: .opened)
        let name = try MeetingsTests.line("kepala-kpp kpp-makassar")
        let order = try #require(
            OralOrder(official: .init(name: name, role: .kepalaKpp, office: Play.makassar.id)))
        let recorder = Play.actor(.ocKpp, at: Play.makassar.id).recording(order)
        let content = ActContent.attended(office: Play.makassar.id, line: try line("Sari"))
        #expect(try play.refusal(Self.key, content, by: Play.actor(.ocKpp, at: Play.makassar.id)).rule == .role)
        try play.act(Self.key, content, by: recorder)
        #expect(try presence(Play.makassar, in: play).isConfirmedOnOrder)
        try play.act("P09.2/attend-confirm@kpp-makassar")
        #expect(try !presence(Play.makassar, in: play).isConfirmedOnOrder)
    }

    @Test("No office confirms another's line, nor one that nobody noted")
    func refuses() throws {
        var play = try Play(at: .opened)
        let other = ActContent.attended(office: Play.jayapura.id, line: try line("Sari"))
        #expect(try play.refusal(Self.key, other).rule == .form)
        let guest = "P09.2/attend@\(Play.proposer.id)"
        let own = ActContent.attended(office: Play.proposer.id, line: try line("Direktur"))
        let refusal = try play.refusal(guest, own)
        #expect(refusal.rule == .condition && refusal.message.contains("belum dicatat"))
        try play.act(Self.key, .attended(office: Play.makassar.id, line: line("Sari")))
        #expect(try presence(Play.proposer, in: play).mode == .absent)
    }
}

/// What the host's materials wait for.
struct HostMaterialTests {
    /// A meeting on the Dirjen's own information, to which no Sekretariat/Direktorat is notified.
    private func alone() throws -> Play {
        var play = try Play()
        let decision = try Play.decision(proposer: nil)
        try play.act("P02.1", .decided(decision: decision, number: 1, host: Play.site(Play.host)))
        try play.act("P02.2")
        try play.act("P02.3/notify", .noticed(notice: play.notice([Play.makassar], directorates: [])))
        return play
    }

    @Test("Without a directorate the Operator RKO hands in the materials, and the meeting goes on to its opening")
    func operatorsMaterials() throws {
        var play = try alone()
        let refusal = try play.refusal("P02.5/receive")
        #expect(refusal.rule == .condition && refusal.message.contains("P02.2/materials"))
        #expect(refusal.message.contains("central-materials"))
        try play.act("P02.2/materials", .submitted(material: Play.material(of: Play.host.id)))
        #expect(play.meeting.materials(of: Play.host.id).count == 1)
        for point in [Point.prepared, .displayed, .recording, .live, .opened] { try play.reach(point) }
        #expect(play.meeting.stage.isLive)
    }

    @Test("The chair releases a silent directorate with a reason, which stays with the meeting")
    func releases() throws {
        var play = try Play(at: .noticed)
        let reason = try line("LO tidak menjawab")
        try play.act("P02.4/release", .releasedDirectorate(office: Play.proposer.id, reason: reason))
        #expect(play.meeting.releasedDirectorates == [Play.proposer.id: reason])
        #expect(try play.refusal("P02.5/receive").rule == .condition, "there is still nothing to discuss")
        try play.act("P02.2/materials", .submitted(material: Play.material(of: Play.host.id)))
        try play.act("P02.5/receive")
    }
}

/// What a notice says of who gives it and of its hour.
struct NoticeWordingTests {
    @Test("AC-051: the notice says who gave it, and the meeting keeps it")
    func giver() throws {
        let clerk = try Clerk.notified()
        #expect(clerk.meeting.noticedBy?.role == .operatorRko)
        let notices = clerk.meeting.papers.compactMap { $0.document.newest?.draft.text }
        #expect(!notices.isEmpty)
        for text in notices {
            #expect(text.contains("disampaikan oleh: operator-rko rko, Operator Ruang Kendali Operasi"))
        }
    }

    @Test("A notice outside an office's working hours says so, to that office's readers and in its own time")
    func outsideHours() throws {
        var clerk = try Clerk(try Play())
        let decision = try Play.decision()
        try clerk.act("P02.1", .decided(decision: decision, number: 1, host: Play.site(Play.host)))
        try clerk.act("P02.2")
        var notice = try clerk.play.notice([Play.makassar, Play.jayapura])
        notice.outsideHours = [Play.jayapura.id]
        try clerk.act("P02.3/notify", .noticed(notice: notice))
        let texts = clerk.meeting.papers.compactMap { $0.document.newest?.draft.text }
        let time = Zone.wit.time(notice.start)
        let said =
            "Waktu rapat berada di luar jam kerja: KPP Pratama Jayapura (pukul \(time)) (bukan dari SOP: outside-hours)."
        #expect(texts.count { $0.contains(said) } == 1)
        #expect(texts.count { $0.contains("luar jam kerja") } == 1, "the directorate is asked within its hours")
    }
}
