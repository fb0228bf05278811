import Documents
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import Reports
import RoomLink
import Testing

@testable import ControlRoom

/// What the report says of a meeting, fact by fact; each meeting is told by its events alone.
struct ReportContentTests {
    @Test("P10.4: the report of a Direktorat's meeting cites P01.6 b.1, P03.1 and P10, in words of that meeting")
    func ownProcedure() throws {
        let report = try Told.directorate().report()
        #expect(report.items.ground == "P01.6 b.1 dan P03.1" && report.items.conduct == "P10")
        #expect(report.ground.kind == .report && report.heading.unit == Told.direktorat.name)
        let reference = try #require(report.ground.references.first)
        #expect(report.ground.references.count == 1 && reference.title == "Laporan Hasil Monitoring dan Analisis")
        #expect((reference.number, reference.date) == ("LAP-4/PJ.08/2026", "20 November 2026"))
        let html = try ReportHTML.page(report) { _ in nil }
        #expect(html.contains("P10.2") && html.contains("P10.5") && !html.contains("P09") && !html.contains("P02.1"))
        #expect(html.contains("keputusan Direktur Potensi, Kepatuhan dan Penerimaan atas:"))
        #expect(!html.lowercased().contains("ruang kendali operasi"), "the room of another office")
    }

    @Test("P09.4: the report of the Dirjen's meeting cites P02.1 and P09, with letter and report by number and date")
    func controlRoom() throws {
        let report = try Told.controlRoom().report()
        #expect(report.items.ground == "P02.1" && report.items.conduct == "P09" && report.ground.kind == .letter)
        #expect(report.ground.references.map(\.number) == ["S-7/PJ.08/2026", nil])
        #expect(report.ground.references.map(\.date) == ["21 November 2026", "20 November 2026"])
        #expect(report.heading.place == "Jakarta")
        #expect((report.heading.urgency, report.heading.security) == ("Segera", "Terbatas"))
        let own = try Told.controlRoom(.ownInformation(line("berita daerah"))).report()
        #expect(own.ground.kind == .ownInformation && own.ground.references.isEmpty)
        let html = try ReportHTML.page(own) { _ in nil }
        #expect(html.contains("data atau informasi yang diperolehnya") && html.contains("berita daerah"))
    }

    @Test(
        "P09.1: offices that handed in one and the same file stand together, since a room tells pages, not whose they are"
    )
    func sameFile() throws {
        var told = try Told.controlRoom()
        for (office, title, file) in [(Service.host, "Pusat", 1), (Service.far, "Daerah", 1), (Service.far, "Lain", 2)]
        {
            let material = Material(
                office: office.id, section: SectionID("seksi-\(title.lowercased())"), title: try line(title),
                file: Samples.blob(UInt8(file)), pages: [Samples.blob(UInt8(file + 2))], version: 1, author: "Sari")
            try told.act("P02.4", by: told.actor(.operatorRko, "Sari"), .submitted(material: material))
        }
        let materials = told.report().materials
        #expect(materials.map(\.sha256) == [Samples.blob(1), Samples.blob(2)])
        #expect(materials.first?.office == "\(Service.host.name); \(Service.far.name)")
        #expect(materials.map(\.title) == ["Pusat; Daerah", "Lain"])
    }

    @Test("AC-076: a Plh. is the chair with the prefix, whom he stands in for, and the number of his order")
    func acting() throws {
        var told = try Told.directorate()
        let acting = Acting(kind: .plh, order: try line("ND-12/PJ.08/2026"), holder: try line("Dian Wibisono"))
        try told.act("P10.2/open", by: told.actor(.sesditjenDirektur, "Galih", acting: acting))
        let report = told.report()
        #expect(report.chair.name == "Galih" && report.chair.acting == "Plh.")
        #expect(report.chair.post == "Direktur Potensi, Kepatuhan dan Penerimaan")
        let html = try ReportHTML.page(report) { _ in nil }
        #expect(html.contains("Plh. Direktur Potensi, Kepatuhan dan Penerimaan"))
        #expect(html.contains("menggantikan Dian Wibisono, ND-12/PJ.08/2026"))
    }

