import Foundation
import Offices
import Procedures
import Testing

@testable import Documents

struct DocumentTests {
    @Test func `AC-005 two initials and a signature, each with person, office and time`() throws {
        var report = try Sample.report()
        #expect(report.next == nil)
        try report.submit(Sample.draft(), by: Sample.lo, at: Sample.start)
        for (kind, actor) in [
            (Document.Mark.Kind.paraf, Sample.kasi), (.paraf, Sample.kasubdit), (.signature, Sample.director),
        ] {
            #expect(report.next?.roles == [actor.role])
            #expect(!report.isFinal)
            try report.mark(kind, by: actor, at: Sample.after(60))
        }
        #expect(report.standing.map(\.actor) == [Sample.kasi, Sample.kasubdit, Sample.director])
        #expect(report.standing.map(\.act.description) == ["P01.4", "P01.5", "P01.6"])
        #expect(report.standing.allSatisfy { $0.hash == report.newest?.hash && $0.at == Sample.after(60) })
        #expect(report.isFinal && report.next == nil)
    }

    @Test func `AC-014 initials on the report do not count for the letter`() throws {
        var (report, letter) = (try Sample.report(), try Sample.letter())
        try report.submit(Sample.draft(), by: Sample.lo, at: Sample.start)
        try report.mark(.paraf, by: Sample.kasi, at: Sample.after(1))
        try letter.submit(Sample.draft(), by: Sample.lo, at: Sample.after(2))
        #expect(letter.missing.map(\.act.description) == ["P01.10", "P01.11", "P01.12"])
        #expect(throws: Document.Refusal.self) { try letter.mark(.paraf, by: Sample.kasubdit, at: Sample.after(3)) }
    }

    @Test(arguments: [false, true])
    func `AC-015 a changed text or attachment voids the marks that stand`(_ attachment: Bool) throws {
        var letter = try Sample.letter()
        try letter.submit(Sample.draft(), by: Sample.lo, at: Sample.start)
        try letter.mark(.paraf, by: Sample.kasi, at: Sample.after(60))
        try letter.mark(.paraf, by: Sample.kasubdit, at: Sample.after(61))
        let changed = try attachment ? Sample.draft(attachments: [Sample.hash("b")]) : Sample.draft("Usulan lain")
        try letter.submit(changed, by: Sample.lo, at: Sample.after(90))
        #expect(letter.standing.isEmpty)
        #expect(letter.marks.map(\.void?.reason) == [.changed(version: 2), .changed(version: 2)])
        #expect(letter.marks.allSatisfy { $0.void?.by == Sample.lo && $0.void?.at == Sample.after(90) })
        #expect(letter.next?.roles == [.kasubbagKasi])
        try letter.mark(.paraf, by: Sample.kasi, at: Sample.after(100))
        #expect(letter.standing.count == 1 && letter.marks.count == 3)
    }

