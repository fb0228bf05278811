import Foundation
import Offices
import Procedures
import Testing

@testable import Documents

struct DocumentRefusalTests {
    @Test func `AC-006 the Kasubdit gives no initials before the Kasi`() throws {
        var report = try Sample.report()
        try report.submit(Sample.draft(), by: Sample.lo, at: Sample.start)
        let error = refusal(&report) { try $0.mark(.paraf, by: Sample.kasubdit, at: Sample.after(1)) }
        #expect(error == .unmarked(missing: [report.chain[0]]))
        #expect(error?.message.contains("P01.4") == true && error?.description.contains("P01.4") == true)
    }

    @Test(arguments: [0, 1])
    func `AC-007 no signature with fewer than two initials`(_ parafs: Int) throws {
        var report = try Sample.report()
        try report.submit(Sample.draft(), by: Sample.lo, at: Sample.start)
        if parafs == 1 { try report.mark(.paraf, by: Sample.kasi, at: Sample.after(1)) }
        let error = refusal(&report) { try $0.mark(.signature, by: Sample.director, at: Sample.after(2)) }
        #expect(error == .unmarked(missing: Array(report.chain[parafs..<2])))
    }

    @Test(arguments: [Role.kabagKasubdit, .loSetdit, .sesditjenDirektur])
    func `AC-008 the Kasubdit, the LO and another directorate's head do not sign`(_ role: Role) throws {
        var report = try Sample.report()
        try report.submit(Sample.draft(), by: Sample.lo, at: Sample.start)
        try report.mark(.paraf, by: Sample.kasi, at: Sample.after(1))
        try report.mark(.paraf, by: Sample.kasubdit, at: Sample.after(2))
        let office = role == .sesditjenDirektur ? Sample.office("direktorat-pp-1") : Sample.directorate
        let actor = Sample.actor("Lain", role, office)
        let error = refusal(&report) { try $0.mark(.signature, by: actor, at: Sample.after(3)) }
        #expect(
            error
                == (role == .sesditjenDirektur
                    ? .otherOffice(office, allowed: Sample.directorate)
                    : .notInChain(.signature, role, chain: report.chain)))
    }

    @Test func `AC-013 a proposal without an attachment is not handed in`() throws {
        var letter = try Sample.letter()
        let error = refusal(&letter) { try $0.submit(Sample.draft(attachments: []), by: Sample.lo, at: Sample.start) }
        #expect(error == .noAttachment)
        var report = try Sample.report()
        #expect(
            refusal(&report) { try $0.submit(Sample.draft(attachments: []), by: Sample.lo, at: Sample.start) } == nil)
    }

    @Test func `AC-018 nothing is sent before signature and registration`() throws {
        var letter = try Sample.letter()
        #expect(refusal(&letter, send) == .nothingHandedIn)
        #expect(refusal(&letter, register) == .nothingHandedIn)
        try letter.submit(Sample.draft(), by: Sample.lo, at: Sample.start)
        #expect(refusal(&letter, send) == .unmarked(missing: letter.chain))
        #expect(refusal(&letter, register) == .unmarked(missing: letter.chain))
        letter = try Sample.signedLetter()
        #expect(refusal(&letter, send) == .unregistered)
        try register(&letter)
        #expect(refusal(&letter, send) == nil)
    }

    @Test func `after the signature nothing changes but registration and dispatch`() throws {
        var letter = try Sample.signedLetter()
        #expect(refusal(&letter) { try $0.submit(Sample.draft("X"), by: Sample.lo, at: Sample.after(300)) } == .final)
        #expect(refusal(&letter) { try $0.mark(.paraf, by: Sample.kasi, at: Sample.after(300)) } == .final)
        let remarks = try Sample.passage("Ulangi.")
        #expect(refusal(&letter) { try $0.giveBack(remarks, by: Sample.kasi, at: Sample.after(300)) } == .final)
        let (versions, marks) = (letter.versions, letter.marks)
        try register(&letter)
        try send(&letter)
        #expect(letter.versions == versions && letter.marks == marks)
    }

    @Test func `a paper has one number, of its own kind`() throws {
        var letter = try Sample.signedLetter()
        let other = try #require(LetterNumber("LAP-1/PJ.08/2026"))
        #expect(
            refusal(&letter) { try $0.register(other, by: Sample.lo, at: Sample.after(300)) }
                == .otherKind(other, allowed: .letter))
        try register(&letter)
        #expect(refusal(&letter, register) == letter.registration.map { .registered($0.number) })
    }

    @Test func `a mark is given once, on what its giver saw, and not below one that stands`() throws {
        var report = try Sample.report()
        #expect(refusal(&report) { try $0.mark(.paraf, by: Sample.kasi, at: Sample.start) } == .nothingHandedIn)
        try report.submit(Sample.draft(), by: Sample.lo, at: Sample.start)
        let seen = report.newest?.hash
        #expect(
            refusal(&report) { try $0.submit(Sample.draft(), by: Sample.lo, at: Sample.start) }
                == .unchanged(version: 1))
        try report.submit(Sample.draft("Lain"), by: Sample.lo, at: Sample.after(1))
        #expect(
            refusal(&report) { try $0.mark(.paraf, by: Sample.kasi, at: Sample.start, seen: seen) } == .stale(newest: 2)
        )
        try report.mark(.paraf, by: Sample.kasi, at: Sample.after(2), seen: report.newest?.hash)
        let mark = report.marks[0]
        #expect(refusal(&report) { try $0.mark(.paraf, by: Sample.kasi, at: Sample.after(3)) } == .alreadyMarked(mark))
        let deputy = Sample.actor("Joko", .kasubbagKasi)
        #expect(refusal(&report) { try $0.mark(.paraf, by: deputy, at: Sample.after(3)) } == .alreadyMarked(mark))
        try report.mark(.paraf, by: Sample.kasubdit, at: Sample.after(4))
        #expect(
            refusal(&report) { try $0.mark(.paraf, by: deputy, at: Sample.after(5)) } == .passed(report.marks[1]))
    }

    @Test func `only the chain's own reviewers give back`() throws {
        var report = try Sample.report()
        try report.submit(Sample.draft(), by: Sample.lo, at: Sample.start)
        let remarks = try Sample.passage("Ulangi.")
        let error = refusal(&report) { try $0.giveBack(remarks, by: Sample.lo, at: Sample.after(1)) }
        #expect(error == .notReviewer(.loSetdit, chain: report.chain))
        let stranger = Sample.actor("Lain", .kasubbagKasi, Sample.office("setditjen"))
        #expect(
            refusal(&report) { try $0.giveBack(remarks, by: stranger, at: Sample.after(1)) }
                == .otherOffice(Sample.office("setditjen"), allowed: Sample.directorate))
    }

    @Test func `every refusal is one line in both languages`() throws {
        let mark = try Sample.signedLetter().marks[0]
        let chain = try Sample.chain(from: 4)
        let number = try #require(LetterNumber("S-1/PJ/2026"))
        let all: [Document.Refusal] = [
            .nothingHandedIn, .otherOffice(.kantorPusat, allowed: Sample.directorate), .final, .noAttachment,
            .unchanged(version: 1), .notInChain(.paraf, .dirjen, chain: chain), .notInChain(.paraf, .dirjen, chain: []),
            .notReviewer(.dirjen, chain: chain), .stale(newest: 2), .givenBack(version: 1), .passed(mark),
            .alreadyMarked(mark), .samePerson(mark), .unmarked(missing: chain), .registered(number),
            .otherKind(number, allowed: .report), .unregistered,
        ]
        for refusal in all {
            #expect(!refusal.message.contains("\n") && !refusal.description.contains("\n"))
            #expect(refusal.message != refusal.description && refusal.message.count > 15)
        }
        #expect(Set(all.map(\.message)).count == all.count)
    }

    /// What the act is refused with; the paper stays as it was then.
    private func refusal(
        _ document: inout Document, _ act: (inout Document) throws -> Void
    ) -> Document.Refusal? {
        let before = document
        do {
            try act(&document)
            return nil
        } catch {
            #expect(document == before)
            return error as? Document.Refusal
        }
    }

    private func register(_ document: inout Document) throws {
        let number = LetterNumber("S-214/PJ.08/2026")
        try document.register(#require(number), by: Sample.lo, at: Sample.after(400))
    }

    private func send(_ document: inout Document) throws {
        try document.dispatch(
            to: Sample.line("Direktur Jenderal Pajak"), channel: Sample.line("Subbagian Umum"), by: Sample.lo,
            at: Sample.after(500))
    }
}