    @Test(
        "AC-126: the chair is who ordered the opening; who recorded it, and that it is unconfirmed, stand in the annex")
    func oral() throws {
        var told = try Told.controlRoom()
        let acting = Acting(kind: .plt, order: try line("KEP-3/2026"))
        let official = OralOrder.Official(
            name: try line("Bimo"), role: .dirjen, office: .kantorPusat, acting: acting)
        let recorder = told.actor(.operatorRko, "Sari").recording(try #require(OralOrder(official: official)))
        try told.act("P09.2/open", by: recorder)
        let report = told.report()
        #expect((report.chair.name, report.chair.post) == ("Bimo", "Direktur Jenderal Pajak"))
        #expect(report.chair.acting == "Plt." && report.chair.order == "KEP-3/2026")
        let act = try #require(report.acts.first)
        #expect(
            act.isOral && act.confirmed == nil && act.by.contains("dicatat oleh Operator Ruang Kendali Operasi: Sari"))
        #expect(act.by.contains("atas perintah Plt. Direktur Jenderal Pajak: Bimo"))
        #expect(report.derived.map(\.name).contains("AC-126"))
        try told.act("P09.2/open-confirm", by: told.actor(.dirjen, "Bimo", acting: acting))
        #expect(told.report().acts.first?.confirmed?.contains("Bimo") == true)
        #expect(try !Told.controlRoom(opened: true).report().derived.map(\.name).contains("AC-126"))
    }

    @Test("P09.2: the meeting runs from the act that opened it to the act that closed it, whatever was recorded")
    func byTheActs() throws {
        var told = try Told.controlRoom()
        told.tell(.live(at: Told.time(-40)))
        try told.act("P09.2/open", by: told.actor(.dirjen, "Bimo"), at: Told.time(0))
        try told.act(
            "P09.2/close", by: told.actor(.dirjen, "Bimo"), .closing(unconfirmed: [:]), at: Told.time(600))
        told.tell(.closed(at: Told.time(625)))
        let report = told.report()
        #expect((report.meeting.opened, report.meeting.closed) == (Told.time(0), Told.time(600)))
        #expect(try ReportHTML.page(report) { _ in nil }.contains("10 menit"))
    }

    @Test("A meeting that nobody opened, and a room that recorded nothing, are told as that")
    func nothingMadeUp() throws {
        let report = try Told.controlRoom().report()
        #expect(report.meeting.opened == nil && report.rooms.allSatisfy { $0.joined == nil && $0.left == nil })
        let html = try ReportHTML.page(report) { _ in nil }
        #expect(html.contains("tidak tercatat dibuka") && html.contains("tidak ada rekaman"))
        #expect(report.distribution.allSatisfy { $0.channel == nil && $0.delivered == nil && $0.received == nil })
    }

    @Test("What became of a process that died is told by the parts of its recording, and not where none tells")
    func effects() throws {
        var told = try Told.controlRoom(opened: true)
        for child in [ChildName.capture, .send] {
            told.fact(.childLost(ChildLoss(child: child, reason: "signal 9")), at: 100)
        }
        #expect(told.report().incidents.map(\.effect) == [nil, nil])
        let part = RecordingPart(meeting: told.meeting.id, track: .room, number: 1)
        var told2 = try Told.controlRoom(opened: true)
        told2.fact(.recordingStarted(RecordingStart(part: part, firstFrame: Told.time(0))), at: 0)
        told2.fact(.childLost(ChildLoss(child: .capture, reason: "signal 9")), at: 100)
        told2.fact(
            .recordingEnded(
                RecordingEnd(
                    part: part, lastFrame: Told.time(99), frames: 9, bytes: 9, sha256: Samples.blob(1), cause: .died)),
            at: 101)
        #expect(told2.report().incidents[0].effect == "Bagian 1 rekaman terhenti; tidak ada bagian sesudahnya.")
        var next = part
        next.number = 2
        told2.fact(.recordingStarted(RecordingStart(part: next, firstFrame: Told.time(110))), at: 110)
        #expect(told2.report().incidents[0].effect?.contains("bagian 2 dimulai pukul") == true)
    }