    @Test func `AC-016 a reviewer gives back with remarks: all marks are void, the drafter is next`() throws {
        var letter = try Sample.letter()
        try letter.submit(Sample.draft(), by: Sample.lo, at: Sample.start)
        try letter.mark(.paraf, by: Sample.kasi, at: Sample.after(60))
        let remarks = try Sample.passage("Lengkapi angka.")
        try letter.giveBack(remarks, by: Sample.kasubdit, at: Sample.after(70))
        #expect(letter.marks.first?.void?.reason == .returned(remarks: remarks))
        #expect(letter.isReturned && letter.next == nil && letter.returns.first?.by == Sample.kasubdit)
        #expect(throws: Document.Refusal.givenBack(version: 1)) {
            try letter.mark(.paraf, by: Sample.kasi, at: Sample.after(80))
        }
        #expect(throws: Document.Refusal.givenBack(version: 1)) {
            try letter.giveBack(remarks, by: Sample.director, at: Sample.after(80))
        }
        // The drafter may stand by the text: it is a new version all the same.
        try letter.submit(Sample.draft(), by: Sample.lo, at: Sample.after(90))
        #expect(!letter.isReturned && letter.standing.isEmpty && letter.versions.map(\.number) == [1, 2])
        #expect(letter.next?.roles == [.kasubbagKasi])
    }

    @Test func `AC-019 registration and dispatch are two entries; the dispatch names its channel`() throws {
        var letter = try Sample.signedLetter()
        let number = try #require(LetterNumber("S-214/PJ.08/2026"))
        try letter.register(number, by: Sample.lo, at: Sample.after(200))
        #expect(letter.registration?.number == number && letter.dispatches.isEmpty)
        for recipient in ["Direktur Jenderal Pajak", "Sekretaris Direktorat Jenderal"] {
            try letter.dispatch(
                to: Sample.line(recipient), channel: Sample.line("Subbagian Umum"), by: Sample.lo, at: Sample.after(300)
            )
        }
        #expect(letter.dispatches.map(\.channel.text) == ["Subbagian Umum", "Subbagian Umum"])
        #expect(letter.registration?.at == Sample.after(200))
    }

    @Test func `AC-092 a paper that no step marks is registered and sent as it is`() throws {
        var report = Document(
            id: DocumentID(at: Sample.start), kind: .meetingReport, artefact: .laporanHasilRapat,
            office: Sample.directorate, chain: [])
        try report.submit(Sample.draft(), by: Sample.lo, at: Sample.start)
        #expect(report.isMarked && !report.isFinal)
        try report.submit(Sample.draft("Laporan lain"), by: Sample.lo, at: Sample.after(1))
        try report.register(#require(LetterNumber("LHR-1/PJ.08/2026")), by: Sample.lo, at: Sample.after(2))
        #expect(report.isFinal)
        #expect(throws: Document.Refusal.final) {
            try report.submit(Sample.draft("Ubah"), by: Sample.lo, at: Sample.after(3))
        }
        try report.dispatch(
            to: Sample.line("KPP Pratama Jayapura"), channel: Sample.line("Surat elektronik"), by: Sample.lo,
            at: Sample.after(4))
        try report.correct(Sample.draft("Ubah"), by: Sample.lo, at: Sample.after(5))
        #expect(report.versions.count == 3 && report.registration?.number.running == 1)
    }

    @Test func `only a registered paper without a chain is corrected`() throws {
        var letter = try Sample.letter()
        try letter.submit(Sample.draft(), by: Sample.lo, at: Sample.start)
        #expect(throws: Document.Refusal.unregistered) {
            try letter.correct(Sample.draft("Ubah"), by: Sample.lo, at: Sample.after(1))
        }
        for (index, actor) in [Sample.kasi, Sample.kasubdit, Sample.director].enumerated() {
            try letter.mark(index == 2 ? .signature : .paraf, by: actor, at: Sample.after(Double(index + 2)))
        }
        try letter.register(#require(LetterNumber("S-1/PJ.08/2026")), by: Sample.lo, at: Sample.after(9))
        #expect(throws: Document.Refusal.final) {
            try letter.correct(Sample.draft("Ubah"), by: Sample.lo, at: Sample.after(10))
        }
    }

    @Test func `AC-100 the head of KLIP signs after the approval of the Kasi`() throws {
        let klip = Sample.office("klip")
        let chain = try [
            MarkLevel(kind: .approval, roles: [.kasiOperasional], act: #require(ActReference("P11.7"))),
            MarkLevel(kind: .signature, roles: [.kepalaKlip], act: #require(ActReference("P11.8"))),
        ]
        var report = Document(
            id: DocumentID(at: Sample.start), kind: .report, artefact: .laporanPenyampaian, office: klip, chain: chain)
        let (kasi, kepala) = (
            Sample.actor("Dian", .kasiOperasional, klip), Sample.actor("Eko", .kepalaKlip, klip)
        )
        try report.submit(
            Sample.draft(), by: Sample.actor("Fitri", .pelaksanaOperasional, klip), at: Sample.start)
        #expect(throws: Document.Refusal.notInChain(.signature, .kasiOperasional, chain: chain)) {
            try report.mark(.signature, by: kasi, at: Sample.after(1))
        }
        #expect(throws: Document.Refusal.unmarked(missing: [chain[0]])) {
            try report.mark(.signature, by: kepala, at: Sample.after(1))
        }
        try report.mark(.approval, by: kasi, at: Sample.after(2))
        try report.mark(.signature, by: kepala, at: Sample.after(3))
        #expect(report.isFinal)
    }

    @Test func `AC-111 no signature under a reminder before the initials of the Kasi`() throws {
        let chain = try [
            MarkLevel(kind: .paraf, roles: [.kasiPbd], act: #require(ActReference("P14.6"))),
            MarkLevel(kind: .signature, roles: [.kasubditPsi], act: #require(ActReference("P14.7"))),
        ]
        var reminder = Document(
            id: DocumentID(at: Sample.start), kind: .letter, artefact: .suratHimbauan, office: .kantorPusat,
            chain: chain)
        try reminder.submit(
            Sample.draft(), by: Sample.actor("Gita", .pelaksanaPbd, .kantorPusat), at: Sample.start)
        let kasubdit = Sample.actor("Hadi", .kasubditPsi, .kantorPusat)
        #expect(throws: Document.Refusal.unmarked(missing: [chain[0]])) {
            try reminder.mark(.signature, by: kasubdit, at: Sample.after(1))
        }
        try reminder.mark(.paraf, by: Sample.actor("Ita", .kasiPbd, .kantorPusat), at: Sample.after(2))
        try reminder.mark(.signature, by: kasubdit, at: Sample.after(3))
        #expect(reminder.isFinal)
    }

    @Test func `AC-118 one person marks two levels only while standing in by a documented order`() throws {
        var report = try Sample.report()
        try report.submit(Sample.draft(), by: Sample.lo, at: Sample.start)
        try report.mark(.paraf, by: Sample.kasi, at: Sample.after(1))
        try report.mark(.paraf, by: Sample.kasubdit, at: Sample.after(2))
        let both = Sample.actor(Sample.kasubdit.name, .sesditjenDirektur)
        #expect(throws: Document.Refusal.samePerson(report.marks[1])) {
            try report.mark(.signature, by: both, at: Sample.after(3))
        }
        try report.mark(.signature, by: both, at: Sample.after(3), standsIn: true)
        #expect(report.isFinal)
    }

    @Test func `a paper with everything in it is read back as it was`() throws {
        var letter = try Sample.letter()
        try letter.submit(Sample.draft(), by: Sample.lo, at: Sample.start)
        try letter.mark(.paraf, by: Sample.kasi, at: Sample.after(1))
        try letter.giveBack(Sample.passage("Perbaiki."), by: Sample.kasubdit, at: Sample.after(2))
        try letter.submit(Sample.draft("Versi 2"), by: Sample.lo, at: Sample.after(3))
        let back = try JSONDecoder().decode(Document.self, from: JSONEncoder().encode(letter))
        #expect(back == letter)
        #expect(back.verificationCode == letter.verificationCode && back.verificationCode != nil)
    }
}
