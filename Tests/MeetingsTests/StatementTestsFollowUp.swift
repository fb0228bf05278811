import Meetings
import Offices
import Procedures
import RoomLink
import Testing

/// The acceptance statements on what follows from a meeting (P09.5).
struct StatementTestsFollowUp {
    private func followUp(
        _ play: Play, _ state: FollowUp.State, by office: Office = Play.makassar, agreement: Int = 1,
        evidence: String? = nil
    ) throws -> ActContent {
        .followed(
            followUp: FollowUp(
                agreement: agreement, office: office.id, note: try passage("catatan"), state: state, at: play.now,
                by: "Andi", evidence: try evidence.map(line)))
    }

    private func received() throws -> Play {
        var play = try Play(at: .issued)
        for party in play.meeting.parties { try play.act("P09.5/receive@\(party.id)") }
        return play
    }

    @Test("AC-093: each party confirms receipt, and each agreement opens an item")
    func receipts() throws {
        var play = try Play(at: .issued)
        #expect(play.meeting.receipts.isEmpty)
        for party in play.meeting.parties {
            #expect(try play.refusal("P09.5/receive@\(party.id)", by: Play.actor(.ocKpp, at: party.id)).rule == .role)
            try play.act("P09.5/receive@\(party.id)")
        }
        #expect(Set(play.meeting.receipts.keys) == Set(play.meeting.parties.map(\.id)))
        #expect(play.meeting.followUpItems.map(\.agreement) == play.meeting.agreements.map(\.number))
        #expect(play.meeting.followUpItems.map(\.state) == [.open])
    }

    @Test("AC-094: an item has text, responsible office, due date, status and evidence")
    func item() throws {
        var play = try received()
        try play.act("P09.5/follow-up@kpp-makassar", followUp(play, .begun))
        #expect(play.meeting.followUpItems[0].state == .begun && play.meeting.followUpItems[0].evidence == nil)
        try play.act("P09.5/follow-up@kpp-makassar", followUp(play, .done, evidence: "S-7/WPJ.15/2026"))
        let item = play.meeting.followUpItems[0]
        #expect(item.text.text == "Berkas diselesaikan" && item.office == Play.makassar.id)
        #expect(item.due.isoDate == "2026-12-01" && item.state == .done && item.evidence?.text == "S-7/WPJ.15/2026")
    }

    @Test(
        "AC-094: an item is overdue when its day has ended where the office is",
        arguments: [
            (Play.makassar, "2026-12-01T15:59:59Z", "2026-12-01T16:00:00Z"),
            (Play.jayapura, "2026-12-01T14:59:59Z", "2026-12-01T15:00:00Z"),
            (Play.proposer, "2026-12-01T16:59:59Z", "2026-12-01T17:00:00Z"),
        ])
    func overdue(office: Office, last: String, first: String) throws {
        var play = try Play(at: .opened)
        try play.act("P09.3/note", .noted(number: 1, wording: try play.wording("Satu", by: office)))
        let item = play.meeting.followUpItems[0]
        let (before, after) = (try #require(Moment(last)), try #require(Moment(first)))
        #expect(!item.isOverdue(at: before) && item.isOverdue(at: after))
    }

    @Test("AC-094: what is done is not overdue")
    func doneInTime() throws {
        var play = try received()
        try play.act("P09.5/follow-up@kpp-makassar", followUp(play, .done, evidence: "S-7/WPJ.15/2026"))
        let later = try #require(Moment("2027-01-01T00:00:00Z"))
        #expect(!play.meeting.followUpItems[0].isOverdue(at: later))
    }

    @Test("AC-095: no item is done without evidence, and none by another party")
    func evidence() throws {
        var play = try received()
        let refusal = try play.refusal("P09.5/follow-up@kpp-makassar", followUp(play, .done))
        #expect(refusal.rule == .form && refusal.message.contains("bukti") && refusal.english.contains("evidence"))
        let stranger = Play.actor(.kepalaKpp, at: Play.jayapura.id)
        let closing = try followUp(play, .done, evidence: "S-7/WPJ.15/2026")
        #expect(try play.refusal("P09.5/follow-up@kpp-makassar", closing, by: stranger).rule == .role)
        let own = try followUp(play, .done, by: Play.jayapura, evidence: "S-7/WPJ.15/2026")
        #expect(try play.refusal("P09.5/follow-up@kpp-jayapura", own).rule == .form, "it owes nothing")
        #expect(play.meeting.followUpItems[0].state == .open)
        try play.act("P09.5/follow-up@kpp-makassar", closing)
        #expect(play.meeting.followUpItems[0].state == .done)
    }

    @Test("AC-095: an office that owes one agreement does not close another's")
    func notAnothers() throws {
        var play = try Play(at: .agreed)
        try play.act("P09.3/note", .noted(number: 2, wording: try play.wording("Dua", by: Play.jayapura)))
        for point in Point.allCases where point > .agreed { try play.reach(point) }
        try play.act("P09.5/receive@kpp-jayapura")
        let wrong = try followUp(play, .done, by: Play.jayapura, agreement: 1, evidence: "S-7")
        #expect(try play.refusal("P09.5/follow-up@kpp-jayapura", wrong).message.contains("bukan tanggung jawab"))
    }

    @Test("AC-096: the meeting ends when every party has the report and has begun; what is open stays in the register")
    func openAfterTheEnd() throws {
        var play = try received()
        #expect(!play.meeting.proceedings.isFinished(.p09))
        try play.act("P09.5/follow-up@kpp-makassar", followUp(play, .begun))
        #expect(play.meeting.proceedings.isFinished(.p09))
        #expect(play.meeting.followUpItems.map(\.state) == [.begun])
        try play.act("P09.5/follow-up@kpp-makassar", followUp(play, .done, evidence: "S-7/WPJ.15/2026"))
        #expect(play.meeting.followUpItems.map(\.state) == [.done])
    }
}
