import Meetings
import Offices
import RoomLink
import Testing

/// What rooms are told to do at each point of a meeting.
struct PlanTests {
    static let hostRoom = Play.room(Play.host)
    static let farRoom = Play.room(Play.jayapura)
    static let offices = [Play.host, Play.makassar, Play.jayapura]
    static let openings: [RoomID: Opening] = Dictionary(
        uniqueKeysWithValues: offices.enumerated().map { index, office in
            let sites = index == 0 ? Dictionary(uniqueKeysWithValues: offices.map { (Play.room($0), port(100)) }) : [:]
            return (Play.room(office), Opening(programmeReturn: port(UInt16(200 + index)), sites: sites))
        })

    static func port(_ number: UInt16) -> Endpoint { Endpoint(host: "127.0.0.1", port: 40_000 + number) }

    private func plan(
        _ play: Play, _ room: RoomID, _ openings: [RoomID: Opening] = PlanTests.openings
    ) throws -> RoomPlan { try #require(play.meeting.plan(for: room, openings: openings, revision: 7, at: play.now)) }

    @Test("The same meeting gives the same plan, whatever was asked in between", arguments: Point.allCases)
    func samePlan(point: Point) throws {
        let play = try Play(at: point)
        for office in Self.offices {
            let first = try plan(play, Play.room(office))
            _ = play.meeting.plan(for: Self.hostRoom, openings: [:], revision: 9, at: play.now)
            #expect(try plan(play, Play.room(office)) == first)
            #expect(first.revision == 7)
            #expect(first.meeting == play.meeting.id)
        }
    }

    @Test("Camera and microphone go on when the officer has prepared the room, not before", arguments: offices)
    func captureAfterPreparing(office: Office) throws {
        var play = try Play(at: .noticed)
        #expect(try !plan(play, Play.room(office)).capture)
        let key = office.kind == .rko ? "P02.5/prepare" : "P06.6/prepare@\(office.id)"
        if office.kind == .kpp {
            try play.act("P06.1@\(office.id)")
            try play.act("P06.4@\(office.id)")
        }
        try play.act(key)
        #expect(try plan(play, Play.room(office)).capture)
        for other in Self.offices where other != office { #expect(try !plan(play, Play.room(other)).capture) }
    }

    @Test("A room sends when the host's port for it is known, and only while its camera is on")
    func sendNeedsPort() throws {
        let play = try Play(at: .displayed)
        #expect(try plan(play, Self.farRoom).send == Self.port(100))
        #expect(try plan(play, Self.farRoom, [:]).send == nil)
        var withoutSite = Self.openings
        withoutSite[Self.hostRoom]?.sites[Self.farRoom] = nil
        #expect(try plan(play, Self.farRoom, withoutSite).send == nil)
        #expect(try plan(Play(at: .noticed), Self.farRoom).send == nil)
        #expect(try plan(Play(at: .closed), Self.farRoom).send == nil)
    }

    @Test("AC-082: rooms and programme record from the operator's order to the chair's end", arguments: Point.allCases)
    func recordFromOrderToEnd(point: Point) throws {
        let play = try Play(at: point)
        let wanted = point >= .recording && point < .closing
        for office in Self.offices { #expect(try plan(play, Play.room(office)).record == wanted, "\(office.id)") }
        #expect(try (plan(play, Self.hostRoom).programme?.record ?? false) == wanted)
    }

    @Test(
        "Only the host room composes the programme, from its preparation to the last frame", arguments: Point.allCases)
    func programmeInHostOnly(point: Point) throws {
        let play = try Play(at: point)
        let isComposed = point >= .prepared && point < .closed
        #expect(try (plan(play, Self.hostRoom).programme != nil) == isComposed)
        #expect(try plan(play, Self.farRoom).programme == nil)
    }

    @Test("The programme has every site in the notice's order, and returns to the rooms that are open")
    func programmeContent() throws {
        let play = try Play(at: .live)
        var openings = Self.openings
        openings[Self.farRoom] = nil
        let programme = try #require(try plan(play, Self.hostRoom, openings).programme)
        #expect(programme.sites.map(\.room) == Self.offices.map(Play.room))
        #expect(programme.sites.last?.label == "KPP Pratama Jayapura · WIT")
        #expect(Set(programme.returns.keys) == [Self.hostRoom, Play.room(Play.makassar)])
        #expect(programme.title == "RLJJ-1 · Penerimaan triwulan IV")
        #expect(programme.code.contains("\(play.meeting.id)"))
        #expect((programme.layout, programme.page) == (.sites, nil))
    }

    @Test("AC-123: a page on air is the programme's main picture, and follows the office that turns it (P09.1)")
    func pageOnAir() throws {
        var play = try Play(at: .opened)
        try play.act("P09.3/air", .aired(onAir: .materials(Play.makassar.id), seen: 0))
        let material = try #require(play.meeting.materials(of: Play.makassar.id).first)
        #expect(try plan(play, Self.hostRoom).programme?.page == material.pages[0])
        #expect(try plan(play, Self.hostRoom).programme?.layout == .page)
        let second = PageShown(file: material.file, page: 2)
        try play.act("P09.1/turn@kpp-makassar", .turned(from: 1, page: second))
        #expect(try plan(play, Self.hostRoom).programme?.page == material.pages[1])
    }

    @Test(
        "AC-084: a screen is idle, then its page, then both, then the programme alone at the end",
        arguments: [
            (.noticed, .idle), (.prepared, .idle), (.displayed, .page), (.recording, .page), (.live, .both),
            (.agreed, .both), (.listed, .programme), (.closing, .programme), (.closed, .idle), (.issued, .idle),
        ] as [(Point, ScreenLayout)])
    func screenLayouts(point: Point, layout: ScreenLayout) throws {
        let play = try Play(at: point)
        let screen = try plan(play, Self.farRoom).screen
        #expect(screen.layout == layout)
        let material = play.meeting.materials(of: Play.jayapura.id).first
        #expect(screen.page == (point >= .displayed && point < .closed ? material?.pages.first : nil))
        #expect(screen.caption == "KPP Pratama Jayapura · RLJJ-1")
    }

    @Test("A device test stands in the plan until the room has answered it")
    func probeOpenUntilAnswered() throws {
        var play = try Play(at: .noticed)
        try play.act("P02.5/prepare")
        #expect(try plan(play, Self.hostRoom).probe == nil)
        let operatorRko = Play.actor(.operatorRko, at: Play.host.id)
        play.take(try play.meeting.orderProbe(of: Play.host.id, by: operatorRko))
        let order = try #require(try plan(play, Self.hostRoom).probe)
        #expect(order == ProbeOrder(number: 1, diskNeeded: 30 * 60 * 500_000 + 200_000_000))
        play.tell(.probed(ProbeReport(number: 1, measures: [])))
        #expect(try plan(play, Self.hostRoom).probe == nil)
        play.take(try play.meeting.orderProbe(of: Play.host.id, by: operatorRko))
        #expect(try plan(play, Self.hostRoom).probe?.number == 2)
    }

    @Test("Recordings come up after the last frame, not during the meeting", arguments: Point.allCases)
    func uploadAfterEnd(point: Point) throws {
        let play = try Play(at: point)
        for office in Self.offices { #expect(try plan(play, Play.room(office)).upload == (point >= .closed)) }
    }

    @Test("A room without a part in the meeting, a declined meeting, one without notice: no plan")
    func nothingForStrangers() throws {
        let stranger = Play.room(Play.kpp("kpp-ambon", "KPP Pratama Ambon", .wit))
        let live = try Play(at: .live)
        #expect(live.meeting.plan(for: stranger, openings: Self.openings, revision: 1, at: live.now) == nil)
        var declined = try Play()
        #expect(declined.meeting.plan(for: Self.hostRoom, openings: [:], revision: 1, at: declined.now) == nil)
        let decision = try Play.decision(needed: false)
        try declined.act("P02.1", .decided(decision: decision, number: 1, host: Play.site(Play.host)))
        #expect(declined.meeting.stage == .declined)
        #expect(declined.meeting.plan(for: Self.hostRoom, openings: [:], revision: 1, at: declined.now) == nil)
    }

    @Test("AC-084: a page of agreements on air asks every room for a picture of its screen")
    func pictureOrdered() throws {
        var play = try Play(at: .listed)
        #expect(try plan(play, Self.farRoom).screen.take == nil)
        play.tell(.shown(Showing(surface: .programme, page: blob(201), since: play.now)))
        for office in Self.offices { #expect(try plan(play, Play.room(office)).screen.take == ScreenOrder(number: 1)) }
    }
}
