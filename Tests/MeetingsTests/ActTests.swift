import Digests
import Foundation
import Meetings
import Offices
import Procedures
import RoomLink
import Testing

/// What an act may bring, and what a refusal says.
struct ActTests {
    @Test("AC-116: an act out of order is refused with the reference and the step that is missing")
    func outOfOrder() throws {
        let play = try Play(at: .noticed)
        let refusal = try play.refusal("P06.12@kpp-makassar")
        #expect(refusal.rule == .order)
        #expect(refusal.act.description == "P06.12")
        #expect(refusal.message.contains("P06.11"))
        #expect(refusal.english.contains("P06.11"))
    }

    @Test("AC-068: an act by another role or another office is refused as such")
    func wrongRole() throws {
        let play = try Play(at: .noticed)
        #expect(try play.refusal("P06.1@kpp-makassar", by: Play.actor(.ocKpp, at: Play.makassar.id)).rule == .role)
        #expect(try play.refusal("P06.1@kpp-makassar", by: Play.actor(.kepalaKpp, at: Play.jayapura.id)).rule == .role)
        #expect(throws: Never.self) { try play.decide("P06.1@kpp-makassar") }
    }

    @Test("Deciding changes nothing: the same act can be decided twice, and is refused once it is done")
    func decideIsPure() throws {
        var play = try Play(at: .noticed)
        let before = play.meeting
        #expect(try play.decide("P02.5/prepare") == play.decide("P02.5/prepare"))
        #expect(play.meeting == before)
        try play.act("P02.5/prepare")
        #expect(try play.refusal("P02.5/prepare").rule == .order)
    }

    @Test("The events as they are stored make the same meeting, value by value, and without the last one another")
    func replay() throws {
        for point in Point.allCases {
            let play = try Play(at: point)
            var again = Meeting(id: play.meeting.id, procedures: try Procedures.load(), host: Play.host)
            for (event, moment) in play.journal {
                let stored = try JSONEncoder().encode(event)
                again.evolve(try JSONDecoder().decode(MeetingEvent.self, from: stored), at: moment)
            }
            #expect(again == play.meeting, "\(point)")
            var shorter = Meeting(id: play.meeting.id, procedures: try Procedures.load(), host: Play.host)
            for (event, moment) in play.journal.dropLast() { shorter.evolve(event, at: moment) }
            #expect(play.journal.isEmpty || shorter != play.meeting, "\(point) without its last event")
        }
    }

    @Test("A process that died in a room is an incident of the meeting")
    func incident() throws {
        var play = try Play(at: .live)
        play.tell(.childLost(ChildLoss(child: .send, reason: "x")), from: Play.makassar)
        #expect(play.meeting.incidents.map(\.room) == [Play.room(Play.makassar)])
    }

    // MARK: - The programme's main picture

    @Test("An order on air that has not seen the last change is refused", arguments: [0, 2, -1, Int.max])
    func staleOnAir(seen: Int) throws {
        var play = try Play(at: .opened)
        try play.act("P09.3/air", .aired(onAir: .materials(Play.makassar.id), seen: 0))
        #expect(try play.refusal("P09.3/air", .aired(onAir: .sites, seen: seen)).rule == .stale)
        try play.act("P09.3/air", .aired(onAir: .sites, seen: 1))
        #expect(play.meeting.onAir == .sites)
    }

    @Test("A page turned on air counts as a change of the programme, one turned off air does not")
    func turnsCount() throws {
        var play = try Play(at: .opened)
        try turn(&play, Play.makassar, 1, 2)
        #expect(play.meeting.airChanges == 0)
        try play.act("P09.3/air", .aired(onAir: .materials(Play.makassar.id), seen: 0))
        try turn(&play, Play.makassar, 2, 1)
        #expect(play.meeting.airChanges == 2)
        let refusal = try play.refusal("P09.3/air", .aired(onAir: .sites, seen: 1))
        #expect((refusal.rule, refusal.act.description) == (.stale, "P09.3/air"))
    }

    private func turn(_ play: inout Play, _ office: Office, _ from: Int, _ to: Int) throws {
        let material = try #require(play.meeting.materials(of: office.id).first)
        try play.act("P09.1/turn@\(office.id)", .turned(from: from, page: PageShown(file: material.file, page: to)))
    }

