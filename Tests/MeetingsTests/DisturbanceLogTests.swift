import Foundation
import Meetings
import Offices
import RoomLink
import Testing

/// What a meeting lacked though nobody ordered it.
struct DisturbanceLogTests {
    private let jayapura = Play.room(Play.jayapura)

    private func absent(since from: Moment, lasting seconds: Double? = nil) -> Disturbance {
        Disturbance(kind: .absent, room: jayapura, from: from, to: seconds.map { from.advanced(bySeconds: $0) })
    }

    @Test("A room that is away from the programme is one entry with its beginning and its end")
    func away() throws {
        var play = try Play(at: .live)
        let from = play.now
        play.tell(.disturbed(absent(since: from)))
        #expect(play.meeting.disturbances.open.map(\.room) == [jayapura], "the room that was away, not the host")
        for seconds in [120.0, 120, 500] { play.tell(.disturbed(absent(since: from, lasting: seconds))) }
        #expect(play.meeting.disturbances.entries.map(\.disturbance) == [absent(since: from, lasting: 120)])
        #expect(play.meeting.disturbances.open.isEmpty)
    }

    @Test("The words say what lacked, from when to when, on the room's own clock")
    func words() throws {
        var play = try Play(at: .live)
        let from = try #require(Moment("2026-11-21T02:15:04Z"))
        let gone = Disturbance(kind: .absent, room: jayapura, from: from, to: from.advanced(bySeconds: 187))
        play.tell(.disturbed(gone))
        let entry = try #require(play.meeting.disturbances.entries.first)
        #expect(entry.words.contains("tidak ada dalam siaran"))
        #expect(
            entry.span(in: .wit, meetingIsOver: true) == "Dari pukul 11.15.04 WIT sampai 11.18.11 WIT (187 detik).")
        let open = Disturbance(kind: .sound, room: jayapura, from: from)
        play.tell(.disturbed(open))
        let last = try #require(play.meeting.disturbances.entries.last)
        #expect(last.span(in: .wit, meetingIsOver: true) == "Sejak pukul 11.15.04 WIT sampai akhir rapat.")
        #expect(last.span(in: .wit, meetingIsOver: false).contains("masih berlangsung"))
    }

    @Test(
        "How wrong a clock is, in words",
        arguments: [
            (90.0, "maju 90 detik"), (-3_600, "terlambat 3.600 detik"), (1e18, "maju 1.000.000.000.000.000 detik"),
        ])
    func clock(seconds: Double, words: String) {
        #expect(DisturbanceLog.Entry.clockWords(ahead: seconds) == words)
    }

    @Test("Facts whose moments the service corrected are one entry, with their number and how wrong they were")
    func corrected() throws {
        var play = try Play(at: .live)
        for sequence in 1...3 {
            var fact = FactEnvelope(
                boot: UUID(), sequence: Int64(sequence), occurredAt: play.now, clockOffset: 0,
                fact: .shown(Showing(surface: .screen, page: nil, since: play.now)))
            fact.correctedBy = 3_600 + Double(sequence)
            play.take([.fact(room: jayapura, fact: fact)])
        }
        let entry = try #require(play.meeting.disturbances.entries.first)
        #expect(play.meeting.disturbances.entries.count == 1 && entry.corrected == 3)
        #expect(entry.words.contains("3 laporan ruang bertanggal salah (maju 3.601 detik)"))
        #expect(play.meeting.disturbances.open.isEmpty)
    }

    @Test("An agreement is on air when the host's programme has shown it, not when that was ordered")
    func onAir() throws {
        var play = try Play(at: .agreed)
        #expect(play.meeting.isAirShown, "the sites alone, as ordered")
        let page = try #require(play.meeting.agreements.first?.current.card)
        try play.act("P09.3/show", .aired(onAir: .agreement(number: 1, version: 1), seen: play.meeting.airChanges))
        #expect(!play.meeting.isAirShown)
        play.tell(.shown(Showing(surface: .screen, page: page, since: play.now)))
        play.tell(.shown(Showing(surface: .programme, page: page, since: play.now)), from: Play.jayapura)
        #expect(!play.meeting.isAirShown, "neither a screen nor another room is the host's programme")
        play.tell(.shown(Showing(surface: .programme, page: page, since: play.now)))
        #expect(play.meeting.isAirShown)
    }
}
