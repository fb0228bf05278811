import Offices
import Testing

@testable import Procedures

/// The acceptance statements of P09 and P10 on how a meeting is conducted, asked of both.
struct StatementTestsConduct {
    /// A course, its operator, and its acts by their names.
    struct Conduct: Sendable, CustomTestStringConvertible {
        let course: Course
        let code: String
        let taker: Role

        var testDescription: String { code }

        func key(_ item: String, _ office: OfficeID? = nil) throws -> ActKey {
            ActKey(try #require(ActReference("\(code).\(item)")), office: office)
        }

        func play(to item: String) throws -> CoursePlay {
            var play = try CoursePlay(course, inviting: [CoursePlay.kpp])
            try play.play(to: key(item).act)
            return play
        }
    }

    static let both = [
        Conduct(course: .controlRoomMeeting, code: "P09", taker: .operatorRko),
        Conduct(course: .directorateMeeting, code: "P10", taker: .operatorSetdit),
    ]

    @Test("AC-073: a meeting waits for an office that is not ready, until the chair releases it", arguments: both)
    func releases(conduct: Conduct) throws {
        let late: OfficeID = "kanwil"
        var play = try CoursePlay(conduct.course, inviting: [CoursePlay.kpp, CoursePlay.office(late, .kanwil)])
        let (record, release) = (try conduct.key("3/record-video"), try conduct.key("1/release"))
        while let next = play.proceedings.available().first(where: {
            !$0.isOptional && $0.timesDone == 0 && $0.key.office != late && $0.key.act != record.act
        }) { try play.perform(next.key) }
        #expect(try play.waits(record) == [conduct.key("1/display", late)])
        for role in Role.allCases where !(play.proceedings.opened(release)?.roles ?? []).contains(role) {
            #expect(play.isWrong(role, for: release))
        }
        try play.attempt(release, by: play.actor(release), carrying: .releasedOffice(late))
        #expect(play.refusal(record) == nil)
        try play.perform(record)
        try play.perform(conduct.key("2/open"))
        #expect(play.refusal(release) == .closed(by: try conduct.key("2/open").act))
    }

    @Test("AC-080: agreements are noted while the meeting runs, by the operator of the host", arguments: both)
    func notesWhileItRuns(conduct: Conduct) throws {
        let note = try conduct.key("3/note")
        var play = try conduct.play(to: "2/open")
        #expect(try play.waits(note) == [conduct.key("2/open")])
        try play.perform(conduct.key("2/open"))
        #expect(play.proceedings.opened(note)?.roles == [conduct.taker])
        try play.perform(note)
        try play.perform(note)
        #expect(play.proceedings.done(note)?.count == 2)
        try play.play(to: conduct.key("2/close").act)
        try play.perform(conduct.key("2/close"))
        #expect(play.refusal(note) == .closed(by: try conduct.key("2/close").act))
    }

    @Test("AC-081: nobody but that operator notes or corrects an agreement", arguments: both)
    func nobodyElseNotes(conduct: Conduct) throws {
        var play = try conduct.play(to: "3/note")
        try play.perform(conduct.key("3/note"))
        for item in ["3/note", "3/correct"] {
            let key = try conduct.key(item)
            #expect(play.refusal(key) == nil)
            for role in Role.allCases where role != conduct.taker { #expect(play.isWrong(role, for: key), "\(role)") }
        }
    }

    @Test("AC-083: without a recording that has begun the meeting is not opened", arguments: both)
    func recordsFirst(conduct: Conduct) throws {
        var play = try conduct.play(to: "3/record-video")
        #expect(try play.waits(conduct.key("2/open")) == [conduct.key("3/record-video")])
        try play.perform(conduct.key("3/record-video"))
        play.guards = { demand, _ in demand == .meetingLive ? .unmet("belum ada gambar") : .met }
        let open = try conduct.key("2/open")
        #expect(play.refusal(open) == .guards([UnmetGuard(demand: .meetingLive, found: "belum ada gambar")]))
    }

    @Test(
        "AC-084, AC-085: the agreements are shown to all before the close, and not closed without it", arguments: both)
    func showsBeforeTheClose(conduct: Conduct) throws {
        var play = try conduct.play(to: "3/display")
        let (display, close) = (try conduct.key("3/display"), try conduct.key("2/close"))
        #expect(play.waits(close) == [display])
        try play.perform(display)
        #expect(play.proceedings.done(display)?.last.actor.role == conduct.taker)
        play.guards = { demand, _ in demand == .agreementsDisplayed ? .unmet("halaman 2") : .met }
        #expect(play.refusal(close) == .guards([UnmetGuard(demand: .agreementsDisplayed, found: "halaman 2")]))
    }

    @Test(
        "AC-087: without any agreement the meeting is not shown a list until it is said that there are none",
        arguments: both)
    func saysNone(conduct: Conduct) throws {
        var play = try conduct.play(to: "3/none")
        #expect(try !play.waits(conduct.key("3/display")).isEmpty)
        try play.perform(conduct.key("3/none"))
        #expect(try play.refusal(conduct.key("3/display")) == nil)
        #expect(try !play.waits(conduct.key("2/close")).isEmpty)
    }

    @Test("AC-089: no report before the meeting is closed", arguments: both)
    func reportsAfterTheClose(conduct: Conduct) throws {
        var play = try conduct.play(to: "2/close")
        let write = try conduct.key("4/write")
        #expect(try play.waits(write) == [conduct.key("2/close")])
        try play.perform(conduct.key("2/close"))
        play.guards = { demand, _ in demand == .meetingClosed ? .unmet("masih direkam") : .met }
        #expect(play.refusal(write) == .guards([UnmetGuard(demand: .meetingClosed, found: "masih direkam")]))
    }
}
