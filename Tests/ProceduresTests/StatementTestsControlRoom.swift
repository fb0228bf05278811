import Offices
import Testing

@testable import Procedures

/// The acceptance statements of P02 that the procedure alone decides.
struct StatementTestsControlRoom {
    private func play(to act: ActReference, in course: Course = .controlRoomMeeting) throws -> CoursePlay {
        var play = try CoursePlay(course)
        try play.play(to: act)
        return play
    }

    @Test("AC-021: the decision is the first act and waits for no letter")
    func beginsWithTheDecision() throws {
        let play = try CoursePlay(.controlRoomMeeting)
        #expect(play.proceedings.available().map(\.key) == ["P02.1"] && play.refusal("P02.1") == nil)
        #expect(play.proceedings.procedures["P02.1"]?.takes == [])
    }

    @Test("AC-022: nobody but the Dirjen decides, or who stands in by a documented order")
    func onlyTheDirjen() throws {
        let play = try CoursePlay(.controlRoomMeeting)
        for role in Role.allCases where role != .dirjen { #expect(play.isWrong(role, for: "P02.1"), "\(role)") }
        let order = Acting(kind: .plh, order: try #require(Line("ND-12/PJ/2026")))
        #expect(play.refusal("P02.1", by: play.actor("P02.1", acting: order)) == nil)
    }

    @Test("AC-023: a Yes reaches the Operator RKO through the Kepala Subbag Protokol, as three assignments")
    func assignsTheOperator() throws {
        var play = try CoursePlay(.controlRoomMeeting)
        try play.perform("P02.1")
        #expect(play.proceedings.available().map(\.key) == ["P02.2"])
        #expect(play.proceedings.opened("P02.2")?.roles == [.kasubbagProtokol])
        #expect(play.proceedings.procedures["P02.2"]?.kinds == [.assign, .assign, .assign])
        try play.perform("P02.2")
        for key in ["P02.5/prepare", "P02.3/notify"] as [ActKey] {
            #expect(play.proceedings.opened(key)?.roles == [.operatorRko], "\(key)")
        }
        #expect(play.proceedings.procedures["P02.5/receive"]?.roles == [.operatorRko])
        #expect(play.waits("P02.5/receive").contains("P02.3/notify"))
    }

    @Test("AC-027: the Operator RKO notifies nobody before the Kepala Subbag Protokol has assigned it")
    func notifiesWhenAssigned() throws {
        var play = try play(to: "P02.2")
        #expect(play.waits("P02.3/notify") == ["P02.2"])
        try play.perform("P02.2")
        #expect(play.refusal("P02.3/notify") == nil)
    }

    @Test("AC-028: one act notifies 390 offices and opens the case of each, and each is asked for materials")
    func oneNoticeManyCases() throws {
        let more = (1...386).compactMap { OfficeID("kpp-\($0)") }.map { CoursePlay.office($0, .kpp) }
        let invited = more + CoursePlay.region.filter { $0.id != "kpp" }
        var play = try CoursePlay(.controlRoomMeeting, inviting: invited)
        try play.play(to: "P02.3/notify")
        #expect(play.proceedings.copies(of: "P06.1").isEmpty)
        try play.perform("P02.3/notify")
        for (code, kind) in zip(["P04", "P05", "P06", "P07", "P08"], CoursePlay.region.map(\.kind)) {
            let (receive, contact) = (try #require(ActReference("\(code).1")), try #require(ActReference("\(code).2")))
            let offices = invited.filter { $0.kind == kind }.map(\.id)
            #expect(play.proceedings.copies(of: receive).compactMap(\.office) == offices)
            #expect(offices.allSatisfy { play.isOpen(ActKey(receive, office: $0)) })
            let asked = ActKey(contact, office: offices[0])
            #expect(play.waits(asked) == [ActKey(receive, office: offices[0])])
            try play.perform(ActKey(receive, office: offices[0]))
            #expect(play.proceedings.opened(asked)?.form == .sections)
            #expect(play.proceedings.procedures[contact]?.object == .bahanData)
        }
    }

    @Test("AC-029: a PPDDP can be invited, and the notice says that this is not printed")
    func invitesThePPDDP() throws {
        let ppddp = CoursePlay.office("ppddp", .ppddp)
        var play = try CoursePlay(.controlRoomMeeting, inviting: [ppddp])
        try play.play(to: "P02.3/notify")
        try play.perform("P02.3/notify")
        #expect(play.proceedings.opened("P05.1@ppddp")?.roles == [.kepalaPpddp])
        let notice = try #require(play.proceedings.procedures["P02.3/notify"])
        #expect(notice.rules.map(\.description).contains("AC-029") && notice.basis == .both)
    }

    @Test("AC-030: a Sesditjen/Direktur gets a notice of another kind: to attend and to bring materials")
    func noticeToADirectorate() throws {
        var play = try CoursePlay(.controlRoomMeeting, inviting: [CoursePlay.kpp])
        try play.play(to: "P02.3/notify")
        #expect(play.proceedings.copies(of: "P02.4").isEmpty)
        try play.perform("P02.3/notify")
        #expect(play.proceedings.opened("P02.4@direktorat-lain")?.form == .material)
        #expect(play.proceedings.opened("P02.4@direktorat-lain")?.roles == [.loSetdit])
        #expect(play.proceedings.sites.map(\.id) == ["rko", "kpp"], "no room of its own, no case of P04 to P08")
        try play.play(to: "P09.5/receive")
        #expect(play.proceedings.opened("P09.5/receive@direktorat-lain")?.roles == [.sesditjenDirektur])
    }

    static let networks: [(Course, ActKey, ActKey, ActKey)] = [
        (.controlRoomMeeting, "P02.3/notify", "P02.3/network", "P02.5/check-device"),
        (.directorateMeeting, "P03.3", "P03.3/network", "P03.11/check-device"),
    ]

    @Test("AC-031: the network is a task of Dit. TIP that is open and done by itself", arguments: networks)
    func networkTask(course: Course, asking: ActKey, network: ActKey, check: ActKey) throws {
        var play = try play(to: asking.act, in: course)
        #expect(play.waits(network) == [asking])
        try play.perform(asking)
        let open = try #require(play.proceedings.opened(network))
        #expect(open.roles == [.ditTip] && open.office == .kantorPusat)
        #expect(!play.isDone(network))
        let others = play.proceedings.allDone
        try play.perform(network)
        #expect(play.proceedings.done(network)?.last.actor.role == .ditTip)
        #expect(play.proceedings.allDone.filter { $0.key != network } == others)
    }

    @Test("AC-032: the host is not ready while the network task is open", arguments: networks)
    func networkFirst(course: Course, asking: ActKey, network: ActKey, check: ActKey) throws {
        var play = try CoursePlay(course, inviting: [CoursePlay.kpp])
        try play.playOn(leaving: [network.act])
        #expect(play.waits(check) == [network])
        #expect(!play.proceedings.isPrepared(play.proceedings.host.id))
        try play.perform(network)
        #expect(play.refusal(check) == nil)
    }

    @Test("AC-034: the LO of the directorate delivers materials, and the Operator RKO records the receipt")
    func receivesMaterials() throws {
        var play = try play(to: "P02.4")
        for role in Role.allCases where role != .loSetdit {
            #expect(play.isWrong(role, for: "P02.4@direktorat-lain"), "\(role)")
        }
        #expect(play.waits("P02.5/receive") == ["P02.4@direktorat-lain"])
        try play.perform("P02.4@direktorat-lain")
        #expect(play.isWrong(.loSetdit, for: "P02.5/receive"))
        try play.perform("P02.5/receive")
        #expect(play.proceedings.done("P02.5/receive")?.last.actor.role == .operatorRko)
    }

    @Test("AC-035: materials received, room prepared, devices confirmed are three marks of the Operator RKO")
    func threeMarks() throws {
        var alone = try play(to: "P02.5/prepare")
        try alone.perform("P02.5/prepare")
        #expect(!alone.isDone("P02.5/receive") && !alone.isDone("P02.5/check-device"))
        #expect(alone.waits("P02.5/check-device").contains("P02.5/receive"))
        var play = try play(to: "P02.5/check-device")
        try play.perform("P02.5/check-device")
        let keys: [ActKey] = ["P02.5/receive", "P02.5/prepare", "P02.5/check-device"]
        let marks = keys.compactMap { play.proceedings.done($0)?.first }
        #expect(marks.map(\.actor.role) == [.operatorRko, .operatorRko, .operatorRko])
        #expect(Set(marks.map(\.at)).count == 3)
    }

    @Test("AC-036: the devices of the RKO are confirmed by its Operator alone, and not while an item fails or is open")
    func confirmsDevices() throws {
        var play = try play(to: "P02.5/check-device")
        for role in Role.allCases where role != .operatorRko {
            #expect(play.isWrong(role, for: "P02.5/check-device"), "\(role)")
        }
        play.guards = { demand, _ in demand == .devicesPass ? .unmet("belum diuji") : .met }
        #expect(play.refusal("P02.5/check-device") == .guards([UnmetGuard(demand: .devicesPass, found: "belum diuji")]))
    }
}
