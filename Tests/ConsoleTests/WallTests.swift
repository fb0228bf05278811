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
