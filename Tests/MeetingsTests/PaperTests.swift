import Digests
import Documents
import Meetings
import Offices
import Procedures
import RoomLink
import Testing

/// What a meeting puts on paper: notices, materials, report.
struct PaperTests {
    @Test("AC-028: one act gives every invited office a notice that asks for materials, under one number")
    func offices() throws {
        let clerk = try Clerk.notified()
        let paper = try #require(clerk.meeting.papers.first)
        #expect(paper.recipients == [Play.makassar.id, Play.jayapura.id])
        let draft = try #require(paper.document.newest?.draft)
        #expect(draft.addressees.map(\.text) == ["Kepala KPP Pratama Makassar Utara", "Kepala KPP Pratama Jayapura"])
        #expect(draft.text.contains("a. mempersiapkan bahan-bahan/data yang diperlukan"))
        #expect(draft.text.contains("ruangan serta perangkat") && !draft.text.contains("menghadiri"))
        #expect(paper.document.registration.map { "\($0.number)" } == "PEM-1/RKO/2026")
        #expect(draft.urgency == .sangatSegera && draft.security == .terbatas)
    }

    @Test("AC-030: the Sekretariat/Direktorat gets a notice of another kind: attend, and prepare what is discussed")
    func directorates() throws {
        let clerk = try Clerk.notified()
        #expect(clerk.meeting.papers.count == 2)
        let paper = try #require(clerk.meeting.papers.last)
        let draft = try #require(paper.document.newest?.draft)
        #expect(paper.recipients == [Play.proposer.id] && paper.document.artefact == .pemberitahuanRljj)
        #expect(draft.addressees.map(\.text) == ["Direktur Potensi, Kepatuhan dan Penerimaan"])
        #expect(draft.text.contains("menghadiri rapat sekaligus mempersiapkan bahan-bahan/data yang akan dibahas"))
        #expect(!draft.text.contains("ruangan serta perangkat"))
        #expect(paper.document.registration.map { "\($0.number)" } == "PEM-2/RKO/2026")
        #expect(try Clerk.notified(directorates: []).meeting.papers.count == 1, "nobody else is asked")
    }

    @Test("AC-033: a notice names date, time in every receiver's zone, agenda, chair and contact")
    func complete() throws {
        let clerk = try Clerk.notified()
        let texts = clerk.meeting.papers.compactMap { $0.document.newest?.draft.text }
        for text in texts {
            for part in [
                "Sabtu, 21 November 2026", "selama 30 menit", "agenda: Penerimaan triwulan IV",
                "pimpinan rapat: Direktur Jenderal Pajak", "narahubung: Operator RKO, pesawat 7301",
            ] {
                #expect(text.contains(part), "\(part)")
            }
        }
        #expect(texts[0].contains("pukul 09.02 WIB / 10.02 WITA / 11.02 WIT"))
        #expect(texts[1].contains("pukul 09.02 WIB, selama"), "only the zones of those it goes to")
    }

    @Test("AC-033: where midnight lies between the zones, each day stands with its zone")
    func midnight() throws {
        // 23.02 WIB is 00.02 WITA of the next day.
        let text = try Clerk.notified(startsIn: 14 * 3600).meeting.papers[0].document.newest?.draft.text ?? ""
        #expect(text.contains("Sabtu, 21 November 2026 (WIB) / Minggu, 22 November 2026 (WITA) / Minggu, 22"))
    }

    @Test("P02.3b: the proposer alone is told in writing that no meeting is needed")
    func notNeeded() throws {
        var clerk = try Clerk(try Play())
        let host = Play.site(Play.host)
        try clerk.act("P02.1", .decided(decision: Play.decision(needed: false), number: 1, host: host))
        try clerk.act("P02.2")
        try clerk.act("P02.3/tell", .toldProposer(directorate: Play.proposer))
        let paper = try #require(clerk.meeting.papers.first)
        #expect(clerk.meeting.papers.count == 1 && paper.document.artefact == .pemberitahuanTidakPerlu)
        #expect(paper.recipients == [Play.proposer.id])
        let text = try #require(paper.document.newest?.draft.text)
        #expect(text.contains("Surat Usulan Saudara nomor S-1/PJ.08/2026 tanggal 20 November 2026"))
        #expect(text.contains("tidak perlu diselenggarakan"))
        #expect(paper.document.registration.map { "\($0.number)" } == "PEM-1/RKO/2026")
    }

    @Test("AC-028: a notice goes to 386 offices at once, every one by name")
    func many() throws {
        let offices = (1...386).map { Play.kpp("kpp-\($0)", "KPP Pratama \($0)", .wit) }
        let paper = try #require(try Clerk.notified(offices).meeting.papers.first)
        #expect(paper.recipients.count == 386 && paper.document.newest?.draft.addressees.count == 386)
        #expect(paper.document.dispatches.map(\.to.text) == ["386 kantor menurut daftar alamat"])
    }

    // MARK: - Materials

    private static let drafting = "P06.5@kpp-makassar/pelayanan"
    private static let section = SectionID("pelayanan")

    private func material(_ byte: UInt8) throws -> ActContent {
        var material = try Play.material(of: Play.makassar.id, section: Self.section)
        material.file = blob(byte)
        return .submitted(material: material)
    }

