import ControlRoom
import Foundation
import Meetings
import Offices
import Procedures
import RoomLink
import Testing

@testable import Console

/// What the wall says of a meeting and its rooms.
struct WallTests {
    private let start = Moment(microseconds: 1_795_000_000_000_000)
    private let hostRoom = House.rooms[0].id

    /// A meeting of half an hour that has begun in time.
    private func live() throws -> Meeting {
        let host = Site(office: House.host, room: hostRoom)
        let far = Site(office: House.far, room: House.rooms[1].id)
        let line = try #require(Line("Penerimaan"))
        let actor = Actor(id: PersonID(at: start), name: "Sari", role: .operatorRko, office: House.host.id)
        let notice = Notice(
            start: start, minutes: 30, agenda: line, chair: line, contact: line, invited: [far], directorates: [])
        var meeting = Meeting(id: MeetingID(at: start), procedures: try Procedures.load(), host: House.host)
        meeting.evolve(.opened(MeetingOpening(number: 12, host: host, versions: [:])), at: start)
        let key = try #require(ActKey("P02.3/notify"))
        meeting.evolve(.act(key: key, by: actor, content: .noticed(notice: notice)), at: start)
        meeting.evolve(.live(at: start), at: start)
        return meeting
    }

    private func view(_ meeting: Meeting, after seconds: Double, holders: [RoomID: String] = [:]) throws -> WallView {
        let directory = try OfficeDirectory(rooms: House.rooms, headOffice: HeadOffice.load())
        return WallView(
            meeting: meeting, directory: directory, now: start.advanced(bySeconds: seconds), pulses: [:], previews: [:],
            holders: holders)
    }

    @Test(
        "While nothing can be kept the wall says so first, in both languages",
        arguments: [Keeping.paused("x"), .stopped("x")])
    func notKept(keeping: Keeping) throws {
        let directory = try OfficeDirectory(rooms: House.rooms, headOffice: HeadOffice.load())
        let view = WallView(
            meeting: nil, directory: directory, now: start, pulses: [:], previews: [:], keeping: keeping,
            workSetAside: 1)
        let (message, english) = (try #require(keeping.message), try #require(keeping.english))
        #expect(view.notices.first == "\(message) · \(english)")
        #expect(view.notices.count == 2)
    }

    @Test("A meeting that runs over its planned end is announced, with that end")
    func runsOver() throws {
        var meeting = try live()
        #expect(try view(meeting, after: 1799).meeting?.runsOver == false)
        let late = try #require(try view(meeting, after: 1801).meeting)
        #expect(late.runsOver && late.end == start.advanced(bySeconds: 1800))
        meeting.evolve(.closed(at: start.advanced(bySeconds: 1900)), at: start)
        #expect(try view(meeting, after: 2000).meeting?.runsOver == false)
    }

    @Test("A room that serves another meeting says which; one that serves this one, or none, says nothing")
    func serves() throws {
        let holders = [hostRoom: "RLJJ-11"]
        #expect(try view(live(), after: 60, holders: holders).rooms.map(\.serves) == ["RLJJ-11", nil])
        #expect(try view(live(), after: 60, holders: [hostRoom: "RLJJ-12"]).rooms.map(\.serves) == [nil, nil])
    }

    private func view(_ telemetry: Telemetry, age: Double = 0) throws -> WallView {
        let directory = try OfficeDirectory(rooms: House.rooms, headOffice: HeadOffice.load())
        let steady = start.advanced(bySeconds: 500)
        let pulse = Pulse(telemetry: telemetry, at: steady.advanced(bySeconds: -age))
        return WallView(
            meeting: try live(), directory: directory, now: start, steady: steady, pulses: [hostRoom: pulse],
            previews: [:])
    }

    private func telemetry(clockOffset: Double? = nil, failure: String? = nil) -> Telemetry {
        var telemetry = Telemetry(plan: 1, frameRate: 25, freeDisk: 1, spooled: 0, children: [:])
        (telemetry.clockOffset, telemetry.recordingFailure) = (clockOffset, failure)
        return telemetry
    }

    @Test("A room's clock that is wrong is an alarm of its own, with how wrong it is", arguments: [-90.0, 90, 3_600])
    func wrongClock(offset: Double) throws {
        let notices = try view(telemetry(clockOffset: offset)).notices
        let words = try #require(notices.first)
        #expect(notices.count == 1 && words.hasPrefix("Jam mesin \(House.rooms[0].name) salah"))
        #expect(words.contains(offset < 0 ? "maju 90 detik" : "terlambat"))
        #expect(try view(telemetry(clockOffset: 0.8)).notices.isEmpty)
    }

    @Test("A recording that cannot be written is an alarm with its cause")
    func recordingFailure() throws {
        let notices = try view(telemetry(failure: "disk: Input/output error")).notices
        #expect(notices.count == 1 && notices[0].contains("disk: Input/output error"))
    }

    @Test("A room that is silent for nine seconds is cut off, and none of its measures is shown any more")
    func silent() throws {
        #expect(try view(telemetry(), age: 8.9).rooms.first { $0.id == hostRoom }?.frameRate == 25)
        let silent = try #require(try view(telemetry(clockOffset: 90), age: 9.1).rooms.first { $0.id == hostRoom })
        #expect(!silent.connected && silent.frameRate == nil && silent.soundLevel == nil)
        #expect(try view(telemetry(clockOffset: 90), age: 9.1).notices.isEmpty)
    }

    @Test("A room that is absent from the programme is shown as long as it is, and no longer")
    func lacking() throws {
        var meeting = try live()
        let lack = Disturbance(kind: .absent, room: House.rooms[1].id, from: start.advanced(bySeconds: 30))
        meeting.evolve(.fact(room: hostRoom, fact: envelope(.disturbed(lack))), at: start)
        let notices = try view(meeting, after: 60).notices
        #expect(notices.count == 1 && notices[0].hasPrefix(House.rooms[1].name))
        var over = lack
        over.to = start.advanced(bySeconds: 50)
        meeting.evolve(.fact(room: hostRoom, fact: envelope(.disturbed(over))), at: start)
        #expect(try view(meeting, after: 60).notices.isEmpty)
    }

    private func envelope(_ fact: RoomFact) -> FactEnvelope {
        FactEnvelope(boot: UUID(), sequence: 1, occurredAt: start, clockOffset: 0, fact: fact)
    }

    @Test("The page measures its own silence on a clock that nobody can set, and says that a picture was only ordered")
    func pageClock() {
        let script = String(decoding: PackageResources.console_js, as: UTF8.self)
        #expect(!script.contains("Date.now()"))
        #expect(script.contains("performance.now()") && script.contains("onAirShown"))
    }

    @Test("The page has the places and the words for a meeting that runs over, Indonesian first")
    func words() {
        let page = String(decoding: PackageResources.wall_mustache, as: UTF8.self)
        let script = String(decoding: PackageResources.console_js, as: UTF8.self)
        #expect(page.contains("id=\"over\" role=\"status\" hidden"))
        let own = script.firstRange(of: "melewati waktu rencana")?.lowerBound
        let english = script.firstRange(of: "Past its planned end")?.lowerBound
        #expect(own != nil && english != nil && (own ?? script.endIndex) < (english ?? script.startIndex))
    }
}
