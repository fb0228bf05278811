import Meetings
import Offices
import RoomLink
import Testing

/// Agreements from their noting to their display.
struct AgreementTests {
    @Test("AC-080: agreements are numbered 1, 2, … as they are noted; any other number is stale")
    func numbers() throws {
        var play = try Play(at: .opened)
        for wrong in [0, 2, -1, Int.min, Int.max] {
            #expect(
                try play.refusal("P09.3/note", .noted(number: wrong, wording: try play.wording("a"))).rule == .stale)
        }
        try play.act("P09.3/note", .noted(number: 1, wording: try play.wording("Satu")))
        #expect(try play.refusal("P09.3/note", .noted(number: 1, wording: try play.wording("a"))).rule == .stale)
        try play.act("P09.3/note", .noted(number: 2, wording: try play.wording("Dua")))
        #expect(play.meeting.agreements.map(\.number) == [1, 2])
    }

    @Test(
        "An agreement is due between 30 years ago and 10 years ahead; another day is a mistake of the year",
        arguments: ["9999-12-31", "0001-01-01", "1990-01-01", "2040-01-01"])
    func dueDay(day: String) throws {
        var play = try Play(at: .opened)
        var wording = try play.wording("Berkas diselesaikan")
        wording.due = try #require(CivilDay(day))
        let refusal = try play.refusal("P09.3/note", .noted(number: 1, wording: wording))
        #expect(refusal.rule == .form && refusal.message.contains(day) && refusal.message.contains("10 tahun lagi"))
        try play.act("P09.3/note", .noted(number: 1, wording: try play.wording("Berkas diselesaikan")))
        let correction = ActContent.corrected(number: 1, version: 1, wording: wording)
        #expect(try play.refusal("P09.3/correct", correction).message.contains(day))
    }

    @Test("AC-086: a correction keeps the earlier wording, and is refused from a version that is not the newest")
    func versions() throws {
        var play = try Play(at: .agreed)
        try play.act("P09.3/correct", .corrected(number: 1, version: 1, wording: try play.wording("Diperbaiki")))
        let agreement = play.meeting.agreements[0]
        #expect(agreement.version == 2)
        #expect(agreement.wordings.map(\.text.text) == ["Berkas diselesaikan", "Diperbaiki"])
        #expect(agreement.current.text.text == "Diperbaiki")
        for version in [1, 3, 0, Int.min] {
            let stale = ActContent.corrected(number: 1, version: version, wording: try play.wording("x"))
            #expect(try play.refusal("P09.3/correct", stale).rule == .stale)
        }
    }

    @Test(
        "An agreement that does not exist cannot be corrected, shown or followed up",
        arguments: [0, 2, Int.min, Int.max])
    func unknownNumber(number: Int) throws {
        let play = try Play(at: .agreed)
        let correction = ActContent.corrected(number: number, version: 1, wording: try play.wording("x"))
        #expect(try play.refusal("P09.3/correct", correction).rule == .form)
        let air = ActContent.aired(onAir: .agreement(number: number, version: 1), seen: play.meeting.airChanges)
        #expect(try play.refusal("P09.3/show", air).rule == .form)
        var issued = try Play(at: .issued)
        try issued.act("P09.5/receive@kpp-makassar")
        let followUp = FollowUp(
            agreement: number, office: Play.makassar.id, note: try passage("mulai"), state: .begun, at: issued.now,
            by: "Andi")
        #expect(try issued.refusal("P09.5/follow-up@kpp-makassar", .followed(followUp: followUp)).rule == .form)
    }

    @Test("AC-086: a wording corrected after the display voids the display")
    func correctionVoidsDisplay() throws {
        var play = try Play(at: .proven)
        #expect(play.meeting.displayIsConfirmed)
        try play.act("P09.3/correct", .corrected(number: 1, version: 1, wording: try play.wording("Diperbaiki")))
        #expect(!play.meeting.displayIsCurrent)
        let refusal = try play.refusal("P09.2/close", .closing(unconfirmed: [:]))
        #expect(refusal.rule == .condition)
        #expect(refusal.message.contains("berubah setelah ditampilkan"))
        try play.list(pages: [blob(203)])
        #expect(!play.meeting.displayIsConfirmed, "the new list has not been on air")
        play.prove()
        try play.act("P09.2/close", .closing(unconfirmed: [:]))
    }

    @Test("AC-086: an agreement noted after the display voids it too")
    func noteVoidsDisplay() throws {
        var play = try Play(at: .proven)
        try play.act("P09.3/note", .noted(number: 2, wording: try play.wording("Dua")))
        #expect(try play.refusal("P09.2/close", .closing(unconfirmed: [:])).rule == .condition)
    }

    @Test("AC-087: a meeting without agreements says so, shows it, and can be closed")
    func nothingAgreed() throws {
        var play = try Play(at: .opened)
        #expect(try play.refusal("P09.3/display", .listed(display: none(play), seen: 0)).rule == .order)
        try play.act("P09.3/none", .nothingAgreed)
        try play.act("P09.3/display", .listed(display: none(play), seen: 0))
        play.prove()
        try play.act("P09.2/close", .closing(unconfirmed: [:]))
    }

    private func none(_ play: Play) -> Display { Display(versions: [], pages: [blob(210)], at: play.now) }

    @Test("AC-087: nothing agreed and an agreement exclude each other, whichever came first")
    func nothingAgreedExcludes() throws {
        let agreed = try Play(at: .agreed)
        #expect(throws: Meeting.Refusal.self) { try agreed.decide("P09.3/none", .nothingAgreed) }
        var none = try Play(at: .opened)
        try none.act("P09.3/none", .nothingAgreed)
        #expect(try none.refusal("P09.3/note", .noted(number: 1, wording: try none.wording("a"))).rule == .form)
    }

    @Test("AC-094: responsible is a party of the meeting, directorates included, and nobody else")
    func responsible() throws {
        var play = try Play(at: .opened)
        let stranger = Play.kpp("kpp-ambon", "KPP Pratama Ambon", .wit)
        let refusal = try play.refusal("P09.3/note", .noted(number: 1, wording: try play.wording("a", by: stranger)))
        #expect(refusal.rule == .form)
        #expect(refusal.message.contains("kpp-makassar"))
        #expect(!refusal.message.contains("kpp-ambon"))
        try play.act("P09.3/note", .noted(number: 1, wording: try play.wording("a", by: Play.proposer)))
    }

    @Test("AC-084: a display whose pages were drawn from earlier wordings is refused")
    func displayOfEarlierWordings() throws {
        var play = try Play(at: .agreed)
        let drawn = Display(versions: [1], pages: [blob(201)], at: play.now)
        try play.act("P09.3/correct", .corrected(number: 1, version: 1, wording: try play.wording("b")))
        #expect(try play.refusal("P09.3/display", .listed(display: drawn, seen: 0)).rule == .stale)
        let empty = Display(versions: [2], pages: [], at: play.now)
        #expect(try play.refusal("P09.3/display", .listed(display: empty, seen: 0)).rule == .stale)
    }

    @Test("AC-095: an agreement is followed up by the office responsible for it alone")
    func followUpByResponsible() throws {
        var play = try Play(at: .issued)
        try play.act("P09.5/receive@kpp-makassar")
        func followUp(_ office: Office) throws -> ActContent {
            .followed(
                followUp: FollowUp(
                    agreement: 1, office: office.id, note: try passage("mulai"), state: .begun, at: play.now, by: "Andi"
                ))
        }
        #expect(try play.refusal("P09.5/follow-up@kpp-makassar", followUp(Play.jayapura)).rule == .form)
        try play.act("P09.5/follow-up@kpp-makassar", followUp(Play.makassar))
        #expect(play.meeting.followUps.count == 1)
        #expect(play.meeting.receipts.keys.contains(Play.makassar.id))
    }
}