    @Test("AC-044: materials are versions with the hash of their file, approved without paraf, signature or number")
    func materials() throws {
        var clerk = try Clerk.drafting()
        try clerk.act(Self.drafting, material(1))
        try clerk.act("P06.7@kpp-makassar/pelayanan")
        try clerk.act("P06.8/return@kpp-makassar/pelayanan", .givenBack(remarks: passage("Perbarui angka")))
        var paper = try #require(clerk.meeting.paper(.bahanData, of: Play.makassar.id, section: Self.section))
        #expect(paper.document.isReturned && paper.document.returns.map(\.remarks.text) == ["Perbarui angka"])
        try clerk.act(Self.drafting, material(2))
        try clerk.act("P06.7@kpp-makassar/pelayanan")
        try clerk.act("P06.8@kpp-makassar/pelayanan")
        paper = try #require(clerk.meeting.paper(.bahanData, of: Play.makassar.id, section: Self.section))
        let files = paper.document.versions.map { $0.draft.attachments.map(\.hex) }
        #expect(files == [[blob(1).hex], [blob(2).hex]])
        #expect(clerk.meeting.papers.count { $0.document.artefact == .bahanData } == 1)
        #expect(paper.document.marks.map(\.kind) == [.approval] && paper.document.isFinal)
        #expect(paper.document.standing.first?.actor.role == .kepalaKpp)
        #expect(paper.document.registration == nil && paper.document.kind == .material)
    }

    @Test("A reviewer who leaves no mark gives materials back as well (A22)")
    func givenBackByReviewer() throws {
        var clerk = try Clerk.drafting()
        try clerk.act(Self.drafting, material(1))
        try clerk.act("P06.7/return@kpp-makassar/pelayanan", .givenBack(remarks: passage("Kurang lengkap")))
        let paper = try #require(clerk.meeting.paper(.bahanData, of: Play.makassar.id, section: Self.section))
        #expect(paper.document.isReturned && paper.document.returns.first?.by.role == .kasiTerkaitKpp)
    }

    // MARK: - Report

    @Test("AC-092: the Laporan Hasil Rapat has a number of the host's register and is sent without any mark")
    func report() throws {
        var clerk = try Clerk(try Play(at: .closed))
        try clerk.act("P09.4/write", .reported(report: clerk.play.report()))
        let written = try #require(clerk.meeting.reportPaper)
        #expect(written.document.chain.isEmpty && written.document.marks.isEmpty)
        #expect(written.document.registration.map { "\($0.number)" } == "LHR-1/RKO/2026")
        #expect(written.document.newest?.draft.attachments.map(\.hex) == [blob(8).hex])
        #expect(written.document.dispatches.isEmpty)
        try clerk.act("P09.4/deliver", .delivered(parties: clerk.meeting.parties.map(\.id)))
        #expect(clerk.meeting.reportPaper?.document.isFinal == true)
    }

    @Test("AC-019: entering the report in the register and sending it are two acts; the sending names its channel")
    func dispatched() throws {
        var clerk = try Clerk(try Play(at: .closed))
        try clerk.act("P09.4/write", .reported(report: clerk.play.report()))
        let registered = try #require(clerk.meeting.reportPaper?.document.registration)
        try clerk.act("P09.4/deliver", .delivered(parties: clerk.meeting.parties.map(\.id)))
        let dispatch = try #require(clerk.meeting.reportPaper?.document.dispatches.first)
        #expect(dispatch.at > registered.at && dispatch.channel.text == "konsol Ruang Kendali")
    }

    @Test("A report printed under a number that is not the register's next is refused, and uses none")
    func stale() throws {
        var clerk = try Clerk(try Play(at: .closed))
        let number = try #require(LetterNumber("LHR-1/RKO/2026"))
        try clerk.numbers.record(number, of: Play.host, at: clerk.play.now)
        let refusal = try #require(throws: Meeting.Refusal.self) {
            try clerk.act("P09.4/write", .reported(report: clerk.play.report()))
        }
        #expect(refusal.rule == .stale && refusal.message.contains("LHR-2/RKO/2026"))
        #expect(clerk.meeting.reportPaper == nil)
    }

    @Test("A corrected report is a new version of the same paper under the same number")
    func corrected() throws {
        var clerk = try Clerk(try Play(at: .closed))
        try clerk.act("P09.4/write", .reported(report: clerk.play.report()))
        let first = try #require(clerk.meeting.reportPaper)
        var again = try clerk.play.report()
        again.pdf = blob(77)
        let events = try clerk.issues("P09.4/write", .reported(report: again))
        clerk.play.take(events)
        let second = try #require(clerk.meeting.reportPaper)
        #expect(second.id == first.id && second.document.versions.count == 2)
        #expect(second.document.registration == first.document.registration)
        #expect(second.document.verificationCode != first.document.verificationCode)
        guard case .paper(let issue)? = events.first else {
            Issue.record("\(events)")
            return
        }
        #expect(issue.number == nil, "no second number")
    }

    @Test("A meeting whose journal holds no papers goes on to its end without them")
    func old() throws {
        let play = try Play(at: .issued)
        #expect(play.meeting.papers.isEmpty && play.meeting.reportPaper == nil)
        #expect(play.meeting.report?.number.text == "LHR-1/RKO/2026")
    }
}