    @Test("A page is turned from the page that the screen shows, to a page that there is")
    func turnRefused() throws {
        let play = try Play(at: .opened)
        let file = try #require(play.meeting.materials(of: Play.makassar.id).first?.file)
        func refusal(_ from: Int, _ file: ContentHash, _ page: Int) throws -> Meeting.Refusal.Rule {
            let turn = ActContent.turned(from: from, page: PageShown(file: file, page: page))
            return try play.refusal("P09.1/turn@kpp-makassar", turn).rule
        }
        #expect(try refusal(2, file, 2) == .stale)
        #expect(try refusal(0, file, 2) == .stale)
        for page in [0, 3, -1, Int.min, Int.max] { #expect(try refusal(1, file, page) == .form) }
        let other = try #require(play.meeting.materials(of: Play.jayapura.id).first?.file)
        #expect(try refusal(1, other, 2) == .form, "another office's materials")
    }

    @Test("Only what exists goes on air")
    func onAirMustExist() throws {
        let play = try Play(at: .agreed)
        let absent: [OnAir] = [
            .materials(Play.office("kpp-ambon")), .agreements(page: 1), .agreements(page: Int.min),
            .agreement(number: 2, version: 1),
        ]
        for onAir in absent { #expect(try play.refusal("P09.3/air", .aired(onAir: onAir, seen: 0)).rule == .form) }
        let old = OnAir.agreement(number: 1, version: 2)
        #expect(try play.refusal("P09.3/show", .aired(onAir: old, seen: 0)).rule == .stale)
        let listed = try Play(at: .listed)
        let (seen, last) = (listed.meeting.airChanges, OnAir.agreements(page: 3))
        #expect(try listed.refusal("P09.3/air", .aired(onAir: last, seen: seen)).rule == .form)
        #expect(throws: Never.self) {
            try listed.decide("P09.3/air", .aired(onAir: .agreements(page: 2), seen: seen))
        }
    }

    // MARK: - The notice

    private func beforeNotice() throws -> Play {
        var play = try Play()
        let site = Play.site(Play.host)
        try play.act("P02.1", .decided(decision: try Play.decision(), number: 1, host: site))
        try play.act("P02.2")
        return play
    }

    @Test("420 offices can be invited, one more is refused with the number; 16 sites are on stage")
    func capacity() throws {
        let play = try beforeNotice()
        let offices = (1...421).map { Play.kpp("kpp-\($0)", "KPP \($0)", .wib) }
        let fitting = try play.notice(Array(offices.prefix(420)))
        #expect(throws: Never.self) { try play.decide("P02.3/notify", .noticed(notice: fitting)) }
        let refusal = try play.refusal("P02.3/notify", .noticed(notice: try play.notice(offices)))
        #expect(refusal.rule == .form)
        #expect(refusal.message.contains("420") && refusal.message.contains("421"))
        #expect(refusal.english.contains("421"))
    }

    @Test("AC-071: an office is invited once, and the host is not invited to its own meeting")
    func twice() throws {
        let play = try beforeNotice()
        for invited in [[Play.makassar, Play.makassar], [Play.makassar, Play.host]] {
            let refusal = try play.refusal("P02.3/notify", .noticed(notice: try play.notice(invited)))
            #expect(refusal.rule == .form, "\(invited.map(\.id))")
        }
    }

    @Test("A notice names offices, a length of 5 to 480 minutes, and a start that is not past")
    func noticeFits() throws {
        let play = try beforeNotice()
        let notices = [
            try play.notice([]), try play.notice([Play.makassar], minutes: 4),
            try play.notice([Play.makassar], minutes: 481), try play.notice([Play.makassar], minutes: .min),
            try play.notice([Play.makassar], startsIn: -3601),
            try play.notice([Play.makassar], startsIn: 366 * 86_400 + 1),
            try play.notice([Play.makassar], startsIn: 8000 * 366 * 86_400),
        ]
        for notice in notices { #expect(try play.refusal("P02.3/notify", .noticed(notice: notice)).rule == .form) }
        let farthest = try play.notice([Play.makassar], startsIn: 366 * 86_400)
        #expect(throws: Never.self) { try play.decide("P02.3/notify", .noticed(notice: farthest)) }
        for minutes in [5, 480] {
            let notice = try play.notice([Play.makassar], minutes: minutes)
            #expect(throws: Never.self) { try play.decide("P02.3/notify", .noticed(notice: notice)) }
        }
    }

    @Test("The Direktorat that proposed the meeting is notified of it")
    func proposerNotified() throws {
        let play = try beforeNotice()
        let notice = try play.notice([Play.makassar], directorates: [])
        #expect(try play.refusal("P02.3/notify", .noticed(notice: notice)).message.contains("direktorat-pkp"))
    }

    // MARK: - Preparation and report

    @Test("An office that does not take part has no acts in the meeting")
    func unknownOffice() throws {
        let play = try Play(at: .noticed)
        let stranger = Play.actor(.kepalaKpp, at: Play.office("kpp-ambon"))
        let refusal = try play.refusal("P06.1@kpp-ambon", by: stranger)
        #expect(refusal.rule == .form && refusal.message.contains("kpp-makassar"), "\(refusal.message)")
    }

    @Test("Sections asked for materials are the office's own, each once, at least one")
    func sections() throws {
        var play = try Play(at: .noticed)
        try play.act("P06.1@kpp-makassar")
        let (own, other) = (try #require(SectionID("pelayanan")), try #require(SectionID("pengawasan")))
        for sections in [[], [own, own], [other], [own, other]] {
            #expect(try play.refusal("P06.2@kpp-makassar", .contacted(sections: sections)).rule == .form)
        }
        try play.act("P06.2@kpp-makassar", .contacted(sections: [own]))
    }

    @Test("Newer materials of a section replace the earlier ones")
    func newestMaterials() throws {
        var play = try Play(at: .prepared)
        let (office, section) = (Play.makassar.id, SectionID("pelayanan"))
        var material = try Play.material(of: office, section: section)
        material.version = 2
        let key = try #require(ActKey("P06.5@kpp-makassar/pelayanan"))
        play.take([.act(key: key, by: play.actor(for: key), content: .submitted(material: material))])
        #expect(play.meeting.materials(of: office) == [material])
        material.pages = []
        let empty = try Play(at: .noticed)
        #expect(throws: Meeting.Refusal.self) {
            try empty.decide("P02.4@direktorat-pkp", .submitted(material: material))
        }
    }

    @Test("AC-089: the report waits for the last frame and for every recording, and names what is missing")
    func reportWaits() throws {
        var play = try Play(at: .closing)
        #expect(try play.refusal("P09.4/write", .reported(report: try play.report())).rule == .condition)
        play.tell(.recordingEnded(play.end(.programme)))
        let refusal = try play.refusal("P09.4/write", .reported(report: try play.report()))
        #expect(refusal.message.contains("rko (programme 1)"))
    }

    @Test("AC-090, AC-091: the report goes to every party, one delivery each, and to nobody else")
    func delivery() throws {
        var play = try Play(at: .reported)
        let parties = play.meeting.parties.map(\.id)
        let wrong = [Array(parties.dropLast()), parties + [Play.office("kpp-ambon")], []]
        for list in wrong { #expect(try play.refusal("P09.4/deliver", .delivered(parties: list)).rule == .form) }
        try play.act("P09.4/deliver", .delivered(parties: parties))
        #expect(Set(play.meeting.deliveries.keys) == Set(parties))
        #expect(play.meeting.stage.ended != nil)
    }

    @Test(
        "AC-026: the decision takes its branch, with and without a proposer",
        arguments: [(true, true, "needed"), (false, true, "not-needed"), (false, false, "not-needed-without-proposer")])
    func branches(needed: Bool, proposed: Bool, branch: String) throws {
        let decision = try Play.decision(needed: needed, proposer: proposed ? Play.proposer.id : nil)
        #expect(decision.branch?.description == branch)
        var play = try Play()
        try play.act("P02.1", .decided(decision: decision, number: 1, host: Play.site(Play.host)))
        #expect(play.meeting.stage == (needed ? .preparing : .declined))
    }
}