    @Test("AC-124: pictures of a test screen prove what was sent to it, and are called no more than that")
    func testScreens() throws {
        var told = try Told.controlRoom(opened: true)
        let page = Samples.blob(9)
        try told.act(
            "P09.3/display", by: told.actor(.operatorRko, "Sari"),
            .listed(display: Display(versions: [], pages: [page], at: Told.time(50)), seen: 0))
        for room in [Service.hostRoom, Service.farRoom] {
            let picture = ScreenPicture(number: 1, sha256: Samples.blob(7), taken: Told.time(60))
            told.tell(.screenChecked(room: room, check: ScreenCheck(picture: picture, page: page, likeness: 0.99)))
        }
        let screens = try #require(told.report().display?.screens)
        #expect(screens.map(\.device) == [.window, .test] && screens.allSatisfy { $0.sightings.count == 1 })
        let html = try ReportHTML.page(told.report()) { _ in nil }
        #expect(html.components(separatedBy: "terbukti pada gambar layar").count == 2)
        #expect(html.contains("Tampil pada layar uji") && html.contains("Layar uji tidak berupa perangkat"))
    }

    @Test("AC-079: participants are counted by offices and rooms; a Direktorat stands with the room in which it sat")
    func seats() throws {
        let report = try Told.controlRoom(guest: true).report()
        let row = try #require(report.attendance.last)
        #expect(row.office == Told.direktorat.name && row.room == "Ruang Kendali Operasi")
        #expect(try ReportHTML.page(report) { _ in nil }.contains("3 kantor dalam 2 ruang"))
        let without = try Told.controlRoom().report()
        #expect(without.attendance.last?.mode == .absent && without.attendance.last?.room == nil)
        #expect(!without.distribution.map(\.party).contains(Told.direktorat.name), "AC-091")
    }

    @Test("AC-073: a released office stands with the reason; one that did not come is no participant")
    func released() throws {
        var told = try Told.controlRoom(opened: true, farComes: false)
        try told.act(
            "P09.1/release", by: told.actor(.dirjen, "Bimo"),
            .releasedOffice(office: Service.far.id, reason: line("listrik padam")))
        let report = told.report()
        #expect(report.rooms.map(\.role) == [.host, .absent] && report.rooms[1].released == "listrik padam")
        #expect(report.derived.map(\.name).contains("AC-073"))
    }

    @Test("Each topic of the agenda stands with what the operator wrote of it, and with nothing where he wrote nothing")
    func topics() throws {
        var told = try Told.controlRoom(topics: ["Penerimaan", "Restitusi"])
        told.discussion = [TopicSummary(topic: 2, summary: try #require(Passage("Tunggakan 1.482 berkas.")))]
        let report = told.report()
        #expect(report.discussion.map(\.title) == ["Penerimaan", "Restitusi"])
        #expect(report.discussion.map(\.summary) == [nil, "Tunggakan 1.482 berkas."])
        told.discussion = []
        #expect(try ReportHTML.page(told.report()) { _ in nil }.contains("Ringkasan pembahasan tidak dicatat."))
    }

    @Test("AC-092: the places for signatures carry the rule that switches them on, and go with it")
    func signing() throws {
        let html = try ReportHTML.page(try Told.controlRoom().report()) { _ in nil }
        #expect(html.contains("Tempat tanda tangan bukan dari SOP") && html.contains("report-signing"))
        let off = try Told.controlRoom(policy: PolicySwitches(off: SwitchedSamples.rules("report-signing"))).report()
        #expect(off.signing == nil)
        #expect(try !ReportHTML.page(off) { _ in nil }.contains("Notulis,"))
    }

    @Test("One sign marks what no official text prints, and one explanation names the rules that this meeting followed")
    func derived() throws {
        let report = try Told.controlRoom(opened: true).report()
        let html = try ReportHTML.page(report) { _ in nil }
        #expect(html.components(separatedBy: "*) Bukan dari SOP").count == 2, "one explanation")
        #expect(html.components(separatedBy: "<sup>*)</sup>").count > 4)
        let policy = try Policy.load()
        for rule in report.derived {
            let known = try #require(policy.rules.first { $0.id.description == rule.name })
            #expect(rule.statement == known.statement.id && rule.isPartly == (known.basis == .both))
        }
        #expect(!report.derived.isEmpty && !report.derived.map(\.name).contains("AC-087"))
    }
}
