import Meetings
import Offices
import Procedures
import RoomLink
import Testing

/// Journals that others made: odd numbers are named, and none stops whoever replays them.
struct ForgedEventTests {
    static let numbers = [0, -1, 2, Int.min, Int.max]

    /// Everything that is made of a meeting, so that a trap in any of it fails the test.
    private func look(at meeting: Meeting) {
        for site in meeting.sites {
            for now in [Int64.min, 1_795_000_000_000_000, .max].map({ Moment(microseconds: $0) }) {
                #expect(meeting.plan(for: site.room, openings: [:], revision: 1, at: now) != nil)
            }
            _ = meeting.page(shownBy: site.office.id)
        }
        _ = (meeting.pageOnAir, meeting.displayIsCurrent, meeting.proceedings.available())
    }

    private func forge(_ content: ActContent, as act: String, at point: Point = .agreed) throws -> String? {
        var play = try Play(at: point)
        let key = try #require(ActKey(act))
        let event = MeetingEvent.act(key: key, by: play.actor(for: key), content: content)
        let oddity = play.meeting.oddity(of: event)
        play.take([event])
        look(at: play.meeting)
        return oddity
    }

    @Test("A correction of an agreement that there is not is named, and changes none", arguments: numbers)
    func correction(number: Int) throws {
        let play = try Play(at: .agreed)
        let forged = ActContent.corrected(number: number, version: 1, wording: try play.wording("palsu"))
        #expect(
            try forge(forged, as: "P09.3/correct")
                == "version 1 of agreement \(number) was corrected, which there is not")
    }

    @Test("An agreement noted under another number than the next is named", arguments: numbers.filter { $0 != 2 })
    func noted(number: Int) throws {
        let forged = ActContent.noted(number: number, wording: try Play(at: .agreed).wording("palsu"))
        #expect(try forge(forged, as: "P09.3/note") == "agreement \(number) was noted after 1")
    }

    @Test("A page, an agreement or a version that there is not goes on no screen", arguments: numbers)
    func pages(number: Int) throws {
        let file = try #require(try Play(at: .agreed).meeting.materials(of: Play.host.id).first?.file)
        let shown = PageShown(file: file, page: number)
        for content in [
            ActContent.aired(onAir: .agreement(number: number, version: 1), seen: 0),
            .aired(onAir: .agreement(number: 1, version: number), seen: 0),
            .aired(onAir: .agreements(page: number), seen: 0),
        ] {
            #expect(try forge(content, as: "P09.3/air")?.contains("which there is not") == true)
        }
        let oddity = try forge(.turned(from: 1, page: shown), as: "P09.3/turn@rko")
        #expect(number == 2 || oddity == "page \(number) was turned to, which there is not")
    }

    @Test("A notice of impossible length makes a plan all the same", arguments: [Int.min, -1, 0, 481, Int.max])
    func minutes(number: Int) throws {
        let play = try Play(at: .noticed)
        let forged = ActContent.noticed(notice: try play.notice([Play.makassar], minutes: number))
        #expect(try forge(forged, as: "P02.3/notify", at: .noticed) == "a meeting of \(number) minutes was noticed")
    }

    @Test("A room's impossible part is named and kept", arguments: [0, -1, Int.min])
    func part(number: Int) throws {
        var play = try Play(at: .opened)
        let part = RecordingPart(meeting: play.meeting.id, track: .programme, number: number)
        let start = RoomFact.recordingStarted(RecordingStart(part: part, firstFrame: Moment(microseconds: .min)))
        play.tell(start)
        look(at: play.meeting)
        let event = try #require(play.journal.last?.0)
        #expect(play.meeting.oddity(of: event) == "part \(number) of rko was recorded")
    }

    @Test("Two sites in one room make one plan")
    func oneRoomTwice() throws {
        let play = try Play(at: .noticed)
        let forged = ActContent.noticed(notice: try play.notice([Play.makassar, Play.makassar]))
        #expect(try forge(forged, as: "P02.3/notify", at: .noticed) == nil)
    }
}
