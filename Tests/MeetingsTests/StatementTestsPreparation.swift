import Meetings
import Offices
import Procedures
import RoomLink
import Testing

/// The acceptance statements on the way to a meeting that the meeting itself decides.
struct StatementTestsPreparation {
    @Test(
        "AC-021: a case begins with a Surat Usulan or with what the Dirjen learned himself", arguments: [true, false])
    func twoGrounds(proposed: Bool) throws {
        let decision = try Play.decision(proposer: proposed ? Play.proposer.id : nil)
        var play = try Play()
        try play.act("P02.1", .decided(decision: decision, number: 1, host: Play.site(Play.host)))
        #expect(play.meeting.decision?.ground == decision.ground)
        #expect(play.meeting.decision?.ground.proposer == (proposed ? Play.proposer.id : nil))
        #expect(play.meeting.proceedings.available().map(\.key.description) == ["P02.2"])
    }

    @Test("AC-033: each office sees the start in its own zone")
    func startInEachZone() throws {
        let notice = try #require(try Play(at: .noticed).meeting.notice)
        let offices = [Play.host, Play.makassar, Play.jayapura]
        #expect(
            offices.map { notice.start(in: $0.zone) } == [
                "Sabtu, 21 November 2026, 09.02 WIB", "Sabtu, 21 November 2026, 10.02 WITA",
                "Sabtu, 21 November 2026, 11.02 WIT",
            ])
    }

    @Test("AC-034: the materials of a directorate are kept with their version, those of another beside them")
    func versionsOfEachSource() throws {
        var play = try Play(at: .noticed)
        let other = Play.office("setditjen")
        for (source, version) in [(Play.proposer.id, 1), (other, 1), (other, 2)] {
            var material = try Play.material(of: Play.host.id)
            (material.source, material.version) = (source, version)
            let key = try #require(ActKey("P02.4@direktorat-pkp"))
            play.take([.act(key: key, by: play.actor(for: key), content: .submitted(material: material))])
        }
        let kept = play.meeting.materials(of: Play.host.id)
        #expect(kept.map(\.source) == [Play.proposer.id, other])
        #expect(kept.map(\.version) == [1, 2])
        try play.act("P02.5/receive")
        let receipt = try #require(ActKey("P02.5/receive"))
        #expect(play.meeting.proceedings.done(receipt)?.last.actor.role == .operatorRko)
    }

    @Test("AC-069: the host sees a row for each office, and one answer for all")
    func rows() throws {
        var play = try Play(at: .noticed)
        #expect(play.meeting.readiness.map(\.office) == [Play.host.id, Play.makassar.id, Play.jayapura.id])
        #expect(play.meeting.readiness.allSatisfy { !$0.hasMaterials && !$0.hasDevices && $0.ready == nil })
        try play.prepare(Play.makassar.id)
        let row = play.meeting.readiness[1]
        #expect(row.hasMaterials && row.hasDevices && row.ready != nil)
        #expect(play.meeting.readiness[2].ready == nil && !play.meeting.isEverybodyReady)
        try play.prepare(Play.jayapura.id)
        #expect(!play.meeting.isEverybodyReady, "the host itself")
        try play.advance(to: .init(procedure: .p09, step: 1, name: "display"))
        #expect(play.meeting.isEverybodyReady)
    }

    @Test("AC-069: materials and devices are told apart")
    func halfARow() throws {
        var play = try Play(at: .noticed)
        try play.prepare(Play.makassar.id, leaving: "P06.6/check-device")
        #expect(play.meeting.readiness[1].hasMaterials && !play.meeting.readiness[1].hasDevices)
        try play.prepare(Play.jayapura.id, leaving: "P06.11")
        #expect(!play.meeting.readiness[2].hasMaterials && play.meeting.readiness[2].hasDevices)
    }

    @Test("AC-070: the last step of an office is the event that tells the host, with its moment")
    func readinessEvent() throws {
        var play = try Play(at: .noticed)
        try play.prepare(Play.jayapura.id, leaving: "P06.12")
        #expect(play.meeting.readiness[2].ready == nil)
        try play.act("P06.12@kpp-jayapura")
        let last = try #require(play.journal.last)
        guard case .act(let key, let actor, _) = last.event else {
            Issue.record("\(last.event)")
            return
        }
        #expect(key.description == "P06.12@kpp-jayapura" && actor.office == Play.jayapura.id)
        #expect(play.meeting.readiness[2].ready == last.at)
        #expect(play.meeting.readiness[1].ready == nil)
    }

    @Test("AC-073: an office is released with a reason, which stays, and the meeting goes on without it")
    func releasedWithReason() throws {
        let play = try Play.without(Play.jayapura, reason: "kamera rusak")
        #expect(play.meeting.released == [Play.jayapura.id: try line("kamera rusak")])
        #expect(play.meeting.readiness[2].isReleased && play.meeting.isEverybodyReady)
        #expect(play.meeting.present.map(\.office) == [Play.host, Play.makassar])
        #expect(play.meeting.stage.isLive)
    }
}
