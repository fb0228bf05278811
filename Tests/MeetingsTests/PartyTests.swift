import Foundation
import Meetings
import Offices
import Procedures
import Testing

/// Who takes part, and so gets the report and owes what was agreed (AC-090, AC-091).
struct PartyTests {
    private func seated(_ office: Office, at site: Office = Play.host) throws -> Play {
        var play = try Play(at: .prepared)
        try play.prepare(site.id)
        let file = try #require(play.meeting.materials(of: site.id).first?.file)
        var present = Attendance(name: try line("Bimo"), post: try line("Dirjen"), mode: .inPerson)
        present.guests = [
            .init(office: office.id, name: try line("Galih"), post: try line("Direktur"), mode: .inPerson)
        ]
        try play.act(
            "P09.1/display@\(site.id)", .displayed(page: PageShown(file: file, page: 1), attendance: present))
        return play
    }

    @Test(
        "AC-091: a Sekretariat/Direktorat that was notified and sat nowhere is no party, gets no report and holds up no end"
    )
    func absent() throws {
        var play = try Play(at: .issued)
        let (meeting, offices) = (play.meeting, [Play.host, Play.makassar, Play.jayapura])
        #expect(meeting.parties == offices && Set(meeting.deliveries.keys) == Set(offices.map(\.id)))
        #expect(try play.refusal("P09.5/receive@\(Play.proposer.id)").rule == .form)
        for office in offices { try play.act("P09.5/receive@\(office.id)") }
        let begun = FollowUp(
            agreement: 1, office: Play.makassar.id, note: try passage("mulai"), state: .begun, at: play.now, by: "Andi")
        try play.act("P09.5/follow-up@\(Play.makassar.id)", .followed(followUp: begun))
        #expect(play.meeting.proceedings.isFinished(.p09))
    }

    @Test("A25: one that sat in the host's room, or in an invited office's, is a party with the room in which it sat")
    func seated() throws {
        for site in [Play.host, Play.makassar] {
            let meeting = try seated(Play.proposer, at: site).meeting
            #expect(meeting.parties.last == Play.proposer)
            #expect(meeting.room(seating: Play.proposer.id) == site.id)
        }
        #expect(try Play(at: .displayed).meeting.room(seating: Play.proposer.id) == nil)
    }

    @Test("One for which something was agreed is a party, whoever was noted: it must be told what it owes")
    func owing() throws {
        var play = try Play(at: .opened)
        #expect(!play.meeting.parties.contains(Play.proposer))
        try play.act("P09.3/note", .noted(number: 1, wording: try play.wording("Satu", by: Play.proposer)))
        #expect(play.meeting.parties.contains(Play.proposer))
    }

    @Test("What an earlier program delivered counts: a party of then stays one, whatever was noted of it")
    func earlier() throws {
        var play = try Play(at: .closed)
        let report = try play.report()
        try play.act("P09.4/write", .reported(report: report))
        let parties = [Play.host, Play.makassar, Play.jayapura, Play.proposer]
        let key = try #require(ActKey("P09.4/deliver"))
        play.take([.act(key: key, by: play.actor(for: key), content: .delivered(parties: parties.map(\.id)))])
        #expect(play.meeting.proceedings.parties == parties && play.meeting.delivered == parties)
        try play.act("P09.5/receive@\(Play.proposer.id)")
    }
}
